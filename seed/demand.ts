import type { queueLevels } from "./levels";
import { REASONS, type Channel, type Queue } from "./partner";
import type { EpochDay } from "./timeline";
import { weekdayOf } from "./timeline";

/** Share of an average day, Sunday first. */
const WEEKDAYS: Record<Channel, readonly number[]> = {
  Voice: [0.55, 1.3, 1.15, 1.05, 1.05, 1.05, 0.85],
  Chat: [0.8, 1.15, 1.1, 1.05, 1, 1, 0.9],
  Email: [0.6, 1.3, 1.15, 1.1, 1.05, 1, 0.8],
  "Moderation queue": [1.1, 0.9, 0.9, 0.95, 1, 1.05, 1.1],
};

/** Weights of the hours 0–23 of the reporting zone. */
const HOURS: Record<Channel, readonly number[]> = {
  Voice: [0, 0, 0, 0, 0, 0, 2, 4, 7, 9, 10, 10, 9, 9, 9, 8, 7, 6, 5, 3, 2, 0, 0, 0],
  Chat: [1, 0, 0, 0, 0, 1, 2, 4, 6, 7, 8, 8, 9, 8, 8, 7, 7, 6, 6, 5, 4, 3, 2, 1],
  Email: [1, 1, 1, 1, 1, 2, 3, 4, 6, 7, 8, 8, 7, 7, 7, 7, 6, 6, 5, 5, 4, 3, 2, 1],
  "Moderation queue": [3, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 7, 8, 8, 7, 6, 4],
};

const DAYS_PER_MONTH = 30.4;

function season(day: EpochDay): number {
  const date = new Date(day * 86_400_000);
  const monthDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  if (monthDay >= 1124 && monthDay <= 1224) return 1.28;
  if (monthDay >= 1225 || monthDay <= 106) return 1.08;
  return 1;
}

export function hourWeights(channel: Channel): readonly number[] {
  return HOURS[channel];
}

export type Demand = {
  /** Expected contacts of each reason, in the order of REASONS. */
  byReason: number[];
  total: number;
  /** What planning could know: without the stories that nobody announced. */
  foreseen: number;
  /** Without any story. */
  ordinary: number;
};

/** The contacts that a queue may expect on a day. */
export function demandOf(queue: Queue, levels: ReturnType<typeof queueLevels>, day: EpochDay, scale: number): Demand {
  const reasons = REASONS[queue.program];
  const weight = reasons.reduce((sum, reason) => sum + reason.weight, 0);
  const ordinary =
    (queue.perMonth / DAYS_PER_MONTH) * scale * season(day) * (WEEKDAYS[queue.channel][weekdayOf(day)] ?? 1);
  const of = (foreseen: boolean) =>
    reasons.map((reason) => (ordinary * reason.weight * levels.volumeOf(reason.name, foreseen)) / weight);
  const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);
  const byReason = of(false);
  return { byReason, total: sum(byReason), foreseen: sum(of(true)), ordinary };
}
