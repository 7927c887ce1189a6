import type { Queue } from "./partner";
import { FACTOR_LEVERS, SHIFT_LEVERS, intensity, type Lever, type PlantedStory, type Slice } from "./stories/story";
import type { EpochDay } from "./timeline";

/** What the stories do to one contact: factors start at 1, shifts at 0. */
export type Levels = Record<Lever, number>;

type Effect = { where: Slice; lever: Lever; size: number; factor: boolean; foreseen: boolean };

const FACTORS: ReadonlySet<Lever> = new Set(FACTOR_LEVERS);

export const ORDINARY: Levels = Object.fromEntries([
  ...FACTOR_LEVERS.map((lever) => [lever, 1]),
  ...SHIFT_LEVERS.map((lever) => [lever, 0]),
]) as Levels;

/** The effects that hold on a day, each already at that day's size. */
export function effectsOn(stories: readonly PlantedStory[], day: EpochDay): Effect[] {
  return stories.flatMap((story) => {
    const strength = intensity(story, day);
    if (strength === 0) return [];
    return story.effects.map(({ lever, size }) => {
      const factor = FACTORS.has(lever);
      return {
        where: story.where,
        lever,
        factor,
        foreseen: story.foreseen,
        size: factor ? 1 + (size - 1) * strength : size * strength,
      };
    });
  });
}

export function touchesQueue(where: Slice, queue: Pick<Queue, "site" | "program"> & Partial<Pick<Queue, "channel">>) {
  return (
    (where.site === undefined || where.site === queue.site) &&
    (where.program === undefined || where.program === queue.program) &&
    (where.channel === undefined || queue.channel === undefined || where.channel === queue.channel)
  );
}

function isParticular(where: Slice): boolean {
  return where.reason !== undefined || where.language !== undefined || where.tenureBelowDays !== undefined;
}

function apply(levels: Levels, effect: Effect): void {
  if (effect.factor) levels[effect.lever] *= effect.size;
  else levels[effect.lever] += effect.size;
}

/** The levels of a queue as a whole, and those of its contacts of a certain reason, language or tenure. */
export function queueLevels(effects: readonly Effect[], queue: Queue) {
  const touching = effects.filter((effect) => touchesQueue(effect.where, queue));
  const general = { ...ORDINARY };
  for (const effect of touching) if (!isParticular(effect.where)) apply(general, effect);
  const particular = touching.filter((effect) => isParticular(effect.where));

  return {
    general,
    /** Factor on the volume of one reason; `foreseen` counts only what planning knew of. */
    volumeOf(reason: string, foreseen: boolean): number {
      return touching
        .filter(
          (effect) =>
            effect.lever === "volume" &&
            (effect.where.reason === undefined || effect.where.reason === reason) &&
            (!foreseen || effect.foreseen),
        )
        .reduce((product, effect) => product * effect.size, 1);
    },
    of(reason: string, language: string, tenureDays: number): Levels {
      if (particular.length === 0) return general;
      const levels = { ...general };
      for (const effect of particular) {
        const { where } = effect;
        if (where.reason !== undefined && where.reason !== reason) continue;
        if (where.language !== undefined && where.language !== language) continue;
        if (where.tenureBelowDays !== undefined && tenureDays >= where.tenureBelowDays) continue;
        apply(levels, effect);
      }
      return levels;
    },
  };
}

export function logit(share: number): number {
  return Math.log(share / (1 - share));
}

export function logistic(logits: number): number {
  return 1 / (1 + Math.exp(-logits));
}

/** How new a person still is: 1 on the first day, 0 from the 75th on. */
export function inexperience(tenureDays: number): number {
  return Math.max(0, 1 - tenureDays / 75);
}
