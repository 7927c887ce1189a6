import { effectsOn, touchesQueue } from "./levels";
import { NAMES } from "./people-names";
import type { Partner, Program, Site } from "./partner";
import { createRandom, type Random } from "./random";
import type { PlantedStory } from "./stories/story";
import type { EpochDay } from "./timeline";

export type Agent = {
  name: string;
  site: string;
  program: Program;
  team: string;
  hired: EpochDay;
  /** First day on which the person is no longer there. */
  left: EpochDay | null;
  /** Standard deviations from the partner's ordinary agent. */
  skill: number;
};

export type Roster = {
  agents: readonly Agent[];
  /** People at work for a program of a site that day; the whole site helps out where a program has nobody. */
  working(day: EpochDay, site: string, program: Program): readonly Agent[];
  headcount(day: EpochDay, site: string, program: Program): number;
  leavers(day: EpochDay, site: string, program: Program): number;
  seats(site: string, program: Program): number;
};

const TEAM_SIZE = 7;

/** Who works where and since when: every seat is held by one person after the other. */
export function buildRoster(
  seed: number,
  partner: Partner,
  stories: readonly PlantedStory[],
  days: { from: EpochDay; until: EpochDay },
): Roster {
  const attrition = attritionByDay(stories, days);
  const agents: Agent[] = [];
  const seatCounts = new Map<string, number>();

  for (const site of partner.sites) {
    const random = createRandom(seed, partner.key, site.name, "roster");
    const name = nameGiver(random, site);
    const programs = seatPrograms(partner, site);
    programs.forEach((program, seat) => {
      count(seatCounts, `${site.name}/${program}`);
      const team = teamName(site, seat);
      let hired = days.from - 1 - Math.floor(random.exponential(300));
      for (;;) {
        const left = leavingDay(random, hired, partner.character.yearlyAttrition, attrition(site.name), days);
        agents.push({ name: name(), site: site.name, program, team, hired, left, skill: random.normal() });
        if (left === null) break;
        hired = left + random.integer(3, 14);
        if (hired >= days.until) break;
      }
    });
    for (const story of stories) {
      const wave = story.effects.find((effect) => effect.lever === "hires");
      if (wave === undefined || (story.where.site ?? site.name) !== site.name) continue;
      for (let index = 0; index < wave.size; index++) {
        const program = story.where.program ?? programs[index % programs.length];
        if (program === undefined || story.fromDay >= days.until) continue;
        agents.push({
          name: name(),
          site: site.name,
          program,
          team: teamName(site, programs.length + index),
          hired: story.fromDay + (index % 2),
          left: null,
          skill: random.normal() * 0.6,
        });
      }
    }
  }
  return rosterOf(agents, seatCounts);
}

function rosterOf(agents: readonly Agent[], seatCounts: ReadonlyMap<string, number>): Roster {
  const present = new Map<string, readonly Agent[]>();
  function at(day: EpochDay, site: string, program: Program | ""): readonly Agent[] {
    const key = `${day}/${site}/${program}`;
    const known = present.get(key);
    if (known !== undefined) return known;
    const found = agents.filter(
      (agent) =>
        agent.site === site &&
        (program === "" || agent.program === program) &&
        agent.hired <= day &&
        (agent.left === null || day < agent.left),
    );
    present.set(key, found);
    return found;
  }
  return {
    agents,
    working(day, site, program) {
      const own = at(day, site, program);
      return own.length > 0 ? own : at(day, site, "");
    },
    headcount: (day, site, program) => at(day, site, program).length,
    leavers: (day, site, program) =>
      agents.filter((agent) => agent.left === day && agent.site === site && agent.program === program).length,
    seats: (site, program) => seatCounts.get(`${site}/${program}`) ?? 0,
  };
}

function attritionByDay(stories: readonly PlantedStory[], days: { from: EpochDay; until: EpochDay }) {
  return (site: string) => (day: EpochDay) =>
    day < days.from
      ? 0
      : effectsOn(stories, day)
          .filter((effect) => effect.lever === "attrition" && (effect.where.site ?? site) === site)
          .reduce((product, effect) => product * effect.size, 1);
}

function leavingDay(
  random: Random,
  hired: EpochDay,
  yearly: number,
  factor: (day: EpochDay) => number,
  days: { from: EpochDay; until: EpochDay },
): EpochDay | null {
  const patience = random.exponential(1);
  let spent = 0;
  for (let day = Math.max(hired + 20, days.from); day < days.until; day++) {
    spent += (yearly / 365) * factor(day);
    if (spent > patience) return day;
  }
  return null;
}

/** The seats of a site, shared out to its programs by the work they bring. */
function seatPrograms(partner: Partner, site: Site): Program[] {
  const load = new Map<Program, number>();
  for (const queue of partner.queues) {
    if (touchesQueue({ site: site.name }, queue))
      load.set(queue.program, (load.get(queue.program) ?? 0) + queue.perMonth);
  }
  const total = [...load.values()].reduce((sum, volume) => sum + volume, 0);
  const programs = [...load.entries()].sort(([, one], [, other]) => one - other);
  const seats: Program[] = [];
  programs.forEach(([program, volume], index) => {
    const last = index === programs.length - 1;
    const wanted = last ? site.agents - seats.length : Math.max(2, Math.round((site.agents * volume) / total));
    for (let seat = 0; seat < wanted; seat++) seats.push(program);
  });
  return seats;
}

function teamName(site: Site, seat: number): string {
  return `${site.name} ${String.fromCharCode(65 + Math.floor(seat / TEAM_SIZE))}`;
}

function nameGiver(random: Random, site: Site): () => string {
  const { given, family } = NAMES[site.names];
  const taken = new Set<string>();
  return () => {
    for (;;) {
      const name = `${random.pick(given)} ${random.pick(family)}`;
      if (taken.has(name) && taken.size < given.length * family.length) continue;
      taken.add(name);
      return name;
    }
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
