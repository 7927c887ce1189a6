import { createReadStream } from "node:fs";
import iconv from "iconv-lite";
import type { Columns } from "./cell-readers";
import { delimitedParser, type Row } from "./delimited";
import { encodingOf, requireText, type Encoding, type FileFacts } from "./inspect-file.server";
import type { Mapping } from "./mapping";
import { columnsOf } from "./mapping/columns-of";
import { FileRefused } from "./refusal";

/** A delimited file opened by a mapping: its headings, and its records below them in pieces. */
export type Table = {
  encoding: Encoding;
  delimiter: string;
  headings: readonly string[];
  columns: Columns;
  /** Each call reads the file from its beginning, and tells how many of its bytes it has read so far. */
  rows(onBytes?: (bytesRead: number) => void): AsyncGenerator<TableRow[]>;
};

/** `unended`: the file stops right behind this record, without a line end. */
export type TableRow = Row & { unended: boolean };

const PIECE_BYTES = 65_536;
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Refuses what cannot be read by the mapping: no text, another encoding, a column that is not there. */
export async function openTable(path: string, facts: FileFacts, mapping: Mapping): Promise<Table> {
  requireText(facts);
  const encoding = encodingOf(facts, mapping.file.encoding);
  const sample = decoder(encoding).write(facts.head);
  const newline = sample.includes("\n") || !sample.includes("\r") ? "\n" : "\r";
  const delimiter =
    mapping.file.delimiter === "auto" ? findDelimiter(sample, newline, mapping) : mapping.file.delimiter;
  const { headerRow } = mapping.file;

  async function* records(onBytes?: (bytesRead: number) => void): AsyncGenerator<TableRow[]> {
    const parser = delimitedParser(delimiter, newline);
    const text = decoder(encoding);
    let bytesRead = 0;
    for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      const bytes: Buffer = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
      bytesRead += bytes.length;
      onBytes?.(bytesRead);
      yield parser.push(text.write(bytes)).map(ended);
    }
    yield parser.push(text.end()).map(ended);
    const { row, open } = parser.end();
    if (open !== null) {
      throw new FileRefused(
        "cut-short",
        `A quote opened on line ${open} is never closed: the file seems to be cut short.`,
      );
    }
    if (row) yield [{ ...row, unended: true }];
  }

  const first = await firstRecord(records(), headerRow);
  if (!first)
    throw new FileRefused(
      "no-rows",
      `The file ends before line ${Math.max(headerRow, 1)}, where the headings were expected.`,
    );
  const headings = headerRow === 0 ? first.cells.map((_, index) => `#${index + 1}`) : first.cells.map(tidyHeading);
  const columns = findColumns(headings, mapping);

  async function* rows(onBytes?: (bytesRead: number) => void): AsyncGenerator<TableRow[]> {
    const from = headerRow === 0 ? (first?.line ?? 0) : (first?.line ?? 0) + 1;
    for await (const piece of records(onBytes)) yield piece.filter((row) => row.line >= from);
  }
  return { encoding, delimiter, headings, columns, rows };
}

function ended(row: Row): TableRow {
  return { ...row, unended: false };
}

async function firstRecord(pieces: AsyncGenerator<TableRow[]>, headerRow: number): Promise<TableRow | null> {
  for await (const piece of pieces) {
    const found = piece.find((row) => row.line >= headerRow && row.cells.some((cell) => cell.trim() !== ""));
    if (found) return found;
  }
  return null;
}

function tidyHeading(text: string): string {
  return text.replace(/[\s\u00a0\ufeff]+/g, " ").trim();
}

const folded = (heading: string) => tidyHeading(heading).toLowerCase();

function findColumns(headings: readonly string[], mapping: Mapping): Columns {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  headings.forEach((heading, index) => {
    const key = folded(heading);
    if (places.has(key)) repeated.add(key);
    else places.set(key, index);
  });
  const wanted = columnsOf(mapping);
  const missing = wanted.filter((heading) => !places.has(folded(heading)));
  if (missing.length > 0) {
    throw new FileRefused(
      "missing-column",
      `The mapping "${mapping.name}" needs ${quoted(missing)}, which the file does not have. ` +
        `Found instead on line ${mapping.file.headerRow}: ${quoted(headings.filter((heading) => heading !== "")) || "nothing"}.`,
    );
  }
  const doubled = wanted.filter((heading) => repeated.has(folded(heading)));
  if (doubled.length > 0) {
    throw new FileRefused("repeated-column", `The file has more than one column called ${quoted(doubled)}.`);
  }
  const nulls = new Set(["", ...mapping.nulls.map((word) => word.trim().toLowerCase())]);
  return {
    at: (heading) => places.get(folded(heading)) ?? -1,
    isBlank: (text) => text === "" || nulls.has(text.toLowerCase()),
  };
}

const MOST_QUOTED_HEADINGS = 40;

function quoted(headings: readonly string[]): string {
  const shown = headings.slice(0, MOST_QUOTED_HEADINGS).map((heading) => `"${heading.slice(0, 80)}"`);
  return shown.join(", ") + (headings.length > shown.length ? ` and ${headings.length - shown.length} more` : "");
}

/** The delimiter that brings most of the mapping's columns to light; then the one that gives most columns. */
function findDelimiter(sample: string, newline: "\n" | "\r", mapping: Mapping): string {
  const wanted = new Set(columnsOf(mapping).map(folded));
  const scored = DELIMITERS.map((delimiter) => {
    const cells = headingCells(sample, delimiter, newline, mapping.file.headerRow);
    return { delimiter, found: cells.filter((cell) => wanted.has(folded(cell))).length, cells: cells.length };
  });
  scored.sort((a, b) => b.found - a.found || b.cells - a.cells);
  return scored[0]?.delimiter ?? ",";
}

const SAMPLE_PIECE_CHARS = 1_024;

/** The cells of the heading record, read no further than need be. */
function headingCells(sample: string, delimiter: string, newline: "\n" | "\r", headerRow: number): readonly string[] {
  const parser = delimitedParser(delimiter, newline);
  const isHeading = (row: Row) => row.line >= headerRow && row.cells.some((cell) => cell.trim() !== "");
  try {
    for (let at = 0; at < sample.length; at += SAMPLE_PIECE_CHARS) {
      const found = parser.push(sample.slice(at, at + SAMPLE_PIECE_CHARS)).find(isHeading);
      if (found) return found.cells;
    }
    const last = parser.end().row;
    return last && isHeading(last) ? last.cells : [];
  } catch (error) {
    if (error instanceof FileRefused) return [];
    throw error;
  }
}

type Decoder = { write(bytes: Buffer): string; end(): string };

/** Bytes that are no text in the encoding are refused, never replaced. */
function decoder(encoding: Encoding): Decoder {
  if (encoding === "windows-1252") {
    const stream = iconv.getDecoder("windows-1252");
    return { write: (bytes) => stream.write(bytes), end: () => stream.end() ?? "" };
  }
  const stream = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes: Buffer | undefined): string => {
    let text: string;
    try {
      text = bytes ? stream.decode(bytes, { stream: true }) : stream.decode();
    } catch {
      throw new FileRefused("encoding", `The file is not valid ${encoding}; some bytes stand for no character.`);
    }
    if (text.includes("\0"))
      throw new FileRefused("binary", "The file holds characters that no text has, so it is not a table of rows.");
    return text;
  };
  return { write: decode, end: () => decode(undefined) };
}
