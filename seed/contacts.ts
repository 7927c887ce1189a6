import { logistic, logit, inexperience, type Levels } from "./levels";
import { hourWeights } from "./demand";
import { REASONS, type Partner, type Queue, type Site } from "./partner";
import type { Random } from "./random";
import type { Agent } from "./rosters";
import type { SimulatedContact } from "./simulated";
import type { EpochDay } from "./timeline";

/** Seconds by which the demo's reporting zone (America/Phoenix, which has no summer time) lies behind UTC. */
export const REPORTING_OFFSET_SECONDS = 7 * 3600;

/** Hours allowed for a decision, by severity. */
const HOURS_ALLOWED: Record<string, number> = { P1: 1, P2: 4, P3: 24 };

export type Setting = {
  partner: Partner;
  site: Site;
  queue: Queue;
  day: EpochDay;
  /** First instant (epoch seconds) after the demo data. */
  end: number;
  /** How hard the day is on the partner, apart from any story: 1 = ordinary. */
  strain: number;
  working: readonly Agent[];
  levelsOf(reason: string, language: string, tenureDays: number): Levels;
};

/** One contact of the queue. `id` is unique within the partner. */
export function simulateContact(
  setting: Setting,
  reasonWeights: readonly number[],
  id: number,
  random: Random,
): SimulatedContact {
  const { queue, site, day } = setting;
  const reason = REASONS[queue.program][random.weighted(reasonWeights)]?.name ?? "";
  const language = site.languages[random.weighted(site.languages.map(([, weight]) => weight))]?.[0] ?? "";
  const agent = setting.working.length > 0 ? random.pick(setting.working) : null;
  const tenureDays = agent === null ? 0 : day - agent.hired;
  const levels = setting.levelsOf(reason, language, tenureDays);
  const hour = random.weighted(hourWeights(queue.channel));
  const openedAt = day * 86_400 + REPORTING_OFFSET_SECONDS + hour * 3600 + random.integer(0, 3600);

  const contact: SimulatedContact = {
    id,
    day,
    openedAt,
    site: queue.site,
    program: queue.program,
    channel: queue.channel,
    reason,
    language,
    customer: `C${random.integer(100_000, 190_000)}`,
    agent: agent?.name ?? null,
    team: agent?.team ?? null,
    tenureDays: agent === null ? null : tenureDays,
    severity: null,
    answered: true,
    waitSeconds: null,
    talkSeconds: null,
    holdSeconds: null,
    wrapSeconds: null,
    firstResponseSeconds: null,
    resolutionSeconds: null,
    resolved: false,
    firstContact: null,
    reopened: false,
    transferred: false,
    escalated: false,
    csat: null,
    nps: null,
    dueAt: null,
    doneAt: null,
    appealed: false,
    appealDecided: false,
    overturned: false,
  };

  const mind: Mind = { setting, levels, agent, newness: agent === null ? 0 : inexperience(tenureDays), random };
  if (queue.channel === "Moderation queue") decide(contact, mind);
  else {
    if (queue.channel !== "Email") queueUp(contact, mind);
    if (contact.answered) serve(contact, mind);
  }
  if (!contact.answered) {
    contact.agent = null;
    contact.team = null;
    contact.tenureDays = null;
  }
  return contact;
}

type Mind = { setting: Setting; levels: Levels; agent: Agent | null; newness: number; random: Random };

/** Waiting for an agent, and giving up when it takes too long. */
function queueUp(contact: SimulatedContact, { setting, levels, random }: Mind): void {
  const { character } = setting.partner;
  const chat = contact.channel === "Chat";
  const load = levels.wait * setting.strain;
  const straight = random.chance(character.straightThrough ** (load ** 0.6));
  if (straight) {
    contact.waitSeconds = random.integer(1, chat ? 12 : 7);
    return;
  }
  const wait = 3 + random.exponential((chat ? 1.8 : 1) * character.queueSeconds * load);
  const patience = random.exponential(chat ? 700 : 340);
  contact.answered = wait <= patience;
  contact.waitSeconds = Math.round(Math.max(2, Math.min(wait, patience)));
}

