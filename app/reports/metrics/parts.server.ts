import type { Database } from "~/data/db/database.server";
import { findStatedDays } from "~/data/metrics/stated-days.server";
import type { Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import { isByMonth, coverRule, partWithData } from "~/domain/metrics/cover";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { isMeasureKey } from "~/domain/metrics/measures";
import { measuresBehind } from "~/domain/metrics/preliminary";
import { amountsKey, figureKey, type FigureRequest } from "~/domain/metrics/figure-request";
import { cellOf } from "../export/figure-cells";

/** The part of a figure's days of which there is data; null where that is all of them. */
export type PartOf = (request: FigureRequest) => readonly DayRange[] | null;

/**
 * Finds the parts of figures that others are compared with. Of one severity nothing is kept by day, and ratios by month name what
 * they leave out themselves: both are taken for whole.
 */
export async function loadParts(
  db: Database,
  viewer: Viewer,
  requests: readonly FigureRequest[],
  revisions: ReadonlyMap<number, number>,
): Promise<PartOf> {
  const requested = requests.flatMap((request) => {
    const { metric, parameters, scope } = request;
    if (scope.severity !== undefined || isByMonth(coverRule(metricOf(metric), parameters))) return [];
    return [{ request, refs: [...measuresBehind(metric, parameters)].filter(isMeasureKey) }];
  });
  const refs = [...new Set(requested.flatMap((one) => one.refs))].toSorted();
  if (refs.length === 0) return () => null;
  // Figures of the same days and slice are read together.
  const cells = new Map(
    requested.map(({ request }) => {
      const key = amountsKey(request);
      return [key, { ...cellOf(request, key), revision: revisions.get(request.vendorId) ?? 0 }];
    }),
  );
  const stated = await findStatedDays(db, viewer, [...cells.values()], refs);
  const parts = new Map(
    requested.map(({ request, refs: own }) => {
      const key = figureKey(request);
      const days = (stated.get(amountsKey(request)) ?? []).filter((one) => own.some((ref) => one.stated.has(ref)));
      return [key, days.length === 0 ? null : partWithData(request.range, new Set(days.map(({ day }) => day)))];
    }),
  );
  return (request) => parts.get(figureKey(request)) ?? null;
}
