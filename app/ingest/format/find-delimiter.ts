import { delimitedParser, DELIMITED_LIMITS, type Quote, type Row } from "./delimited";
import { FileRefused } from "~/domain/input/refusal";
import { cellKind } from "./cell-kinds";
import type { Finding } from "./finding";
import { DETECTED_FORMAT } from "~/wording/imports/detected-format";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const NAMES: Readonly<Record<Delimiter, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes" };
const MAX_ROWS = 300;
const LONG_CELL_CHARS = 80;
/** A runner-up this near makes the winner likely, not certain. */
const NEAR = 0.85;

/** The records of a sample; null where it cannot be cut so. The last one is left out unless the sample is the whole file. */
export function sampleRows(
  sample: string,
  newline: "\n" | "\r",
  delimiter: string,
  quote: Quote,
  whole: boolean,
): Row[] | null {
  const parser = delimitedParser(delimiter, newline, DELIMITED_LIMITS, quote);
  try {
    const rows = parser.push(sample);
    const { row, open } = parser.end();
    if (open !== null && (whole || rows.length === 0)) return null;
    return whole && row ? [...rows, row] : rows;
  } catch (error) {
    if (error instanceof FileRefused) return null;
    throw error;
  }
}

/** The sign between cells: the one by which most lines have the same number of cells, and cells look like values. */
export function findDelimiter(sample: string, newline: "\n" | "\r", whole: boolean): Finding<Delimiter> {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, ...score(sample, newline, delimiter, whole) }));
  scored.sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.columns < 2) {
    return {
      value: ",",
      certainty: "likely",
      reason: DETECTED_FORMAT.oneColumn,
      alternatives: [";", "\t", "|"],
    };
  }
  const near = second !== undefined && second.columns > 1 && second.score > best.score * NEAR;
  return {
    value: best.delimiter,
    certainty: near ? "likely" : "certain",
    reason: DETECTED_FORMAT.delimiter(NAMES[best.delimiter], best.even, best.lines, best.columns),
    alternatives: scored.slice(1).flatMap(({ delimiter, columns }) => (columns > 1 ? [delimiter] : [])),
  };
}

function score(sample: string, newline: "\n" | "\r", delimiter: Delimiter, whole: boolean) {
  const none = { score: 0, columns: 1, even: 0, lines: 0 };
  const read =
    sampleRows(sample, newline, delimiter, '"', whole) ?? sampleRows(sample, newline, delimiter, "none", whole);
  const rows = (read ?? []).filter(({ cells }) => cells.some((cell) => cell.trim() !== "")).slice(0, MAX_ROWS);
  if (rows.length === 0) return none;
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [columns, even] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  if (columns < 2) return none;
  const cells = rows.filter((row) => row.cells.length === columns).flatMap((row) => row.cells);
  const plain = cells.filter((cell) => isPlain(cell, delimiter)).length;
  const evenness = even / rows.length;
  return {
    score: evenness * (0.4 + (0.6 * plain) / cells.length) * (1 + Math.min(Math.log2(columns), 4) / 40),
    columns,
    even,
    lines: rows.length,
  };
}

function isPlain(cell: string, delimiter: Delimiter): boolean {
  if (cellKind(cell) !== "text") return true;
  return cell.length <= LONG_CELL_CHARS && !DELIMITERS.some((other) => other !== delimiter && cell.includes(other));
}

/** The sign that encloses cells. */
export function findQuote(sample: string, newline: "\n" | "\r", delimiter: Delimiter, whole: boolean): Finding<Quote> {
  const lines = sample.split(newline).slice(0, MAX_ROWS);
  const enclosed = (sign: string) =>
    lines.filter((line) =>
      line.split(delimiter).some((cell) => cell.length > 1 && cell.startsWith(sign) && cell.trimEnd().endsWith(sign)),
    ).length;
  if (enclosed("'") > lines.length * 0.3 && enclosed('"') === 0) {
    return {
      value: "'",
      certainty: "likely",
      reason: DETECTED_FORMAT.singleQuotes,
      alternatives: ['"', "none"],
    };
  }
  if (!sample.includes('"')) {
    return { value: '"', certainty: "likely", reason: DETECTED_FORMAT.noQuotes, alternatives: ["none", "'"] };
  }
  const rows = sampleRows(sample, newline, delimiter, '"', whole);
  const stray = rows?.filter(({ malformed }) => malformed).length ?? lines.length;
  if (stray <= (rows?.length ?? 0) * 0.02) {
    return { value: '"', certainty: "certain", reason: DETECTED_FORMAT.doubleQuotes, alternatives: ["none"] };
  }
  return {
    value: "none",
    certainty: "likely",
    reason: DETECTED_FORMAT.innerQuotes,
    alternatives: ['"'],
  };
}
