import { addDays, isReportedDay, type Day } from "~/domain/calendar/day";
import { lengthInDays, rangeThrough, type DayRange } from "~/domain/calendar/day-range";
import { periodOf, periodsBack } from "~/domain/calendar/period";
import { given, readSlice } from "../shared/address";
import { GRAINS, SPLITS, type Grain, type Split } from "../causes/trend-question";

/** What the address of a metric's page asks for; null: as usual. */
export type MetricPageQuestion = {
  readonly metric: string;
  /** Every partner: `by=vendor`, a line each; `by=vendor,site`, a line for each of its sites. */
  readonly isOfAllPartners: boolean;
  readonly vendor: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly grain: Grain | null;
  readonly by: Split | null;
  readonly site: string | null;
  readonly program: string | null;
  readonly channel: string | null;
  /** What of the address could not be read, so that the usual stands in. */
  readonly ignored: readonly { readonly part: string; readonly value: string }[];
  /** Whatever else the address names: the metric decides which of it are its parameters. */
  readonly rest: Readonly<Record<string, string>>;
};

const OWN_NAMES = ["metric", "vendor", "from", "to", "grain", "by", "site", "program", "channel", "page", "vs", "view"];

export function readMetricPageQuestion(metric: string, address: URLSearchParams): MetricPageQuestion {
  const ignored: { part: string; value: string }[] = [];
  const read = <T extends string>(part: string, accept: (value: string) => T | undefined): T | null => {
    const value = given(address, part);
    if (value === null) return null;
    const accepted = accept(value);
    if (accepted === undefined) ignored.push({ part, value });
    return accepted ?? null;
  };
  const day = (part: string) => read<Day>(part, (value) => (isReportedDay(value) ? value : undefined));
  const parts = (given(address, "by") ?? "").split(",");
  const isOfAllPartners = parts.includes("vendor");
  const split = parts.filter((part) => part !== "vendor").join(",");
  return {
    metric,
    isOfAllPartners,
    vendor: given(address, "vendor"),
    from: day("from"),
    to: day("to"),
    grain: read("grain", (value) => GRAINS.find((grain) => grain === value)),
    by: split === "" ? null : read("by", () => SPLITS.find((known) => known === split)),
    ignored,
    ...readSlice(address),
    rest: Object.fromEntries([...address].filter(([name]) => !OWN_NAMES.includes(name))),
  };
}

const WEEKS_SHOWN = 26;
/** Longer ranges are cut at their beginning. */
export const LONGEST_DAYS = 4000;

/** The days requested; without them half a year of weeks up to the last day of data. Never empty. */
export function rangeRequested({ from, to }: Pick<MetricPageQuestion, "from" | "to">, latest: Day): DayRange {
  const last = to ?? (from !== null && from > latest ? from : latest);
  const first = from ?? periodsBack(periodOf("week", last), WEEKS_SHOWN)[0]?.range.from ?? last;
  return first <= last ? rangeUpTo(first, last) : rangeUpTo(last, first);
}

/** Both ends included; the first of too many days are left out. */
export function rangeUpTo(from: Day, to: Day): DayRange {
  const oldest = addDays(to, 1 - LONGEST_DAYS);
  return rangeThrough(from < oldest ? oldest : from, to);
}

/** More points than this are neither drawn nor listed on a page. */
export const POINTS_SHOWN = 100;

const DAYS_OF = { day: 1, week: 7, month: 30 } as const;

/**
 * The unit of time: as asked, else fitting the length; never so fine that more points come of it than are wanted, nor finer than the
 * metric has values for.
 */
export function grainFor(
  range: DayRange,
  requested: Grain | null,
  { points = POINTS_SHOWN, finest = "day" }: { points?: number | undefined; finest?: Grain } = {},
): Grain {
  const days = lengthInDays(range);
  const fitting: Grain = days <= 62 ? "day" : days <= 400 ? "week" : "month";
  const wanted = Math.max(GRAINS.indexOf(requested ?? fitting), GRAINS.indexOf(finest));
  return GRAINS.find((grain, index) => index >= wanted && days / DAYS_OF[grain] <= points) ?? "month";
}
