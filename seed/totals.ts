import type { Demand } from "./demand";
import { logistic, logit, touchesQueue, type effectsOn, type Levels } from "./levels";
import type { Partner, Program, Queue } from "./partner";
import type { Random } from "./random";
import type { Roster } from "./rosters";
import type { SimulatedContact, SimulatedTotal } from "./simulated";
import type { EpochDay } from "./timeline";

export type QueueDay = { queue: Queue; demand: Demand; contacts: readonly SimulatedContact[]; levels: Levels };

const SHARE_OF_PAID_TIME_SCHEDULED = 0.94;
/** People who are at work on an average day, of those on the roster. */
const PRESENCE = 0.7;

/** Planned and worked time of a site's program, and its people. `week` is the same all week: good weeks and bad ones. */
export function staffingOf(
  partner: Partner,
  day: EpochDay,
  queues: readonly QueueDay[],
  effects: ReturnType<typeof effectsOn>,
  roster: Roster,
  random: Random,
  week: Random,
): SimulatedTotal[] {
  const { character } = partner;
  const mood = 0.09 * week.normal();
  return groupBySiteAndProgram(queues).map(({ site, program, members }) => {
    const worked = members
      .flatMap((member) => member.contacts)
      .reduce((sum, contact) => sum + handleSeconds(contact), 0);
    const shift = effects
      .filter((effect) => effect.lever === "adherence" && touchesQueue(effect.where, { site, program }))
      .reduce((sum, effect) => sum + effect.size, 0);
    const occupancy = logistic(logit(character.occupancy) + mood + 0.16 * random.normal());
    const shrinkage = logistic(logit(character.shrinkage) + 0.12 * random.normal());
    const adherence = Math.min(0.995, logistic(logit(character.adherence) - mood + 0.16 * random.normal()) + shift);
    const productive = Math.round(worked / occupancy);
    const paid = Math.round(productive / (1 - shrinkage));
    const scheduled = Math.round(paid * SHARE_OF_PAID_TIME_SCHEDULED);
    const heads = roster.headcount(day, site, program);
    const required = Math.round(roster.seats(site, program) * PRESENCE);
    return {
      day,
      site,
      program,
      channel: "",
      amounts: {
        scheduledSeconds: scheduled,
        adherentSeconds: Math.round(scheduled * adherence),
        paidSeconds: paid,
        productiveSeconds: productive,
        unavailableSeconds: Math.round(paid * shrinkage),
        availableSeconds: productive - worked,
        deliveredSeconds: Math.round(scheduled * Math.min(1.02, 0.985 + 0.012 * random.normal() + shift / 2)),
        headcountRequired: required,
        headcountDelivered: Math.max(0, Math.round(heads * PRESENCE + 0.6 * random.normal())),
        headcount: heads,
        leavers: roster.leavers(day, site, program),
      },
    };
  });
}

/** What was forecast and came, what was left open in the evening, and the orders that the program's contacts arose from. */
export function volumesOf(
  partner: Partner,
  day: EpochDay,
  queues: readonly QueueDay[],
  random: Random,
): SimulatedTotal[] {
  const rows: SimulatedTotal[] = queues.map(({ queue, demand, contacts, levels }) => {
    const forecast = Math.max(0, Math.round(demand.foreseen * (1 + 0.07 * random.normal())));
    const amounts: Record<string, number> = {
      forecastContacts: forecast,
      forecastActual: contacts.length,
      forecastAbsoluteError: Math.abs(contacts.length - forecast),
    };
    if (queue.channel === "Email" || queue.channel === "Moderation queue") {
      Object.assign(amounts, backlogOf(partner, queue, demand, levels, random));
    }
    return { day, site: queue.site, program: queue.program, channel: queue.channel, amounts };
  });
  const ordinary = new Map<Program, number>();
  for (const { queue, demand } of queues)
    ordinary.set(queue.program, (ordinary.get(queue.program) ?? 0) + demand.ordinary);
  for (const [program, volume] of ordinary) {
    const orders = Math.round((volume / CONTACTS_PER_ORDER[program]) * (1 + 0.03 * random.normal()));
    rows.push({ day, site: "", program, channel: "", amounts: { orders } });
  }
  return rows;
}

const CONTACTS_PER_ORDER: Record<Program, number> = {
  "Buyer support": 0.043,
  "Seller support": 0.018,
  "Live trust & safety": 0.021,
  "Payments risk": 0.006,
};

function backlogOf(
  partner: Partner,
  queue: Queue,
  demand: Demand,
  levels: Levels,
  random: Random,
): Record<string, number> {
  const days =
    queue.channel === "Email"
      ? (partner.character.resolutionHours / 24) * levels.resolution ** 1.6
      : 0.16 * levels.delay ** 1.5;
  const open = Math.round(demand.total * days * (1 + 0.1 * random.normal()) + 1);
  const agedShare = Math.min(0.8, 0.07 * levels.resolution ** 2 * levels.delay * (1 + 0.2 * random.normal()));
  return { backlogOpen: Math.max(0, open), backlogAged: Math.max(0, Math.round(open * agedShare)) };
}

function handleSeconds(contact: SimulatedContact): number {
  return (contact.talkSeconds ?? 0) + (contact.holdSeconds ?? 0) + (contact.wrapSeconds ?? 0);
}

function groupBySiteAndProgram(queues: readonly QueueDay[]) {
  const groups = new Map<string, { site: string; program: Program; members: QueueDay[] }>();
  for (const member of queues) {
    const { site, program } = member.queue;
    const key = `${site}/${program}`;
    const group = groups.get(key) ?? { site, program, members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  return [...groups.values()];
}
