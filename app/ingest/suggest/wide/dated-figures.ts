import { compileDateFormat } from "../../values/date-format";
import { dateFormOf } from "../profile/date-forms";
import { findDatedHeadings, MONTH_FORMATS } from "./dated-headings";
import { measureNamed } from "./measure-names";

/** A heading that names a date and a figure, such as "Jan 2026 Offered". */
export type DatedFigure = {
  heading: string;
  date: string;
  figure: string;
  /** What the heading writes before and behind the date; '' where nothing stands there. */
  before: string;
  after: string;
};

const MONTHS = MONTH_FORMATS.map((format) => compileDateFormat(format));
const LEADING = /^[\s\-–—|/:_([\])]+/;
const TRAILING = /[\s\-–—|/:_([]+$/;
const MIN_DATES = 2;

/**
 * Headings that name a date and a figure each, all dates in one form; null where they speak of fewer than two dates, of one figure twice
 * on a date, or of nothing that is known to be counted.
 */
export function findDatedFigures(
  headings: readonly string[],
): { found: DatedFigure[]; monthFormat: string | null } | null {
  const split = headings.flatMap((heading) => splitHeading(heading) ?? []);
  const dated = findDatedHeadings([...new Set(split.map(({ date }) => date))]);
  if (dated === null || dated.headings.length < MIN_DATES) return null;
  const order = new Map(dated.headings.map((date, index) => [date, index]));
  const found = split
    .filter(({ date }) => order.has(date))
    .toSorted((a, b) => (order.get(a.date) ?? 0) - (order.get(b.date) ?? 0) || (a.heading < b.heading ? -1 : 1));
  const named = new Set(found.map(({ date, before, after }) => [date, before, after].join("\u0000")));
  const isKnown = found.some(({ figure }) => measureNamed(figure) !== null);
  return named.size === found.length && isKnown ? { found, monthFormat: dated.monthFormat } : null;
}

/** The longest date with which the heading begins or ends, and what else it says. */
function splitHeading(heading: string): DatedFigure | null {
  const text = heading.trim();
  const ways = [...text.matchAll(/(?<![\p{L}\p{N}])(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])(?![\p{L}\p{N}])/gu)].flatMap(
    ({ index }) => [{ before: "", date: text.slice(0, index), after: text.slice(index) }, ...endingAt(text, index)],
  );
  const best = ways
    .filter(({ date }) => isDate(date))
    .reduce<(typeof ways)[number] | null>(
      (most, way) => (way.date.length > (most?.date.length ?? 0) ? way : most),
      null,
    );
  const figure = [best?.before ?? "", best?.after ?? ""].map(nameIn).join(" ").trim();
  return best && /\p{L}/u.test(figure) ? { heading, figure, ...best } : null;
}

/** What stands beside a date, without what sets the two apart; a bracket stays closed where it was opened. */
function nameIn(beside: string): string {
  const bare = beside.replace(LEADING, "").replace(TRAILING, "");
  return /^[^([]*[)\]]$/.test(bare) ? bare.slice(0, -1).replace(TRAILING, "") : bare;
}

/** A date at the end of a heading may be in brackets. */
function endingAt(text: string, index: number) {
  const after = /[)\]]?$/.exec(text)?.[0] ?? "";
  return [{ before: text.slice(0, index), date: text.slice(index, text.length - after.length), after }];
}

function isDate(text: string): boolean {
  if (text.length < 4 || text.trim() !== text) return false;
  const form = dateFormOf(text);
  return (
    MONTHS.some((read) => read(text) !== null) ||
    (form !== null && form.parts === "date" && !form.bare && form.doubt !== "year")
  );
}
