import type { Database } from "~/data/db/database.server";
import { findPreliminary } from "~/data/metrics/preliminary.server";
import type { Viewer } from "~/domain/access/viewer";
import { preliminaryBehind, type Preliminary } from "~/domain/metrics/preliminary";
import { amountsKey, type FigureRequest } from "~/domain/metrics/figure-request";
import { cellOf } from "../export/figure-cells";

/** What of a figure rests on preliminary rows; null where nothing does. */
export type PreliminaryOf = (request: FigureRequest) => Preliminary | null;

/** Finds out which of these figures are partly preliminary, as far as the viewer sees. `revisions` holds each vendor's. */
export async function loadPreliminary(
  db: Database,
  viewer: Viewer,
  requests: readonly FigureRequest[],
  revisions: ReadonlyMap<number, number>,
): Promise<PreliminaryOf> {
  const cells = new Map(
    requests.map((request) => {
      const key = amountsKey(request);
      return [key, { ...cellOf(request, key), revision: revisions.get(request.vendorId) ?? 0 }];
    }),
  );
  const counts = await findPreliminary(db, viewer, [...cells.values()]);
  if (counts.size === 0) return () => null;
  return (request) => {
    const { metric, parameters, scope } = request;
    const behind = preliminaryBehind(metric, parameters, counts.get(amountsKey(request)) ?? []);
    // How severe the rows are is not counted.
    return behind === null || scope.severity === undefined ? behind : { ...behind, rows: [] };
  };
}
