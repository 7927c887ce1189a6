import { z } from "zod";
import { BLANKS } from "../mapping/blanks";
import { storedRecordId } from "~/domain/input/record-id";
import { FILE_KINDS } from "~/domain/facts/fact-fields";
import { DURATION_UNITS } from "../mapping/field";
import { STATUSES } from "../parse/preliminary-values";
import { repairSchema } from "./repairs";

/** What an import goes through before it is applied, each with an address of its own. */
export const WIZARD_STEPS = ["preview", "map", "check", "repair", "dry-run", "apply"] as const;

export type WizardStep = (typeof WIZARD_STEPS)[number];

/** What the analyst says of the file's form; what is absent is as it was found. */
export const fileRequestSchema = z.object({
  sheet: z.string().max(100).optional(),
  /** Which of several tables in it. */
  table: z.number().int().min(1).max(50).optional(),
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  quote: z.enum(['"', "'", "none"]).optional(),
  headerRow: z.number().int().min(0).max(100).optional(),
  headerRows: z.union([z.literal(1), z.literal(2)]).optional(),
  /** Whether the rows found to be no data are skipped. */
  skipFound: z.boolean().optional(),
});

const columnChoiceSchema = z.object({
  heading: z.string(),
  /** The kind of rows for which it was chosen; in another one the heading may feed something else. */
  kind: z.enum(FILE_KINDS).optional(),
  target: z.string().nullable().optional(),
  format: z.union([z.string(), z.array(z.string())]).optional(),
  unit: z.enum([...DURATION_UNITS, "percent"]).optional(),
  decimal: z.enum([".", ","]).optional(),
  timeZone: z.string().optional(),
  trueValues: z.array(z.string()).optional(),
  falseValues: z.array(z.string()).optional(),
  times: z.string().optional(),
});

const choicesSchema = z.object({
  kind: z.enum(FILE_KINDS).optional(),
  columns: z.array(columnChoiceSchema).default([]),
  answers: z.array(z.object({ id: z.string(), value: z.string() })).default([]),
  constants: z.array(z.object({ target: z.string(), value: z.string() })).default([]),
  collapse: z.enum(["last", "none"]).optional(),
  wide: z.enum(["rows", "none"]).optional(),
  nulls: z.array(z.string()).default([]),
});

/** How the mapping comes about: suggested from the file, a remembered one, or a document that was pasted. */
const waySchema = z.discriminatedUnion("by", [
  z.object({ by: z.literal("suggestion"), preset: z.string().nullable() }),
  z.object({ by: z.literal("mapping"), id: storedRecordId }),
  z.object({ by: z.literal("document"), text: z.string() }),
]);

/** The choices made for an upload so far, stored beside it: it can be left at any step and resumed. */
export const wizardStateSchema = z.object({
  fileName: z.string(),
  bytes: z.number(),
  actor: z.string(),
  stagedAt: z.iso.datetime(),
  /** The step that was looked at last. */
  step: z.enum(WIZARD_STEPS).default("preview"),
  vendorKey: z.string().nullable().default(null),
  newVendorName: z.string().nullable().default(null),
  file: fileRequestSchema.default({}),
  zone: z.string().nullable().default(null),
  /** Null: the remembered mapping that fits, else a suggestion. */
  way: waySchema.nullable().default(null),
  /** How often the mapping's page was saved. */
  saves: z.number().int().default(0),
  choices: choicesSchema.default({ columns: [], answers: [], constants: [], nulls: [] }),
  /** What a cell left blank does to what was known of its row; null: as the mapping has it. */
  blanks: z.enum(BLANKS).nullable().default(null),
  /** Whether the rows are preliminary or final, all of them; null: as the mapping has it. */
  status: z.enum(STATUSES).nullable().default(null),
  renames: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
  repairs: z.array(repairSchema).default([]),
  name: z.string().nullable().default(null),
  source: z.string().nullable().default(null),
  /** The dry run of a mapping document; of another one it says nothing. */
  dryRun: z.object({ runId: z.string(), of: z.string() }).nullable().default(null),
  applyRunId: z.string().nullable().default(null),
});

export type WizardState = z.infer<typeof wizardStateSchema>;

export type WizardChoices = z.infer<typeof choicesSchema>;

export type FileRequest = z.infer<typeof fileRequestSchema>;

/** What the mapping's page shows and changes. Everything else on it follows from the file. */
export type MapState = Pick<WizardState, "choices" | "name" | "source" | "blanks" | "status">;
