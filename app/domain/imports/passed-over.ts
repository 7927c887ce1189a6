const COUNT = new Intl.NumberFormat("en-GB");

/** `3 lines passed over as totals, footers or the like`: what stands below the headings and is no row. */
export function passedOverWords(lines: number): string {
  return `${COUNT.format(lines)} ${lines === 1 ? "line" : "lines"} passed over as totals, footers or the like`;
}
