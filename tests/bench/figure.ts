/** One measured figure, as `npm run bench -- --json` prints it, a line each. */
export type BenchFigure = {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "kB";
  /** What the figure is held against: the goal in the same unit; the ratio is value ÷ against. */
  readonly against: number;
};

/** The middle value; of an even count, the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The figure as one line of JSON, or as words. */
export function printFigure(figure: BenchFigure, json: boolean): void {
  const value = Number(figure.value.toFixed(figure.unit === "kB" ? 1 : 2));
  const ratio = Number((figure.value / figure.against).toFixed(3));
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...figure, value, ratio })}\n`
      : `${figure.name.padEnd(20)} ${String(value).padStart(9)} ${figure.unit.padEnd(3)} goal ${figure.against} ${figure.unit}, ${Math.round(ratio * 100)}% of it\n`,
  );
}
