import type pg from "pg";
import { writeBusinessCalendars } from "./business-calendars.server";

/** Columns that a calendar fills, from which clock time, with their bits of `derived`. */
const BUSINESS_TIMES = [
  { bit: 8, column: "first_response_business_seconds", clock: "first_response_seconds", between: secondsOpen },
  { bit: 16, column: "resolution_business_seconds", clock: "resolution_seconds", between: secondsOpen },
  { bit: 32, column: "first_response_business_days", clock: "first_response_seconds", between: closingsPassed },
  { bit: 64, column: "resolution_business_days", clock: "resolution_seconds", between: closingsPassed },
];
const ALL = BUSINESS_TIMES.reduce((sum, { bit }) => sum | bit, 0);

/** Blanks the business times that a calendar once gave. `where` chooses rows of `contact` as `c`. */
export async function forgetBusinessTimes(client: pg.PoolClient, where: string): Promise<void> {
  const blanked = BUSINESS_TIMES.map(
    ({ bit, column }) => `${column} = CASE WHEN c.derived & ${bit} = 0 THEN c.${column} END`,
  );
  await client.query(`
    WITH forgotten AS (
      UPDATE contact c SET ${blanked.join(", ")}, derived = c.derived & ~${ALL}
      WHERE ${where} AND c.derived & ${ALL} <> 0 RETURNING c.vendor_id, c.day
    ) INSERT INTO rederived_day SELECT DISTINCT vendor_id, day FROM forgotten`);
}

/**
 * Gives contacts their times to first response and to resolution in the business hours and the business days of their program, counted
 * from the opening, where the clock time is known and the file itself says no business time. Without a calendar there is none. Notes
 * the days of rows that changed in `rederived_day`.
 */
export async function deriveBusinessTimes(
  client: pg.PoolClient,
  where: string,
  vendorIds: readonly number[],
): Promise<void> {
  await writeBusinessCalendars(client, where, vendorIds);
  const derived = BUSINESS_TIMES.map(({ bit, column, clock, between }) => {
    const value = between("c.opened_at", `c.opened_at + c.${clock} * interval '1 second'`);
    return `CASE WHEN c.${clock} IS NOT NULL AND p.program IS NOT NULL AND (c.${column} IS NULL OR c.derived & ${bit} <> 0)
      THEN ${value} END AS ${column}`;
  });
  const isReported = ({ bit, column }: { bit: number; column: string }) =>
    `(t.${column} IS NOT NULL OR c.derived & ${bit} <> 0)`;
  const assignments = BUSINESS_TIMES.map(
    (time) => `${time.column} = CASE WHEN ${isReported(time)} THEN t.${time.column} ELSE c.${time.column} END`,
  );
  const bits = BUSINESS_TIMES.map(({ bit, column }) => `CASE WHEN t.${column} IS NULL THEN 0 ELSE ${bit} END`);
  const differs = BUSINESS_TIMES.map(
    (time) => `${isReported(time)} AND c.${time.column} IS DISTINCT FROM t.${time.column}`,
  );
  await client.query(`
    WITH times AS (
      SELECT c.vendor_id, c.source, c.external_id, ${derived.join(", ")}
      FROM contact c LEFT JOIN open_program p ON p.vendor_id = c.vendor_id AND p.program = c.program
      WHERE ${where} AND (c.derived & ${ALL} <> 0 OR c.first_response_seconds IS NOT NULL OR c.resolution_seconds IS NOT NULL)
    ), derived AS (
      UPDATE contact c SET ${assignments.join(", ")}, derived = (c.derived & ~${ALL}) | ${bits.join(" | ")}
      FROM times t
      WHERE c.vendor_id = t.vendor_id AND c.source = t.source AND c.external_id = t.external_id AND (${differs.join(" OR ")})
      RETURNING c.vendor_id, c.day
    ) INSERT INTO rederived_day SELECT DISTINCT vendor_id, day FROM derived`);
}

/** Seconds of business hours between two instants. */
function secondsOpen(from: string, until: string): string {
  const before = (instant: string) => `COALESCE((
    SELECT s.before + extract(epoch FROM least(s.until_at, ${instant}) - s.from_at)::float8 FROM open_span s
    WHERE s.vendor_id = c.vendor_id AND s.program = c.program AND s.from_at <= ${instant} ORDER BY s.from_at DESC LIMIT 1), 0)`;
  return `round((${before(until)} - ${before(from)})::numeric, 6)::float8`;
}

/** The domain's `businessDays` in SQL, which tests compare it with. */
function closingsPassed(from: string, until: string): string {
  const latest = (condition: string) => `COALESCE((
    SELECT s.number FROM closing s
    WHERE s.vendor_id = c.vendor_id AND s.program = c.program AND s.at ${condition} ORDER BY s.at DESC LIMIT 1), 0)`;
  return `greatest(${latest(`< ${until}`)} - ${latest(`<= ${from}`)}, 0)`;
}
