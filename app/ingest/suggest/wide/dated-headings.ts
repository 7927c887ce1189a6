import { compileDateFormat } from "../../values/date-format";
import { dateFormOf } from "../profile/date-forms";
import { profileInstants } from "../profile/instant-profile";

/** Months as headings write them. Of several that read the same headings the first is taken. */
export const MONTH_FORMATS = [
  "MMM yyyy",
  "MMMM yyyy",
  "MMM-yyyy",
  "MMMM-yyyy",
  "MMM/yyyy",
  "MMM-yy",
  "MMM yy",
  "MMM/yy",
  "MMMyy",
  "MMMyyyy",
  "yyyy MMM",
  "yyyy-MMM",
  "yyyy-MM",
  "yyyy/MM",
  "yyyy.MM",
  "MM/yyyy",
  "M/yyyy",
  "MM-yyyy",
  "MM.yyyy",
  "yyyyMM",
];
const MIN_NAMED = 2;
/** Bare digits are taken for months only where several stand side by side. */
const MIN_BARE = 3;

/** The headings of a file that are months or days, and the format of months. */
export type DatedHeadings = { headings: string[]; monthFormat: string | null };

/** Headings that write a month or a day each, all in one form; null where fewer than two do or two write the same. */
export function findDatedHeadings(headings: readonly string[]): DatedHeadings | null {
  return findMonths(headings) ?? findDays(headings);
}

function findMonths(headings: readonly string[]): DatedHeadings | null {
  let best: DatedHeadings | null = null;
  for (const format of MONTH_FORMATS) {
    const read = compileDateFormat(format);
    const found = headings.filter((heading) => read(heading.trim()) !== null);
    const monthOf = (heading: string) => read(heading.trim())?.wallMs ?? 0;
    const months = new Set(found.map(monthOf));
    const least = /^[yM]+$/.test(format) && !format.includes("MMM") ? MIN_BARE : MIN_NAMED;
    if (found.length < least || months.size < found.length || mayBeDays(format, found)) continue;
    if (found.length > (best?.headings.length ?? 0))
      best = { headings: found.toSorted((a, b) => monthOf(a) - monthOf(b)), monthFormat: format };
  }
  return best;
}

/** "Jan-01, Jan-02 …" are the days of a month without their year: a month would come once a year. */
function mayBeDays(format: string, headings: readonly string[]): boolean {
  if (!/^MMM\W?yy$/.test(format)) return false;
  const years = new Set(headings.map((heading) => heading.trim().slice(-2)));
  return years.size > 3 && years.size === headings.length;
}

function findDays(headings: readonly string[]): DatedHeadings | null {
  const found = headings.filter((heading) => {
    const form = dateFormOf(heading.trim());
    return form !== null && form.parts === "date" && !form.bare && form.doubt !== "year";
  });
  const profile = profileInstants(found.map((heading) => heading.trim()));
  if (found.length < MIN_NAMED || new Set(found).size < found.length || profile === null) return null;
  const reads = profile.forms.flatMap(({ readings }) => readings.map(({ format }) => compileDateFormat(format)));
  // In the first order of day and month that reads them: which one holds may still have to be asked.
  const dayOf = (heading: string) =>
    reads.map((read) => read(heading.trim())?.wallMs).find((ms) => ms !== undefined) ?? 0;
  return { headings: found.toSorted((a, b) => dayOf(a) - dayOf(b)), monthFormat: null };
}
