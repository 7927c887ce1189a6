import { formatCount } from "./figures";

/** Why there is no workbook, and what to do instead. */
export function tooManyRowsForXlsx(most: number): string {
  return `This table has more than ${formatCount(most)} rows, too many for XLSX. Export CSV, or choose fewer days or add a filter.`;
}
