import type pg from "pg";
import type { Day } from "~/domain/calendar/day";
import { DURATIONS } from "~/domain/metrics/contact-amounts";
import { FACT_KINDS, type FactKind } from "~/domain/facts/fact-fields";
import { parseMeasureRef, repeatDaysOf, type MeasureRef } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS } from "~/domain/metrics/measures";
import { parametricSql } from "../sql/parametric-sql";
import { addUp } from "./add-up.server";
import { PLAIN_TOTAL_SQL, WIDEST_OF_SOURCE_SQL } from "../sql/breakdown-sql";
import type { Database } from "../db/database.server";
import { withDeferredIndexes } from "../db/deferred-indexes.server";
import { exactSumSql, sumOfRowsSql } from "../sql/exact-sum-sql";
import { factTable, snakeCase } from "../sql/fact-table";
import { Prisma } from "../generated/client";
import { inTransaction, lockParameters, lockVendors } from "../db/transaction.server";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "../sql/measure-sql";
import { followCustomers } from "./repeat-contacts.server";
import { rollUpPreliminaryDays } from "./preliminary-days.server";
import { rollUpTouchedMonths } from "./roll-up-months.server";
import {
  isUnstatedDuration,
  NONE_UNUSED,
  blankSql,
  statedAmounts,
  unstatedMeasures,
  type UnusedColumns,
} from "./unused-columns.server";
import { hasBreakdowns, rollUpBreakdowns } from "./roll-up-breakdowns.server";
import { BINS_COLUMNS, binsColumn, collectedBinsSql, storedBinsSql } from "../sql/histogram-sql";
import { followSources } from "./source-freshness.server";
import { NAMED_TOTAL_SQL } from "../sql/source-choice-sql";
import { raiseRevisions } from "./vendor-revisions.server";

/** Rows that state measures; `named`: the totals of the sources that the contract names for their measure. */
type Side = FactKind | "named";
type Parameter = { id: number; measure: MeasureRef };

const { sql, join, raw, empty } = Prisma;

/**
 * Writes the roll-ups of the days in the temporary table `touched_day` again, from the facts, in the client's transaction.
 *
 * Contacts and reviews win over totals, measure by measure: where contacts of a day and slice state a measure, a total of the
 * same measure, day and slice is not added to it. Totals of the source that the contract names for a measure win over both. Totals
 * by agent, team or reason count where nothing else states the measure. A
 * measure that nothing states is NULL. What is known of columns that hold nothing saves reading them. `first`: how many new rows
 * came with this transaction; where they are the first of all, the days are written before their indexes.
 */
export async function rollUpTouchedDays(
  client: pg.PoolClient,
  { unused = NONE_UNUSED, first = 0 }: { unused?: UnusedColumns; first?: number } = {},
): Promise<void> {
  await client.query("ANALYZE touched_day");
  const { rows: parameters } = await client.query<Parameter>("SELECT id, measure FROM rollup_parameter ORDER BY id");
  const repeatDays = repeatDaysOf(parameters.map(({ measure }) => measure));
  await followSources(client, repeatDays);
  if (repeatDays.length > 0) await followCustomers(client, Math.max(...repeatDays));
  await client.query(TOUCHED_SPANS);
  await client.query("ANALYZE touched_span");
  await client.query(`DELETE FROM measure_day m USING touched_day t WHERE m.vendor_id = t.vendor_id AND m.day = t.day`);
  await rollUpPreliminaryDays(client);
  const sides = await sidesTouched(client);
  const addDays = () => addUp(client, measureDaysSql(parameters, sides, unused));
  if (sides.length > 0) await withDeferredIndexes(client, "measure_day", first, addDays);
  if (sides.includes("totals") && (await hasBreakdowns(client))) await rollUpBreakdowns(client, parameters);
  await rollUpTouchedMonths(client, parameters, unstatedMeasures(unused));
}

/**
 * Touched days in a row, at most a month of them: what is added up at a time, so that it fits into memory. One month after the other,
 * as files bring them: rows of several partners lie on the same pages.
 */
const TOUCHED_SPANS = `
  CREATE TEMPORARY TABLE touched_span ON COMMIT DROP AS
  SELECT vendor_id, min(day) AS from_day, max(day) + 1 AS until_day
  FROM (
    SELECT vendor_id, day, day - DATE '1970-01-01' AS number,
      day - DATE '1970-01-01' - row_number() OVER (PARTITION BY vendor_id ORDER BY day) AS island
    FROM (SELECT DISTINCT vendor_id, day FROM touched_day) days
  ) numbered
  GROUP BY vendor_id, island, number / 31 ORDER BY from_day, vendor_id`;

/** The kinds of which there is any row on the touched days, and whether contracts of touched partners name sources. */
async function sidesTouched(client: pg.PoolClient): Promise<Side[]> {
  const touched = FACT_KINDS.map(
    (kind) => `EXISTS (
      SELECT FROM touched_span t CROSS JOIN LATERAL (
        SELECT FROM ${factTable(kind).name} c
        WHERE c.vendor_id = t.vendor_id AND c.day >= t.from_day AND c.day < t.until_day LIMIT 1
      ) found) AS ${kind}`,
  );
  const { rows } = await client.query<Record<Side, boolean>>(
    `SELECT ${touched.join(", ")}, EXISTS (SELECT FROM source_choice JOIN touched_span USING (vendor_id)) AS named`,
  );
  const kinds = FACT_KINDS.filter((kind) => rows[0]?.[kind]);
  return kinds.includes("totals") && rows[0]?.named ? [...kinds, "named"] : kinds;
}

