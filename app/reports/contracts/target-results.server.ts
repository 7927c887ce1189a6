import { findTargetResults, storeTargetResults, type RequestedResult } from "~/data/contracts/target-results.server";
import type { Database } from "~/data/db/database.server";
import { findDataRevisions } from "~/data/metrics/day-revisions.server";
import type { Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import { basisOf, targetResult, type TargetPeriod } from "~/domain/contracts/target-result";
import type { FigureRequest } from "~/domain/metrics/figure-request";
import type { MetricValue } from "~/domain/metrics/metric-value";
import { measureFigures } from "../metrics/figures.server";

/** A partner at its revision, with the hash of its SOW; null: it has none. */
export type ScoredPartner = { readonly id: number; readonly revision: number; readonly sowHash: string | null };

/** The figures of a page, and which of them are results of targets in whole periods that are over. */
export type ScoredFigures = {
  readonly figures: readonly FigureRequest[];
  readonly results: ReadonlyMap<FigureRequest, TargetPeriod>;
};

/**
 * Measures figures, but for results that are stored and rest on what they would rest on now. Results that were not are stored, where
 * the viewer sees all rows behind them.
 */
export async function measureScoredFigures(
  db: Database,
  viewer: Viewer,
  partners: readonly ScoredPartner[],
  { figures, results }: ScoredFigures,
): Promise<(figure: FigureRequest) => MetricValue> {
  const revisions = new Map(partners.map(({ id, revision }) => [id, revision]));
  const requested = await withBases(db, viewer, partners, results);
  const stored = await findTargetResults(db, viewer, [...requested.values()]);
  const values = new Map<FigureRequest, MetricValue>();
  for (const [figure, one] of requested) {
    const value = stored.get(one);
    if (value !== undefined) values.set(figure, value);
  }
  const missing = figures.filter((figure) => !values.has(figure));
  const measured = await measureFigures(db, viewer, missing, revisions);
  const computed = [...requested]
    .filter(([figure]) => !values.has(figure))
    .map(([figure, one]) => ({ ...one, result: targetResult(one, measured.valueOf(figure)) }));
  // Stored or not, what was computed can be shown.
  await storeTargetResults(db, computed, viewer).catch(() => undefined);
  return (figure) => values.get(figure) ?? measured.valueOf(figure);
}

/** The results with what they rest on now; without those of partners whose data have changed since the page looked at them. */
async function withBases(
  db: Database,
  viewer: Viewer,
  partners: readonly ScoredPartner[],
  results: ReadonlyMap<FigureRequest, TargetPeriod>,
): Promise<Map<FigureRequest, RequestedResult>> {
  if (results.size === 0) return new Map();
  const dataRevisionOf = await findDataRevisions(
    db,
    viewer,
    new Map(partners.map(({ id, revision }) => [id, revision])),
  );
  const hashes = new Map(partners.map(({ id, sowHash }) => [id, sowHash]));
  const days = new Map<string, DayRange>();
  const requested = new Map<FigureRequest, RequestedResult>();
  for (const [figure, one] of results) {
    const basis = days.get(one.period.key) ?? basisOf(one.period);
    days.set(one.period.key, basis);
    const [sowSha256, dataRevision] = [hashes.get(one.vendorId) ?? null, dataRevisionOf(one.vendorId, basis)];
    if (sowSha256 !== null && dataRevision !== null) requested.set(figure, { ...one, basis, sowSha256, dataRevision });
  }
  return requested;
}
