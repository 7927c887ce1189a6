import type pg from "pg";
import { closingsBetween } from "~/domain/calendar/business-days";
import { openSpans } from "~/domain/calendar/business-hours";
import { calendarOf, type CalendarEntry } from "~/domain/calendar/calendar-entries";

type ProgramSpan = { vendor_id: number; program: string; first: Date; last: Date };

/**
 * Lays out the business calendar of every program that the contacts need in temporary tables: `open_span` with the seconds open before
 * each stretch, `closing` with the closings of its business days numbered in order, and `open_program` with the programs that have a
 * calendar. `where` chooses rows of `contact` as `c`.
 */
export async function writeBusinessCalendars(
  client: pg.PoolClient,
  where: string,
  vendorIds: readonly number[],
): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE open_span (vendor_id integer, program text, from_at timestamptz, until_at timestamptz, before float8) ON COMMIT DROP`);
  await client.query(
    "CREATE TEMPORARY TABLE closing (vendor_id integer, program text, at timestamptz, number integer) ON COMMIT DROP",
  );
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
  await client.query("CREATE INDEX ON closing (vendor_id, program, at)");
  await client.query("ANALYZE open_span");
  await client.query("ANALYZE closing");
}

async function writeProgram(
  client: pg.PoolClient,
  span: ProgramSpan,
  entries: readonly CalendarEntry[],
): Promise<void> {
  const { vendor_id: vendorId, program, first, last } = span;
  const calendar = calendarOf(entries, program);
  if (calendar === null) return;
  let before = 0;
  const spans = openSpans(calendar, first, last).map(({ from, until }) => {
    const row = { from: new Date(from), until: new Date(until), before };
    before += (until - from) / 1_000;
    return row;
  });
  // The database tells finer parts of a second apart than a date here does, which cuts them off.
  const closings = closingsBetween(calendar, first, new Date(last.getTime() + 1));
  await client.query("INSERT INTO open_program VALUES ($1, $2)", [vendorId, program]);
  await client.query(
    "INSERT INTO open_span SELECT $1, $2, * FROM unnest($3::timestamptz[], $4::timestamptz[], $5::float8[])",
    [vendorId, program, spans.map(({ from }) => from), spans.map(({ until }) => until), spans.map((row) => row.before)],
  );
  await client.query(
    "INSERT INTO closing SELECT $1, $2, c.* FROM unnest($3::timestamptz[]) WITH ORDINALITY AS c(at, number)",
    [vendorId, program, closings.map((closing) => new Date(closing))],
  );
}

async function calendarEntries(
  client: pg.PoolClient,
  vendorIds: readonly number[],
): Promise<Map<number, CalendarEntry[]>> {
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
