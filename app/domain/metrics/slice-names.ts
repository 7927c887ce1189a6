/** The names that occur, each once, in the order of the alphabet. */
export function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== "").toSorted((a, b) => a.localeCompare(b));
}

/** The name as it is stored: as given, or in another case where only one name is the same but for that; null where there is none. */
export function storedName(given: string, names: readonly string[]): string | null {
  if (names.includes(given)) return given;
  const folded = given.toLowerCase();
  const alike = names.filter((name) => name.toLowerCase() === folded);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
