import { median, type BenchFigure } from "../figure";
import type { Visitor } from "../visitor";

/** A server is open all day: what counts is a page whose code has been optimized, not one of the first dozens after a start. */
const WARM_UPS = 60;
const READINGS = 60;
const CONNECTIONS = 8;
const READINGS_EACH = 40;

export type PageGoals = { readonly alone: number; readonly p95: number; readonly perSecond: number };

/** Asks for a page by itself, and prints the middle time in milliseconds. */
export async function measureAlone(
  visitor: Visitor,
  { name, address, goal }: { name: string; address: string; goal: number },
  print: (figure: BenchFigure) => void,
): Promise<void> {
  for (let turn = 0; turn < WARM_UPS; turn += 1) await visitor.read(address);
  const readings: number[] = [];
  for (let turn = 0; turn < READINGS; turn += 1) readings.push(await timeRead(visitor, address));
  print({ name, value: median(readings), unit: "ms", against: goal });
}

/** Asks for a page by itself and then over eight connections at once, each for the next as soon as it has one. */
export async function measurePage(
  visitor: Visitor,
  { name, address, goals }: { name: string; address: string; goals: PageGoals },
  print: (figure: BenchFigure) => void,
): Promise<void> {
  await measureAlone(visitor, { name: `${name}.p50`, address, goal: goals.alone }, print);
  const times: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let turn = 0; turn < READINGS_EACH; turn += 1) times.push(await timeRead(visitor, address));
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const goal = `${goals.perSecond} or more`;
  print({ name: `${name}.p95`, value: percentile(times, 0.95), unit: "ms", against: goals.p95 });
  print({ name, value: times.length / seconds, unit: "requests/s", against: goals.perSecond, goal });
}

async function timeRead(visitor: Visitor, address: string): Promise<number> {
  const started = performance.now();
  await visitor.read(address);
  return performance.now() - started;
}

/** The smallest reading that at least this share of them does not exceed. */
function percentile(readings: readonly number[], share: number): number {
  const sorted = [...readings].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}
