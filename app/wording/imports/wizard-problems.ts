/** Why an uploaded file has no partner. */
export const PARTNER_PROBLEMS = {
  nameNeedsLetters: "The name of a new partner needs letters or digits.",
  invalidName: (rule: string) => `Invalid partner name. ${rule}`,
  gone: "The chosen partner no longer exists. Choose another one.",
} as const;

/** What is missing or wrong before a mapping can be used. */
export const MAPPING_GAPS = {
  unnamedFile: "Unnamed file",
  gone: "The chosen mapping no longer exists. Choose another one.",
  partner: "The file does not name its partner. Choose a partner.",
  zone: (partner: string) => `Choose the time zone of the times of ${partner}.`,
  unreadable: (fault: string) => `The mapping can’t be read. ${fault}.`,
  stateTooLarge:
    "The settings for this upload are larger than 2 MB. Nothing was changed. Go back and enter less, or import the file from the command line.",
} as const;

/** Which saved mapping reads a file. */
export const REMEMBERED_TEXT = {
  limitedKey: (name: string) =>
    `The saved mapping “${name}” fits these headings. An API key limited to some sources saved it. Use it for this file?`,
  severalSources: "Saved mappings of several sources fit these headings. Which one reads this file?",
  option: (name: string, version: number) => `${name}, version ${version}`,
  source: (source: string, isLimited: boolean) => `source ${source}${isLimited ? ", saved by a limited API key" : ""}`,
  none: "None of them",
  suggestNew: "suggest a new mapping from the file",
  matches: (name: string) => `The saved mapping “${name}” fits this file.`,
} as const;

/** Which of several tables of a file is imported. */
export const TABLE_CHOICE = {
  question: (tables: number) => `The file has ${tables} tables. Import each one separately. Which one is imported now?`,
  contents: (headings: string, rows: number, line: number) => `${headings}; ${rows} rows from line ${line}`,
} as const;

/** An answer to a question that does not fit. */
export const ANSWER_PROBLEMS = {
  twice: (id: string) => `“${id}” has two different answers.`,
  unknown: (answers: readonly string[], open: readonly string[]) =>
    `No open question matches ${quoted(answers)}. Open questions: ${open.length === 0 ? "none" : quoted(open)}.`,
  notAChoice: (answer: string, id: string, choices: readonly string[]) =>
    `“${answer}” is not a choice for “${id}”. Choose one of ${quoted(choices)}.`,
} as const;

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `“${text}”`).join(", ");
}
