/** The first and the last day of some days that follow each other, each as a text of its own. */
export type SpanTexts = readonly [from: string, until: string];

const BEFORE = /^(?:from|vom|von|del|du)\s+/i;
const BETWEEN =
  /\s+(?:to|until|till|through|thru|bis|hasta|al?|au|à|até|tot|-)\s+|\s*[–—]\s*|(?<=^\d{4}-\d{2}-\d{2})\/(?=\d{4})/iu;
const DAY = /^\d{1,2}\.?$/;
const DAY_AND_REST = /^(\d{1,2})(\D.*)$/;
const YEAR = /([\s.,/]+(?:de )?)(\d{4})$/;

/**
 * The ways to take a text for a span of days, such as "24-26 Dec 2026", "24.12.-26.12.2026" or "2026-12-24 to 2026-12-26", with what the
 * first day leaves to the last filled in; none where it is no span.
 */
export function spansIn(text: string): SpanTexts[] {
  const bare = text.trim().replace(BEFORE, "");
  const parts = BETWEEN.test(bare) ? bare.split(BETWEEN) : bare.split("-");
  const [from, until, more] = parts.map((part) => part.trim());
  if (!from || !until || more !== undefined) return [];
  return [[from, until], ...withMonthOf(from, until), ...withYearOf(from, until)];
}

/** "24" of "26 Dec 2026", and "26, 2026" of "Dec 24". */
function withMonthOf(from: string, until: string): SpanTexts[] {
  const [, day = "", rest = ""] = DAY_AND_REST.exec(until) ?? [];
  if (day === "") return [];
  if (DAY.test(from)) return [[`${from.replace(".", "")}${rest}`, until]];
  return /\D\d{1,2}$/.test(from) ? [[`${from}${rest}`, `${from.replace(/\d{1,2}$/, day)}${rest}`]] : [];
}

/** "24.12." of "26.12.2026"; over New Year the first day is of the year before. */
function withYearOf(from: string, until: string): SpanTexts[] {
  const [, sign = "", year = ""] = YEAR.exec(until) ?? [];
  if (year === "" || /\d{4}/.test(from)) return [];
  const start = from.endsWith(sign.trim()) ? from.slice(0, from.length - sign.trim().length) : from;
  return [Number(year), Number(year) - 1].map((one): SpanTexts => [`${start}${sign}${one}`, until]);
}

/** The first and last day that a text writes as a span, by a reader of days as yyyy-MM-dd; null where it writes none. */
export function readSpan(
  text: string,
  readDay: (text: string) => string | null,
): { from: string; until: string } | null {
  for (const ends of spansIn(text)) {
    const [from, until] = ends.map(readDay);
    if (from && until && from <= until) return { from, until };
  }
  return null;
}
