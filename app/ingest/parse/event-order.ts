import type { Fail } from "./cell-readers";
import type { Cells, Columns } from "../mapping/condition";
import { compileField } from "./field-readers";
import type { Collapse } from "../mapping/collapse";

/** Where an event stands among those of its case, as numbers that are compared one after the other. */
export function compileOrder(
  order: Collapse["order"],
  columns: Columns,
  zone: string,
): (cells: Cells, fail: Fail) => number[] {
  const readers = order.map((by): ((cells: Cells, fail: Fail) => number) => {
    if ("number" in by) {
      const read = compileField("", "number", { ...by.number, required: true }, columns, zone);
      return (cells, fail) => Number(read(cells, fail) ?? 0);
    }
    const read = compileField("", "instant", { ...by.instant, required: true }, columns, zone);
    return (cells, fail) => {
      const at = read(cells, fail);
      return typeof at === "string" ? Date.parse(at) : 0;
    };
  });
  return (cells, fail) => readers.map((read) => read(cells, fail));
}
