import { DELIMITED_LIMITS } from "../delimited";
import { FileRefused } from "~/domain/input/refusal";
import type { TableRow } from "../text-records.server";
import { numberText } from "./cell-text";
import type { NumberKind } from "./number-format";
import { textCollector, type SharedStrings } from "./shared-strings";
import type { XmlAttributes, XmlListener } from "./xml-reader";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/** What the cells of a sheet refer to. */
export type SheetContext = {
  strings: SharedStrings;
  /** By the number of a cell's style. */
  kinds: readonly NumberKind[];
  date1904: boolean;
};

/** A formula whose value the file does not hold: whatever reads it must not take it for a blank. */
export const UNCALCULATED = "#UNCALCULATED!";
const MAX_ROWS = 1_048_576;

/** Hears the XML of a sheet and puts its rows into `rows`: each with the cells up to its last filled one, as text. */
export function sheetListener(context: SheetContext, rows: TableRow[]): XmlListener {
  const inline = textCollector();
  let inData = false;
  let line = 0;
  let cells: string[] = [];
  let chars = 0;
  let column = -1;
  let type = "n";
  let style = 0;
  let formula = false;
  let isReading = false;
  let value = "";

  function beginRow({ r }: XmlAttributes): void {
    const next = r === undefined ? line + 1 : Number(r);
    if (!Number.isInteger(next) || next <= line || next > MAX_ROWS)
      throw misplacedPart(`row ${String(r).slice(0, 20)}`);
    line = next;
    cells = [];
    chars = 0;
    column = -1;
  }

  function beginCell({ r, t = "n", s }: XmlAttributes): void {
    const next = r === undefined ? column + 1 : columnOf(r);
    if (next <= column) throw misplacedPart(`cell ${String(r).slice(0, 20)}`);
    column = next;
    type = t;
    style = s === undefined ? 0 : Number(s);
    formula = false;
    value = "";
    inline.begin();
  }

  function cellText(): string {
    if (type === "inlineStr") return inline.end();
    if (value === "") return formula && type !== "str" ? UNCALCULATED : "";
    if (type === "n") return numberText(value, context.kinds[style] ?? "plain", context.date1904);
    if (type === "s") return sharedText(value);
    return type === "b" ? (value === "1" || value === "true" ? "TRUE" : "FALSE") : value;
  }

  function sharedText(index: string): string {
    const text = context.strings.at(Number(index));
    if (text === undefined) throw new FileRefused("damaged", FILE_PROBLEMS.textMissing(line));
    return text;
  }

  function endCell(): void {
    const text = cellText();
    if (text === "") return;
    if (column >= DELIMITED_LIMITS.columns) throw tooManyColumns(line);
    chars += text.length;
    if (chars > DELIMITED_LIMITS.recordChars) throw new FileRefused("line-too-long", FILE_PROBLEMS.rowTooLong(line));
    while (cells.length < column) cells.push("");
    cells.push(text);
  }

  return {
    open(name, attributes) {
      if (name === "sheetData") inData = true;
      if (!inData) return;
      if (name === "row") beginRow(attributes);
      else if (name === "c") beginCell(attributes);
      else if (name === "v") isReading = true;
      else if (name === "f") formula = true;
      else inline.open(name);
    },
    close(name) {
      if (!inData) return;
      if (name === "c") endCell();
      else if (name === "v") isReading = false;
      else if (name === "sheetData") inData = false;
      else if (name === "row" && cells.length > 0) rows.push({ line, cells, malformed: false });
      else inline.close(name);
    },
    text(part) {
      if (isReading) value += part;
      else inline.text(part);
    },
  };
}

/** The place of a cell's column by its reference: A1 is in 0, AB12 in 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length && at < 8; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

function misplacedPart(what: string): FileRefused {
  return new FileRefused("damaged", FILE_PROBLEMS.damagedPart(what));
}

function tooManyColumns(line: number): FileRefused {
  const limit = DELIMITED_LIMITS.columns.toLocaleString("en-GB");
  return new FileRefused("too-many-columns", FILE_PROBLEMS.rowTooWide(line, limit));
}
