const COUNT = new Intl.NumberFormat("en-GB");

const counted = (count: number, one: string, many: string) => `${COUNT.format(count)} ${count === 1 ? one : many}`;

/** `3 lines passed over as totals, footers or the like`: what stands below the headings and is no row. Blank ones are not counted. */
export function passedOverWords(lines: number): string {
  return `${counted(lines, "line", "lines")} passed over as totals, footers or the like`;
}

/** `5,108 other events of the same cases`: rows for which another row of their case stands. */
export function collapsedWords(rows: number): string {
  return counted(rows, "other event of the same case", "other events of the same cases");
}

/** Why rows are kept out: they are preliminary beside final ones, or events that come behind the one that counts. */
export const KEPT_OUT_REASON = "final figures or the event that counts already stand";

/** `3 kept out where final figures or the event that counts already stand`: rows that changed nothing. */
export function keptOutWords(rows: number): string {
  return `${COUNT.format(rows)} kept out where ${KEPT_OUT_REASON}`;
}
