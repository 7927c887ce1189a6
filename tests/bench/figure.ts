/** One measured figure, as `npm run bench -- --json` prints it, a line each. */
export type BenchFigure = {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "kB" | "MB" | "rows/s" | "requests/s" | "shift";
  /** What the figure is held against, in the same unit: the goal, or the figure measured beside it; the ratio is value ÷ against. */
  readonly against: number;
  /** Which ratio is wanted, where it is not "100% or less". */
  readonly goal?: string;
};

/** The middle value; of an even count, the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

const DECIMALS = { s: 2, ms: 2, kB: 1, MB: 0, "rows/s": 0, "requests/s": 1, shift: 3 } as const;

/** The figure as one line of JSON, or as words. */
export function printFigure({ goal, ...figure }: BenchFigure, json: boolean): void {
  const rounded = (value: number) => Number(value.toFixed(DECIMALS[figure.unit]));
  const value = rounded(figure.value);
  const against = rounded(figure.against);
  const ratio = Number((figure.value / figure.against).toFixed(3));
  const share = `${Math.round(ratio * 100)}% of it`;
  const wanted =
    goal === undefined ? `goal ${against} ${figure.unit}, ${share}` : `beside ${against}, ${share} (${goal})`;
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...figure, value, against, ratio })}\n`
      : `${figure.name.padEnd(22)} ${String(value).padStart(9)} ${figure.unit.padEnd(10)} ${wanted}\n`,
  );
}
