/** The names of a list that is written with " | " between them. */
export function splitNames(list: string): string[] {
  return list
    .split("|")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
