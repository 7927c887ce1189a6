import { parseWeekdays } from "~/domain/calendar/calendar-entries";
import { parseDuration } from "../../cell-readers";
import type { DurationUnit } from "../../mapping/field";
import type { ColumnProfile } from "../profile/column-profile";
import type { HowRead } from "./how-read";

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
    closed.size === 0 ? "" : `; ${[...closed].map((word) => `“${word}”`).join(", ")} is a day without hours`;
  return { fit: 1, reading: { type: "seconds", unit }, why: `written as ${times[0] ?? ""}${without}`, questions: [] };
}

function isTimeOfDay(seconds: number | null): boolean {
  return seconds !== null && seconds >= 0 && seconds <= SECONDS_PER_DAY;
}

/** A column read as days of the week, such as Mon-Fri. */
export function readWeekdays({ texts }: ColumnProfile): HowRead | null {
  if (texts.length === 0 || texts.some((text) => parseWeekdays(text) === null)) return null;
  return { fit: 1, reading: { type: "text" }, why: `its cells are weekdays, such as ${texts[0] ?? ""}`, questions: [] };
}
