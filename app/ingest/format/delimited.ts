import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** One record of a delimited file; `line` is the physical line on which it begins, counted from 1. */
export type Row = {
  line: number;
  cells: readonly string[];
  /** A quoted cell went on after its closing quote. */
  malformed: boolean;
};

export type DelimitedLimits = { recordChars: number; columns: number };
export const DELIMITED_LIMITS: DelimitedLimits = { recordChars: 1_000_000, columns: 2_000 };

export type DelimitedParser = {
  /** The records completed by this piece of text. */
  push(text: string): Row[];
  /** The record that no line end follows, if there is one. `open` is the line of a quote that was never closed. */
  end(): { row: Row | null; open: number | null };
};

export type Quote = '"' | "'" | "none";

const CR = 13;

/**
 * Reads delimited text piece by piece: quoted cells may hold delimiters, line ends and doubled quotes; a quote inside an
 * unquoted cell stands for itself. With `none`, quotes mean nothing anywhere. Holds no more than one record, and refuses a record or a row of cells beyond its limits.
 */
export function delimitedParser(
  delimiter: string,
  newline: "\n" | "\r" = "\n",
  limits: DelimitedLimits = DELIMITED_LIMITS,
  quote: Quote = '"',
): DelimitedParser {
  const quoteCode = quote === "none" ? -1 : quote.charCodeAt(0);
  let rest = "";
  let line = 1;

  function cellsOf(record: string): string[] {
    const cells = record.split(delimiter, limits.columns + 1);
    if (cells.length > limits.columns) throw tooManyColumns(line, limits.columns);
    return cells;
  }

  /** A record that holds quotes, from `start`; null when the text ends before the record does and `whole` is not set. */
  function quotedRecord(text: string, start: number, whole: boolean): { row: Row; end: number; open: boolean } | null {
    const cells: string[] = [];
    let malformed = false;
    let at = start;
    let lines = 1;
    for (;;) {
      let cell = "";
      if (text.charCodeAt(at) === quoteCode) {
        at += 1;
        for (;;) {
          const close = text.indexOf(quote, at);
          if (close < 0) {
            if (!whole) return null;
            return { row: { line, cells, malformed }, end: text.length, open: true };
          }
          cell += text.slice(at, close);
          at = close + 1;
          if (text.charCodeAt(at) !== quoteCode) break;
          cell += quote;
          at += 1;
        }
        // Whether a quote at the very end closes the cell or begins a doubled quote shows only with the next piece.
        if (at >= text.length && !whole) return null;
        for (let from = cell.indexOf(newline); from >= 0; from = cell.indexOf(newline, from + 1)) lines += 1;
      }
      const nextDelimiter = text.indexOf(delimiter, at);
      const nextLine = text.indexOf(newline, at);
      if (nextLine < 0 && nextDelimiter < 0 && !whole) return null;
      const lineEnd = nextLine < 0 ? text.length : nextLine;
      const inLine = nextDelimiter >= 0 && nextDelimiter < lineEnd;
      if (!inLine && nextLine < 0 && !whole) return null;
      const end = inLine ? nextDelimiter : lineEnd;
      let tail = text.slice(at, end);
      if (!inLine && newline === "\n" && tail.charCodeAt(tail.length - 1) === CR) tail = tail.slice(0, -1);
      if (cell !== "" && tail !== "") malformed = true;
      cells.push(cell + tail);
      if (cells.length > limits.columns) throw tooManyColumns(line, limits.columns);
      if (!inLine) {
        const row = { line, cells, malformed };
        line += lines;
        return { row, end: end + 1, open: false };
      }
      at = end + 1;
    }
  }

  function push(piece: string): Row[] {
    const text = rest === "" ? piece : rest + piece;
    const rows: Row[] = [];
    let at = 0;
    let nextQuote = quote === "none" ? -1 : text.indexOf(quote);
    while (at < text.length) {
      const lineEnd = text.indexOf(newline, at);
      if (nextQuote >= 0 && nextQuote < at) nextQuote = text.indexOf(quote, at);
      if (nextQuote >= 0 && (lineEnd < 0 || nextQuote < lineEnd)) {
        const found = quotedRecord(text, at, false);
        if (!found) break;
        rows.push(found.row);
        at = found.end;
        continue;
      }
      if (lineEnd < 0) break;
      const end = newline === "\n" && text.charCodeAt(lineEnd - 1) === CR && lineEnd > at ? lineEnd - 1 : lineEnd;
      if (end - at > limits.recordChars) throw tooLong(line, limits.recordChars);
      rows.push({ line, cells: cellsOf(text.slice(at, end)), malformed: false });
      line += 1;
      at = lineEnd + 1;
    }
    rest = text.slice(at);
    if (rest.length > limits.recordChars) throw tooLong(line, limits.recordChars);
    return rows;
  }

  function finish(): { row: Row | null; open: number | null } {
    if (rest === "") return { row: null, open: null };
    const found = quotedRecord(rest, 0, true);
    rest = "";
    if (!found) return { row: null, open: null };
    return { row: found.open ? null : found.row, open: found.open ? found.row.line : null };
  }

  return { push, end: finish };
}

function tooLong(line: number, limit: number): FileRefused {
  return new FileRefused("line-too-long", FILE_PROBLEMS.recordTooLong(line, limit.toLocaleString("en-GB")));
}

function tooManyColumns(line: number, limit: number): FileRefused {
  return new FileRefused("too-many-columns", FILE_PROBLEMS.tooManyColumns(line, limit.toLocaleString("en-GB")));
}
