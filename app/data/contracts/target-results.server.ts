import { isOutside, type Viewer } from "~/domain/access/viewer";
import { addDays } from "~/domain/calendar/day";
import type { DayRange } from "~/domain/calendar/day-range";
import { scoredFigure, type TargetPeriod, type TargetResult } from "~/domain/contracts/target-result";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { figureKey } from "~/domain/metrics/figure-request";
import { isParametricRef } from "~/domain/metrics/measure-ref";
import { NO_DATA, withLeftOut, type LeftOut, type MetricValue } from "~/domain/metrics/metric-value";
import type { Database } from "../db/database.server";
import { readAs } from "../db/read-as.server";
import { Prisma } from "../generated/client";
import { BUILD_ID } from "./build-id";

/** A target and period, and what the result would rest on now: the SOW document, and the data of some days at the latest revision of any of them. */
export type RequestedResult = TargetPeriod & {
  readonly sowSha256: string;
  readonly basis: DayRange;
  readonly dataRevision: number;
};

export type ComputedResult = RequestedResult & { readonly result: TargetResult };

type StoredRow = {
  vendor_id: number;
  period: string;
  target_id: string;
  figure: string;
  sow_version: number;
  sow_sha256: string;
  basis_from: string;
  basis_until: string;
  data_revision: number;
  numerator: number | null;
  denominator: number | null;
  factor: number | null;
  value: number | null;
  sample: number | null;
  left_out: LeftOut | null;
};

/**
 * The values of results that are stored and rest on what they would rest on now; others are absent. Viewers who may not see all rows
 * of the days behind a result are given none.
 */
export async function findTargetResults(
  db: Database,
  viewer: Viewer,
  requested: readonly RequestedResult[],
): Promise<Map<RequestedResult, MetricValue>> {
  const allowed = requested.filter((one) => seesBasis(viewer, one));
  if (BUILD_ID === null || allowed.length === 0) return new Map();
  const rows = await readAs(db, viewer, (tx) =>
    tx.$queryRaw<StoredRow[]>(Prisma.sql`
      SELECT vendor_id, period, target_id, figure, sow_version, sow_sha256, basis_from::text, basis_until::text, data_revision,
        numerator, denominator, factor, value, sample, left_out
      FROM target_result
      WHERE vendor_id = ANY (${distinct(allowed.map(({ vendorId }) => vendorId))}::integer[])
        AND period = ANY (${distinct(allowed.map(({ period }) => period.key))}::text[]) AND build_id = ${BUILD_ID}`),
  );
  const stored = new Map(rows.map((row) => [addressOf(row.vendor_id, row.period, row.target_id), row]));
  const found = new Map<RequestedResult, MetricValue>();
  for (const one of allowed) {
    const row = stored.get(addressOf(one.vendorId, one.period.key, one.target.id));
    if (row !== undefined && restsOn(row, one)) found.set(one, valueOf(row));
  }
  return found;
}

/** Whether nothing that the result rests on has changed since it was stored. */
function restsOn(row: StoredRow, requested: RequestedResult): boolean {
  return (
    row.figure === figureKey(scoredFigure(requested)) &&
    row.sow_version === requested.version.version &&
    row.sow_sha256 === requested.sowSha256 &&
    row.basis_from === requested.basis.from &&
    row.basis_until === requested.basis.until &&
    row.data_revision === requested.dataRevision
  );
}

function valueOf({ numerator, denominator, factor, value, sample, left_out: leftOut }: StoredRow): MetricValue {
  if (numerator === null || value === null || sample === null) return withLeftOut(NO_DATA, leftOut);
  const measured = { status: "measured", numerator, denominator, value, n: sample } as const;
  return withLeftOut(factor === null ? measured : { ...measured, factor }, leftOut);
}

/** Stores results as they were computed on what they rest on; those alone of which their reader, of the organization, may see all rows. */
export async function storeTargetResults(
  db: Database,
  results: readonly ComputedResult[],
  reader: Viewer,
): Promise<void> {
  const seen = isOutside(reader) ? [] : results.filter((one) => seesBasis(reader, one));
  if (BUILD_ID === null || seen.length === 0) return;
  const held = await heldCounts(db);
  const rows = seen.filter((one) => countsOf(one).every((ref) => held.has(ref))).map(storedRow);
  if (rows.length === 0) return;
  await db.pool.query(
    `INSERT INTO target_result (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::target_result, $1)
     ORDER BY vendor_id, period, target_id
     ON CONFLICT (vendor_id, period, target_id) DO UPDATE SET (${COLUMNS}, computed_at) = (${EXCLUDED}, now())`,
    [JSON.stringify(rows)],
  );
}

const STORED = [
  "vendor_id",
  "period",
  "target_id",
  "from_day",
  "until_day",
  "figure",
  "sow_version",
  "sow_sha256",
  "basis_from",
  "basis_until",
  "data_revision",
  "build_id",
  "numerator",
  "denominator",
  "factor",
  "value",
  "sample",
  "left_out",
  "verdict",
  "compared",
  "variance",
  "variance_to_minimum",
] as const;
const COLUMNS = STORED.join(", ");
const EXCLUDED = STORED.map((column) => `EXCLUDED.${column}`).join(", ");

function storedRow({
  result: { value, judgment },
  ...requested
}: ComputedResult): Record<(typeof STORED)[number], unknown> {
  const figure = scoredFigure(requested);
  const measured = value.status === "measured" ? value : null;
  return {
    vendor_id: requested.vendorId,
    period: requested.period.key,
    target_id: requested.target.id,
    from_day: figure.range.from,
    until_day: figure.range.until,
    figure: figureKey(figure),
    sow_version: requested.version.version,
    sow_sha256: requested.sowSha256,
    basis_from: requested.basis.from,
    basis_until: requested.basis.until,
    data_revision: requested.dataRevision,
    build_id: BUILD_ID,
    numerator: measured?.numerator ?? null,
    denominator: measured?.denominator ?? null,
    factor: measured?.factor ?? null,
    value: measured?.value ?? null,
    sample: measured?.n ?? null,
    left_out: value.leftOut ?? null,
    verdict: judgment.verdict,
    compared: judgment.compared,
    variance: judgment.variance,
    variance_to_minimum: judgment.varianceToMinimum,
  };
}

/** Of counts with a limit those that the roll-ups hold; others are not followed from day to day, and may change without their days. */
async function heldCounts(db: Database): Promise<Set<string>> {
  const { rows } = await db.pool.query<{ measure: string }>("SELECT measure FROM rollup_parameter");
  return new Set(rows.map(({ measure }) => measure));
}

function countsOf({ target }: TargetPeriod): string[] {
  return metricOf(target.metric).measures(target.parameters).filter(isParametricRef);
}

/** Whether the viewer may see all rows of the days that decide the result. */
function seesBasis({ scope }: Viewer, { vendorId, basis: { from, until } }: RequestedResult): boolean {
  return (
    (scope.vendorIds === "all" || scope.vendorIds.includes(vendorId)) &&
    [scope.sites, scope.programs, scope.channels].every((names) => names === "all") &&
    (scope.fromDay === null || scope.fromDay <= from) &&
    (scope.toDay === null || scope.toDay >= addDays(until, -1))
  );
}

function addressOf(vendorId: number, period: string, targetId: string): string {
  return `${vendorId} ${period} ${targetId}`;
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
