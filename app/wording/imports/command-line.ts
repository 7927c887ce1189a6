/** What the commands `import` and `suggest` print. */
export const IMPORT_COMMAND = {
  summary: "Import a file with a mapping.",
  usage:
    "<file> --mapping <mapping.json> [--vendor <partner key>] [--vendor-name <name of a new partner>] [--member <file in an archive>]",
  mappingMissing: "Add the mapping: --mapping <mapping.json>.",
  mappingUnreadable: (file: string) => `The mapping ${file} does not exist or can’t be read.`,
  mappingTooLarge: (file: string) => `${file} is too large for a mapping.`,
  mappingInvalid: (file: string, problem: string) => `The mapping ${file} is invalid. ${problem}.`,
  mappingOpen: (questions: readonly string[]) =>
    `The suggested mapping has open questions: ${questions.map((id) => `“${id}”`).join(", ")}. Answer them with suggest --answer.`,
  mappingIncomplete: (problems: readonly string[]) => `The suggested mapping is incomplete. ${problems.join(" ")}`,
  read: (file: string, batch: number, rows: number) =>
    `${file} is import ${batch}: ${rows} ${rows === 1 ? "row" : "rows"} read`,
  counts: (rows: { accepted: number; new: number; changed: number; unchanged: number }, superseded: string) =>
    `${rows.accepted} accepted (${rows.new} new, ${rows.changed} changed, ${rows.unchanged} unchanged${superseded})`,
  rejected: (rows: number) => `${rows} rejected`,
  line: (line: number, column: string, code: string, text: string) =>
    `  line ${line}, ${column || "row"}: ${code} "${text}"`,
  implausible: (rows: number, text: string) => `  ${rows} accepted ${rows === 1 ? "row" : "rows"}: ${text}`,
  unknownMember: (member: string, names: readonly string[]) =>
    `The archive has no file “${member}”. It contains: ${names.join(", ")}.`,
} as const;

export const SUGGEST_COMMAND = {
  summary: "Suggest a mapping for a file and list the questions to answer first.",
  usage:
    "<file> [--vendor <partner key>] [--kind <row type>] [--answer <question>=<value>]… [--member <file in an archive>] [--sheet <name>]",
  unknownKind: (kind: string, kinds: readonly string[]) =>
    `Unknown row type “${kind}”. Use one of ${kinds.join(", ")}.`,
  columns: { column: "Column", field: "Field", confidence: "Confidence", reason: "Reason" },
  detected: (file: string, kind: string | null, reason: string) => `${file}: ${kind ?? "row type unknown"}. ${reason}`,
  ready: "No open questions. Use --json to get a mapping for import --mapping.",
  open: "Some questions are open. Answer them with --answer.",
  incomplete: "The mapping is incomplete. Fix the problems above.",
} as const;
