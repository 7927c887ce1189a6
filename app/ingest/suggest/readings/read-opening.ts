import { parseWeekdays } from "~/domain/calendar/calendar-entries";
import { parseDuration } from "../../parse/cell-readers";
import type { DurationUnit } from "../../mapping/field";
import type { ColumnProfile } from "../profile/column-profile";
import type { HowRead } from "./how-read";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** How opening hours are written; a number of up to 24 is an hour. */
const NOTATIONS = ["hh:mm", "hh:mm:ss", "h:mm a", "h"] as const satisfies readonly DurationUnit[];
const SECONDS_PER_DAY = 86_400;
const CLOSED = new Set(["closed", "close", "geschlossen", "zu", "cerrado", "ferme", "fermé", "chiuso", "off"]);

/** Words for a day without hours. */
export function closedWords({ texts }: Pick<ColumnProfile, "texts">): string[] {
  return texts.filter((text) => CLOSED.has(text.toLowerCase()));
}

/** A column read as times of day at which something opens or closes; null where a cell is neither a time nor a word for closed. */
export function readOpening(column: ColumnProfile): HowRead | null {
  const closed = new Set(closedWords(column));
  const times = column.texts.filter((text) => !closed.has(text));
  const unit = NOTATIONS.find((notation) => times.every((text) => isTimeOfDay(parseDuration(text, notation))));
  if (times.length === 0 || unit === undefined) return null;
  const without =
    closed.size === 0 ? "" : SUGGESTION_DETAILS.closedDay([...closed].map((word) => `“${word}”`).join(", "));
  return {
    fit: 1,
    reading: { type: "seconds", unit },
    why: SUGGESTION_DETAILS.formatWithout(times[0] ?? "", without),
    questions: [],
  };
}

const ALL_DAY =
  /^(24 ?h|24 ?hours|24 ?hrs|24\/7|open 24 hours|all day|round the clock|durchgehend|24 ?std\.?|24 ?horas|24 ?heures)$/i;
/** What stands between opening and closing. */
const BETWEEN = ["-", "–", "—", " to ", " until ", " bis ", " a ", " à "];

/** A column read as opening and closing times in one cell, such as 09:00-18:00; null where a cell is neither that nor a word for closed. */
export function readHours(column: Pick<ColumnProfile, "texts">): HowRead | null {
  const closed = closedWords(column);
  const allDay = column.texts.filter((text) => ALL_DAY.test(text));
  const spans = column.texts.filter((text) => !closed.includes(text) && !allDay.includes(text));
  const [example] = spans;
  if (example === undefined) return null;
  for (const between of BETWEEN) {
    const ends = spans.map((text) => text.split(between).map((end) => end.trim()));
    if (ends.some(({ length }) => length !== 2)) continue;
    const unit = NOTATIONS.find((one) => ends.flat().every((end) => isTimeOfDay(parseDuration(end, one))));
    if (unit === undefined) continue;
    const without = [...closed].map((word) => SUGGESTION_DETAILS.closedDay(word)).join("");
    const whole = allDay.map((word) => SUGGESTION_DETAILS.openAllDay(word)).join("");
    return {
      fit: 1,
      reading: { type: "text", unit, between, ...(allDay.length > 0 ? { allDay } : {}) },
      why: SUGGESTION_DETAILS.formatAll(example, without, whole),
      questions: [],
    };
  }
  return null;
}

function isTimeOfDay(seconds: number | null): boolean {
  return seconds !== null && seconds >= 0 && seconds <= SECONDS_PER_DAY;
}

/** A column read as days of the week, such as Mon-Fri. */
export function readWeekdays({ texts }: ColumnProfile): HowRead | null {
  if (texts.length === 0 || texts.some((text) => parseWeekdays(text) === null)) return null;
  return { fit: 1, reading: { type: "text" }, why: SUGGESTION_REASONS.weekdays(texts[0] ?? ""), questions: [] };
}
