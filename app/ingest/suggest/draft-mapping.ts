import { readMapping } from "../mapping/mapping";
import type { TotalField } from "../mapping/total";
import { columnQuestionId } from "./column-question";
import type { ColumnSuggestion, ColumnReading, MappingSuggestion, TargetKey } from "./suggestion";
import { hoursFields } from "./rules/hours-fields";
import { closedLimit, isMeasureTarget } from "./targets";
import { isGrid, type WideFigure } from "./wide/wide-form";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

export type DraftAbout = {
  key: string;
  name: string;
  /** Name space of the row ids. */
  source: string;
  /** How the bytes are read: the mapping's `file`. */
  file: unknown;
  /** Of local times in the file, where it is not the suggestion's. */
  timeZone?: string | undefined;
  /** The partner, where it is not a column of the file. */
  vendor?: string | undefined;
};

/** Why a draft cannot be applied yet. */
export type OpenPoint = { code: "question" | "missing" | "invalid"; id: string; message: string };
/** A mapping document and what is still open; with nothing open it passes `readMapping`. */
export type Draft = { document: unknown; open: OpenPoint[] };

/** The mapping document that a suggestion comes to. */
export function draftMapping(suggestion: MappingSuggestion, about: DraftAbout): Draft {
  const document = {
    key: about.key,
    name: about.name,
    kind: suggestion.kind,
    source: about.source,
    file: fileOf(suggestion, about.file),
    ...(suggestion.nulls.length > 0 ? { nulls: suggestion.nulls } : {}),
    timeZone: about.timeZone ?? suggestion.timeZone,
    ...vendorPart(suggestion, about.vendor),
    ...idPart(suggestion),
    ...collapsePart(suggestion),
    ...unpivotPart(suggestion),
    ...(suggestion.period === null ? {} : { period: suggestion.period }),
    ...(suggestion.numbered && suggestion.idColumns.length > 0 ? { sameIds: "number" } : {}),
    fields: entries(suggestion.kind === "totals" ? sliceFields(suggestion) : rowFields(suggestion)),
    ...(suggestion.kind === "totals" ? { totals: totalsOf(suggestion) } : {}),
  };
  return { document, open: openPoints(suggestion, document) };
}

function openPoints(suggestion: MappingSuggestion, document: unknown): OpenPoint[] {
  const asked = suggestion.questions.map(({ id, text }): OpenPoint => ({ code: "question", id, message: text }));
  const wanted = suggestion.missing.filter(
    ({ target }) => !suggestion.questions.some(({ id }) => id === columnQuestionId(target)),
  );
  const missing = wanted.map(({ target, label, found }): OpenPoint => {
    const nearest =
      found.length > 0 ? SUGGESTION_DETAILS.nearest(found.map((heading) => `“${heading}”`).join(", ")) : "";
    return { code: "missing", id: target, message: SUGGESTION_REASONS.noColumn(label, nearest) };
  });
  const open = [...asked, ...missing];
  if (open.length > 0) return open;
  const read = readMapping(document);
  return read.ok
    ? []
    : read.problems.map(({ path, message }) => ({ code: "invalid", id: path, message: `${path}: ${message}` }));
}

function vendorPart(suggestion: MappingSuggestion, vendor: string | undefined) {
  if (vendor !== undefined) return { vendor: { constant: vendor } };
  const [column] = columnsFor(suggestion, "vendor");
  return column ? { vendor: { column: column.heading } } : {};
}

function idPart({ idColumns }: MappingSuggestion) {
  const [only, another] = idColumns;
  if (only === undefined) return {};
  return { externalId: another === undefined ? { column: only } : { columns: idColumns } };
}

function collapsePart(suggestion: MappingSuggestion) {
  if (!suggestion.collapse) return {};
  const order = suggestion.collapse.order.map((heading) => {
    const reading = suggestion.collapse?.orderReading ??
      suggestion.columns.find((column) => column.heading === heading)?.reading ?? { type: "number" };
    const field = { column: heading, ...described(reading) };
    return reading.type === "instant" ? { instant: field } : { number: field };
  });
  const { events } = suggestion.collapse;
  return { collapse: { order, keep: "last", ...(events ? { events } : {}) } };
}

