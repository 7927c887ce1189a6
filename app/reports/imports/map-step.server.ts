import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import type { StagedFile } from "~/ingest/wizard/uploads.server";
import { loadMapping } from "~/ingest/wizard/check-upload.server";
import { loadImportChoices } from "./upload.server";
import { createHash } from "node:crypto";
import { FILE_KINDS, isReferenceKind } from "~/domain/facts/fact-fields";
import type { AnsweredQuestion } from "~/ingest/suggest/answered-questions";
import type { Question } from "~/ingest/suggest/question";
import type { ColumnSuggestion, MappingSuggestion } from "~/ingest/suggest/suggestion";
import { targetLabel, targetsOf } from "~/ingest/suggest/targets";
import { findPreset } from "~/ingest/suggest/presets/find-preset";
import type { Blanks } from "~/ingest/mapping/blanks";
import { statusOf, type Status } from "~/ingest/parse/preliminary-values";
import { MAX_COLUMNS_SHOWN } from "~/ingest/wizard/file-reading.server";
import { REMEMBERED_QUESTION } from "~/ingest/wizard/remembered-fit.server";
import type { WizardMapping } from "~/ingest/wizard/wizard-mapping.server";
import type { WizardState } from "~/ingest/wizard/wizard-state";

const SLICE = ["site", "program", "channel"];

type Shown = Pick<WizardState, "choices" | "blanks" | "status" | "saves">;

/** The mapping of an upload with the mappings that can be chosen instead; `page`: of its columns. */
export async function loadMapStep(db: Database, viewer: Viewer, staged: StagedFile, page: number) {
  const [made, { mappings }] = await Promise.all([loadMapping(db, viewer, staged), loadImportChoices(db, viewer)]);
  return {
    mappings,
    pasted: staged.way?.by === "document" ? staged.way.text : "",
    problem: made.ok ? null : made.refusal.message,
    made: made.ok ? await describeMapping(made.value, staged, page) : null,
  };
}

/** Whether the mapping of an upload waits for an answer to a question. */
export async function isQuestionOpen(db: Database, viewer: Viewer, staged: StagedFile): Promise<boolean> {
  const made = await loadMapping(db, viewer, staged);
  return made.ok && made.value.open.some(({ code }) => code === "question");
}

/** A mapping in the making, as a page of its columns shows it. `shown` is another one whenever any of it may be another. */
export async function describeMapping(made: WizardMapping, staged: Shown, page = 1) {
  const described = withoutKey(made, staged, await made.answered(), page);
  const shown = createHash("sha256")
    .update(JSON.stringify([described, staged.saves]))
    .digest("hex");
  return { ...described, shown };
}

function withoutKey(made: WizardMapping, staged: Shown, answered: readonly AnsweredQuestion[], page: number) {
  const { choices } = staged;
  const { suggestion, mapping, open, by, remembered, partner, zone, about } = made;
  const fed = new Set(suggestion?.columns.map(({ target }) => target));
  return {
    by,
    // A question about what is remembered stands by itself.
    remembered: suggestion?.questions.some(({ id }) => id === REMEMBERED_QUESTION) ? null : remembered,
    zone,
    about,
    partner: partner?.name ?? null,
    // Questions stand by themselves.
    open: open.filter(({ code }) => code !== "question").map(({ message }) => message),
    blanks: blanksOf(mapping, staged.blanks),
    /** Null where the kind of rows knows no preliminary ones. */
    status: statusShown(made, staged.status),
    suggestion: suggestion && {
      ...columnsShown(suggestion, choices, answered, page),
      kind: suggestion.kind,
      kindReason: suggestion.kindReason,
      kinds: [...FILE_KINDS],
      preset: suggestion.preset === null ? null : (findPreset(suggestion.preset)?.name ?? null),
      questions: suggestion.questions.slice(0, MAX_QUESTIONS_SHOWN).map(questionShown),
      moreQuestions: Math.max(0, suggestion.questions.length - MAX_QUESTIONS_SHOWN),
      answered: answered.map(questionShown),
      wide: suggestion.wide && {
        reason: suggestion.wide.reason,
        taken: suggestion.wide.taken,
        isRowPerMeasure: suggestion.wide.columns === "measures",
      },
      derived: [...(suggestion.collapse === null ? [] : [suggestion.collapse]), ...suggestion.derived].map(
        ({ reason }) => reason,
      ),
      targets: targetsOf(suggestion.kind).map(({ key, label, required }) => ({ key, label, required })),
      constants: SLICE.filter(
        (target) => !fed.has(target) && targetsOf(suggestion.kind).some(({ key }) => key === target),
      ).map((target) => ({
        target,
        label: targetLabel(target, suggestion.kind),
        value: choices.constants.find((constant) => constant.target === target)?.value ?? "",
      })),
    },
    document:
      suggestion === null && mapping !== null
        ? { name: mapping.name, kind: mapping.kind, source: mapping.source, text: JSON.stringify(mapping, null, 2) }
        : null,
  };
}

