import type pg from "pg";
import { addUp } from "./add-up.server";
import type { Prisma } from "./generated/client";

/** Fewer spans are added up in a moment. */
const FEWEST_SPANS = 24;
/** More than a server has workers for one query, so that none waits long for the others at the end. */
const SHARES = 8;

/** Names in the query for the span that it is asked of: its partner, its first day, and the day after its last. */
export const SPAN_NAMES = { vendor: "of_vendor", from: "from_day", until: "until_day" } as const;

export type AddedColumn = { name: string; sqlType: string };

/**
 * Asks `query` of each span in the temporary table `touched_span`, of several at a time where the server has workers for them, and
 * puts the answers, with the partner before them, into a temporary table `name`. Answers false, and does nothing, where there are only few spans.
 *
 * PostgreSQL shares a query among workers neither where it is part of an INSERT nor where a lateral subquery reads what is around it. A
 * function that is told its span can be shared: each share of the spans is a branch of its own.
 */
export async function addUpAtOnce(
  client: pg.PoolClient,
  name: string,
  { query, columns }: { query: Prisma.Sql; columns: readonly AddedColumn[] },
): Promise<boolean> {
  const { rows: spans } = await client.query<{ span: string }>(
    "SELECT format('(%s, DATE %L, DATE %L)', vendor_id, from_day, until_day) AS span FROM touched_span ORDER BY from_day, vendor_id",
  );
  if (spans.length < FEWEST_SPANS) return false;
  const { vendor, from, until } = SPAN_NAMES;
  await client.query(`
    CREATE FUNCTION pg_temp.span_added(${vendor} integer, ${from} date, ${until} date) RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1000000 AS ${client.escapeLiteral(`BEGIN RETURN QUERY ${spelledOut(query)}; END`)}`);
  const answered = columns.map((column) => `${column.name} ${column.sqlType}`).join(", ");
  const shares = Array.from({ length: SHARES }, (_, share) => {
    const own = spans.flatMap(({ span }, index) => (index % SHARES === share ? [span] : []));
    return `
      SELECT t.vendor_id, added.* FROM (VALUES ${own.join(", ")}) t (vendor_id, from_day, until_day)
      CROSS JOIN LATERAL pg_temp.span_added(t.vendor_id, t.from_day, t.until_day) added (${answered})`;
  });
  const text = `CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS ${shares.join(" UNION ALL ")}`;
  await addUp(client, { text, values: [] }, "shared");
  await client.query("DROP FUNCTION pg_temp.span_added");
  return true;
}

/** A statement with its values in it, as the body of a function has none. */
function spelledOut({ strings, values }: Prisma.Sql): string {
  return strings.reduce((text, part, index) => text + literal(values[index - 1]) + part);
}

function literal(value: unknown): string {
  if (typeof value !== "number") throw new Error(`A sum over ${typeof value} values cannot be spelled out.`);
  return String(value);
}