/** Totals of other rows are skipped, and rows of a wide file whose figures are of nothing that is kept. */
function fileOf({ wide, columns, skipped }: MappingSuggestion, file: unknown): unknown {
  const left = (wide?.taken ? wide.figures : []).filter(({ heading, when }) => {
    const target = columns.find((column) => column.heading === heading)?.target ?? null;
    return target === null && when !== null && when.column !== wide?.headingAs;
  });
  const column = left[0]?.when?.column;
  const figures = column === undefined ? [] : [{ column, is: left.flatMap(({ when }) => when?.is ?? []) }];
  const skip = [...skipped, ...figures];
  if (skip.length === 0 || typeof file !== "object" || file === null) return file;
  const known = "skipRowsWhen" in file && Array.isArray(file.skipRowsWhen) ? file.skipRowsWhen : [];
  return { ...file, skipRowsWhen: [...known, ...skip] };
}

function unpivotPart({ wide, columns }: MappingSuggestion) {
  if (!wide?.taken || wide.columns === "measures") return {};
  const { headingAs, valueAs, turned } = wide;
  const formats = columns.find(({ heading }) => heading === headingAs)?.reading.format ?? [];
  if (typeof wide.columns === "object" && "figures" in wide.columns) {
    const [only, another] = formats;
    const wanted = wide.columns.figures.filter(({ as }) => columns.some((column) => isOf(column, as)));
    const dateFormat = another === undefined ? only : formats;
    return { unpivot: { columns: { dateFormat, figures: wanted }, headingAs } };
  }
  // Next month has other headings of the same form.
  const [dateFormat, another] = wide.columns === "dates" ? formats : [];
  const byForm = dateFormat !== undefined && another === undefined ? { dateFormat } : null;
  const byName = wide.columns === "dates" ? turned.map(({ heading }) => heading) : wide.columns;
  return { unpivot: { columns: byForm ?? byName, headingAs, valueAs } };
}

/** Whether a column is this figure, kept, or has it for its volume. */
function isOf({ heading, target, reading }: ColumnSuggestion, figure: string): boolean {
  return target !== null && (heading === figure || reading.times === figure);
}

/** What a turned heading names, where it is not the heading itself. */
function headingPart({ wide }: MappingSuggestion, heading: string) {
  if (!wide?.taken || heading !== wide.headingAs || wide.says === "day") return {};
  if (wide.part) return { part: wide.part };
  const values = wide.turned.filter(({ heading: own, says }) => own !== says);
  return values.length > 0
    ? { values: Object.fromEntries(wide.turned.map(({ heading: own, says }) => [own, says])) }
    : {};
}

/** Where a figure of a wide file stands once its columns are rows. */
function figurePlace({ wide }: MappingSuggestion, heading: string): { column: string; when?: WideFigure["when"] } {
  const figure = wide?.taken && !isGrid(wide) ? wide.figures.find((one) => one.heading === heading) : undefined;
  if (!wide || !figure) return { column: heading };
  return { column: wide.valueAs, ...(figure.when ? { when: figure.when } : {}) };
}

function columnsFor({ columns }: MappingSuggestion, target: TargetKey): ColumnSuggestion[] {
  return columns.filter((column) => column.target === target);
}

/** Targets that are no field of a row by themselves. */
const NO_FIELDS = new Set(["hours", "externalId", "vendor", "eventOrder", "firstResponseAt", "answeredAt"]);

function rowFields(suggestion: MappingSuggestion): [string, unknown][] {
  const targets = new Set(
    suggestion.columns.flatMap(({ target }) => (target === null || NO_FIELDS.has(target) ? [] : target)),
  );
  const fields = [...targets].toSorted().map((target): [string, unknown] => [target, fieldOf(suggestion, target)]);
  const derived = suggestion.derived.map(({ by, target, from }): [string, unknown] => [
    target,
    by === "roster" ? { lookup: { roster: "agent" } } : spanOf(suggestion, from),
  ]);
  return [
    ...fields,
    ...columnsFor(suggestion, "hours").flatMap(hoursFields),
    ...derived,
    ...constantFields(suggestion, targets),
  ];
}