/** What is asked beyond that follows once these are answered. */
export const MAX_QUESTIONS_SHOWN = 50;
const MAX_NAMED_COLUMNS = 10;
const MAX_SAMPLES_SHOWN = 3;
const LONGEST_SAMPLE_SHOWN = 200;

function questionShown<Requested extends Question>(question: Requested): Requested & { moreColumns: number } {
  const { columns } = question;
  const moreColumns = Math.max(0, columns.length - MAX_NAMED_COLUMNS);
  return { ...question, columns: columns.slice(0, MAX_NAMED_COLUMNS), moreColumns };
}

/**
 * A page of the columns, in the order of the file. Where there are several pages, those that feed something, were chosen or are asked about
 * come first.
 */
function columnsShown(
  { columns, questions }: MappingSuggestion,
  choices: WizardState["choices"],
  answered: readonly Question[],
  requested: number,
) {
  const pages = Math.max(1, Math.ceil(columns.length / MAX_COLUMNS_SHOWN));
  const page = Math.min(Math.max(1, requested), pages);
  const from = (page - 1) * MAX_COLUMNS_SHOWN;
  const shown = pages === 1 ? columns : urgentFirst(columns, choices, [...questions, ...answered]);
  return {
    columns: shown.slice(from, from + MAX_COLUMNS_SHOWN).map((column) => ({
      ...column,
      samples: column.samples.slice(0, MAX_SAMPLES_SHOWN).map((text) => text.slice(0, LONGEST_SAMPLE_SHOWN)),
    })),
    columnPages: { page, pages, first: from + 1, total: columns.length },
  };
}

function urgentFirst(
  columns: readonly ColumnSuggestion[],
  choices: WizardState["choices"],
  questions: readonly Question[],
): ColumnSuggestion[] {
  const urgent = new Set([
    ...choices.columns.map(({ heading }) => heading),
    ...questions.flatMap(({ columns: headings }) => headings.slice(0, MAX_NAMED_COLUMNS)),
  ]);
  const isUrgent = ({ heading, target }: ColumnSuggestion) => target !== null || urgent.has(heading);
  return [...columns.filter(isUrgent), ...columns.filter((column) => !isUrgent(column))];
}

/**
 * What is stated of the status of the rows: the same of all of them, or by the mapping (`by`), and the column that tells it where one
 * does. Null where the kind of rows knows no preliminary ones.
 */
function statusShown({ mapping, suggestion }: Pick<WizardMapping, "mapping" | "suggestion">, chosen: Status | null) {
  const read = mapping === null ? null : statusOf(mapping);
  if (mapping !== null && read === null) return null;
  if (mapping === null && suggestion !== null && isReferenceKind(suggestion.kind)) return null;
  const suggested = suggestion?.columns.find(({ target }) => target === "preliminary")?.heading ?? null;
  const column = read !== null && "column" in read ? read.column : suggested;
  if (chosen !== null) return { all: chosen, column, mayFollow: suggestion === null || suggested !== null };
  const all = read === null ? (suggested === null ? ("unstated" as const) : null) : "all" in read ? read.all : null;
  return { all, column, mayFollow: all === null };
}

function blanksOf(mapping: WizardMapping["mapping"], chosen: Blanks | null): Blanks {
  return chosen ?? mapping?.blanks ?? "keep";
}
