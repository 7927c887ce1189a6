/** Signs and errors of spreadsheets that never are a value. */
const ALWAYS = new Set([
  "-",
  "--",
  "---",
  "–",
  "—",
  "?",
  "??",
  ".",
  "#div/0!",
  "#n/a",
  "#value!",
  "#ref!",
  "#name?",
  "#num!",
  "#null!",
  "\\n",
  "(blank)",
  "(null)",
  "<null>",
  "[null]",
  "n/a",
  "nan",
]);
/** Words that are a value in some columns of words: NA is also North America. */
const AMONG_NUMBERS = new Set([
  "na",
  "n.a.",
  "null",
  "none",
  "nil",
  "undefined",
  "not available",
  "not applicable",
  "no data",
  "unknown",
  "k.a.",
  "s/d",
  "nd",
  "tbd",
  "pending",
  "offered",
  "unoffered",
]);

export function isNullWord(text: string): boolean {
  return ALWAYS.has(text.toLowerCase());
}

export function isNullAmongNumbers(text: string): boolean {
  return AMONG_NUMBERS.has(text.toLowerCase());
}
