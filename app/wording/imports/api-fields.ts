/** What the fields of imports mean, for the description of the API. */
export const IMPORT_FIELDS = {
  rejectedRows: "First 100 rejected rows",
  implausible: "Implausible figures in accepted rows, by measure or field",
  future: "Rows with a date in the future; null: none",
  state: "queued and running are in progress; all other states are final",
  vendor: "Null: the mapping reads the partner from each row",
  host: "Host that stores and imports the file",
  phase: "reading, merging or rolling-up; empty before the run starts",
  batch: "ID in /imports, once the state is applied",
  result: "Result of an applied import; read = accepted + collapsed + rejected",
  dryRunResult: "Result of a dry run: what the import would change; nothing was saved",
  problem: "Why the import failed",
  notImported: "File not imported",
  skipped:
    "Total and footer lines below the headings that the mapping skips; not counted as read. Blank lines are not included",
  superseded:
    "Rows not applied: preliminary rows where final rows exist, and case events where the counted event exists. They apply once that import is reverted; accepted = new + changed + unchanged + superseded",
  collapsed: "Rows with other events of accepted cases; read = accepted + collapsed + rejected",
} as const;

/** Why a request to import a file was refused. */
export const IMPORT_REQUEST = {
  idempotencyKey: "Use 1 to 255 printable ASCII characters.",
  refused: "File not accepted",
  notPermitted: "Not permitted for this API key",
  otherContent: "Idempotency-Key already used with different content",
  flag: "Use true or false.",
  mappingRequired: "Enter the key or ID of a mapping, or send a mapping as JSON in a form part.",
  mappingAmbiguous: (mapping: string) =>
    `Several partners have a mapping ${mapping}. Add the partner (vendor), or use the ID of the mapping.`,
  mappingUnknown: (mapping: string) => `Mapping ${mapping} not found.`,
  mappingInvalid: (problem: string) => `Invalid mapping. ${problem}.`,
  partnerRequired: "Enter the partner (vendor).",
  partnerUnknown:
    "Unknown partner. To create one, send its key (lowercase letters, digits and hyphens) and vendorName, one line of at most 120 characters.",
} as const;
