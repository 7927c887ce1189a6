/** The names that occur, each once, in the order of the alphabet. */
export function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== "").toSorted((a, b) => a.localeCompare(b));
}
