type Repair =
  | { do: "null-words"; words: readonly string[] }
  | { do: "skip-rows"; column: string; words: readonly string[] }
  | { do: "date-format"; column: string; format: string }
  | { do: "decimal"; column: string; decimal: string }
  | { do: "unit"; column: string; unit: string }
  | { do: "meanings" | "partners"; column: string; words: readonly { word: string; means: string }[] };

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(", ");

/** What a repair does, in a few words. */
export function repairWords(repair: Repair): string {
  switch (repair.do) {
    case "null-words":
      return `${quoted(repair.words)} taken as blank`;
    case "skip-rows":
      return `Rows whose ${repair.column} is ${quoted(repair.words)} passed over`;
    case "date-format":
      return `${repair.column} read as ${repair.format}`;
    case "decimal":
      return `${repair.column} read with a decimal ${repair.decimal === "," ? "comma" : "point"}`;
    case "unit":
      return `${repair.column} read in ${repair.unit}`;
    case "meanings":
    case "partners":
      return `${repair.column}: ${repair.words.map(({ word, means }) => `“${word}” is ${means}`).join(", ")}`;
  }
}
