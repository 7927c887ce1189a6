import { isTimeZone } from "~/domain/calendar/time-zone";
import { LONGEST_MAPPING_NAME } from "../mapping";
import { BLANKS } from "../mapping/blanks";
import { STANDINGS, type Standing } from "../mapping/standing";
import { DURATION_UNITS } from "../mapping/field";
import { FILE_KINDS } from "~/domain/facts/fact-fields";
import type { SentForm } from "~/forms/read-form.server";
import { keyFromName, readWhose, textOf, WHOSE_FIELDS } from "./whose.server";
import { fileWishSchema, type FileWish, type WizardChoices, type WizardState } from "./wizard-state";
import { repairSchema, type Repair } from "./repairs";

/** The fields that the preview's form sends. */
export const PREVIEW_FIELDS = [
  "intent",
  ...WHOSE_FIELDS,
  "zone",
  "sheet",
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
  const zone = textOf(form, "zone");
  const changed = (name: string) => textOf(form, name) !== textOf(form, `was-${name}`);
  const wish = {
    sheet: textOf(form, "sheet") || undefined,
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
    zone: isTimeZone(zone) ? zone : null,
  };
}

function withoutBlanks(wish: FileWish): FileWish {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

/** What the form says of all rows; what it leaves to the mapping is null. */
function standingSaid(form: SentForm, before: Standing | null): Standing | null {
  const said = form.get("standing");
  if (said === null || said === form.get("was-standing")) return before;
  return STANDINGS.find((known) => known === said) ?? null;
}

const STANDING_TARGET = "preliminary";

/** The fields that the mapping's form sends, those of each column and question by the beginning of their name. */
export const MAP_FIELDS = [
  "intent",
  "kind",
  "was-kind",
  "name",
  "was-name",
  "source",
  "was-source",
  "blanks",
  "was-blanks",
  "wide",
  "was-wide",
  "standing",
  "was-standing",
  "heading:",
  "target:",
  "was-target:",
  "format:",
  "was-format:",
  "unit:",
  "was-unit:",
  "decimal:",
  "was-decimal:",
  "answer:",
  "constant:",
];

/** What the mapping's form says: only what differs from what it showed is a choice. */
export function readMapForm(
  form: SentForm,
  { choices: before, blanks, standing }: Pick<WizardState, "choices" | "blanks" | "standing">,
): Pick<WizardState, "choices" | "name" | "source" | "blanks" | "standing"> {
  const columns = new Map(before.columns.map((choice) => [choice.heading, choice]));
  let columnTold = false;
  for (let index = 0; form.has(`heading:${index}`); index += 1) {
    const heading = form.get(`heading:${index}`) ?? "";
    const said = (name: string) => {
      const value = form.get(`${name}:${index}`);
      return value === null || value === form.get(`was-${name}:${index}`) ? undefined : value.trim();
    };
    const [target, format, unit, decimal] = [said("target"), said("format"), said("unit"), said("decimal")];
    if ([target, format, unit, decimal].every((value) => value === undefined)) continue;
    columnTold ||= target === STANDING_TARGET;
    // Another target is read in its own way.
    const known = target === undefined ? columns.get(heading) : undefined;
    columns.set(heading, {
      ...known,
      heading,
      ...(target === undefined ? {} : { target: target === "" ? null : target }),
      ...(format ? { format: format.split("\n").flatMap((line) => line.trim() || []) } : {}),
      ...(unit ? { unit: [...DURATION_UNITS, "percent" as const].find((name) => name === unit) } : {}),
      ...(decimal === "." || decimal === "," ? { decimal } : {}),
    });
  }
  const answers = new Map(before.answers.map(({ id, value }) => [id, value]));
  const constants: WizardChoices["constants"] = [];
  for (const [name, value] of form.entries()) {
    if (name.startsWith("answer:") && value !== "") answers.set(name.slice("answer:".length), value);
    if (name.startsWith("constant:") && value.trim() !== "")
      constants.push({ target: name.slice("constant:".length), value: value.trim() });
  }
  const kind = FILE_KINDS.find((known) => known === form.get("kind"));
  const kindSaid = kind !== undefined && kind !== form.get("was-kind") ? kind : before.kind;
  const wide = (["rows", "none"] as const).find((known) => known === form.get("wide"));
  const wideSaid = wide !== undefined && wide !== form.get("was-wide") ? wide : before.wide;
  const blanksSaid = BLANKS.find((known) => known === form.get("blanks"));
  return {
    standing: columnTold ? null : standingSaid(form, standing),
    blanks: blanksSaid === undefined || blanksSaid === form.get("was-blanks") ? blanks : blanksSaid,
    choices: {
      ...before,
      ...(kindSaid === undefined ? {} : { kind: kindSaid }),
      ...(wideSaid === undefined ? {} : { wide: wideSaid }),
      columns: kindSaid === before.kind ? [...columns.values()] : [],
      answers: [...answers].map(([id, value]) => ({ id, value })),
      constants,
    },
    name:
      textOf(form, "name") === textOf(form, "was-name")
        ? null
        : textOf(form, "name").slice(0, LONGEST_MAPPING_NAME) || null,
    source: textOf(form, "source") === textOf(form, "was-source") ? null : keyFromName(textOf(form, "source")) || null,
  };
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
