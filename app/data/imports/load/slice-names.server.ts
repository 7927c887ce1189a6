import type pg from "pg";
import { SPLIT_BITS } from "../../sql/month-split";

/** The most different sites, programs and channels, each, that one partner has. Pages list and compare them. */
export const MAX_SLICE_NAMES = 500;

export type SlicePart = "site" | "program" | "channel";

/** An import would give a partner more different sites, programs or channels than it may have. */
export class TooManySliceNames extends Error {
  constructor(
    readonly part: SlicePart,
    readonly count: number,
  ) {
    super("too-many-slice-names");
    this.name = "TooManySliceNames";
  }
}

export type SliceNameCounts = ReadonlyMap<string, number>;

/** How many different names each partner's figures have, by partner and part. */
export async function countSliceNames(client: pg.PoolClient, vendorIds: readonly number[]): Promise<SliceNameCounts> {
  const counts = PARTS.map(
    (part) => `count(DISTINCT ${part}) FILTER (WHERE split = ${SPLIT_BITS[part]})::int AS ${part}`,
  );
  const { rows } = await client.query<{ vendorId: number } & Record<SlicePart, number>>(
    `SELECT vendor_id AS "vendorId", ${counts.join(", ")} FROM measure_month
     WHERE vendor_id = ANY ($1) AND split IN (${Object.values(SPLIT_BITS).join(", ")}) GROUP BY vendor_id`,
    [vendorIds],
  );
  return new Map(
    rows.flatMap(({ vendorId, ...found }) => PARTS.map((part) => [`${vendorId} ${part}`, found[part]] as const)),
  );
}

/** Throws `TooManySliceNames` where a partner has gained names and has too many. Those that had too many before may go on. */
export function requireFewSliceNames(before: SliceNameCounts, after: SliceNameCounts): void {
  for (const [key, count] of after) {
    const part = PARTS.find((one) => key.endsWith(` ${one}`));
    if (part !== undefined && count > MAX_SLICE_NAMES && count > (before.get(key) ?? 0))
      throw new TooManySliceNames(part, count);
  }
}

const PARTS: readonly SlicePart[] = ["site", "program", "channel"];
