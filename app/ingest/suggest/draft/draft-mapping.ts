import { readMapping } from "../../mapping/mapping";
import { columnQuestionId } from "../column-question";
import type { MappingSuggestion } from "../suggestion";
import { columnsFor, readingPart } from "./draft-column";
import { sliceFields, rowFields } from "./draft-fields";
import { problemText } from "./problem-text";
import { draftTotals } from "./draft-totals";
import { fileOf, unpivotPart } from "./draft-wide";
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
  const document = Object.fromEntries(PARTS.flatMap((part) => Object.entries(part(suggestion, about))));
  return { document, open: openPoints(suggestion, document) };
}

/** The parts of a document, in the order in which it has them. */
const PARTS: readonly ((suggestion: MappingSuggestion, about: DraftAbout) => Readonly<Record<string, unknown>>)[] = [
  ({ kind }, { key, name, source }) => ({ key, name, kind, source }),
  (suggestion, { file }) => ({ file: fileOf(suggestion, file) }),
  ({ nulls }) => (nulls.length > 0 ? { nulls } : {}),
  (suggestion, { timeZone }) => ({ timeZone: timeZone ?? suggestion.timeZone }),
  vendorPart,
  idPart,
  collapsePart,
  unpivotPart,
  ({ period }) => (period === null ? {} : { period }),
  ({ numbered, idColumns }) => (numbered && idColumns.length > 0 ? { sameIds: "number" } : {}),
  (suggestion) => ({
    fields: Object.fromEntries(suggestion.kind === "totals" ? sliceFields(suggestion) : rowFields(suggestion)),
  }),
  (suggestion) => (suggestion.kind === "totals" ? { totals: draftTotals(suggestion) } : {}),
];

function openPoints(suggestion: MappingSuggestion, document: unknown): OpenPoint[] {
  const requested = suggestion.questions.map(({ id, text }): OpenPoint => ({ code: "question", id, message: text }));
  const wanted = suggestion.missing.filter(
    ({ target }) => !suggestion.questions.some(({ id }) => id === columnQuestionId(target)),
  );
  const missing = wanted.map(({ target, label, found }): OpenPoint => {
    const nearest =
      found.length > 0 ? SUGGESTION_DETAILS.nearest(found.map((heading) => `“${heading}”`).join(", ")) : "";
    return { code: "missing", id: target, message: SUGGESTION_REASONS.noColumn(label, nearest) };
  });
  const open = [...requested, ...missing];
  if (open.length > 0) return open;
  const read = readMapping(document);
  return read.ok
    ? []
    : read.problems.map((problem) => ({ code: "invalid", id: problem.path, message: problemText(problem, document) }));
}

function vendorPart(suggestion: MappingSuggestion, { vendor }: DraftAbout) {
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
    const field = { column: heading, ...readingPart(reading) };
    return reading.type === "instant" ? { instant: field } : { number: field };
  });
  const { events } = suggestion.collapse;
  return { collapse: { order, keep: "last", ...(events ? { events } : {}) } };
}