/** Rolls the given days of a partner up again. */
export async function rollUpDays(db: Database, vendorId: number, days: readonly Day[]): Promise<void> {
  await inTransaction(db, async (client) => {
    await lockParameters(client, "share");
    await lockVendors(client, [vendorId]);
    await client.query("CREATE TEMPORARY TABLE touched_day (vendor_id integer, day date) ON COMMIT DROP");
    await client.query("INSERT INTO touched_day SELECT $1, * FROM unnest($2::date[])", [vendorId, days]);
    await rollUpTouchedDays(client);
    await raiseRevisions(client);
  });
}

const KEYS = raw("vendor_id, day, site, program, channel");
const SLICE = raw("c.day, c.site, c.program, c.channel");

/** The rows of a kind as a table; what is computed from a unused column is left out by the planner. */
function rowsOf(kind: FactKind, unused: UnusedColumns): Prisma.Sql {
  const { name, columns } = factTable(kind);
  if (unused[kind].size === 0) return raw(name);
  const read = columns.map((column) =>
    unused[kind].has(column.name) ? `${blankSql(column)} AS ${column.name}` : column.name,
  );
  const retained = kind === "contacts" ? ", next_opened_at" : "";
  return raw(`(SELECT vendor_id, source, day, ${read.join(", ")}${retained} FROM ${name})`);
}

/** What the rows of one side come to, by day and slice. */
function addedUp(side: Side, amounts: readonly Prisma.Sql[], unused: UnusedColumns): Prisma.Sql {
  const only =
    side === "named"
      ? sql`AND ${NAMED_TOTAL_SQL} AND ${WIDEST_OF_SOURCE_SQL}`
      : side === "totals"
        ? sql`AND ${PLAIN_TOTAL_SQL}`
        : empty;
  return sql`(
    SELECT t.vendor_id, added.* FROM touched_span t CROSS JOIN LATERAL (
      SELECT ${SLICE}, ${join([...amounts])} FROM ${rowsOf(side === "named" ? "totals" : side, unused)} c
      WHERE c.vendor_id = t.vendor_id AND c.day >= t.from_day AND c.day < t.until_day ${only}
      GROUP BY ${SLICE} OFFSET 0
    ) added
  ) ${raw(side)}`;
}

function measureDaysSql(parameters: readonly Parameter[], sides: readonly Side[], unused: UnusedColumns): Prisma.Sql {
  const counts = parameters.flatMap(({ id, measure }) => {
    const parsed = parseMeasureRef(measure);
    if (parsed === null || parsed.kind === "plain") return [];
    // Contacts know nothing of amounts that only a contract names.
    const ofContact = parsed.kind === "stated" ? sql`NULL` : sql`sum(${parametricSql(parsed)})`;
    return [{ id, measure, ofContact }];
  });
  const positions = Array.from({ length: Math.max(0, ...counts.map(({ id }) => id)) }, (_, index) => index + 1);
  const summed = (amounts: Readonly<Record<string, Prisma.Sql>>) =>
    Object.entries(amounts).map(([key, amount]) => sql`${sumOfRowsSql(key, amount)} AS ${raw(snakeCase(key))}`);
  const ofContact = statedAmounts(CONTACT_AMOUNT_SQL, unused);
  const durations = DURATIONS.filter((duration) => !isUnstatedDuration(duration, unused));
  const totals = [
    ...MEASURE_KEYS.map((key) => sql`${exactSumSql(sql`c.amount`, sql`c.measure = ${key}`)} AS ${raw(snakeCase(key))}`),
    ...counts.map((c) => sql`${exactSumSql(sql`c.amount`, sql`c.measure = ${c.measure}`)} AS ${raw(`p_${c.id}`)}`),
  ];
  const amounts: Readonly<Record<Side, readonly Prisma.Sql[]>> = {
    contacts: [
      ...summed(ofContact),
      ...counts.map((c) => sql`${c.ofContact}::float8 AS ${raw(`p_${c.id}`)}`),
      ...durations.map((duration) => sql`${collectedBinsSql(duration)} AS ${raw(binsColumn(duration))}`),
    ],
    reviews: summed(REVIEW_AMOUNT_SQL),
    totals,
    named: totals,
  };
  /** The first of the sides that states it. */
  const firstOf = (column: string, stating: readonly Side[]) => {
    const found = stating.filter((side) => sides.includes(side)).map((side) => raw(`${side}.${column}`));
    return found.length === 0 ? sql`NULL` : sql`COALESCE(${join(found)})`;
  };
  const measured = MEASURE_KEYS.map((key) => {
    const ofContacts: Side[] = Object.hasOwn(ofContact, key) ? ["contacts"] : [];
    const ofReviews: Side[] = Object.hasOwn(REVIEW_AMOUNT_SQL, key) ? ["reviews"] : [];
    return firstOf(snakeCase(key), ["named", ...ofContacts, ...ofReviews, "totals"]);
  });
  const held = new Set(counts.map(({ id }) => id));
  const counted = positions.map((id) =>
    held.has(id) ? firstOf(`p_${id}`, ["named", "contacts", "totals"]) : sql`NULL`,
  );
  const bins = DURATIONS.map((duration) =>
    sides.includes("contacts") && durations.includes(duration)
      ? storedBinsSql(raw(`contacts.${binsColumn(duration)}`))
      : sql`NULL`,
  );
  return sql`
    INSERT INTO measure_day (${KEYS}, ${raw([...MEASURE_KEYS.map(snakeCase), ...BINS_COLUMNS].join(", "))}, parameter_counts)
    SELECT ${KEYS}, ${join([...measured, ...bins])}, ARRAY[${counted.length > 0 ? join(counted) : empty}]::float8[]
    FROM ${join(
      sides.map((side, index) => {
        const added = addedUp(side, amounts[side], unused);
        return index === 0 ? added : sql`FULL JOIN ${added} USING (${KEYS})`;
      }),
      " ",
    )}`;
}
