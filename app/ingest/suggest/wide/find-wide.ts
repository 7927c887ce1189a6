import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { targetLabel } from "../targets";
import { findDatedFigures } from "./dated-figures";
import { findDatedHeadings } from "./dated-headings";
import { findFamily, type SplitHeading } from "./heading-families";
import { findWeekdays } from "./weekday-headings";
import { findMeasureRows } from "./measure-rows";
import { figuresNamedIn, namesMeasures } from "./metric-column";
import { freeName, holdsFigures, isFigure, type WideFigure, type WideForm } from "./wide-form";
import { WIDE_TEXTS } from "~/wording/imports/wide-files";

type WideContext = {
  answers: ReadonlyMap<string, string>;
  /** Whether no heading says what the figures of a report count. */
  unnamed: "surely" | "perhaps" | "not";
};

/** How the columns of a wide file become rows, whatever their order; null where the file is none. */
export function findWide(
  table: SampledTable,
  columns: readonly ColumnProfile[],
  context: WideContext,
): WideForm | null {
  return (
    findDates(table, columns, context) ??
    findFigures(table, columns) ??
    findMeasureRows(table, columns, context) ??
    findWeekdays(table, columns) ??
    findSlices(table, columns, context)
  );
}

/** A column per month or day. */
function findDates(
  { headings }: SampledTable,
  columns: readonly ColumnProfile[],
  { answers }: WideContext,
): WideForm | null {
  const dated = findDatedHeadings(columns.map(({ heading }) => heading));
  if (dated === null) return null;
  const turned = dated.headings.flatMap((dateHeading) => columns.find(({ heading }) => heading === dateHeading) ?? []);
  const others = columns.filter((column) => !turned.includes(column));
  const metric = others.find(namesMeasures) ?? null;
  if (!turned.every((column) => holdsFigures(column) || metric !== null)) return null;
  const { figures, valueAs, question } = figuresOf(metric, headings, turned, answers);
  const what = dated.monthFormat === null ? "day" : "month";
  return {
    turned: turned.map(({ heading }) => ({ heading, says: heading.trim() })),
    sure: true,
    columns: "dates",
    says: "day",
    headingAs: freeName(what === "month" ? WIDE_TEXTS.month : WIDE_TEXTS.date, headings),
    valueAs,
    monthFormat: dated.monthFormat,
    part: null,
    figures,
    left: [
      ...(metric ? [{ heading: metric.heading, reason: WIDE_TEXTS.namesMeasure }] : []),
      ...others
        .filter((column) => column !== metric && isFigure(column))
        .map(({ heading }) => ({ heading, reason: WIDE_TEXTS.onceForAll })),
    ],
    reason: WIDE_TEXTS.perDate(turned.length, what, quoted(turned)),
    questions: question ? [question] : [],
  };
}

/** A column per month or day and figure. */
function findFigures({ headings }: SampledTable, columns: readonly ColumnProfile[]): WideForm | null {
  const dated = findDatedFigures(columns.filter(holdsFigures).map(({ heading }) => heading));
  if (dated === null) return null;
  const { found, monthFormat } = dated;
  const what = monthFormat === null ? "day" : "month";
  const headingAs = freeName(what === "month" ? WIDE_TEXTS.month : WIDE_TEXTS.date, headings);
  const marks = new Map(found.map((one) => [`${one.before}\u0000${one.after}`, one]));
  const figures = [...marks.values()].map(({ figure, before, after }) => ({
    as: freeName(figure, headings),
    ...(before === "" ? {} : { before }),
    ...(after === "" ? {} : { after }),
  }));
  const nameOf = (one: (typeof found)[number]) =>
    figures.find(({ before = "", after = "" }) => before === one.before && after === one.after)?.as ?? one.figure;
  const turned = columns.filter(({ heading }) => found.some((one) => one.heading === heading));
  const inOrder = found.flatMap((one) => turned.find(({ heading }) => heading === one.heading) ?? []);
  return {
    turned: found.map((one) => ({ heading: one.heading, says: one.date, figure: nameOf(one) })),
    sure: true,
    columns: { figures },
    says: "day",
    headingAs,
    valueAs: freeName(WIDE_TEXTS.figure, headings),
    monthFormat,
    part: null,
    figures: figures.map(({ as }) => ({ heading: as, when: null })),
    left: leftOf(columns, turned),
    reason: WIDE_TEXTS.perDateAndMeasure(found.length, what, quoted(inOrder)),
    questions: [],
  };
}

