type Repair =
  | { do: "null-words"; words: readonly string[] }
  | { do: "skip-rows"; column: string; words: readonly string[] }
  | { do: "date-format"; column: string; format: string }
  | { do: "decimal"; column: string; decimal: string }
  | { do: "unit"; column: string; unit: string }
  | { do: "meanings" | "partners"; column: string; words: readonly { word: string; means: string }[] };

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(", ");

/** What a fix does. */
export function repairText(repair: Repair): string {
  switch (repair.do) {
    case "null-words":
      return `${quoted(repair.words)} treated as blank`;
    case "skip-rows":
      return `Rows with ${quoted(repair.words)} in ${repair.column} skipped`;
    case "date-format":
      return `${repair.column} read as ${repair.format}`;
    case "decimal":
      return `${repair.column} read with decimal ${repair.decimal === "," ? "comma" : "period"}`;
    case "unit":
      return `${repair.column} read in ${repair.unit}`;
    case "meanings":
    case "partners":
      return `${repair.column}: ${repair.words.map(({ word, means }) => `“${word}” means ${means}`).join(", ")}`;
  }
}
