import { DURATIONS } from "~/domain/metrics/contact-amounts";
import type { FactKind } from "~/domain/facts/fact-fields";
import { parseMeasureRef, type MeasureRef } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS } from "~/domain/metrics/measures";
import { SPAN_NAMES, type AddedColumn } from "./add-up-at-once.server";
import { exactSumSql, sumOfRowsSql } from "./exact-sum-sql";
import { factTable, snakeCase } from "./facts-table";
import { Prisma } from "./generated/client";
import { CONTACT_AMOUNT_SQL, REVIEW_AMOUNT_SQL } from "./measure-sql";
import { parametricSql } from "./parametric-sql";
import { silence, type SilentColumns } from "./silent-columns.server";
import { BINS_COLUMNS, binsColumn, collectedBinsSql, storedBinsSql } from "./sketch-sql";
import { NAMED_TALLY_SQL } from "./source-choice-sql";
import { isUnstatedDuration, statedAmounts } from "./unstated-measures";

const { sql, join, raw, empty } = Prisma;

/** Rows that state measures; `named`: the tallies of the sources that the contract names for their measure. */
export type Side = FactKind | "named";
/** A count with a limit, and the position that the roll-up gives it. */
export type Parameter = { id: number; measure: MeasureRef };
/** What rows of a side add up to, as a column. */
type Amount = { name: string; sqlType: string; amount: Prisma.Sql };

export type DaysQuestion = { parameters: readonly Parameter[]; sides: readonly Side[]; silent: SilentColumns };

const KEYS = raw("vendor_id, day, site, program, channel");
const SLICE = raw("c.day, c.site, c.program, c.channel");

/** The rows of a kind as a table; what is computed from a silent column is left out by the planner. */
function rowsOf(kind: FactKind, silent: SilentColumns): Prisma.Sql {
  const { name, columns } = factTable(kind);
  if (silent[kind].size === 0) return raw(name);
  const read = columns.map((column) => (silent[kind].has(column.name) ? `${silence(column)} AS ${column.name}` : column.name));
  const kept = kind === "contacts" ? ", next_opened_at" : "";
  return raw(`(SELECT vendor_id, source, day, ${read.join(", ")}${kept} FROM ${name})`);
}

type Span = { vendor: string; from: string; until: string };

/** What the rows of one side in a span come to, by day and slice. */
function addedInSpan(side: Side, amounts: readonly Amount[], silent: SilentColumns, { vendor, from, until }: Span): Prisma.Sql {
  const only = side === "named" ? sql`AND ${NAMED_TALLY_SQL}` : empty;
  return sql`
    SELECT ${SLICE}, ${join(amounts.map(({ name, amount }) => sql`${amount} AS ${raw(name)}`))}
    FROM ${rowsOf(side === "named" ? "tallies" : side, silent)} c
    WHERE c.vendor_id = ${raw(vendor)} AND c.day >= ${raw(from)} AND c.day < ${raw(until)} ${only}
    GROUP BY ${SLICE}`;
}

const TOUCHED_SPAN = { vendor: "t.vendor_id", from: "t.from_day", until: "t.until_day" };

/** What the rows of one side come to, by day and slice. */
function addedUp(side: Side, amounts: readonly Amount[], silent: SilentColumns): Prisma.Sql {
  return sql`(
    SELECT t.vendor_id, added.* FROM touched_span t CROSS JOIN LATERAL (
      ${addedInSpan(side, amounts, silent, TOUCHED_SPAN)} OFFSET 0
    ) added
  ) ${raw(side)}`;
}

function countsOf(parameters: readonly Parameter[]) {
  return parameters.flatMap(({ id, measure }) => {
    const parsed = parseMeasureRef(measure);
    return parsed?.kind === "parametric" ? [{ id, measure, ...parsed }] : [];
  });
}

const countColumn = (id: number) => `p_${id}`;
const asNumber = (name: string, amount: Prisma.Sql): Amount => ({ name, sqlType: "double precision", amount });

