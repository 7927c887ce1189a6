import { describe, expect, it } from "vitest";
import { dayNumber } from "~/domain/calendar/day";
import { PARTNERS } from "../../../seed/partners";
import type { SimulatedDay } from "../../../seed/simulated";
import { plantedStories, STORIES } from "../../../seed/stories";
import type { PlantedStory } from "../../../seed/stories/story";
import { demoDays } from "../../../seed/timeline";
import { DEFAULT_SEED, simulatePartner } from "../../../seed/demo-history";
import { seenThrough, STORY_FIGURES } from "../../support/story-figures";

const TODAY = dayNumber("2026-11-23");
const HISTORY = demoDays(TODAY);
/** Long enough for shares of rare things, and whole weeks. */
const LOOK_DAYS = 70;

const demos = new Map(
  PARTNERS.map((partner) => [
    partner.key,
    [...simulatePartner(partner, { seed: DEFAULT_SEED, today: TODAY, scale: 1, partners: [partner.key] })],
  ]),
);

function figure(story: PlantedStory, from: number, until: number, inside = true): number {
  const days = (demos.get(story.partner) ?? []).filter(({ day }: SimulatedDay) => day >= from && day < until);
  return STORY_FIGURES[story.metric]?.compute(seenThrough(days, story.where, inside)) ?? Number.NaN;
}

/** Days on which the story has its full size: after its ramp, before its end and before what cured it. */
function height(story: PlantedStory): { from: number; until: number } {
  const cures = story.fixes.flatMap((fix, index) => (fix.remaining < 1 ? (story.fixDays[index] ?? []) : []));
  const until = Math.min(story.untilDay ?? TODAY, TODAY, ...cures);
  const from = Math.min(Math.max(story.fromDay, HISTORY.from) + Math.round(story.rampDays * 0.7), until - 1);
  return { from: Math.max(from, until - 2 * LOOK_DAYS), until };
}

/** Ordinary days: before the story, or for one that was there from the start, the last ones. */
function ordinary(story: PlantedStory): { from: number; until: number } {
  const before = story.fromDay - HISTORY.from;
  if (before >= 21) return { from: Math.max(HISTORY.from, story.fromDay - LOOK_DAYS), until: story.fromDay };
  return { from: TODAY - LOOK_DAYS, until: TODAY };
}

const stories = PARTNERS.flatMap((partner) => plantedStories(partner.key, TODAY));

describe("a planted story", () => {
  it("is recognized by every partner three times at least, under a key of its own", () => {
    expect(new Set(STORIES.map(({ key }) => key)).size).toBe(STORIES.length);
    for (const { key } of PARTNERS)
      expect(STORIES.filter(({ partner }) => partner === key).length).toBeGreaterThanOrEqual(3);
  });

  // New hires do not exist before their wave: they are compared with the tenured, below.
  it.each(stories.filter(({ where }) => where.tenureBelowDays === undefined))(
    "$key moves $metric $moves where it was planted",
    (story) => {
      const [high, low] = [height(story), ordinary(story)];
      const difference = figure(story, high.from, high.until) - figure(story, low.from, low.until);
      const moved = story.moves === "up" ? difference : -difference;
      expect(moved).toBeGreaterThan(STORY_FIGURES[story.metric]?.least ?? Number.NaN);
    },
  );

  it.each(stories.filter(({ where }) => where.tenureBelowDays !== undefined))(
    "$key shows in $metric of the new alone",
    (story) => {
      const { from, until } = height(story);
      expect(figure(story, from, until, false) - figure(story, from, until)).toBeGreaterThan(0.08);
    },
  );

  const effects = stories.flatMap((story) =>
    story.fixes.map((fix, index) => ({
      story,
      fix,
      on: story.fixDays[index] ?? 0,
      key: story.key,
      action: fix.action,
    })),
  );

  it.each(
    effects.filter(
      ({ fix, on, story }) =>
        fix.remaining < 1 && on + fix.overDays + 7 <= TODAY && story.where.tenureBelowDays === undefined,
    ),
  )("$key is cured by: $action", ({ story, fix, on }) => {
    const [high, low] = [height(story), ordinary(story)];
    const after = figure(story, on + fix.overDays, Math.min(TODAY, on + fix.overDays + LOOK_DAYS));
    const [at, usual] = [figure(story, high.from, high.until), figure(story, low.from, low.until)];
    expect(Math.abs(after - usual)).toBeLessThan(Math.abs(at - usual) * 0.6);
  });

  it.each(effects.filter(({ fix }) => fix.remaining === 1))("$key is not cured by: $action", ({ story, on }) => {
    const { from, until } = height(story);
    const low = ordinary(story);
    const [before, after, usual] = [
      figure(story, from, on),
      figure(story, on, until),
      figure(story, low.from, low.until),
    ];
    expect(Math.abs(after - usual)).toBeGreaterThan(Math.abs(before - usual) * 0.7);
  });
});
