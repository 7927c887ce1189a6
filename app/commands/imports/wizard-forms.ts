import type { SentForm } from "~/forms/read-form.server";
import { fileRequestSchema, type FileRequest, type WizardState } from "~/ingest/wizard/wizard-state";
import { repairSchema, type Repair } from "~/ingest/wizard/repairs";
import { isTimeZone } from "~/domain/calendar/time-zone";
import type { PartnerChoice } from "~/ingest/wizard/resolve-vendor.server";
import { recordIdOf } from "~/domain/input/record-id";
import { UPLOADS } from "~/wording/imports/uploads";

export const PARTNER_FIELDS = ["vendor", "newVendor", "zone"];

/** The fields that the preview's form sends. */
export const PREVIEW_FIELDS = [
  "intent",
  ...PARTNER_FIELDS,
  "sheet",
  "table",
  "encoding",
  "delimiter",
  "quote",
  "headerRow",
  "was-headerRow",
  "headerRows",
  "was-headerRows",
  "skipOffered",
  "skipFound",
];

/** What the preview's form says of the file: only what differs from what it showed is stated. */
export function readPreviewForm(form: SentForm, before: FileRequest): Partial<WizardState> {
  const changed = (name: string) => textOf(form, name) !== textOf(form, `was-${name}`);
  const requested = {
    sheet: textOf(form, "sheet") || undefined,
    table: Number(textOf(form, "table")) || undefined,
    encoding: textOf(form, "encoding") || undefined,
    // A tab is no outer space here.
    delimiter: form.get("delimiter") || undefined,
    quote: textOf(form, "quote") || undefined,
    headerRow: changed("headerRow") ? Number(textOf(form, "headerRow")) : before.headerRow,
    headerRows: changed("headerRows") ? Number(textOf(form, "headerRows")) : before.headerRows,
    skipFound: form.has("skipOffered") ? form.has("skipFound") : before.skipFound,
  };
  const file = fileRequestSchema.safeParse(requested);
  return {
    ...readPartnerChoice(form),
    file: file.success ? withoutBlanks(file.data) : before,
  };
}

function withoutBlanks(requested: FileRequest): FileRequest {
  return Object.fromEntries(Object.entries(requested).filter(([, value]) => value !== undefined));
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

/** The choice in a form that stands for a partner not known yet. */
export const NEW_VENDOR = "+new";

/** Whose file it is, from a form: a partner, a new one, or as the file itself says; and the zone of its times. */
export function readPartnerChoice(form: Pick<SentForm, "get">): PartnerChoice & Pick<WizardState, "zone"> {
  const zone = textOf(form, "zone");
  const vendor = textOf(form, "vendor");
  return {
    vendorKey: vendor === "" || vendor === NEW_VENDOR ? null : vendor,
    newVendorName: vendor === NEW_VENDOR ? textOf(form, "newVendor") : null,
    zone: isTimeZone(zone) ? zone : null,
  };
}

export function textOf(form: Pick<SentForm, "get">, name: string): string {
  return form.get(name)?.trim() ?? "";
}

/** The fields that say by which way. */
export const WAY_FIELDS = ["way", "mapping", "mappingText", "from", "to"];

/**
 * Another way by which the mapping shall come about; null where the form is not about that. Earlier repairs were of the other mapping.
 * Throws a response (400) where it names no mapping.
 */
export function readWay(form: SentForm): Pick<WizardState, "way" | "renames" | "repairs" | "blanks"> | null {
  const text = (name: string) => (form.get(name) ?? "").trim();
  const none = { renames: [], repairs: [], blanks: null };
  switch (form.get("way")) {
    case "suggestion":
      return { way: { by: "suggestion", preset: null }, ...none };
    case "document":
      return { way: { by: "document", text: text("mappingText") }, ...none };
    case "mapping": {
      const to = form.getAll("to");
      const renames = form.getAll("from").map((from, index) => ({ from, to: to[index] ?? "" }));
      const id = recordIdOf(text("mapping"));
      if (id === null)
        throw new Response(UPLOADS.mappingNotFound, {
          status: 400,
        });
      return { way: { by: "mapping", id }, ...none, renames };
    }
    default:
      return null;
  }
}
