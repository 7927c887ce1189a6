import type pg from "pg";
import type { Day } from "~/domain/calendar/day";
import { isReferenceKind, type FileKind } from "~/domain/facts/fact-fields";
import { copyCell, copyRows, copyText, NOTHING, type CopyValue, type Meanwhile } from "../../db/copy-rows.server";
import { EVENT_RANK, factTable, PRELIMINARY, snakeCase, type FactColumn } from "../../sql/fact-table";

export type StagedValue = CopyValue;

/** A normalized record, as one line of a file says it; values in the order of the columns of the kind's table. */
export type StagedRecord = {
  line: number;
  vendorId: number;
  externalId: string;
  day: Day;
  values: readonly StagedValue[];
};

/** What one line of a file came to: a record, one of several problems, or nothing that is data. */
export type StagedRow =
  StagedRecord | { line: number; problem: { ordinal: number; column: string; code: string; text: string } };

export type RejectedLine = { line: number; column: string; code: string; text: string };

export const MAX_PROBLEMS_ANSWERED = 100;

const MAX_PROBLEM_CHARS = 500;
const PROBLEM_COLUMNS = ["problem_ordinal", "problem_column", "problem_code", "problem_text"];
const KEY_COLUMNS = ["vendor_id", "external_id", "day"];

export type StagingOptions = {
  /** Fields that no row says anything of. */
  unstatedFields: readonly string[];
  signal: AbortSignal | undefined;
  /** Hears of each record. */
  onRecord?: (vendorId: number, day: Day) => void;
  /** Takes staged rows on while others are still read. */
  meanwhile?: Meanwhile | undefined;
};

/**
 * Streams rows into the temporary table `staging` of the client's transaction, a piece at a time: rejected lines and records
 * alike, so that memory stays bounded whatever the file holds.
 */
export async function stageRows(
  client: pg.PoolClient,
  kind: FileKind,
  pieces: AsyncIterable<readonly StagedRow[]>,
  { unstatedFields, signal, onRecord, meanwhile }: StagingOptions,
): Promise<void> {
  const { columns } = factTable(kind);
  const stated = statedColumns(columns, unstatedFields);
  await client.query(`
    CREATE TEMPORARY TABLE staging (
      line integer NOT NULL, vendor_id integer, external_id text, day date,
      ${columns.map((column) => `${column.name} ${column.sqlType}`).join(", ")},
      problem_ordinal integer, problem_column text, problem_code text, problem_text text
    ) ON COMMIT DROP`);
  const names = [...PROBLEM_COLUMNS, "line", ...KEY_COLUMNS, ...stated.names];
  const noProblem = `${NOTHING}\t`.repeat(PROBLEM_COLUMNS.length);
  const noRecord = `\t${NOTHING}`.repeat(KEY_COLUMNS.length + stated.names.length);
  const cellsOf = (row: StagedRow): string => {
    if ("problem" in row) return problemCells(row.problem, row.line) + noRecord;
    const { line, vendorId, externalId, day } = row;
    onRecord?.(vendorId, day);
    return `${noProblem}${line}\t${vendorId}\t${copyText(externalId)}\t${day}${stated.cells(row)}`;
  };
  await copyRows(client, `staging (${names.join(", ")})`, { pieces, cellsOf }, { signal, meanwhile });
  await client.query("ANALYZE staging (line, vendor_id, external_id, day, problem_code)");
}

function problemCells(
  { ordinal, column, code, text }: { ordinal: number; column: string; code: string; text: string },
  line: number,
): string {
  return `${ordinal}\t${copyText(column)}\t${code}\t${copyText(text.slice(0, MAX_PROBLEM_CHARS))}\t${line}`;
}

export type StatedColumns = {
  names: string[];
  /** The cells of a record in these columns, each behind a tab. */
  cells: (record: StagedRecord) => string;
};

