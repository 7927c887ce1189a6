import type { CauseCategory, Fault } from "~/domain/causes/root-cause-note";
import type { Channel, Program } from "../partner";
import { resolveDay, type EpochDay, type RelativeDay } from "../timeline";

/** Levers that multiply the ordinary level: 1 = no change. */
export const FACTOR_LEVERS = [
  "volume",
  "wait",
  "handle",
  "firstResponse",
  "resolution",
  "surveyResponse",
  "transfer",
  "overturn",
  "delay",
  "attrition",
] as const;

/** Levers that are added: logits for shares of contacts or reviews, shares for qa and adherence, agents for hires. */
export const SHIFT_LEVERS = ["csat", "fcr", "qa", "endUser", "compliance", "accuracy", "adherence", "hires"] as const;

export type FactorLever = (typeof FACTOR_LEVERS)[number];
export type ShiftLever = (typeof SHIFT_LEVERS)[number];
export type Lever = FactorLever | ShiftLever;

export type Slice = {
  site?: string;
  program?: Program;
  channel?: Channel;
  reason?: string;
  language?: string;
  tenureBelowDays?: number;
};

/** Something that was done about a story, and what it really did: the share of the effect that stays afterwards. */
export type Fix = {
  action: string;
  on: RelativeDay;
  /** 1 = the fix has no effect, 0 = the effect is gone. */
  remaining: number;
  /** Days from the fix until the effect has come down to what remains. */
  overDays: number;
};

export type Story = {
  key: string;
  partner: string;
  title: string;
  what: string;
  /** The metric of the catalog in which the story is seen best, and the way it moves there. */
  metric: string;
  moves: "up" | "down";
  where: Slice;
  from: RelativeDay;
  /** First day on which it is over by itself; null = still going on, or ended by a fix. */
  until: RelativeDay | null;
  /** Days from the beginning until the effect has its full size; 0 = at once. */
  rampDays: number;
  effects: readonly { lever: Lever; size: number }[];
  /** Whether the locked forecasts knew of its volume. */
  foreseen: boolean;
  category: CauseCategory;
  fault: Fault;
  fixes: readonly Fix[];
};

export type PlantedStory = Story & {
  fromDay: EpochDay;
  /** First day after the story's own end. */
  untilDay: EpochDay | null;
  fixDays: readonly EpochDay[];
};

export function plant(story: Story, today: EpochDay): PlantedStory {
  return {
    ...story,
    fromDay: resolveDay(story.from, today),
    untilDay: story.until === null ? null : resolveDay(story.until, today),
    fixDays: story.fixes.map((fix) => resolveDay(fix.on, today)),
  };
}

/** How much of a story's full size holds on a day: 0 before and after it, 1 at its height. */
export function intensity(story: PlantedStory, day: EpochDay): number {
  if (day < story.fromDay || (story.untilDay !== null && day >= story.untilDay)) return 0;
  let level = story.rampDays === 0 ? 1 : Math.min(1, (day - story.fromDay + 1) / story.rampDays);
  story.fixes.forEach((fix, index) => {
    const since = day - (story.fixDays[index] ?? Number.POSITIVE_INFINITY);
    if (since < 0) return;
    const done = fix.overDays === 0 ? 1 : Math.min(1, (since + 1) / fix.overDays);
    level *= 1 - (1 - fix.remaining) * done;
  });
  return level;
}
