import type pg from "pg";
import type { Day } from "~/domain/calendar/day";
import type { FileKind } from "~/domain/facts/fact-fields";
import { copyCell, copyRows, copyText, NOTHING, type CopyValue, type Meanwhile } from "../../db/copy-rows.server";
import { factTable, snakeCase, type FactColumn } from "../../sql/fact-table";

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

const MAX_PROBLEM_CHARS = 500;
const PROBLEM_COLUMNS = ["problem_ordinal", "problem_column", "problem_code", "problem_text"];
const KEY_COLUMNS = ["vendor_id", "external_id", "day"];

export type StagingOptions = {
  /** Fields that no row says anything of. */
  saysNothingOf: readonly string[];
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
  { saysNothingOf, signal, onRecord, meanwhile }: StagingOptions,
): Promise<void> {
  const { columns } = factTable(kind);
  const said = saidColumns(columns, saysNothingOf);
  await client.query(`
    CREATE TEMPORARY TABLE staging (
      line integer NOT NULL, vendor_id integer, external_id text, day date,
      ${columns.map((column) => `${column.name} ${column.sqlType}`).join(", ")},
      problem_ordinal integer, problem_column text, problem_code text, problem_text text
    ) ON COMMIT DROP`);
  const names = [...PROBLEM_COLUMNS, "line", ...KEY_COLUMNS, ...said.names];
  const noProblem = `${NOTHING}\t`.repeat(PROBLEM_COLUMNS.length);
  const noRecord = `\t${NOTHING}`.repeat(KEY_COLUMNS.length + said.names.length);
  const cellsOf = (row: StagedRow): string => {
    if ("problem" in row) return problemCells(row.problem, row.line) + noRecord;
    const { line, vendorId, externalId, day } = row;
    onRecord?.(vendorId, day);
    return `${noProblem}${line}\t${vendorId}\t${copyText(externalId)}\t${day}${said.cells(row)}`;
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

export type SaidColumns = {
  names: string[];
  /** The cells of a record in these columns, each behind a tab. */
  cells: (record: StagedRecord) => string;
};

/** The columns that a file says something of. `blankText`: what is written for a text that says nothing. */
export function saidColumns(
  columns: readonly FactColumn[],
  saysNothingOf: readonly string[],
  blankText = NOTHING,
): SaidColumns {
  const unused = new Set(saysNothingOf.map(snakeCase));
  const said = columns.map(({ name }) => !unused.has(name));
  const blanks = columns.map(({ isText }) => `\t${isText ? blankText : NOTHING}`);
  return {
    names: columns.flatMap(({ name }, index) => (said[index] ? [name] : [])),
    cells: ({ line, values }) => {
      let cells = "";
      for (let index = 0; index < said.length; index += 1) {
        const value = values[index] ?? null;
        if (said[index]) cells += value === null ? blanks[index] : `\t${copyCell(value)}`;
        else if (value !== null) throw new Error(`Line ${line} says something that its mapping does not.`);
      }
      return cells;
    },
  };
}