/** The columns that a file says something of. `blankText`: what is written for a text that says nothing. */
export function statedColumns(
  columns: readonly FactColumn[],
  unstatedFields: readonly string[],
  blankText = NOTHING,
): StatedColumns {
  const unused = new Set(unstatedFields.map(snakeCase));
  const stated = columns.map(({ name }) => !unused.has(name));
  const blanks = columns.map(({ isText }) => `\t${isText ? blankText : NOTHING}`);
  return {
    names: columns.flatMap(({ name }, index) => (stated[index] ? [name] : [])),
    cells: ({ line, values }) => {
      let cells = "";
      for (let index = 0; index < stated.length; index += 1) {
        const value = values[index] ?? null;
        if (stated[index]) cells += value === null ? blanks[index] : `\t${copyCell(value)}`;
        else if (value !== null) throw new Error(`Line ${line} says something that its mapping does not.`);
      }
      return cells;
    },
  };
}

/**
 * Leaves of the rows in `staging` that share an id only the one that ranks highest, and of those that rank alike the last (or first)
 * line. Answers how many lines were taken out.
 */
export async function collapseStaged(client: pg.PoolClient, keep: "last" | "first"): Promise<number> {
  const direction = keep === "last" ? "DESC" : "ASC";
  const { rowCount } = await client.query(`
    DELETE FROM staging s USING (
      SELECT ctid AS row_id, row_number() OVER (PARTITION BY vendor_id, external_id ORDER BY ${EVENT_RANK} DESC, line ${direction}) AS position
      FROM staging WHERE problem_code IS NULL
    ) ranked
    WHERE s.ctid = ranked.row_id AND ranked.position > 1`);
  return rowCount ?? 0;
}

/**
 * Takes preliminary rows out of `staging` whose id occurs in it as a final row too. Answers how many lines are gone. A file that says
 * nothing of the existing of its rows is not looked at.
 */
export async function keepFinalRows(
  client: pg.PoolClient,
  { kind, unstatedFields }: { kind: FileKind; unstatedFields: readonly string[] },
): Promise<number> {
  if (isReferenceKind(kind) || unstatedFields.includes(PRELIMINARY)) return 0;
  const { rows } = await client.query<{ lines: number }>(`
    WITH outranked AS (
        DELETE FROM staging s WHERE s.problem_code IS NULL AND s.${PRELIMINARY} AND EXISTS (
          SELECT FROM staging f
          WHERE f.problem_code IS NULL AND f.vendor_id = s.vendor_id AND f.external_id = s.external_id AND f.${PRELIMINARY} IS NOT TRUE)
        RETURNING s.line
      ),
      gone AS (SELECT line, count(*) AS records FROM outranked GROUP BY line),
      before AS (
        SELECT line, count(*) AS records FROM staging WHERE problem_code IS NULL AND line IN (SELECT line FROM gone) GROUP BY line
      )
    SELECT count(*)::int AS lines FROM gone JOIN before USING (line, records)`);
  return rows[0]?.lines ?? 0;
}

/** Whose rows are staged, and the first and the last of their days. */
export async function stagedSpan(
  client: pg.PoolClient,
): Promise<{ vendorIds: number[]; firstDay: string | null; lastDay: string | null }> {
  const { rows } = await client.query<{ vendor_ids: number[]; first_day: string | null; last_day: string | null }>(`
    SELECT array_agg(vendor_id ORDER BY vendor_id) AS vendor_ids, min(first_day)::text AS first_day, max(last_day)::text AS last_day
    FROM (SELECT vendor_id, min(day) AS first_day, max(day) AS last_day FROM staged_day GROUP BY vendor_id) spans`);
  const span = rows[0];
  return { vendorIds: span?.vendor_ids ?? [], firstDay: span?.first_day ?? null, lastDay: span?.last_day ?? null };
}

/** Stores the rejected lines with their batch. Returns whether there are any. */
export async function storeRejected(client: pg.PoolClient, batchId: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO rejected_row (batch_id, line, ordinal, "column", code, text)
     SELECT $1, line, problem_ordinal, problem_column, problem_code, problem_text FROM staging WHERE problem_code IS NOT NULL`,
    [batchId],
  );
  return rowCount !== 0;
}

/** The first problems of the staged lines. */
export async function stagedProblems(client: pg.PoolClient): Promise<RejectedLine[]> {
  const { rows } = await client.query<RejectedLine>(
    `SELECT line, problem_column AS "column", problem_code AS code, problem_text AS text
     FROM staging WHERE problem_code IS NOT NULL ORDER BY line, problem_ordinal LIMIT ${MAX_PROBLEMS_ANSWERED}`,
  );
  return rows;
}
