import type { SentForm } from "~/forms/read-form.server";
import { readWhose, textOf, WHOSE_FIELDS } from "~/ingest/wizard/resolve-vendor.server";
import { fileWishSchema, type FileWish, type WizardState } from "~/ingest/wizard/wizard-state";
import { repairSchema, type Repair } from "~/ingest/wizard/repairs";

/** The fields that the preview's form sends. */
export const PREVIEW_FIELDS = [
  "intent",
  ...WHOSE_FIELDS,
  "sheet",
  "table",
  "encoding",
  "delimiter",
  "quote",
  "headerRow",
  "was-headerRow",
  "headerRows",
  "was-headerRows",
  "skipAsked",
  "skipFound",
];

/** What the preview's form says of the file: only what differs from what it showed is said. */
export function readPreviewForm(form: SentForm, before: FileWish): Partial<WizardState> {
  const changed = (name: string) => textOf(form, name) !== textOf(form, `was-${name}`);
  const wish = {
    sheet: textOf(form, "sheet") || undefined,
    table: Number(textOf(form, "table")) || undefined,
    encoding: textOf(form, "encoding") || undefined,
    // A tab is no outer space here.
    delimiter: form.get("delimiter") || undefined,
    quote: textOf(form, "quote") || undefined,
    headerRow: changed("headerRow") ? Number(textOf(form, "headerRow")) : before.headerRow,
    headerRows: changed("headerRows") ? Number(textOf(form, "headerRows")) : before.headerRows,
    skipFound: form.has("skipAsked") ? form.has("skipFound") : before.skipFound,
  };
  const file = fileWishSchema.safeParse(wish);
  return {
    ...readWhose(form),
    file: file.success ? withoutBlanks(file.data) : before,
  };
}

function withoutBlanks(wish: FileWish): FileWish {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

/** The fields that say what shall be repaired. */
export const REPAIR_FIELDS = ["do", "column", "format", "unit", "decimal", "word", "means"];

/** The repair that a form asks for; null where it chose nothing. */
export function readRepairForm(form: SentForm): Repair | null {
  const words = form.getAll("word");
  const meant = form.getAll("means");
  const repair = {
    do: textOf(form, "do"),
    column: textOf(form, "column"),
    format: textOf(form, "format"),
    unit: textOf(form, "unit"),
    decimal: textOf(form, "decimal"),
    words:
      meant.length > 0 ? words.flatMap((word, index) => (meant[index] ? [{ word, means: meant[index] }] : [])) : words,
  };
  const read = repairSchema.safeParse(repair);
  return read.success ? read.data : null;
}
