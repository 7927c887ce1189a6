import type { FileKind } from "~/domain/facts/fact-fields";
import { tableOfCases, type CaseForm } from "./cases/case-form";
import { findCases } from "./cases/find-cases";
import { gatherEvidence } from "./columns/file-evidence";
import type { RatingContext } from "./columns/rate-columns";
import { targetsWithout } from "./column-question";
import { areInvoiceLines } from "./kinds/invoice-lines";
import { suggestKindOfRows } from "./kinds/suggest-kind";
import { findPreset } from "./presets/find-preset";
import type { Preset } from "./presets/preset";
import { recognizePreset } from "./presets/recognize-preset";
import { profileColumns, type ColumnProfile } from "./profile/column-profile";

import type { SampledTable } from "./sampled-table";
import type { Subtotals } from "./subtotals/find-subtotals";
import { subtotalsOf, subtotalsOfMeasures, withoutSubtotals } from "./subtotals/resolve-subtotals";
import type { ColumnChoice, SuggestionContext, TargetKey } from "./suggestion";
import { findMeasureRows } from "./wide/measure-rows";
import { findWide } from "./wide/find-wide";
import { NAMES_QUESTION, namesNoFigures } from "./wide/names-or-measures";
import { lengthen, type WideForm } from "./wide/wide-form";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** What is known of a file before any column is settled: its form, its kind of rows, its columns, and what the analyst answered. No rule changes it. */
export type MappingEvidence = Readonly<{
  context: SuggestionContext;
  /** The rows as they were sampled. */
  sampled: SampledTable;
  /** Rows that add others up. */
  subtotals: readonly Subtotals[];
  /** The rows that a mapping reads: without subtotals, and those that a wide file or a log of events stands for. */
  table: SampledTable;
  /** Every column of the table, in its order. */
  allColumns: readonly ColumnProfile[];
  /** The columns whose headings name them alone, in an order that does not depend on that of the file. */
  columns: readonly ColumnProfile[];
  rating: RatingContext;
  kindReason: string;
  choices: ReadonlyMap<string, ColumnChoice>;
  /** Targets that no column feeds, as the analyst answered. */
  without: ReadonlySet<TargetKey>;
  /** How columns could become rows. */
  foundWide: WideForm | null;
  /** Whether they do is a question. */
  asksNames: boolean;
  /** How they do. */
  wide: WideForm | null;
  cases: CaseForm | null;
  isInvoice: boolean;
  /** Words that mean "not stated", by the analyst and the preset. */
  nulls: readonly string[];
}>;

export function gatherMappingEvidence(sample: SampledTable, context: SuggestionContext): MappingEvidence {
  const { choices = {} } = context;
  const sampled = thinned(sample);
  const preset = context.preset === undefined ? recognizePreset(sample.headings) : findPreset(context.preset);
  const answers = new Map((choices.answers ?? []).map(({ id, value }) => [id, value]));
  const nulls = [...(choices.nulls ?? []), ...(preset?.nulls ?? [])];
  const profile = (table: SampledTable) => profileBySign(table, nulls, answers);
  const profiles = profile(sampled);
  const measureRows = choices.wide === "none" ? null : findMeasureRows(sampled, usableColumns(profiles), { answers });
  const subtotals =
    measureRows === null
      ? subtotalsOf(sampled, profiles, answers)
      : subtotalsOfMeasures(sampled, measureRows, profile, answers);
  const rows = withoutSubtotals(sampled, subtotals);
  const rowColumns = profile(rows);
  const plain = ratedColumns(rowColumns, preset, answers);
  const foundWide = areInvoiceLines(plain.columns)
    ? null
    : findWide(rows, plain.columns, { answers, unnamed: namesNoFigures(plain.columns, plain.rating) });
  const requested = choices.wide ?? (foundWide === null || foundWide.sure ? "rows" : answers.get(NAMES_QUESTION));
  const isWide = requested === "rows" && foundWide !== null && isOfKind(wideKind(foundWide), choices.kind);
  const wide = isWide ? foundWide : null;
  const mayBeCases = wide === null && choices.collapse === undefined && isOfKind(CASE_KIND, choices.kind);
  const cases = mayBeCases ? findCases({ table: rows, ...plain }) : null;
  const table = wide ? thinned(lengthen(rows, wide)) : cases ? tableOfCases(rows, cases, context.zone) : rows;
  const allColumns = table === rows ? rowColumns : profile(table);
  const { columns, rating } = table === rows ? plain : ratedColumns(allColumns, preset, answers);
  const suggested = wide ? wideKind(wide) : cases ? CASE_KIND : suggestKindOfRows(columns, rating);
  const kind = choices.kind ?? suggested.kind;
  return {
    context,
    sampled,
    subtotals,
    table,
    allColumns,
    columns,
    rating: { ...rating, kind },
    kindReason: choices.kind === undefined ? suggested.reason : SUGGESTION_REASONS.chosenKind,
    choices: choicesByHeading(choices.columns, kind),
    without: targetsWithout(answers),
    foundWide,
    asksNames: requested === undefined,
    wide,
    cases,
    isInvoice: kind === "totals" && wide === null && areInvoiceLines(columns),
    nulls,
  };
}

