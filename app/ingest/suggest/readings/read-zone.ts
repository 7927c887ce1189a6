import { meaningsOf, zoneOfName } from "../../values/zone-letters";
import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";
import { ZONE_REGIONS } from "~/wording/imports/zone-regions";

type Answers = ReadonlyMap<string, string>;

/** What the letters behind a column's times mean, where they may mean several things: by letters beside them, as answered, or asked. */
export function zonesOfCells(
  column: ColumnProfile,
  letters: readonly string[],
  answers: Answers,
): { offsets: Record<string, string>; questions: Question[] } {
  const offsets: [string, string][] = [];
  const questions: Question[] = [];
  for (const one of letters) {
    const meanings = meaningsOf(one);
    if (meanings.length === 0) continue;
    const id = `zone-of-times:${one}`;
    const proven = meanings.find(({ beside }) => beside !== null && letters.includes(beside));
    const stated = proven ?? meanings.find(({ offset }) => offset === answers.get(id));
    if (stated) offsets.push([one, stated.offset]);
    else questions.push(timesQuestion(id, one, column));
  }
  return { offsets: Object.fromEntries(offsets), questions };
}

function timesQuestion(id: string, letters: string, { heading, texts }: ColumnProfile): Question {
  const example = texts.find((text) => text.includes(letters)) ?? "";
  return {
    id,
    columns: [heading],
    text: QUESTION_TEXTS.zoneLetters(letters, example),
    options: meaningsOf(letters).map(({ offset, region }) => ({
      value: offset,
      label: ZONE_REGIONS[region],
      example: SUGGESTION_DETAILS.offset(example, offset),
    })),
  };
}

/** Clocks that letters in a heading may stand for; "Etc/GMT+5" is five hours behind UTC all year. */
const CLOCKS: readonly { letters: readonly string[]; zones: readonly { value: string; label: string }[] }[] = [
  { letters: ["UTC", "GMT"], zones: [{ value: "UTC", label: "UTC" }] },
  { letters: ["PHT", "PHST"], zones: [{ value: "Asia/Manila", label: "Philippines" }] },
  { letters: ["SGT"], zones: [{ value: "Asia/Singapore", label: "Singapore" }] },
  { letters: ["MYT"], zones: [{ value: "Asia/Kuala_Lumpur", label: "Malaysia" }] },
  { letters: ["HKT"], zones: [{ value: "Asia/Hong_Kong", label: "Hong Kong" }] },
  { letters: ["JST"], zones: [{ value: "Asia/Tokyo", label: "Japan" }] },
  { letters: ["KST"], zones: [{ value: "Asia/Seoul", label: "Korea" }] },
  { letters: ["PKT"], zones: [{ value: "Asia/Karachi", label: "Pakistan" }] },
  { letters: ["SAST"], zones: [{ value: "Africa/Johannesburg", label: "South Africa" }] },
  { letters: ["COT"], zones: [{ value: "America/Bogota", label: "Colombia" }] },
  { letters: ["ET", "EST", "EDT"], zones: northAmerican("Eastern", "America/New_York", 5) },
  {
    letters: ["CT", "CST", "CDT"],
    zones: [...northAmerican("Central", "America/Chicago", 6), { value: "Asia/Shanghai", label: "China" }],
  },
  { letters: ["MT", "MST", "MDT"], zones: northAmerican("Mountain", "America/Denver", 7) },
  {
    letters: ["PT", "PST", "PDT"],
    zones: [...northAmerican("Pacific", "America/Los_Angeles", 8), { value: "Asia/Manila", label: "Philippines" }],
  },
  {
    letters: ["IST"],
    zones: [
      { value: "Asia/Kolkata", label: "India" },
      { value: "Asia/Jerusalem", label: "Israel" },
      { value: "Europe/Dublin", label: "Ireland" },
    ],
  },
  {
    letters: ["BST"],
    zones: [
      { value: "Europe/London", label: SUGGESTION_DETAILS.britain },
      { value: "Asia/Dhaka", label: "Bangladesh" },
    ],
  },
  {
    letters: ["CET", "CEST", "MEZ", "MESZ"],
    zones: [
      { value: "Europe/Berlin", label: SUGGESTION_DETAILS.centralEurope },
      { value: "Etc/GMT-1", label: SUGGESTION_DETAILS.oneHourAhead },
    ],
  },
];

function northAmerican(name: string, zone: string, hours: number) {
  return [
    { value: zone, label: SUGGESTION_DETAILS.northAmerica(name) },
    { value: `Etc/GMT+${hours}`, label: SUGGESTION_DETAILS.hoursBehind(hours) },
  ];
}

/** The zone that a heading names for the local times of its column, such as "Created at (UTC)"; asked where its letters leave it open. */
export function zoneOfHeading(
  { heading, texts }: ColumnProfile,
  answers: Answers,
): { timeZone: string | null; why: string; questions: Question[] } | null {
  const letters = zoneOfName(heading);
  const zones = CLOCKS.find((clock) => clock.letters.includes(letters))?.zones;
  if (zones === undefined) return null;
  const id = `zone-of-heading:${letters}`;
  const [only] = zones;
  const stated = zones.length === 1 ? only : zones.find(({ value }) => value === answers.get(id));
  if (stated) return { timeZone: stated.value, why: SUGGESTION_DETAILS.heading(letters, stated.label), questions: [] };
  const question = {
    id,
    columns: [heading],
    text: QUESTION_TEXTS.zoneOfHeading(heading, letters),
    options: zones.map(({ value, label }) => ({
      value,
      label,
      example: SUGGESTION_DETAILS.timeIn(texts[0] ?? "", value),
    })),
  };
  return { timeZone: null, why: "", questions: [question] };
}
