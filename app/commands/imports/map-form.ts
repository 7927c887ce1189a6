import { FILE_KINDS, type FileKind } from "~/domain/facts/fact-fields";
import { LONGEST_MAPPING_NAME } from "~/ingest/mapping/mapping";
import { BLANKS } from "~/ingest/mapping/blanks";
import { DURATION_UNITS } from "~/ingest/mapping/field";
import { STATUSES } from "~/ingest/parse/preliminary-values";
import type { SentForm } from "~/forms/read-form.server";
import { keyFromName } from "~/ingest/wizard/resolve-vendor.server";
import { textOf } from "./wizard-forms";
import type { WizardChoices, MapState } from "~/ingest/wizard/wizard-state";

/** The fields that the mapping's form sends, those of each column, question and part of the slice by the beginning of their name. */
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
  "status",
  "was-status",
  "heading:",
  "target:",
  "was-target:",
  "format:",
  "was-format:",
  "unit:",
  "was-unit:",
  "decimal:",
  "was-decimal:",
  "question:",
  "answer:",
  "was-answer:",
  "constant:",
  "was-constant:",
];

const STATUS_TARGET = "preliminary";

/**
 * What is answered once the form is sent. A field that still holds what its page showed says nothing, so that each answer stays until it
 * is given otherwise: whatever else is answered, in whatever order, and however old the page is that was sent.
 */
export function readMapForm(form: SentForm, before: MapState): MapState {
  const { choices } = before;
  const shownKind = FILE_KINDS.find((known) => known === form.get("was-kind"));
  const kind = changedOf(form, "kind", FILE_KINDS) ?? choices.kind;
  const wide = changedOf(form, "wide", ["rows", "none"] as const) ?? choices.wide;
  const entered = columnChanges(form, shownKind);
  const name = changedText(form, "name");
  const source = changedText(form, "source");
  return {
    choices: {
      ...choices,
      ...(kind === undefined ? {} : { kind }),
      ...(wide === undefined ? {} : { wide }),
      columns: withColumns(choices.columns, entered),
      answers: withAnswers(form, choices.answers),
      constants: withConstants(form, choices.constants),
    },
    name: name === undefined ? before.name : name.slice(0, LONGEST_MAPPING_NAME) || null,
    source: source === undefined ? before.source : keyFromName(source) || null,
    blanks: changedOf(form, "blanks", BLANKS) ?? before.blanks,
    status: statusOf(form, entered, before),
  };
}

/** The text of a field where it is not the one that was shown. */
function changedText(form: SentForm, name: string): string | undefined {
  return form.has(name) && textOf(form, name) !== textOf(form, `was-${name}`) ? textOf(form, name) : undefined;
}

function changedOf<T extends string>(form: SentForm, name: string, known: readonly T[]): T | undefined {
  const text = changedText(form, name);
  return known.find((one) => one === text);
}

type ColumnChoice = WizardChoices["columns"][number];

/** The columns of which something was changed. */
function columnChanges(form: SentForm, kind: FileKind | undefined): ColumnChoice[] {
  const changes: ColumnChoice[] = [];
  for (let index = 0; form.has(`heading:${index}`); index += 1) {
    const heading = form.get(`heading:${index}`) ?? "";
    const entered = (name: string) => {
      const value = form.get(`${name}:${index}`);
      const shown = form.get(`was-${name}:${index}`);
      return value === null || plain(value) === plain(shown) ? undefined : plain(value);
    };
    const [target, format, unit, decimal] = [entered("target"), entered("format"), entered("unit"), entered("decimal")];
    if ([target, format, unit, decimal].every((value) => value === undefined)) continue;
    changes.push({
      heading,
      ...(kind === undefined ? {} : { kind }),
      ...(target === undefined ? {} : { target: target === "" ? null : target }),
      // Without a format it is as detected.
      ...(format === undefined ? {} : { format: format.split("\n").flatMap((line) => line.trim() || []) }),
      ...(unit ? { unit: [...DURATION_UNITS, "percent" as const].find((name) => name === unit) } : {}),
      ...(decimal === "." || decimal === "," ? { decimal } : {}),
    });
  }
  return changes;
}

/** Browsers send the lines of a text with carriage returns. */
function plain(value: string | null): string {
  return (value ?? "").replaceAll("\r\n", "\n").trim();
}

/** A choice is one column's in one kind of rows; what is stated of its target and of how it is written is kept apart. */
function withColumns(before: readonly ColumnChoice[], entered: readonly ColumnChoice[]): ColumnChoice[] {
  const keyOf = ({ kind, heading }: ColumnChoice) => JSON.stringify([kind ?? null, heading]);
  const columns = new Map(before.map((choice) => [keyOf(choice), choice]));
  for (const choice of entered) {
    const { format, ...merged } = { ...columns.get(keyOf(choice)), ...choice };
    columns.set(keyOf(choice), format === undefined || format.length === 0 ? merged : { ...merged, format });
  }
  return [...columns.values()];
}

function withAnswers(form: SentForm, before: WizardChoices["answers"]): WizardChoices["answers"] {
  const answers = new Map(before.map(({ id, value }) => [id, value]));
  for (let index = 0; form.has(`question:${index}`); index += 1) {
    const [id, value] = [form.get(`question:${index}`), form.get(`answer:${index}`)];
    if (id !== null && value !== null && value !== "" && value !== form.get(`was-answer:${index}`))
      answers.set(id, value);
  }
  return [...answers].map(([id, value]) => ({ id, value }));
}

/** A constant that was emptied is no longer stated; one that the page did not ask for stays. */
function withConstants(form: SentForm, before: WizardChoices["constants"]): WizardChoices["constants"] {
  const constants = new Map(before.map(({ target, value }) => [target, value]));
  for (const [name] of form.entries()) {
    if (!name.startsWith("constant:")) continue;
    const value = changedText(form, name);
    const target = name.slice("constant:".length);
    if (value === "") constants.delete(target);
    else if (value !== undefined) constants.set(target, value);
  }
  return [...constants].map(([target, value]) => ({ target, value }));
}

/** Whether rows are preliminary is one question: it is answered for all of them, or by a column, and the later answer holds. */
function statusOf(form: SentForm, entered: readonly ColumnChoice[], { status }: MapState): MapState["status"] {
  if (entered.some(({ target }) => target === STATUS_TARGET)) return null;
  const text = changedText(form, "status");
  return text === undefined ? status : (STATUSES.find((known) => known === text) ?? null);
}
