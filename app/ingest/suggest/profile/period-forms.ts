import { foldName, LONG_MONTHS, SHORT_MONTHS } from "../../values/month-names";
import type { DateForm } from "./date-form";

type Form = Pick<DateForm, "family" | "span"> & Partial<DateForm> & { format: string };

/** The form in which a text writes a whole month or week of a year; null where it writes none. */
export function periodFormOf(text: string): DateForm | null {
  const found = numericMonth(text) ?? namedMonth(text) ?? weekOfYear(text);
  if (found === null) return null;
  const { format, ...form } = found;
  return { parts: "date", bare: false, zone: null, hours24: true, readings: [{ order: "ymd", format }], ...form };
}

const MONTH = "(?:0?[1-9]|1[0-2])";
const YEAR_FIRST = new RegExp(`^(?:19|20)\\d{2}([-/.])${MONTH}$`);
const YEAR_LAST = new RegExp(`^${MONTH}([-/.])(?:19|20)\\d{2}$`);
const SIX_DIGITS = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$/;
/** Fractions such as 9/10 are no months. */
const SHORT_YEAR = new RegExp(`^${MONTH}([-/])(?:1[5-9]|[23]\\d)$`);

function numericMonth(text: string): Form | null {
  const span = "month";
  if (SIX_DIGITS.test(text)) return { family: "month ######", span, format: "yyyyMM", bare: true, doubt: "number" };
  const [, before] = YEAR_FIRST.exec(text) ?? [];
  // With a dot it is a decimal number, too.
  if (before !== undefined)
    return { family: `month-yyyy${before}`, span, format: `yyyy${before}M`, bare: before === "." };
  const [, after] = YEAR_LAST.exec(text) ?? [];
  if (after !== undefined) return { family: `month-${after}yyyy`, span, format: `M${after}yyyy`, bare: after === "." };
  const [, sign] = SHORT_YEAR.exec(text) ?? [];
  return sign === undefined ? null : { family: `month ${sign}yy`, span, format: `M${sign}yy`, doubt: "year" };
}

const NAME_FIRST = /^([\p{L}\p{M}]{3,12})(\.? de |[-/., ]{0,2})(\d{4}|\d{2})$/u;
const NAME_LAST = /^(\d{4})([-/., ]{0,2})([\p{L}\p{M}]{3,12})\.?$/u;

function namedMonth(text: string): Form | null {
  const [, nameFirst = "", gap = "", year = ""] = NAME_FIRST.exec(text) ?? [];
  const [, , gapBefore = "", nameLast = ""] = NAME_LAST.exec(text) ?? [];
  const name = foldName(nameFirst || nameLast);
  const [isLong, isShort] = [LONG_MONTHS.has(name), SHORT_MONTHS.has(name)];
  if (!isLong && !isShort) return null;
  const token = isLong && !isShort ? "MMMM" : "MMM";
  const format =
    nameFirst === ""
      ? `yyyy${gapBefore}${token}`
      : `${token}${literal(gap.length > 1 && gap.startsWith(".") ? gap.slice(1) : gap)}${year.length === 4 ? "yyyy" : "yy"}`;
  return {
    family: "named-month-of-year",
    span: "month",
    format,
    ...(isLong && isShort ? { eitherLength: true } : {}),
    ...(year.length === 2 ? { doubt: "year" as const } : {}),
  };
}

const WEEK = "week|wk|w|cw|kw|woche|semana|sem|semaine|s|settimana";
const ISO_WEEK = /^\d{4}-?W\d{2}$/;
const WEEK_LAST = new RegExp(`^(\\d{4})([-/., ]{0,2}(?:${WEEK})[-/. ]{0,2})(\\d{1,2})$`, "i");
const WEEK_FIRST = new RegExp(`^((?:${WEEK})[-/. ]{0,2})(\\d{1,2})([-/.,]? ?(?:of |de )?)(\\d{4})$`, "i");
/** In the countries that say so, weeks are numbered as ISO 8601 does. */
const NUMBERED_AS_ISO = /kw|woche/i;

function weekOfYear(text: string): Form | null {
  const [, , between = "", lastWeek = ""] = WEEK_LAST.exec(text) ?? [];
  const [, before = "", firstWeek = "", gap = ""] = WEEK_FIRST.exec(text) ?? [];
  const week = Number(lastWeek || firstWeek);
  if (week < 1 || week > 53) return null;
  const isSure = ISO_WEEK.test(text) || NUMBERED_AS_ISO.test(text);
  return {
    family: "week-of-year",
    span: "week",
    format: lastWeek === "" ? `${literal(before)}w${literal(gap)}YYYY` : `YYYY${literal(between)}w`,
    ...(isSure ? {} : { doubt: "numbering" as const }),
  };
}

/** Letters between the parts, as a format writes them. */
function literal(text: string): string {
  return /\p{L}/u.test(text) ? `'${text}'` : text;
}
