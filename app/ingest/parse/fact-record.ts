import type { Day } from "~/domain/calendar/day";
import type { Fail } from "./cell-readers";
import type { Cells, Columns } from "../mapping/condition";
import type { CellValue } from "./field-readers";

/**
 * A normalized contact, review or total: values in the order of the kind's fields. Where rows of one id collapse into one, the last
 * value is how they rank among each other, as an array of numbers in the database's notation.
 */
export type FactRecord = { vendorId: number; externalId: string; day: Day; values: CellValue[] };

/** What one row of a file says: none, one or several records. What cannot be read is reported to `fail`. */
export type RecordReader = (cells: Cells, vendorId: number, fail: Fail) => FactRecord[];

const MAX_ID_CHARS = 400;

/** Reads the id of a row from the columns that make it up. */
export function compileId(
  columns: Columns,
  id: { column: string } | { columns: string[] },
): (cells: Cells, fail: Fail) => string | null {
  const tooLong = (text: string) => text.length > MAX_ID_CHARS;
  if ("column" in id) {
    const at = columns.at(id.column);
    return (cells, fail) => {
      const text = (cells[at] ?? "").trim();
      if (columns.isBlank(text)) return fail(id.column, "blank", "");
      return tooLong(text) ? fail(id.column, "text-too-long", text) : text;
    };
  }
  const names = id.columns;
  const positions = names.map((name) => columns.at(name));
  return (cells, fail) => {
    const parts = positions.map((at) => (cells[at] ?? "").trim());
    const text = parts.join("|");
    const blank = parts.findIndex((part) => columns.isBlank(part));
    if (blank >= 0) return fail(names[blank] ?? "", "blank", "");
    return tooLong(text) ? fail(names.join(" + "), "text-too-long", text) : text;
  };
}
