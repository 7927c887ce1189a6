import { type CellToMake, workbookOf } from "../workbook-files";
import { csvOf, dayAfter, twoDigits } from "./csv-of";

// Calls of an invented phone desk in the first three months of 2021, as such desks export them: times and durations with points
// between their parts, and calls that nobody answered without figures.

const CALLS = 600;
const AGENTS = ["Amara", "Bruno", "Chitra", "Dmitri", "Esther", "Farid", "Greta", "Hiro"];
const TOPICS = ["Invoice", "Delivery", "Password", "Upgrade", "Returns"];

type Call = {
  id: string;
  agent: string;
  day: string;
  openedSeconds: number;
  topic: string;
  resolved: boolean;
  answered: { waitSeconds: number; talkSeconds: number; rating: number } | null;
};

const calls: readonly Call[] = Array.from({ length: CALLS }, (_, index) => ({
  id: `PD${String(index + 1).padStart(4, "0")}`,
  agent: AGENTS[(index * 3 + Math.floor(index / 8)) % AGENTS.length] ?? "",
  day: dayAfter("2021-01-01", Math.floor((index * 90) / CALLS)),
  openedSeconds: 9 * 3_600 + ((index * 3_977) % 32_000),
  topic: TOPICS[(index * 7 + Math.floor(index / 3)) % TOPICS.length] ?? "",
  resolved: index % 5 !== 3 && index % 10 !== 1,
  answered:
    index % 5 === 3
      ? null
      : {
          waitSeconds: 10 + ((index * 7) % 116),
          talkSeconds: 26 + 10 * ((index * 13) % 37),
          rating: 1 + (((index * 17) % 23) % 5),
        },
}));

const hours = (seconds: number) => Math.floor(seconds / 3_600);
const pointed = (seconds: number) =>
  [hours(seconds), twoDigits(Math.floor(seconds / 60) % 60), twoDigits(seconds % 60)].join(".");
const flag = (value: boolean) => (value ? "Y" : "N");

export function phoneCallsCsv(): string {
  return csvOf([
    [
      "Call Id",
      "Agent",
      "Date",
      "Time",
      "Topic",
      "Answered (Y/N)",
      "Resolved",
      "Speed of answer in seconds",
      "AvgTalkDuration",
      "Satisfaction rating",
    ],
    ...calls.map(({ id, agent, day, openedSeconds, topic, resolved, answered }) => [
      id,
      agent,
      day,
      pointed(openedSeconds),
      topic,
      flag(answered !== null),
      flag(resolved),
      answered?.waitSeconds ?? "",
      answered ? pointed(answered.talkSeconds) : "",
      answered?.rating ?? "",
    ]),
  ]);
}

/** The same calls on two sheets: times are cells with a format of times, and on the second columns of formulas stand between. */
export function phoneCallsWorkbook(): Buffer {
  const [time, clock, whole, date] = [1, 2, 3, 4];
  const ofDay = (seconds: number) => seconds / 86_400;
  const weekday = (day: string) =>
    new Intl.DateTimeFormat("en-US", { weekday: "long", timeZone: "UTC" }).format(new Date(day));
  const raw = calls.map(({ id, agent, day, openedSeconds, topic, resolved, answered }): CellToMake[] => [
    id,
    agent,
    day,
    { v: ofDay(openedSeconds), s: time },
    topic,
    flag(answered !== null),
    flag(resolved),
    answered?.waitSeconds ?? null,
    answered ? { v: ofDay(answered.talkSeconds), s: time } : null,
    answered?.rating ?? null,
  ]);
  const clean = calls.map(({ id, agent, day, openedSeconds, topic, resolved, answered }, index): CellToMake[] => {
    const line = index + 2;
    return [
      id,
      agent,
      { is: `<t>${day}</t>`, t: "inlineStr", s: date },
      { f: `TEXT(C${line}, "dddd")`, t: "str", v: weekday(day), s: date },
      { v: ofDay(openedSeconds), s: clock },
      topic,
      flag(answered !== null),
      flag(resolved),
      answered && { v: ofDay(answered.waitSeconds) },
      answered?.waitSeconds ?? null,
      answered && { v: ofDay(answered.talkSeconds) },
      answered && { f: `K${line}*86400`, v: answered.talkSeconds, s: whole },
      answered?.rating ?? null,
    ];
  });
  const [calling, talking] = ["Call Id,Agent,Date", "AvgTalkDuration"];
  const headings = (text: string) => text.split(",");
  return workbookOf({
    formats: [21, "[$-F400]h:mm:ss\\ AM/PM", 1, "yyyy\\-mm\\-dd;@"],
    sheets: [
      {
        name: "Sheet1",
        rows: [
          headings(
            `${calling},Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,${talking},Satisfaction rating`,
          ),
          ...raw,
        ],
      },
      {
        name: "Clean",
        rows: [
          headings(
            `${calling},Day,Time,Topic,Answered (Y/N),Resolved,Speed of answer,Speed of answer in seconds,${talking},${talking} in seconds,Satisfaction rating`,
          ),
          ...clean,
        ],
      },
    ],
  });
}