function sliceFields(suggestion: MappingSuggestion): [string, unknown][] {
  const targets = new Set(
    suggestion.columns.flatMap(({ target }) =>
      target === null || NO_FIELDS.has(target) || isMeasureTarget(target) ? [] : target,
    ),
  );
  const fields = [...targets].toSorted().map((target): [string, unknown] => [target, fieldOf(suggestion, target)]);
  const { monthInName } = suggestion;
  const named: [string, unknown][] = monthInName === null ? [] : [["day", { name: monthInName, format: monthInName }]];
  return [...fields, ...named, ...constantFields(suggestion, targets)];
}

function constantFields({ constants }: MappingSuggestion, fed: ReadonlySet<string>): [string, unknown][] {
  return constants.filter(({ target }) => !fed.has(target)).map(({ target, value }) => [target, { constant: value }]);
}

function fieldOf(suggestion: MappingSuggestion, target: TargetKey): unknown {
  const columns = columnsFor(suggestion, target);
  const [given, family] = ["given", "family"].map((part) => columns.find(({ reading }) => reading.part === part));
  if (given && family) return nameOf(given, family);
  const date = columns.find(({ reading }) => reading.part !== "time") ?? columns[0];
  const time = columns.find((column) => column !== date && column.reading.part === "time");
  if (!date) return {};
  if (!time) return { column: date.heading, ...described(date.reading), ...headingPart(suggestion, date.heading) };
  const formats = (date.reading.format ?? []).flatMap((day) =>
    (time.reading.format ?? []).map((clock) => `${day} ${clock}`),
  );
  return {
    columns: [date.heading, time.heading],
    ...described({ ...time.reading, ...date.reading, format: formats.slice(0, 8) }),
  };
}

function nameOf(given: ColumnSuggestion, family: ColumnSuggestion): unknown {
  const { join } = given.reading;
  return join === undefined
    ? { columns: [given.heading, family.heading] }
    : { columns: [family.heading, given.heading], join };
}

/** The time between the moments that two columns feed. */
function spanOf(suggestion: MappingSuggestion, from: readonly string[]): unknown {
  const [start, end] = from.map(
    (heading) => suggestion.columns.find((column) => column.heading === heading)?.target ?? null,
  );
  if (start == null || end == null) return {};
  return { between: { from: fieldOf(suggestion, start), until: fieldOf(suggestion, end) } };
}

function described(reading: ColumnReading): Record<string, unknown> {
  const { type, format, timeZone, zones, unit, decimal, trueValues, falseValues, otherwise, values, scale, when } =
    reading;
  const [first, second] = format ?? [];
  const scored = values ? { values: Object.fromEntries(values.map(({ word, means }) => [word, means])) } : {};
  return {
    ...(type === "instant" && first !== undefined ? { format: second === undefined ? first : format } : {}),
    ...(type === "instant" && timeZone ? { timeZone } : {}),
    ...(type === "instant" && zones ? { zones } : {}),
    ...(unit ? { unit } : {}),
    ...(decimal ? { decimal } : {}),
    ...(type === "boolean" && trueValues ? { trueValues } : {}),
    ...(type === "boolean" && falseValues ? { falseValues } : {}),
    ...(otherwise ? { otherwise } : {}),
    ...scored,
    ...(scale ? { scale } : {}),
    ...(when ? { when } : {}),
  };
}

