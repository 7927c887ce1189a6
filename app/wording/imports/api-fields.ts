import { REFUSALS } from "~/domain/input/refusal";
import { PROBLEM_CODES } from "./problems";

/** What the fields of imports mean, for the description of the API. */
export const IMPORT_FIELDS = {
  rejectedRows: "First 100 rejected rows",
  rejectedCode: `Why the row is rejected. ${PROBLEM_CODES.map(([code, meaning]) => `${code}: ${meaning}`).join("; ")}`,
  implausibleCode:
    "parts-exceed-whole: a part is greater than its total; not-whole: a count is not a whole number; before-beginning: an end is before its start",
  implausible: "Implausible figures in accepted rows, by measure or field",
  future: "Rows with a date in the future; null: none",
  state: "queued and running are in progress; all other states are final",
  vendor: "Null: the mapping reads the partner from each row",
  host: "Host that stores and imports the file",
  phase: "reading, merging or rolling-up; empty before the run starts",
  batch: "ID in /imports, once the state is applied",
  result: "Result of an applied import; read = accepted + collapsed + rejected",
  dryRunResult: "Result of a dry run: what the import would change; nothing was saved",
  problem: `Why the import failed; type is urn:plumbline:import: with one of ${REFUSALS.join(", ")}`,
  notImported: "File not imported",
  skipped:
    "Total and footer lines that the mapping skips. They are not counted as read; blank lines are in neither count",
  superseded:
    "Rows that another import takes precedence over: a final row over a preliminary one, or a later event of the same case. They apply if that import is reverted; accepted = new + changed + unchanged + superseded",
  collapsed: "Rows that are further events of an accepted case; read = accepted + collapsed + rejected",
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
