import type { FileKind } from "~/domain/facts/fact-fields";
import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { CONTACT_SYNONYMS } from "../synonyms/contact-synonyms";
import { CALENDAR_SYNONYMS, ROSTER_SYNONYMS } from "../synonyms/reference-synonyms";
import { REVIEW_SYNONYMS } from "../synonyms/review-synonyms";
import { compileSynonyms, likeness, type Synonym } from "../synonyms/synonym";
import { TOTALS_SYNONYMS } from "../synonyms/total-synonyms";
import { isMeasureTarget, isOpenLimit } from "../targets";
import { ACTUAL, GENERIC, RELATIVES } from "../synonyms/figure-words";

/** What headings call the targets of each kind. */
export const SYNONYMS: Readonly<Record<FileKind, ReadonlyMap<TargetKey, Synonym[]>>> = {
  contacts: compileSynonyms(CONTACT_SYNONYMS),
  reviews: compileSynonyms(REVIEW_SYNONYMS),
  totals: compileSynonyms(TOTALS_SYNONYMS),
  roster: compileSynonyms(ROSTER_SYNONYMS),
  calendar: compileSynonyms(CALENDAR_SYNONYMS),
};
const CLOCK_TIMES: readonly TargetKey[] = ["firstResponseSeconds", "resolutionSeconds"];

/** How much a heading says that its column is the target's, 0–1. */
export function headingLikeness(column: ColumnProfile, target: TargetKey, kind: FileKind): number {
  const { fold } = column;
  let best = nameLikeness(fold, target, kind);
  // What was answered in 60 seconds is not all that was answered, and the other way round.
  const other = kind === "totals" ? LIMITED.get(target) : undefined;
  const isLimited = fold.threshold !== null && fold.unit !== null;
  if (other !== undefined && isLimited !== isOpenLimit(target) && nameLikeness(fold, other, kind) >= best) best *= 0.3;
  if (target === "csatScore" || target === "npsScore") best = byScale(column, target, best);
  // Contacts in the plural are counted, and name no row.
  if (target === "externalId" && column.number !== null && COUNTED.test(column.plain)) best *= 0.3;
  // The number of an agent or a queue is no id of the row.
  if (target === "externalId" && fold.words.length > 1 && fold.words.some((word) => OWN_IDS.has(word))) best *= 0.3;
  // The whole of a call is more than its talk.
  if (
    target === "talkSeconds" &&
    kind === "contacts" &&
    fold.sum === "total" &&
    fold.words.every((word) => SPANS.has(word))
  )
    best *= 0.3;
  // Business hours are another measure than hours of the clock, and a customer's city is no site of the partner.
  const elsewhere = OWN_FIELDS.includes(target) && fold.words.some((word) => CUSTOMERS.has(word));
  return elsewhere || (CLOCK_TIMES.includes(target) && fold.words.includes("business")) ? best * 0.3 : best;
}

/** A plain score from 0 to 10 is a recommendation: satisfaction is called by its name on that scale. */
function byScale({ fold }: ColumnProfile, target: TargetKey, named: number): number {
  const [least, most] = fold.scale ?? [];
  if (least !== 0 || most !== 10 || fold.words.some((word) => SATISFACTION.has(word))) return named;
  if (target === "csatScore") return named * 0.3;
  return fold.words.some((word) => PLAIN_SCORES.has(word)) ? Math.max(named, 0.9) : named;
}

/** Words for how long something took, without saying what. */
const SPANS: ReadonlySet<string> = new Set([
  "duration",
  "call",
  "length",
  "dauer",
  "duracion",
  "duree",
  "durata",
  "duur",
  "duracao",
]);

const SATISFACTION: ReadonlySet<string> = new Set([
  "csat",
  "satisfaction",
  "satisfied",
  "zufriedenheit",
  "kundenzufriedenheit",
  "satisfaccion",
  "satisfacao",
  "soddisfazione",
  "tevredenheid",
  "klanttevredenheid",
]);
const PLAIN_SCORES: ReadonlySet<string> = new Set([
  "score",
  "rating",
  "answer",
  "response",
  "note",
  "nota",
  "bewertung",
  "punkte",
  "puntuacion",
  "calificacion",
  "pontuacao",
  "avaliacao",
  "punteggio",
  "valutazione",
  "beoordeling",
  "cijfer",
]);
/** Words of headings that name what else than a row has an id. */
const OWN_IDS: ReadonlySet<string> = new Set([
  "agent",
  "user",
  "employee",
  "advisor",
  "operator",
  "team",
  "group",
  "queue",
  "skill",
  "campaign",
  "site",
  "location",
  "program",
  "vendor",
  "partner",
  "supervisor",
  "product",
  "customer",
  "account",
  "member",
  "mitarbeiter",
  "agente",
  "operador",
  "operatore",
  "medewerker",
]);

function nameLikeness({ words: stated, unit }: ColumnProfile["fold"], target: TargetKey, kind: FileKind): number {
  const isFigure = kind === "totals" && isMeasureTarget(target);
  const words = isFigure && stated.length > 1 ? stated.filter((word) => !ACTUAL.has(word)) : stated;
  return (SYNONYMS[kind].get(target) ?? []).reduce((best, name) => {
    if (name.timed && unit === null) return best;
    // Held calls are other calls than those of the name, and a target or a longest time is no figure of what happened.
    const isOther = words.length > name.words.length && isGeneric(name.words);
    const isRelative = words.some((word) => RELATIVES.has(word) && !name.words.includes(word));
    return isFigure && (isOther || isRelative) ? best : Math.max(best, name.weight * likeness(words, name.words));
  }, 0);
}

/** Whether words tell one figure of a measure from its relatives, such as an actual from its target. */
export function namesRelative(words: readonly string[]): boolean {
  return words.some((word) => ACTUAL.has(word) || RELATIVES.has(word));
}

const COUNTED =
  /^(calls|contacts|interactions|conversations|tickets|cases|chats|emails|anrufe|kontakte|llamadas|contactos|appels|chamadas|contatos|chiamate|contatti|gesprekken|oproepen)$/;

function isGeneric(words: readonly string[]): boolean {
  return words.length === 1 && GENERIC.has(words[0] ?? "");
}

const LIMITED: ReadonlyMap<TargetKey, TargetKey> = new Map([
  ["answered", "wait<="],
  ["wait<=", "answered"],
  ["abandoned", "abandonedWait<="],
  ["abandonedWait<=", "abandoned"],
]);

const OWN_FIELDS: readonly TargetKey[] = ["site", "program", "team", "agent"];
/** Words of headings that speak of those who were served. */
export const CUSTOMERS: ReadonlySet<string> = new Set([
  "customer",
  "client",
  "caller",
  "requester",
  "kunde",
  "kunden",
  "cliente",
  "buyer",
  "shipping",
  "billing",
]);

const OTHER_MOMENTS = compileSynonyms({
  other: {
    surely: "{changed} | {closed} | {resolved} | {due} | {firstResponse} | {other}",
  },
});
const PLAINLY_OTHER = 0.7;

/** Whether the heading says that it is when a row was changed, ended or exported: that is no day of the row. */
export function namesOtherMoment({ fold }: ColumnProfile): boolean {
  return (OTHER_MOMENTS.get("other") ?? []).some(({ words }) => likeness(fold.words, words) >= PLAINLY_OTHER);
}
