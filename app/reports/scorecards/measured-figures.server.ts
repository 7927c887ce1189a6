import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { rangeLabel } from "~/domain/calendar/labels";
import { previousPeriod, sameLastYear, type Period } from "~/domain/calendar/period";
import { METRIC_KEYS, metricOf } from "~/domain/metrics/catalog/catalog";
import { NO_DATA } from "~/domain/metrics/metric-value";
import { type FigureRequest, measuredRange } from "~/domain/metrics/figure-request";
import type { Comparison } from "~/domain/scorecards/result-line";
import type { MeasuredFigure } from "~/domain/scorecards/scorecard-view";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { measureFigures } from "../metrics/figures.server";
import { loadParts } from "../metrics/parts.server";
import { loadPreliminary } from "../metrics/preliminary.server";
import type { PartnerContext } from "../shared/report-context.server";

/** What was measured in a month, by every metric of the catalog in its usual form; metrics without data are left out. */
export async function loadMeasuredFigures(
  db: Database,
  viewer: Viewer,
  partner: PartnerContext,
  month: Period,
  { scope, comparison }: { scope: TargetScope; comparison: Comparison },
): Promise<MeasuredFigure[]> {
  const compared = comparison === "previous" ? previousPeriod(month) : sameLastYear(month);
  const requestsOf = (period: Period | null) => {
    const range =
      period === null || !isSeen(period, viewer) ? null : measuredRange(period.range, partner.days?.last ?? null);
    if (range === null) return new Map<string, FigureRequest>();
    return new Map(
      METRIC_KEYS.map((metric) => {
        const parameters = metricOf(metric).defaults;
        return [metric, { vendorId: partner.id, metric, parameters, scope, range }] as const;
      }),
    );
  };
  const [now, before] = [requestsOf(month), requestsOf(compared)];
  const revisions = new Map([[partner.id, partner.revision]]);
  const [figures, preliminaryOf, partOf] = await Promise.all([
    measureFigures(db, viewer, [...now.values(), ...before.values()], revisions),
    loadPreliminary(db, viewer, [...now.values()], revisions),
    loadParts(db, viewer, [...before.values()], revisions),
  ]);
  return METRIC_KEYS.flatMap((metric) => {
    const request = now.get(metric);
    const value = request === undefined ? NO_DATA : figures.valueOf(request);
    if (request === undefined || value.status === "no-data") return [];
    const { name, unit, decimals, kind, describe } = metricOf(metric);
    const earlier = before.get(metric);
    return {
      metric,
      name,
      detail: describe(request.parameters),
      unit,
      decimals,
      isRatio: kind === "ratio",
      parameters: request.parameters,
      from: request.range.from,
      until: request.range.until,
      value,
      preliminary: preliminaryOf(request),
      before: earlier === undefined ? NO_DATA : figures.valueOf(earlier),
      beforePart: earlier === undefined ? null : (partOf(earlier)?.map(rangeLabel).join(", ") ?? null),
    };
  });
}

/** Whether the viewer may look at all of the period's days. */
function isSeen({ range }: Period, { scope }: Viewer): boolean {
  return (scope.fromDay === null || range.from >= scope.fromDay) && (scope.toDay === null || range.from <= scope.toDay);
}
