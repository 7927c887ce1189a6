import { addDays, type Day } from "~/domain/calendar/day";
import type { MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import type { TargetScope } from "~/domain/metrics/row-scope";

/** The slice of a page, as its address carries it; null: not limited. */
export type RequestedSlice = { site: string | null; program: string | null; channel: string | null };

/** What every address of a view carries, left out where it is as usual. */
type Parts = Readonly<Record<string, string | number | null | undefined>>;

export function addressOf(path: string, parts: Parts): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const query = search.toString();
  return query === "" ? path : `${path}?${query}`;
}

/** On a scorecard, where its score is taken apart. */
export const SCORE_PARTS_ID = "score-parts";

type MonthView = { period: string; requested: RequestedSlice; comparison: string };

const comparisonPart = (comparison: string) => (comparison === "last-year" ? comparison : null);

export function portfolioAddress({ period, requested, comparison }: MonthView, columns: "all" | null = null): string {
  return addressOf("/portfolio", { period, ...requested, vs: comparisonPart(comparison), columns });
}

export function scorecardAddress(vendor: string, { period, requested, comparison }: MonthView): string {
  return addressOf(`/scorecards/${vendor}/${period}`, { ...requested, vs: comparisonPart(comparison) });
}

/** The statements of all partners in a month. */
export function statementsAddress(period: string): string {
  return addressOf("/statements", { period });
}

export function statementAddress(vendor: string, period: string): string {
  return `/statements/${vendor}/${period}`;
}

export function shareAddress(view: "portfolio" | "scorecard" | "metric", parts: Parts): string {
  return addressOf("/links/new", { view, ...parts });
}

export type FigureParts = {
  vendor: string;
  metric: string;
  /** `until` is excluded; addresses carry the last day. */
  from: Day;
  until: Day;
  scope: TargetScope;
  parameters: MetricParameters;
};

/** The page that takes one figure apart. */
export function explainAddress({ vendor, metric, from, until, scope, parameters }: FigureParts): string {
  return addressOf("/explain", { vendor, metric, from, to: addDays(until, -1), ...scope, ...parameters });
}

/** The page of the rows that count in one figure. */
export function rowsAddress({ vendor, metric, from, until, scope, parameters }: FigureParts): string {
  return addressOf("/rows", { vendor, metric, from, to: addDays(until, -1), ...scope, ...parameters });
}

/** Of a metric's page: what asks for all partners, or for each of their sites. */
export function allPartnersBy(split: string | null): string {
  return split === null ? "vendor" : `vendor,${split}`;
}

/** A metric's own page, over the days given. */
export function metricAddress({ vendor, metric, from, until, scope, parameters }: FigureParts, grain?: string): string {
  const { severity: _none, ...slice } = scope;
  return addressOf(`/metrics/${metric}`, { vendor, from, to: addDays(until, -1), grain, ...slice, ...parameters });
}

export function newNoteAddress(parts: {
  vendor: string;
  metric?: string | undefined;
  from: Day;
  to: Day;
  scope: TargetScope;
}): string {
  const { severity: _none, ...slice } = parts.scope;
  return addressOf("/notes/new", {
    vendor: parts.vendor,
    metric: parts.metric,
    from: parts.from,
    to: parts.to,
    ...slice,
  });
}