/** A column per queue, site or channel. */
function findSlices(table: SampledTable, columns: readonly ColumnProfile[], context: WideContext): WideForm | null {
  if (!columns.some(({ instant }) => instant !== null && !instant.bare && instant.parts !== "time")) return null;
  if (context.answers.get(SLICE_QUESTION) === NO_SLICES) return null;
  const figures = columns.filter((column) => isFigure(column) && column.filled > 0 && !column.instant);
  const family = findFamily(figures.map(({ heading }) => heading));
  if (family !== null) return familyForm(table, columns, family, context);
  return context.unnamed === "not" ? null : unnamedForm(table, columns, figures, context);
}

function familyForm(
  { headings }: SampledTable,
  columns: readonly ColumnProfile[],
  family: readonly SplitHeading[],
  { answers }: WideContext,
): WideForm {
  const stated = new Map(family.map((split) => [split.heading, split]));
  const turned = columns.filter(({ heading }) => stated.has(heading));
  const inOrder = turned.flatMap(({ heading }) => stated.get(heading) ?? []);
  const slices = [...new Set(inOrder.map(({ slice }) => slice))];
  const dimension = dimensionOf(slices, turned, answers);
  const headingAs = freeName(dimension.name, headings);
  const measures = [...new Set(inOrder.map(({ measure }) => measure))];
  const valueAs = freeName(WIDE_TEXTS.figure, headings);
  const prefix = prefixOf(family, headings);
  return {
    turned: turned.map(({ heading }) => ({ heading, says: stated.get(heading)?.slice ?? heading })),
    sure: true,
    columns: prefix === null ? turned.map(({ heading }) => heading) : { startsWith: prefix },
    says: dimension.value,
    headingAs,
    valueAs,
    monthFormat: null,
    part: prefix === null ? null : { after: prefix },
    figures: measures.map((measure) => {
      const is = inOrder.filter((split) => split.measure === measure).map(({ heading }) => heading);
      return { heading: freeName(measure, headings), when: measures.length === 1 ? null : { column: headingAs, is } };
    }),
    left: leftOf(columns, turned),
    reason: WIDE_TEXTS.perSliceAndMeasure(turned.length, quoted(turned), measures),
    questions: dimension.question ? [dimension.question] : [],
  };
}

const MIN_UNNAMED = 3;

function unnamedForm(
  { headings, rows }: SampledTable,
  columns: readonly ColumnProfile[],
  figures: readonly ColumnProfile[],
  { answers, unnamed }: WideContext,
): WideForm | null {
  const total = figures.find((column) => isTotalOf(column, figures, rows));
  const turned = figures.filter((column) => column !== total && /\p{L}/u.test(column.heading));
  if (turned.length < MIN_UNNAMED || turned.length < figures.length - (total ? 1 : 0)) return null;
  const dimension = dimensionOf(
    turned.map(({ heading }) => heading.trim()),
    turned,
    answers,
  );
  const { figures: counted, valueAs, question } = figuresOf(null, headings, turned, answers);
  return {
    turned: turned.map(({ heading }) => ({ heading, says: heading.trim() })),
    sure: unnamed === "surely",
    columns: turned.map(({ heading }) => heading),
    says: dimension.value,
    headingAs: freeName(dimension.name, headings),
    valueAs,
    monthFormat: null,
    part: null,
    figures: counted,
    left: leftOf(columns, turned),
    reason: WIDE_TEXTS.perSlice(turned.length, quoted(turned)),
    questions: [...(dimension.question ? [dimension.question] : []), ...(question ? [question] : [])],
  };
}

/** What the figures count: each row says it in a column, or one measure is requested. */
function figuresOf(
  metric: ColumnProfile | null,
  headings: readonly string[],
  turned: readonly ColumnProfile[],
  answers: ReadonlyMap<string, string>,
): { figures: WideFigure[]; valueAs: string; question: Question | null } {
  const valueAs = freeName(WIDE_TEXTS.figure, headings);
  if (metric === null) {
    const answered = answers.has(FIGURE_QUESTION);
    return { figures: [{ heading: valueAs, when: null }], valueAs, question: answered ? null : figureQuestion(turned) };
  }
  return { figures: figuresNamedIn(metric, [...headings, valueAs]), valueAs, question: null };
}

