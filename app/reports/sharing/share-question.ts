import { addDays, isReportedDay, type Day } from "~/domain/calendar/day";
import { lastDay, lengthInDays, rangeThrough } from "~/domain/calendar/day-range";
import { rangeLabel } from "~/domain/calendar/labels";
import { parsePeriod, periodOf, periodsBack } from "~/domain/calendar/period";
import { readMetricPageQuestion } from "../scorecards/metric-page-question";

/** How many periods a scorecard's or portfolio's trends look back, the period itself included. */
const PERIODS_SHOWN = 13;
const METRIC_MONTHS_DEFAULT = 13;
const VALUE_LENGTH_MAX = 100;

const SLICES = ["site", "program", "channel"] as const;
const PARAMETERS = {
  scorecard: ["vendor", "period", ...SLICES, "vs"],
  portfolio: ["period", ...SLICES, "vs", "columns"],
} as const;

/** What someone wants to share, read from the address of the view; everything in it is fixed from then on. */
export type ShareQuestion = {
  readonly view: "scorecard" | "portfolio" | "metric";
  /** The view's own parameters, as its address carries them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The key of the one vendor shown; null, for a portfolio or a metric of all partners: every vendor there is when the link is made. */
  readonly vendorKey: string | null;
  readonly metric: string | null;
  readonly sites: readonly string[];
  readonly programs: readonly string[];
  readonly channels: readonly string[];
  /** The first and the last day that the view looks at. */
  readonly fromDay: Day;
  readonly toDay: Day;
  /** The period or range in words. */
  readonly when: string;
};

/** The question of a share form's address; null where it does not name a view that exists. */
export function parseShareQuestion(address: URLSearchParams, today: Day): ShareQuestion | null {
  const view = address.get("view");
  if (view === "scorecard" || view === "portfolio") return periodQuestion(view, address);
  return view === "metric" ? metricQuestion(address, today) : null;
}

function periodQuestion(view: "scorecard" | "portfolio", address: URLSearchParams): ShareQuestion | null {
  const parameters = taken(address, (name) => PARAMETERS[view].some((known) => known === name));
  const period = parsePeriod(parameters.period ?? "");
  const vendorKey = view === "scorecard" ? (parameters.vendor ?? null) : null;
  const isShown = view === "scorecard" ? vendorKey !== null : period?.kind === "month";
  if (period === null || !isShown) return null;
  const first = periodsBack(period, PERIODS_SHOWN)[0] ?? period;
  return {
    view,
    parameters,
    vendorKey,
    metric: null,
    ...slicesOf(parameters),
    fromDay: first.range.from,
    toDay: lastDay(period.range),
    when: period.label,
  };
}

function metricQuestion(address: URLSearchParams, today: Day): ShareQuestion | null {
  const given = taken(address, (name) => name !== "view" && /^[a-z][a-zA-Z]{0,39}$/.test(name));
  const { isOfAllPartners } = readMetricPageQuestion(given.metric ?? "", new URLSearchParams(given));
  const to = given.to ?? today;
  const from =
    given.from ?? periodsBack(periodOf("month", isReportedDay(to) ? to : today), METRIC_MONTHS_DEFAULT)[0]?.range.from;
  if (
    given.metric === undefined ||
    (given.vendor === undefined && !isOfAllPartners) ||
    from === undefined ||
    !isReportedDay(from) ||
    !isReportedDay(to) ||
    from > to
  )
    return null;
  const parameters = { ...given, from, to };
  const range = rangeThrough(from, to);
  return {
    view: "metric",
    parameters,
    vendorKey: given.vendor ?? null,
    metric: given.metric,
    ...slicesOf(given),
    // The view sets the total beside that of as many days before.
    fromDay: addDays(from, -lengthInDays(range)),
    toDay: to,
    when: rangeLabel(range),
  };
}

/** The last value of each name that belongs to the view; blank ones are as good as absent. */
function taken(address: URLSearchParams, belongs: (name: string) => boolean): Record<string, string> {
  const found = [...address].filter(
    ([name, value]) => belongs(name) && value !== "" && value.length <= VALUE_LENGTH_MAX,
  );
  return Object.fromEntries(found);
}

function slicesOf(parameters: Readonly<Record<string, string>>) {
  const only = (name: (typeof SLICES)[number]) => (parameters[name] === undefined ? [] : [parameters[name]]);
  return { sites: only("site"), programs: only("program"), channels: only("channel") };
}