/** What each column states, and what follows from it. */
function totalsOf(suggestion: MappingSuggestion): unknown[] {
  const fed = suggestion.columns
    .flatMap(({ heading, target, reading }) =>
      target !== null && isMeasureTarget(target)
        ? [
            {
              measure: closedLimit(target),
              ...figurePlace(suggestion, heading),
              ...amountOf(reading),
              ...volumeUnit(suggestion, reading),
              ...moneyOf(target, suggestion),
            },
          ]
        : [],
    )
    .toSorted((a, b) => (a.measure < b.measure ? -1 : 1));
  const has = (measure: TargetKey) => fed.some((total) => total.measure === measure);
  const plain = (measure: TargetKey) => fed.find((total) => total.measure === measure && total.times === undefined);
  const totals = [...fed];
  // What is answered is handled, also where it is a share of what was offered.
  const answered = fed.find((total) => total.measure === "answered");
  if (answered && !has("handled")) totals.push({ ...answered, measure: "handled" });
  for (const { measure, from, needs } of FOLLOWING) {
    if (totals.some((total) => total.measure === measure) || !needs.every(has)) continue;
    // What an average or a share was multiplied by is of how many it is known.
    const counted = needs.map((need) => fed.find((total) => total.measure === need)?.times);
    const source =
      fed.find((total) => total.times === undefined && counted.includes(total.column)) ??
      from.map(plain).find((total) => total !== undefined);
    if (source) totals.push({ ...source, measure });
  }
  if (!has("handleSeconds") && has("talkSeconds")) {
    const parts = fed.filter(({ measure }) => HANDLE_PARTS.has(measure));
    totals.push(...parts.map((part) => ({ ...part, measure: "handleSeconds" })));
  }
  return totals;
}

const HANDLE_PARTS = new Set(["talkSeconds", "holdSeconds", "wrapSeconds"]);
/** Measures that a count also states where the needed ones are given: of what is handled it is known how long it took, and so on. */
const FOLLOWING: readonly { measure: TargetKey; from: readonly TargetKey[]; needs: readonly TargetKey[] }[] = [
  { measure: "waitKnown", from: ["answered"], needs: ["waitSeconds"] },
  { measure: "handleKnown", from: ["handled", "answered"], needs: ["handleSeconds"] },
  { measure: "handleKnown", from: ["handled", "answered"], needs: ["talkSeconds"] },
  { measure: "talkKnown", from: ["handled", "answered"], needs: ["talkSeconds"] },
  { measure: "holdKnown", from: ["handled", "answered"], needs: ["holdSeconds"] },
  { measure: "wrapKnown", from: ["handled", "answered"], needs: ["wrapSeconds"] },
  { measure: "resolutionKnown", from: ["handled", "answered"], needs: ["resolved"] },
  { measure: "fcrKnown", from: ["resolved", "handled"], needs: ["resolvedFirstContact"] },
  { measure: "reopenKnown", from: ["handled"], needs: ["reopened"] },
  { measure: "transferKnown", from: ["handled", "answered"], needs: ["transferred"] },
  { measure: "escalationKnown", from: ["handled", "answered"], needs: ["escalated"] },
  { measure: "firstResponseKnown", from: ["handled", "answered"], needs: ["firstResponseSeconds"] },
  { measure: "resolutionTimeKnown", from: ["resolved", "handled"], needs: ["resolutionSeconds"] },
  // Only where it was multiplied by a count: points earned alone do not say what was possible.
  { measure: "pointsPossible", from: [], needs: ["pointsEarned"] },
];

/** Money is kept in minor units of one currency. */
function moneyOf(target: TargetKey, { invoiced }: MappingSuggestion): Pick<TotalField, "factor" | "currency"> {
  if (target !== "invoicedMinor" || invoiced === null) return {};
  const { factor, currency } = invoiced;
  return { ...(factor === 1 ? {} : { factor }), ...(currency === null ? {} : { currency }) };
}

type Total = { unit?: string; decimal?: "." | ","; times?: string; restOf?: string };

function amountOf({ unit, decimal, times, restOf }: ColumnReading): Total {
  return {
    ...(unit ? { unit } : {}),
    ...(decimal ? { decimal } : {}),
    ...(times === undefined ? {} : { times }),
    ...(restOf === undefined ? {} : { restOf }),
  };
}

/** How the volume that a share belongs to is written, where it is a time in another unit than seconds. */
function volumeUnit({ columns }: MappingSuggestion, { times }: ColumnReading): { timesUnit?: string } {
  const volume = columns.find(({ heading }) => heading === times);
  const unit = volume?.target != null && volume.reading.type === "seconds" ? volume.reading.unit : undefined;
  return unit === undefined ? {} : { timesUnit: unit };
}

/** Fields by name; targets come from a closed list, so that none can be a property of every object. */
function entries(fields: readonly [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(fields);
}
