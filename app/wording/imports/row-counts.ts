const COUNT = new Intl.NumberFormat("en-GB");

const counted = (count: number, one: string, many: string) => `${COUNT.format(count)} ${count === 1 ? one : many}`;

/** `3 total or footer lines skipped`: lines below the headings that are no rows. Blank ones are not counted. */
export function skippedText(lines: number): string {
  return `${counted(lines, "total or footer line", "total or footer lines")} skipped`;
}

/** `5,108 earlier events of the same cases`: rows for which another row of their case counts. */
export function collapsedText(rows: number): string {
  return counted(rows, "other event of the same case", "other events of the same cases");
}

/** Why rows are not applied: they are preliminary beside final ones, or events after the one that counts. */
export const SUPERSEDED_REASON = "final figures or the counted event already exist";

/** `3 not applied because final figures or the counted event already exist`: rows that changed nothing. */
export function supersededText(rows: number): string {
  return `${COUNT.format(rows)} not applied because ${SUPERSEDED_REASON}`;
}
