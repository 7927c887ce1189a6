import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Day } from "~/domain/calendar/day";
import type { FileKind } from "~/domain/facts/fact-fields";
import { factTable } from "./facts-table";

export type StagedValue = string | number | boolean | null;

/** What one line of a file came to: a normalised record, one of several problems, or nothing that is data. */
export type StagedRow =
  | { line: number; vendorId: number; externalId: string; day: Day; values: readonly StagedValue[] }
  | { line: number; problem: { ordinal: number; column: string; code: string; text: string } };

/** Where several rows may tell of one id: their order, last among the values. */
const ORDER_COLUMN = { name: "event_order", sqlType: "double precision[]" };

const FLUSH_CHARS = 65_536;
const MOST_PROBLEM_CHARS = 500;

/**
 * Streams rows into the temporary table `staging` of the client's transaction, a piece at a time: rejected lines and records
 * alike, so that memory stays bounded whatever the file holds.
 */
export async function stageRows(
  client: pg.PoolClient,
  kind: FileKind,
  pieces: AsyncIterable<readonly StagedRow[]>,
  { ordered, signal }: { ordered: boolean; signal: AbortSignal | undefined },
): Promise<void> {
  const columns = [...factTable(kind).columns, ...(ordered ? [ORDER_COLUMN] : [])];
  await client.query(`
    CREATE TEMPORARY TABLE staging (
      line integer NOT NULL, vendor_id integer, external_id text, day date,
      ${columns.map((column) => `${column.name} ${column.sqlType}`).join(", ")},
      problem_ordinal integer, problem_column text, problem_code text, problem_text text
    ) ON COMMIT DROP`);
  const copy = client.query(copyFrom("COPY staging FROM STDIN"));
  // Told again by the server after a source that failed was cancelled; the pipeline rejects with the first error.
  copy.on("error", () => undefined);
  await pipeline(Readable.from(copyText(pieces, columns.length)), copy, signal ? { signal } : {});
  await client.query("ANALYZE staging");
}

async function* copyText(pieces: AsyncIterable<readonly StagedRow[]>, columnCount: number): AsyncGenerator<string> {
  const blanks = "\\N\t".repeat(columnCount + 3);
  let text = "";
  for await (const rows of pieces) {
    for (const row of rows) text += "problem" in row ? `${row.line}\t${blanks}${problemText(row.problem)}` : recordText(row);
    if (text.length < FLUSH_CHARS) continue;
    yield text;
    text = "";
  }
  yield text;
}

function recordText(row: Extract<StagedRow, { vendorId: number }>): string {
  let text = `${row.line}\t${row.vendorId}\t${escaped(row.externalId)}\t${row.day}`;
  for (const value of row.values) {
    text += "\t";
    text += value === null ? "\\N" : typeof value === "string" ? escaped(value) : typeof value === "boolean" ? (value ? "t" : "f") : value;
  }
  return `${text}\t\\N\t\\N\t\\N\t\\N\n`;
}

function problemText({ ordinal, column, code, text }: { ordinal: number; column: string; code: string; text: string }): string {
  return `${ordinal}\t${escaped(column)}\t${code}\t${escaped(text.slice(0, MOST_PROBLEM_CHARS))}\n`;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;
}