function amountsOf(side: Side, { parameters, silent }: DaysQuestion): Amount[] {
  const counts = countsOf(parameters);
  const summed = (amounts: Readonly<Record<string, Prisma.Sql>>) =>
    Object.entries(amounts).map(([key, amount]) => asNumber(snakeCase(key), sumOfRowsSql(key, amount)));
  switch (side) {
    case "contacts": {
      const durations = DURATIONS.filter((duration) => !isUnstatedDuration(duration, silent));
      return [
        ...summed(statedAmounts(CONTACT_AMOUNT_SQL, silent)),
        ...counts.map((count) => asNumber(countColumn(count.id), sql`sum(${parametricSql(count)})::float8`)),
        ...durations.map((duration) => ({ name: binsColumn(duration), sqlType: "integer[]", amount: collectedBinsSql(duration) })),
      ];
    }
    case "reviews":
      return summed(REVIEW_AMOUNT_SQL);
    case "tallies":
    case "named":
      return [
        ...MEASURE_KEYS.map((key) => asNumber(snakeCase(key), exactSumSql(sql`c.amount`, sql`c.measure = ${key}`))),
        ...counts.map(({ id, measure }) => asNumber(countColumn(id), exactSumSql(sql`c.amount`, sql`c.measure = ${measure}`))),
      ];
  }
}

/** What the contacts of one span come to, for `addUpAtOnce`. */
export function contactsOfSpan(question: DaysQuestion): { query: Prisma.Sql; columns: AddedColumn[] } {
  const amounts = amountsOf("contacts", question);
  const slice = [
    { name: "day", sqlType: "date" },
    ...["site", "program", "channel"].map((name) => ({ name, sqlType: "text" })),
  ];
  const columns = [...slice, ...amounts.map(({ name, sqlType }) => ({ name, sqlType }))];
  return { query: addedInSpan("contacts", amounts, question.silent, SPAN_NAMES), columns };
}

/**
 * Fills measure_day with the days of `touched_span`, which holds none of them. `added`: temporary tables that hold already what the
 * rows of a side come to.
 */
export function measureDaysSql(question: DaysQuestion, added: Partial<Readonly<Record<Side, string>>>): Prisma.Sql {
  const { parameters, sides, silent } = question;
  const counts = countsOf(parameters);
  const positions = Array.from({ length: Math.max(0, ...counts.map(({ id }) => id)) }, (_, index) => index + 1);
  const ofContact = statedAmounts(CONTACT_AMOUNT_SQL, silent);
  /** The first of the sides that states it. */
  const firstOf = (column: string, stating: readonly Side[]) => {
    const found = stating.filter((side) => sides.includes(side)).map((side) => raw(`${side}.${column}`));
    return found.length === 0 ? sql`NULL` : sql`COALESCE(${join(found)})`;
  };
  const measured = MEASURE_KEYS.map((key) => {
    const ofContacts: Side[] = Object.hasOwn(ofContact, key) ? ["contacts"] : [];
    const ofReviews: Side[] = Object.hasOwn(REVIEW_AMOUNT_SQL, key) ? ["reviews"] : [];
    return firstOf(snakeCase(key), ["named", ...ofContacts, ...ofReviews, "tallies"]);
  });
  const held = new Set(counts.map(({ id }) => id));
  const counted = positions.map((id) => (held.has(id) ? firstOf(countColumn(id), ["named", "contacts", "tallies"]) : sql`NULL`));
  const bins = DURATIONS.map((duration) =>
    sides.includes("contacts") && !isUnstatedDuration(duration, silent)
      ? storedBinsSql(raw(`contacts.${binsColumn(duration)}`))
      : sql`NULL`,
  );
  return sql`
    INSERT INTO measure_day (${KEYS}, ${raw([...MEASURE_KEYS.map(snakeCase), ...BINS_COLUMNS].join(", "))}, parameter_counts)
    SELECT ${KEYS}, ${join([...measured, ...bins])}, ARRAY[${counted.length > 0 ? join(counted) : empty}]::float8[]
    FROM ${join(
      sides.map((side, index) => {
        const known = added[side];
        const of = known === undefined ? addedUp(side, amountsOf(side, question), silent) : raw(`${known} ${side}`);
        return index === 0 ? of : sql`FULL JOIN ${of} USING (${KEYS})`;
      }),
      " ",
    )}`;
}
