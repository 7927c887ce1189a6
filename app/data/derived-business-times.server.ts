import type pg from "pg";
import { calendarOf, type CalendarEntry } from "~/domain/calendar/calendar-entries";
import { openSpans } from "~/domain/calendar/business-hours";

/** Bits of `derived`. */
const FIRST_RESPONSE = 8;
const RESOLUTION = 16;
const ALL = FIRST_RESPONSE | RESOLUTION;

/** Blanks the business times that a calendar once gave. `where` chooses rows of `contact` as `c`. */
export async function forgetBusinessTimes(client: pg.PoolClient, where: string): Promise<void> {
  await client.query(`
    WITH forgotten AS (
      UPDATE contact c SET
        first_response_business_seconds = CASE WHEN c.derived & ${FIRST_RESPONSE} = 0 THEN c.first_response_business_seconds END,
        resolution_business_seconds = CASE WHEN c.derived & ${RESOLUTION} = 0 THEN c.resolution_business_seconds END,
        derived = c.derived & ~${ALL}
      WHERE ${where} AND c.derived & ${ALL} <> 0 RETURNING c.vendor_id, c.day
    ) INSERT INTO rederived_day SELECT DISTINCT vendor_id, day FROM forgotten`);
}

/**
 * Gives contacts their times to first response and to resolution in the business hours of their program, counted from the opening,
 * where the clock time is known and the file itself says no business time. Without a calendar there is none. Notes the days of rows
 * that changed in `rederived_day`.
 */
export async function deriveBusinessTimes(client: pg.PoolClient, where: string, vendorIds: readonly number[]): Promise<void> {
  await writeOpenSpans(client, where, vendorIds);
  const openBefore = (instant: string) => `COALESCE((
    SELECT s.before + extract(epoch FROM least(s.until_at, ${instant}) - s.from_at)::float8 FROM open_span s
    WHERE s.vendor_id = c.vendor_id AND s.program = c.program AND s.from_at <= ${instant} ORDER BY s.from_at DESC LIMIT 1), 0)`;
  const after = (seconds: string) => `c.opened_at + c.${seconds} * interval '1 second'`;
  const worked = (bit: number, clock: string, business: string) => `
    CASE WHEN c.${clock} IS NOT NULL AND p.program IS NOT NULL AND (c.${business} IS NULL OR c.derived & ${bit} <> 0)
      THEN round((${openBefore(after(clock))} - ${openBefore("c.opened_at")})::numeric, 6)::float8 END`;
  const settled = (bit: number, name: string, business: string) =>
    `CASE WHEN t.${name} IS NOT NULL OR c.derived & ${bit} <> 0 THEN t.${name} ELSE c.${business} END`;
  await client.query(`
    WITH times AS (
      SELECT c.vendor_id, c.source, c.external_id,
        ${worked(FIRST_RESPONSE, "first_response_seconds", "first_response_business_seconds")} AS first_response,
        ${worked(RESOLUTION, "resolution_seconds", "resolution_business_seconds")} AS resolution
      FROM contact c LEFT JOIN open_program p ON p.vendor_id = c.vendor_id AND p.program = c.program
      WHERE ${where} AND (c.derived & ${ALL} <> 0 OR c.first_response_seconds IS NOT NULL OR c.resolution_seconds IS NOT NULL)
    ), told AS (
      UPDATE contact c SET
        first_response_business_seconds = ${settled(FIRST_RESPONSE, "first_response", "first_response_business_seconds")},
        resolution_business_seconds = ${settled(RESOLUTION, "resolution", "resolution_business_seconds")},
        derived = (c.derived & ~${ALL}) | CASE WHEN t.first_response IS NULL THEN 0 ELSE ${FIRST_RESPONSE} END
          | CASE WHEN t.resolution IS NULL THEN 0 ELSE ${RESOLUTION} END
      FROM times t
      WHERE c.vendor_id = t.vendor_id AND c.source = t.source AND c.external_id = t.external_id
        AND ((t.first_response IS NOT NULL OR c.derived & ${FIRST_RESPONSE} <> 0) AND c.first_response_business_seconds IS DISTINCT FROM t.first_response
          OR (t.resolution IS NOT NULL OR c.derived & ${RESOLUTION} <> 0) AND c.resolution_business_seconds IS DISTINCT FROM t.resolution)
      RETURNING c.vendor_id, c.day
    ) INSERT INTO rederived_day SELECT DISTINCT vendor_id, day FROM told`);
}

type ProgramSpan = { vendor_id: number; program: string; first: Date; last: Date };

/**
 * Lays out the opening hours of every program that the contacts need: `open_span` with the seconds open before each stretch, and
 * `open_program` with the programs that have a calendar.
 */
async function writeOpenSpans(client: pg.PoolClient, where: string, vendorIds: readonly number[]): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE open_span (vendor_id integer, program text, from_at timestamptz, until_at timestamptz, before float8) ON COMMIT DROP`);
  await client.query("CREATE TEMPORARY TABLE open_program (vendor_id integer, program text) ON COMMIT DROP");
  const entries = await calendarEntries(client, vendorIds);
  if (entries.size > 0) {
    const { rows } = await client.query<ProgramSpan>(`
      SELECT c.vendor_id, c.program, min(c.opened_at) AS first,
        max(c.opened_at + greatest(c.first_response_seconds, c.resolution_seconds) * interval '1 second') AS last
      FROM contact c WHERE ${where} AND (c.first_response_seconds IS NOT NULL OR c.resolution_seconds IS NOT NULL)
      GROUP BY c.vendor_id, c.program`);
    for (const span of rows) await writeProgram(client, span, entries.get(span.vendor_id) ?? []);
  }
  await client.query("CREATE INDEX ON open_span (vendor_id, program, from_at)");
  await client.query("ANALYZE open_span");
}

async function writeProgram(client: pg.PoolClient, span: ProgramSpan, entries: readonly CalendarEntry[]): Promise<void> {
  const calendar = calendarOf(entries, span.program);
  if (calendar === null) return;
  let before = 0;
  const spans = openSpans(calendar, span.first, span.last).map(({ from, until }) => {
    const row = { from: new Date(from), until: new Date(until), before };
    before += (until - from) / 1_000;
    return row;
  });
  await client.query("INSERT INTO open_program VALUES ($1, $2)", [span.vendor_id, span.program]);
  await client.query("INSERT INTO open_span SELECT $1, $2, * FROM unnest($3::timestamptz[], $4::timestamptz[], $5::float8[])", [
    span.vendor_id,
    span.program,
    spans.map(({ from }) => from),
    spans.map(({ until }) => until),
    spans.map((row) => row.before),
  ]);
}

async function calendarEntries(client: pg.PoolClient, vendorIds: readonly number[]): Promise<Map<number, CalendarEntry[]>> {
  const { rows } = await client.query<CalendarEntry & { vendorId: number }>(
    `SELECT vendor_id AS "vendorId", program, weekdays, date::text, opens, closes, starts_on::text AS "startsOn", ends_on::text AS "endsOn",
       time_zone AS "timeZone"
     FROM calendar_entry WHERE vendor_id = ANY ($1) ORDER BY vendor_id, starts_on NULLS FIRST, source, external_id`,
    [vendorIds],
  );
  const entries = new Map<number, CalendarEntry[]>();
  for (const { vendorId, ...entry } of rows) entries.set(vendorId, [...(entries.get(vendorId) ?? []), entry]);
  return entries;
}
