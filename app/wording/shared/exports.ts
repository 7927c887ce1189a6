import { formatCount } from "./figures";

/** Why there is no workbook, and what to do instead. */
export function tooManyRowsForXlsx(most: number): string {
  return `This table has more than ${formatCount(most)} rows, too many for a workbook. Export it as CSV, or choose fewer days or a filter.`;
}
