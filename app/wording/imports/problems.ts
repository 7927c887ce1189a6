import { FORMER_PROBLEM_CODES } from "~/domain/imports/former-names";

/** What the codes of rejected rows mean. */
export const PROBLEM_CODES: readonly (readonly [code: string, meaning: string])[] = [
  ["blank", "Required value missing"],
  ["not-a-number", "Not a number in the expected format"],
  ["not-a-whole-number", "Not a whole number"],
  ["not-a-duration", "Not a duration in the unit of the mapping"],
  ["unclear-decimal", "Ambiguous duration: choose the decimal separator in the mapping"],
  ["other-currency", "Amount in a different currency than the mapping"],
  ["not-a-date", "Not a date or time in the format of the mapping, or one that doesn’t exist, such as February 30"],
  ["unclear-zone", "Ambiguous time zone, such as IST (India, Israel, Ireland): choose the time zone in the mapping"],
  ["skipped-by-the-clocks", "Time doesn’t exist (daylight-saving change): check the time zone"],
  ["unknown-word", "Value not in the mapping"],
  ["unknown-partner", "Unknown partner"],
  ["out-of-range", "Value out of range"],
  ["text-too-long", "Text too long"],
  ["too-few-cells", "Fewer cells than headings"],
  ["too-many-cells", "More cells than headings"],
  ["stray-quote", "Text after the closing quote of a cell"],
  ["duplicate-id", "Same ID with different values in one file"],
  ["ends-before-start", "Last day before first day"],
  ["weekdays-or-date", "Calendar row needs either weekdays or a date"],
  ["too-many-days", "More than one year of days in one row"],
  ["unknown-weekdays", "Unknown weekdays: use a format such as Mon-Fri or Sat"],
  ["opens-and-closes", "Opening or closing time missing"],
  [
    "closes-before-opening",
    "Closing time before opening time: for hours past midnight use two rows, until 24:00 and from 00:00",
  ],
  ["unknown-time-zone", "Unknown time zone: use a name such as Europe/Madrid"],
  ["nothing-stated", "Row without figures"],
  ["share-without-volume", "Percentage without volume: map the column with the volume"],
];
const MESSAGES: ReadonlyMap<string, string> = new Map(PROBLEM_CODES);

/** The message of a problem's code. */
export function problemText(code: string): string {
  const current = Object.hasOwn(FORMER_PROBLEM_CODES, code) ? FORMER_PROBLEM_CODES[code] : undefined;
  return MESSAGES.get(current ?? code) ?? code;
}

/** Headings of the rejected rows as CSV and XLSX. */
export const REJECTED_EXPORT = {
  title: "rejected rows",
  import: "import",
  file: "file",
  columns: ["line", "column", "code", "meaning", "text"],
} as const;
