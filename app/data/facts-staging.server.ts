import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Day } from "~/domain/calendar/day";
import type { FileKind } from "~/domain/facts/fact-fields";
import { copyCell, copyString, copyWriter, NOTHING, type CopyValue } from "./copy-text";
import { factTable, snakeCase } from "./facts-table";

export type StagedValue = CopyValue;

/** What one line of a file came to: a normalised record, one of several problems, or nothing that is data. */
export type StagedRow =
  | { line: number; vendorId: number; externalId: string; day: Day; values: readonly StagedValue[] }
  | { line: number; problem: { ordinal: number; column: string; code: string; text: string } };

/** Where several rows may tell of one id: their order, last among the values. */
const ORDER_COLUMN = { name: "event_order", sqlType: "double precision[]" };

const MOST_PROBLEM_CHARS = 500;
const PROBLEM_COLUMNS = ["problem_ordinal", "problem_column", "problem_code", "problem_text"];
const KEY_COLUMNS = ["vendor_id", "external_id", "day"];

export type StagingOptions = {
  /** Several rows may tell of one id; their order stands last among the values. */
  ordered: boolean;
  /** Fields that no row says anything of. */
  saysNothingOf: readonly string[];
  signal: AbortSignal | undefined;
};

/**
 * Streams rows into the temporary table `staging` of the client's transaction, a piece at a time: rejected lines and records
 * alike, so that memory stays bounded whatever the file holds.
 */
export async function stageRows(
  client: pg.PoolClient,
  kind: FileKind,
  pieces: AsyncIterable<readonly StagedRow[]>,
  { ordered, saysNothingOf, signal }: StagingOptions,
): Promise<void> {
  const columns = [...factTable(kind).columns, ...(ordered ? [ORDER_COLUMN] : [])];
  const silent = new Set(saysNothingOf.map(snakeCase));
  const said = columns.map(({ name }) => !silent.has(name));
  const names = columns.flatMap(({ name }, index) => (said[index] ? [name] : []));
  await client.query(`
    CREATE TEMPORARY TABLE staging (
      line integer NOT NULL, vendor_id integer, external_id text, day date,
      ${columns.map((column) => `${column.name} ${column.sqlType}`).join(", ")},
      problem_ordinal integer, problem_column text, problem_code text, problem_text text
    ) ON COMMIT DROP`);
  const copy = client.query(copyFrom(`COPY staging (${[...PROBLEM_COLUMNS, "line", ...KEY_COLUMNS, ...names].join(", ")}) FROM STDIN`));
  // Told again by the server after a source that failed was cancelled; the pipeline rejects with the first error.
  copy.on("error", () => undefined);
  await pipeline(Readable.from(copyBytes(pieces, said), { highWaterMark: 2 }), copy, signal ? { signal } : {});
  await client.query("ANALYZE staging (line, vendor_id, external_id, day, problem_code)");
}

async function* copyBytes(pieces: AsyncIterable<readonly StagedRow[]>, said: readonly boolean[]): AsyncGenerator<Buffer> {
  const writer = copyWriter();
  const blanks = `\t${NOTHING}`.repeat(KEY_COLUMNS.length + said.filter(Boolean).length);
  for await (const rows of pieces) {
    for (const row of rows) {
      writer.row("problem" in row ? problemCells(row.problem, row.line) + blanks : recordCells(row, said));
      const bytes = writer.full();
      if (bytes !== null) yield bytes;
    }
  }
  yield writer.rest();
}

const NO_PROBLEM = `${NOTHING}\t`.repeat(PROBLEM_COLUMNS.length);

function recordCells({ line, vendorId, externalId, day, values }: Extract<StagedRow, { vendorId: number }>, said: readonly boolean[]): string {
  let cells = `${NO_PROBLEM}${line}\t${vendorId}\t${copyString(externalId)}\t${day}`;
  for (let index = 0; index < said.length; index += 1) {
    const value = values[index] ?? null;
    if (said[index]) cells += `\t${copyCell(value)}`;
    else if (value !== null) throw new Error(`Line ${line} says something that its mapping does not.`);
  }
  return cells;
}

function problemCells({ ordinal, column, code, text }: { ordinal: number; column: string; code: string; text: string }, line: number): string {
  return `${ordinal}\t${copyString(column)}\t${code}\t${copyString(text.slice(0, MOST_PROBLEM_CHARS))}\t${line}`;
}
