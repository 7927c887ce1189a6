import { BREAKDOWN_FIELDS, isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";
import { assignBest } from "./columns/assign";
import { conflictQuestions, leaveDisputed } from "./count-conflicts";
import { deriveFields, rosterFields } from "./rules/derive-fields";
import { describeColumn } from "./columns/describe-column";
import { tableOfCases } from "./cases/case-form";
import { findCases } from "./cases/find-cases";
import { collapseOfCases, settleCases, settleNameless } from "./cases/resolve-cases";
import { answeredCollapse, suggestCollapse, REPEATED_ID, repeatedIdQuestion, repeatsByStatus } from "./kinds/event-log";
import { gatherEvidence } from "./columns/file-evidence";
import type { SampledTable } from "./sampled-table";
import type { Question } from "./question";
import type { ColumnChoice, SuggestionContext, MappingSuggestion, TargetKey } from "./suggestion";
import { suggestKindOfRows } from "./kinds/suggest-kind";
import { withChoice } from "./columns/chosen-reading";
import { answeredColumns, builtKey, missingQuestions, NONE_OF_THESE } from "./column-question";
import { findTimeOf } from "./rules/joined-times";
import { findPreset, type Preset } from "./presets/presets";
import { recognizePreset } from "./presets/recognize-preset";
import { settleCurrency } from "./rules/invoice-currency";
import { areInvoiceLines, lineNames, settleEqualLines, settleInvoice, settleInvoiceDay } from "./invoice-lines";
import { profileColumns, type ColumnProfile } from "./profile/column-profile";
import { suggestedTargets, MIN_SCORE, rateColumn, readAs } from "./columns/rate-columns";
import { fieldQuestions, fieldsWithout, neededTargets } from "./doubtful-fields";
import { missingTargets } from "./rules/missing-targets";
import { compareVerdict } from "./own-verdict";
import { firstDayOfHours } from "./rules/resolve-calendar";
import { settleMonthInName } from "./rules/month-in-name";
import { settlePeriod } from "./period-question";
import { agentQuestion, firstDayFromHiring, settleAgent } from "./rules/resolve-roster";
import { nameRows } from "./rules/row-name";
import { reserveNames, settleNames } from "./rules/resolve-names";
import {
  openSubtotals,
  skippedTotals,
  subtotalsOf,
  subtotalsOfMeasures,
  withoutSubtotals,
} from "./subtotals/resolve-subtotals";
import { targetsOf } from "./targets";
import { settleAgentVolume, settleAmounts, settleDay } from "./rules/resolve-totals";
import { findWide } from "./wide/find-wide";
import { findMeasureRows } from "./wide/measure-rows";
import {
  asksFigure,
  leaveRatios,
  NAMES_QUESTION,
  namesNoFigures,
  namesQuestion,
  openQuestions,
  settleWide,
} from "./wide/resolve-wide";
import { lengthen, type WideForm } from "./wide/wide-form";
import { closedWords } from "./readings/read-opening";
import { columnOf, release, type Work } from "./mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/**
 * How a file is to be read, suggested from its headings and some of its rows: every column to at most one target, by the best total.
 * What the analyst has chosen is kept, and the rest is worked out around it. Pure, and the order of columns does not matter.
 */
export function suggestMapping(sample: SampledTable, context: SuggestionContext): MappingSuggestion {
  const { choices = {} } = context;
  const whole = thinned(sample);
  const preset = context.preset === undefined ? recognizePreset(sample.headings) : findPreset(context.preset);
  const answers = new Map((choices.answers ?? []).map(({ id, value }) => [id, value]));
  const nulls = [...(choices.nulls ?? []), ...(preset?.nulls ?? [])];
  const profiles = profileBySign(whole, nulls, answers);
  const measureRows = choices.wide === "none" ? null : findMeasureRows(whole, usableColumns(profiles), { answers });
  const subtotals =
    measureRows === null
      ? subtotalsOf(whole, profiles, answers)
      : subtotalsOfMeasures(whole, measureRows, (table) => profileBySign(table, nulls, answers), answers);
  const table = withoutSubtotals(whole, subtotals);
  const asItStands = profileBySign(table, nulls, answers);
  const plain = tableContext(asItStands, preset, answers);
  const found = areInvoiceLines(plain.usable)
    ? null
    : findWide(table, plain.usable, { answers, unnamed: namesNoFigures(plain.usable, plain.shared) });
  const asked = choices.wide ?? (found === null || found.sure ? "rows" : answers.get(NAMES_QUESTION));
  const isWide = asked === "rows" && found !== null && (choices.kind ?? wideKind(found).kind) === wideKind(found).kind;
  const wide = isWide ? found : null;
  const mayBeCases = wide === null && choices.collapse === undefined && (choices.kind ?? "contacts") === "contacts";
  const cases = mayBeCases ? findCases({ table, columns: plain.usable, rating: plain.shared }) : null;
  const long = wide ? thinned(lengthen(table, wide)) : cases ? tableOfCases(table, cases, context.zone) : table;
  const columns = long === table ? asItStands : profileBySign(long, nulls, answers);
  const { usable, shared } = long === table ? plain : tableContext(columns, preset, answers);
  const suggested = wide ? wideKind(wide) : cases ? CASE_KIND : suggestKindOfRows(usable, shared);
  const kind = choices.kind ?? suggested.kind;
  const work: Work = {
    table: long,
    columns: usable,
    rating: { ...shared, kind },
    choices: choicesByHeading(choices.columns, kind),
    without: fieldsWithout(answers),
    settled: new Map(),
  };

  settleChosen(work);
  if (wide !== null) settleWide(work, wide);
  if (cases !== null) settleCases(work, cases);
  if (cases?.isNameless === true) settleNameless(work);
  const isInvoice = kind === "totals" && wide === null && areInvoiceLines(usable);
  const invoiceQuestions = isInvoice ? [...settleInvoice(work), ...settleInvoiceDay(work)] : [];
  const names = reserveNames(work);
  if (kind === "roster") settleAgent(work, names);
  assignRest(work);
  const asksNames = settleNames(work, names);
  if (kind === "totals") {
    settleDay(work);
    settleAgentVolume(work);
    leaveDisputed(work);
    settleAmounts(work);
  }
  const money = kind === "totals" ? settleCurrency(work, context.currency ?? null) : { invoiced: null, questions: [] };
  const equalLines = isInvoice ? settleEqualLines(work) : { numbered: false, questions: [] };
  const ratioQuestions = wide === null ? [] : leaveRatios(work, wide);
  if (kind === "roster") firstDayFromHiring(work);
  if (kind === "calendar") firstDayOfHours(work);
  if (!isReferenceKind(kind)) joinTimes(work);
  if (answers.get(REPEATED_ID) === NONE_OF_THESE) release(work, "externalId", SUGGESTION_REASONS.notRowId);
  const id = columnOf(work, "externalId");
  const collapse = cases
    ? collapseOfCases(work, cases)
    : choices.collapse === "none" || kind !== "contacts"
      ? null
      : (suggestCollapse(id, columnOf(work, "eventOrder"), table) ?? answeredCollapse(id, answers));
  if (!collapse) release(work, "eventOrder", SUGGESTION_REASONS.noEvents);
  const constants = [...(choices.constants ?? [])];
  const derived = [
    ...(kind === "contacts" ? deriveFields(work) : []),
    ...(context.roster === true ? rosterFields(work, constants) : []),
  ];
  const { period, questions: periodQuestions } =
    kind === "totals" ? settlePeriod(work) : { period: null, questions: [] };
  const named =
    kind === "totals" ? settleMonthInName(work, context.fileName, constants) : { format: null, questions: [] };
  const verdictQuestions = kind === "contacts" ? compareVerdict(work) : [];
  const questionsOfCells = mergeQuestions([
    ...(wide === null ? [] : openQuestions(work, wide)),
    ...ratioQuestions,
    ...(found !== null && asked === undefined && kind === "totals" ? [namesQuestion(found)] : []),
    ...asksNames,
    ...(kind === "roster" ? agentQuestion(work, names) : []),
    ...settledQuestions(work),
    ...fieldQuestions(work),
    ...verdictQuestions,
    ...periodQuestions,
    ...named.questions,
    ...invoiceQuestions,
    ...money.questions,
    ...equalLines.questions,
    ...(kind === "totals" && wide === null ? conflictQuestions(work) : []),
    ...(kind === "totals" ? openSubtotals(subtotals, answers) : []),
    ...(cases?.questions ?? []),
    ...repeatedIdQuestion(
      id,
      collapse !== null || repeatsByStatus(id, columnOf(work, "preliminary"), table) || answers.has(REPEATED_ID),
      kind,
      plain.usable.some(({ instant }) => instant?.parts === "both"),
    ),
  ]);
  const key = id === null && kind !== "totals" ? builtKey(work) : null;
  const missing = missingTargets(work, constants).filter(({ target }) => {
    if (target === "externalId" && key !== null) return false;
    if (target === "day" && (named.format !== null || named.questions.length > 0)) return false;
    return target !== "offered" || !questionsOfCells.some(asksFigure);
  });
  return {
    kind,
    kindReason: choices.kind === undefined ? suggested.reason : SUGGESTION_REASONS.chosenKind,
    preset: preset?.key ?? null,
    columns: columns.map((column) => describeColumn(column, work)),
    derived,
    constants,
    idColumns:
      key === null ? idColumnsOf(work, id, isInvoice ? lineNames(work) : []) : key.map(({ heading }) => heading),
    numbered: equalLines.numbered,
    invoiced: money.invoiced,
    collapse,
    period: named.format === null ? period : "month",
    monthInName: named.format,
    wide: found === null ? null : { ...found, taken: wide !== null },
    skipped:
      kind === "totals"
        ? skippedTotals(subtotals, whole, answers)
        : cases?.hasBlankIds === true
          ? [{ column: cases.id, blank: true }]
          : [],
    questions: [...questionsOfCells, ...missingQuestions(missing, work)],
    missing,
    nulls: [...new Set([...nullsOf(columns, work, nulls), ...(cases?.nulls ?? [])])].toSorted(),
    timeZone: context.zone,
  };
}

const CASE_KIND = {
  kind: "contacts",
  reason: SUGGESTION_REASONS.eventRows,
} as const;

/** What some columns prove of the decimal sign, or the analyst said, holds for those that could be read either way. */
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

function wideKind({ says }: WideForm): { kind: FileKind; reason: string } {
  return says === "weekdays"
    ? { kind: "calendar", reason: SUGGESTION_REASONS.weekdayColumns }
    : says === null
      ? { kind: "totals", reason: SUGGESTION_REASONS.measureRows }
      : { kind: "totals", reason: SUGGESTION_REASONS.totalColumns };
}

/** What the ratings of a table's columns share. */
function tableContext(columns: readonly ColumnProfile[], preset: Preset | null, answers: ReadonlyMap<string, string>) {
  const usable = usableColumns(columns);
  return { usable, shared: { preset, evidence: gatherEvidence(usable), answers, made: new Map() } };
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

function settleChosen({ columns, rating, choices, settled }: Work): void {
  const said = answeredColumns(rating.answers);
  for (const column of columns) {
    const chosen = choices.get(column.heading)?.target;
    const target = chosen === undefined ? said.get(column.heading) : chosen;
    if (target === undefined) continue;
    if (target === null) {
      settled.set(column.heading, { target: null, rating: null, chosen: true, reason: SUGGESTION_REASONS.leftOut });
      continue;
    }
    const how = readAs(column, { ...rating, target }) ?? {
      fit: 0,
      reading: { type: targetsOf(rating.kind).find(({ key }) => key === target)?.type ?? "text" },
      why: SUGGESTION_REASONS.otherValues,
      questions: [],
    };
    settled.set(column.heading, {
      target,
      rating: { score: 1, named: 1, preset: false, how },
      chosen: true,
      reason: null,
    });
  }
}

/** A column that plainly is what a row cannot do without feeds that before anything else. */
const NEEDED_BONUS = 0.5;
const PLAINLY = 0.6;

function assignRest({ columns, rating, settled, without }: Work): void {
  const taken = new Set([...settled.values()].map(({ target }) => target));
  const targets = suggestedTargets(rating.kind).filter((target) => !taken.has(target) && !without.has(target));
  const free = columns.filter(({ heading }) => !settled.has(heading));
  const ratings = targets.map((target) => free.map((column) => rateColumn(column, target, rating)));
  const needed = neededTargets(rating.kind);
  const scores = ratings.map((row, at) =>
    row.map((found) => {
      if (!found || found.score < MIN_SCORE) return 0;
      return found.score + (needed.has(targets[at] ?? "") && found.named >= PLAINLY ? NEEDED_BONUS : 0);
    }),
  );
  assignBest(scores, free.length).forEach((place, row) => {
    const column = free[place];
    const target = targets[row];
    const found = ratings[row]?.[place];
    if (column && target !== undefined && found)
      settled.set(column.heading, { target, rating: found, chosen: false, reason: null });
  });
}

/** A date and the time of day in a column of its own become one moment. */
function joinTimes(work: Work): void {
  for (const column of work.columns) {
    const settled = work.settled.get(column.heading);
    if (!settled?.target || settled.rating?.how.reading.type !== "instant") continue;
    const chosen = work.columns.some(({ heading, instant }) => {
      return instant?.parts === "time" && work.settled.get(heading)?.target === settled.target;
    });
    const free = work.columns.filter(
      ({ heading }) => !work.settled.get(heading)?.target && work.choices.get(heading)?.target === undefined,
    );
    const time = chosen ? null : findTimeOf(column, settled.target, free);
    if (!time) continue;
    const target = settled.target === "day" ? "at" : settled.target;
    const how = readAs(time, { ...work.rating, target });
    if (!how) continue;
    work.settled.set(column.heading, { ...settled, target });
    work.settled.set(time.heading, {
      target,
      // It is as certain as the date: a time of day alone says less of what it is.
      rating: { ...settled.rating, how: { ...how, fit: settled.rating.how.fit } },
      chosen: false,
      reason: SUGGESTION_REASONS.timeOf(column.heading, how.why),
    });
  }
}

function settledQuestions({ columns, settled, choices }: Work): Question[] {
  return columns.flatMap((column) => {
    const rating = settled.get(column.heading)?.rating;
    return rating ? withChoice(rating.how, choices.get(column.heading)).questions : [];
  });
}

/** A question that several columns ask is put once. */
function mergeQuestions(questions: readonly Question[]): Question[] {
  const merged = new Map<string, Question>();
  for (const question of questions) {
    const known = merged.get(question.id);
    merged.set(
      question.id,
      known ? { ...known, columns: [...new Set([...known.columns, ...question.columns])] } : question,
    );
  }
  return [...merged.values()];
}

const MAX_ID_COLUMNS = 8;

/** The columns that name a row; those of an invoice's lines always do. */
function idColumnsOf(work: Work, id: ColumnProfile | null, lines: readonly ColumnProfile[]): string[] {
  if (id) return [id.heading];
  if (work.rating.kind !== "totals") return [];
  const naming = ["day", "at", "site", "program", "channel"];
  const fed = (column: ColumnProfile) => work.settled.get(column.heading)?.target ?? null;
  const sliced = work.columns.filter((column) => naming.includes(fed(column) ?? ""));
  const given = [...lines, ...sliced.filter((column) => !lines.includes(column))];
  const isPart = (target: TargetKey | null) => BREAKDOWN_FIELDS.some((part) => part === target);
  const others = work.columns.filter(
    (column) =>
      !given.includes(column) &&
      (isPart(fed(column)) || (fed(column) === null && column.number === null && column.clocks.length === 0)),
  );
  // A row may stand there twice, preliminary and final: what it is called is the same.
  const status = work.columns.filter((column) => fed(column) === "preliminary");
  const named = nameRows([...given, ...status], others, work.table) ?? (lines.length > 0 ? given : []);
  return named
    .filter((column) => !status.includes(column))
    .slice(0, MAX_ID_COLUMNS)
    .map(({ heading }) => heading);
}

function nullsOf(columns: readonly ColumnProfile[], { settled }: Work, said: readonly string[]): string[] {
  const used = columns.filter(({ heading }) => settled.get(heading)?.target);
  const closed = used.filter(({ heading }) => OPENING.has(settled.get(heading)?.target ?? "")).flatMap(closedWords);
  return [...new Set([...said, ...used.flatMap(({ nulls }) => nulls), ...closed])].toSorted();
}

const OPENING: ReadonlySet<TargetKey> = new Set(["opens", "closes", "hours"]);