function serve(contact: SimulatedContact, mind: Mind): void {
  const { setting, levels, agent, random } = mind;
  const { character } = setting.partner;
  const handleFactor = levels.handle * (1 + 0.32 * mind.newness) * (1 - 0.04 * (agent?.skill ?? 0));
  const median = {
    Voice: character.voiceTalk,
    Chat: character.chatTalk,
    Email: character.emailTalk,
    "Moderation queue": 0,
  }[contact.channel];
  contact.talkSeconds = Math.round(random.logNormal(median * 0.92, 0.42) * handleFactor);
  contact.holdSeconds = contact.channel === "Voice" && random.chance(0.35) ? Math.round(random.logNormal(48, 0.6)) : 0;
  contact.wrapSeconds = Math.round(
    random.logNormal(contact.channel === "Voice" ? 44 : 26, 0.5) * (1 + 0.3 * mind.newness),
  );

  const handle = contact.talkSeconds + contact.holdSeconds + contact.wrapSeconds;
  if (contact.channel === "Chat") contact.firstResponseSeconds = (contact.waitSeconds ?? 0) + random.integer(3, 25);
  if (contact.channel === "Email") {
    contact.firstResponseSeconds = Math.round(
      random.logNormal(character.firstResponseHours * 3600, 0.7) * levels.firstResponse * Math.sqrt(setting.strain),
    );
  }

  contact.transferred = random.chance(Math.min(0.6, 0.062 * levels.transfer * (1 + 0.5 * mind.newness)));
  contact.escalated = random.chance(0.028 * (1 + 0.6 * mind.newness));
  contact.resolved = random.chance(contact.escalated ? 0.78 : 0.955);
  if (contact.resolved) {
    const once =
      logit(character.fcr) + levels.fcr + improvement(mind) - 0.45 * mind.newness + 0.1 * (agent?.skill ?? 0);
    contact.firstContact = random.chance(logistic(once));
    contact.reopened = !contact.firstContact && random.chance(0.19);
    contact.resolutionSeconds = resolutionSeconds(contact, mind, handle);
    if (contact.openedAt + contact.resolutionSeconds > setting.end) unresolve(contact);
  }
  askForOpinion(contact, mind);
}

function resolutionSeconds(contact: SimulatedContact, { setting, levels, random }: Mind, handle: number): number {
  if (contact.channel === "Voice" && contact.firstContact) return (contact.waitSeconds ?? 0) + handle;
  const chat = contact.channel !== "Email";
  if (chat && contact.firstContact)
    return Math.round(((contact.waitSeconds ?? 0) + handle) * Math.max(1, levels.resolution * 0.8));
  const hours = setting.partner.character.resolutionHours * (chat ? 0.7 : 1) * levels.resolution;
  return Math.round((contact.firstResponseSeconds ?? 0) + random.logNormal(hours * 3600, 0.75));
}

function unresolve(contact: SimulatedContact): void {
  contact.resolved = false;
  contact.firstContact = null;
  contact.reopened = false;
  contact.resolutionSeconds = null;
}

function askForOpinion(contact: SimulatedContact, { setting, levels, agent, newness: fresh, random }: Mind): void {
  const { character } = setting.partner;
  const rate = character.surveyResponse * levels.surveyResponse * (contact.channel === "Email" ? 0.8 : 1);
  if (!random.chance(rate)) return;
  const waited = Math.min(1.4, Math.max(0, ((contact.waitSeconds ?? 0) - 90) / 220));
  const pleased =
    logit(character.csat) +
    levels.csat +
    improvement({ setting }) +
    0.22 * (agent?.skill ?? 0) -
    0.3 * fresh -
    waited +
    (contact.firstContact === true ? 0.18 : -0.35);
  const top = random.chance(logistic(pleased));
  contact.csat = top ? (random.chance(0.64) ? 5 : 4) : ([1, 2, 3][random.weighted([35, 25, 40])] ?? 3);
  if (character.asksNps && random.chance(0.7)) {
    contact.nps = top
      ? random.integer(random.chance(0.72) ? 9 : 7, 11)
      : random.integer(0, random.chance(0.75) ? 7 : 9);
  }
}

/** A moderation decision: due by severity, sometimes appealed, sometimes overturned. */
function decide(contact: SimulatedContact, { setting, levels, newness: fresh, random }: Mind): void {
  const { character } = setting.partner;
  const severity = ["P1", "P2", "P3"][random.weighted([11, 36, 53])] ?? "P3";
  const allowed = (HOURS_ALLOWED[severity] ?? 24) * 3600;
  contact.severity = severity;
  contact.talkSeconds = Math.round(
    random.logNormal(character.moderationTalk, 0.55) * levels.handle * (1 + 0.35 * fresh),
  );
  contact.holdSeconds = 0;
  contact.wrapSeconds = random.integer(4, 18);
  contact.dueAt = contact.openedAt + allowed;
  const done =
    contact.openedAt + Math.round(random.logNormal(allowed * 0.35, 0.55) * levels.delay * setting.strain ** 0.5);
  const forgotten = random.chance(0.003);
  if (forgotten || done > setting.end) {
    if (contact.dueAt > setting.end) contact.dueAt = null;
    contact.talkSeconds = null;
    contact.holdSeconds = null;
    contact.wrapSeconds = null;
    contact.answered = false;
    return;
  }
  contact.doneAt = done;
  contact.resolved = true;
  contact.appealed = random.chance(0.065);
  if (!contact.appealed) return;
  contact.appealDecided = done + 5 * 86_400 < setting.end && random.chance(0.94);
  contact.overturned = contact.appealDecided && random.chance(Math.min(0.9, 0.115 * levels.overturn));
}

/** The slow drift of a partner's character, in logits: nothing today, the opposite of the gain a year ago. */
function improvement({ setting }: Pick<Mind, "setting">): number {
  const years = (setting.end / 86_400 - setting.day) / 365;
  return -setting.partner.character.yearlyGain * years;
}