type KindOfRows = { kind: FileKind; reason: string };

const CASE_KIND: KindOfRows = { kind: "contacts", reason: SUGGESTION_REASONS.eventRows };

function wideKind({ says }: WideForm): KindOfRows {
  return says === "weekdays"
    ? { kind: "calendar", reason: SUGGESTION_REASONS.weekdayColumns }
    : says === null
      ? { kind: "totals", reason: SUGGESTION_REASONS.measureRows }
      : { kind: "totals", reason: SUGGESTION_REASONS.totalColumns };
}

function isOfKind({ kind }: KindOfRows, chosen: FileKind | undefined): boolean {
  return chosen === undefined || chosen === kind;
}

/** What some columns prove of the decimal sign, or the analyst answered, holds for those that could be read either way. */
function profileBySign(
  table: SampledTable,
  nulls: readonly string[],
  answers: ReadonlyMap<string, string>,
): ColumnProfile[] {
  const columns = profileColumns(table, { nulls });
  if (!columns.some(({ number, spelled }) => spelled !== null || (number !== null && number.decimals.length > 1)))
    return columns;
  const sign = gatherEvidence(columns).decimal ?? answers.get("decimal");
  return sign === "." || sign === "," ? profileColumns(table, { nulls, decimal: sign }) : columns;
}

/** The columns that can be rated, and what their ratings share. */
function ratedColumns(all: readonly ColumnProfile[], preset: Preset | null, answers: ReadonlyMap<string, string>) {
  const columns = usableColumns(all);
  return { columns, rating: { preset, evidence: gatherEvidence(columns), answers, made: new Map() } };
}

const MAX_CELLS = 200_000;

/** Of a very wide table fewer rows are looked at, evenly spaced. */
function thinned(sample: SampledTable): SampledTable {
  const step = Math.ceil((sample.headings.length * sample.rows.length) / MAX_CELLS);
  return step <= 1 ? sample : { ...sample, rows: sample.rows.filter((_, row) => row % step === 0) };
}

/** Columns whose headings name them alone. */
function usableColumns(columns: readonly ColumnProfile[]): ColumnProfile[] {
  const seen = new Map<string, number>();
  const key = (column: ColumnProfile) => column.heading.trim().toLowerCase();
  for (const column of columns) seen.set(key(column), (seen.get(key(column)) ?? 0) + 1);
  return columns
    .filter((column) => key(column) !== "" && seen.get(key(column)) === 1 && column.heading.length <= 200)
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function choicesByHeading(choices: readonly ColumnChoice[] | undefined, kind: FileKind): Map<string, ColumnChoice> {
  const about = (choices ?? []).filter((choice) => choice.kind === undefined || choice.kind === kind);
  return new Map(about.map((choice) => [choice.heading, choice]));
}
