import { simulateContact, REPORTING_OFFSET_SECONDS } from "./contacts";
import { demandOf } from "./demand";
import { effectsOn, queueLevels } from "./levels";
import type { Partner } from "./partner";
import { createRandom } from "./random";
import { simulateReview } from "./reviews";
import { buildRoster } from "./rosters";
import type { SimulatedContact, SimulatedDay, SimulatedReview } from "./simulated";
import { plantedStories } from "./stories";
import { staffingOf, volumesOf, type QueueDay } from "./totals";
import { monthStart, weekOf, demoDays, type EpochDay } from "./timeline";

export const DEFAULT_SEED = 20_260;

export type DemoOptions = {
  seed: number;
  /** The current day in the reporting zone; the demo data ends as it starts. */
  today: EpochDay;
  /** 1 = about 250,000 contacts. */
  scale: number;
  /** Keys of the demo partners. */
  partners: readonly string[];
};

/** Ids leave room for this many contacts of a partner a day. */
const CONTACTS_PER_DAY = 10_000;
const FIRST_ID_DAY = 20_000;

/** How far a month's business strays from the next (standard deviation of the logarithm); planning knows of it. */
const MONTHLY_SPREAD = 0.035;

/**
 * A partner's whole history, day by day: the same options give the same days. Every queue and day has a source of
 * chance of its own, so that a story changes nothing outside its slice.
 */
export function* simulatePartner(partner: Partner, { seed, today, scale }: DemoOptions): Generator<SimulatedDay> {
  const days = demoDays(today);
  const end = days.until * 86_400 + REPORTING_OFFSET_SECONDS;
  const stories = plantedStories(partner.key, today);
  const roster = buildRoster(seed, partner, stories, days);
  const skills = new Map(roster.agents.map((agent) => [agent.name, agent.skill]));

  for (let day = days.from; day < days.until; day++) {
    const effects = effectsOn(stories, day);
    const weather = createRandom(seed, partner.key, day, "weather");
    const strain = Math.exp(partner.character.turnoverRisk * weather.normal());
    const busyness = Math.exp(MONTHLY_SPREAD * createRandom(seed, partner.key, monthStart(day, 0), "month").normal());
    const queueDays: QueueDay[] = [];
    const contacts: SimulatedContact[] = [];
    const reviews: SimulatedReview[] = [];

    for (const queue of partner.queues) {
      const site = partner.sites.find((candidate) => candidate.name === queue.site);
      if (site === undefined) throw new Error(`${partner.name} has no site ${queue.site}`);
      const random = createRandom(seed, partner.key, queue.site, queue.program, queue.channel, day);
      const levels = queueLevels(effects, queue);
      const demand = demandOf(queue, levels, day, scale * busyness);
      const working = roster.working(day, queue.site, queue.program);
      const setting = { partner, site, queue, day, end, strain, working, levelsOf: levels.of };
      const mine: SimulatedContact[] = [];
      for (let left = random.poisson(demand.total * strain ** 0.4); left > 0; left--) {
        const id = (day - FIRST_ID_DAY) * CONTACTS_PER_DAY + contacts.length + mine.length;
        const contact = simulateContact(setting, demand.byReason, id, random);
        mine.push(contact);
        const reviewLevels = levels.of(contact.reason, contact.language, contact.tenureDays ?? 0);
        const review = simulateReview(
          partner,
          contact,
          skills.get(contact.agent ?? "") ?? 0,
          reviewLevels,
          end,
          random,
        );
        if (review !== null) reviews.push(review);
      }
      contacts.push(...mine);
      queueDays.push({ queue, demand, contacts: mine, levels: levels.general });
    }
    const office = createRandom(seed, partner.key, day, "office");
    yield {
      day,
      contacts: contacts.sort((one, other) => one.openedAt - other.openedAt || one.id - other.id),
      reviews: reviews.sort((one, other) => one.reviewedAt - other.reviewedAt || one.id - other.id),
      staffing: staffingOf(
        partner,
        day,
        queueDays,
        effects,
        roster,
        office,
        createRandom(seed, partner.key, weekOf(day), "week"),
      ),
      volumes: volumesOf(partner, day, queueDays, office),
    };
  }
}