export const FIGURE_QUESTION = "wide-figure";
const SLICE_QUESTION = "wide-slice";
const NO_SLICES = "none";
const COUNTED = [
  "offered",
  "handled",
  "answered",
  "resolved",
  "orders",
  "backlogOpen",
  "headcount",
  "leavers",
  "forecastContacts",
];

function figureQuestion(turned: readonly ColumnProfile[]): Question {
  const example =
    turned.flatMap(({ heading, texts }) => texts.slice(0, 1).map((text) => WIDE_TEXTS.example(text, heading)))[0] ?? "";
  return {
    id: FIGURE_QUESTION,
    columns: turned.map(({ heading }) => heading),
    text: WIDE_TEXTS.figureQuestion(quoted(turned)),
    options: COUNTED.map((target: TargetKey) => ({ value: target, label: targetLabel(target, "totals"), example })),
  };
}

const DIMENSIONS = [
  { value: "program", name: WIDE_TEXTS.program, label: WIDE_TEXTS.programsOrQueues },
  { value: "site", name: WIDE_TEXTS.site, label: WIDE_TEXTS.sites },
  { value: "channel", name: WIDE_TEXTS.channel, label: WIDE_TEXTS.channels },
] as const;
const CHANNELS =
  /^(phone|voice|calls?|inbound|outbound|chat|live chat|e-?mails?|mail|social|sms|whatsapp|messag\w*|web|video|telefon|telefono|correo|courriel)$/i;

/** What the headings name: channels by their words, else as the analyst says. */
function dimensionOf(
  names: readonly string[],
  turned: readonly ColumnProfile[],
  answers: ReadonlyMap<string, string>,
): (typeof DIMENSIONS)[number] & { question: Question | null } {
  const byWords = names.every((name) => CHANNELS.test(name.trim())) ? "channel" : null;
  const known = DIMENSIONS.find(({ value }) => value === (byWords ?? answers.get(SLICE_QUESTION)));
  if (known) return { ...known, question: null };
  const question = {
    id: SLICE_QUESTION,
    columns: turned.map(({ heading }) => heading),
    text: WIDE_TEXTS.sliceQuestion(
      names
        .slice(0, 3)
        .map((name) => `“${name}”`)
        .join(", "),
    ),
    options: [
      ...DIMENSIONS.map(({ value, label }) => ({ value, label, example: names.slice(0, 3).join(", ") })),
      { value: NO_SLICES, label: WIDE_TEXTS.noSlices, example: WIDE_TEXTS.staysColumns },
    ],
  };
  return { ...DIMENSIONS[0], question };
}

/** How all of the columns begin and no other does; null where names are needed. */
function prefixOf(family: readonly SplitHeading[], headings: readonly string[]): string | null {
  const prefix = family[0]?.prefix ?? null;
  if (
    prefix === null ||
    !family.every((split) => split.prefix === prefix && split.heading === `${prefix}${split.slice}`)
  )
    return null;
  const beginning = headings.filter((heading) => heading.toLowerCase().startsWith(prefix.toLowerCase()));
  return beginning.length === family.length ? prefix : null;
}

function leftOf(columns: readonly ColumnProfile[], turned: readonly ColumnProfile[]): WideForm["left"] {
  return columns
    .filter((column) => isFigure(column) && !column.instant && !turned.includes(column))
    .map(({ heading }) => ({ heading, reason: WIDE_TEXTS.onceForAll }));
}

/** Whether a column adds the others up in every row. */
function isTotalOf(column: ColumnProfile, figures: readonly ColumnProfile[], rows: SampledTable["rows"]): boolean {
  const others = figures.filter((other) => other !== column);
  const at = (row: readonly string[], { index }: ColumnProfile) => Number((row[index] ?? "").trim() || 0);
  return (
    others.length >= 2 &&
    rows.length > 0 &&
    rows.every((row) => at(row, column) === others.reduce((sum, other) => sum + at(row, other), 0))
  );
}

function quoted(turned: readonly ColumnProfile[]): string {
  const [first, last] = [turned[0]?.heading ?? "", turned.at(-1)?.heading ?? ""];
  return WIDE_TEXTS.range(first, last);
}
