import type { BusinessCalendar, Hours, WeeklyHours } from "./business-hours";
import type { Day } from "./day";

/** A line of a business calendar: opening hours of weekdays, or what is different on one date (without hours: closed). */
export type CalendarEntry = {
  /** '' speaks of every program. */
  readonly program: string;
  /** Such as "Mon-Fri"; '' where the line speaks of a date. */
  readonly weekdays: string;
  readonly date: Day | null;
  readonly opens: number | null;
  readonly closes: number | null;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly timeZone: string;
};

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/** Of other languages, in the same order; distinguished from three letters on. */
const FOREIGN_WEEKDAYS = [
  ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
  ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
  ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
  ["segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo"],
  ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"],
  ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
];
const EVERY_DAY = ["daily", "every day", "all", "all days"];

/**
 * Days of the week, 1 for Monday to 7 for Sunday, from words such as `Mon-Fri`, `Saturday`, `Mon, Wed, Fri`, `Sun-Thu`, `1-5` or
 * `daily`, in English, German, Spanish, French, Portuguese, Italian or Dutch; null where the text says something else.
 */
export function parseWeekdays(text: string): number[] | null {
  const words = text.trim().toLowerCase();
  if (EVERY_DAY.includes(words)) return [1, 2, 3, 4, 5, 6, 7];
  const days = new Set<number>();
  for (const part of words.split(/[,;/&+]| and /)) {
    const ends = part.split(/-|–| to /).map(parseWeekday);
    const [from, until = from] = ends;
    if (ends.length > 2 || !from || !until) return null;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === until) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

/** One day of the week, 1 for Monday to 7 for Sunday, by its name, the name's beginning or its number; null where it is none. */
export function parseWeekday(text: string): number | null {
  const word = text.trim().toLowerCase().replace(/\.$/, "").normalize("NFD").replace(/\p{M}/gu, "");
  if (/^[1-7]$/.test(word)) return Number(word);
  const positionIn = (names: readonly string[]) => names.findIndex((name) => name.startsWith(word)) + 1;
  if (word.length < 2) return null;
  const english = positionIn(WEEKDAYS);
  if (english > 0 || word.length < 3) return english || null;
  const plain = FOREIGN_WEEKDAYS.map((names) => positionIn(names)).find((position) => position > 0);
  return plain ?? null;
}

/**
 * The calendar of a program: its own weekly hours, else those that speak of every program; on a date its own line, else the one for
 * every program. Null where no weekly hours are known. The zone is the one of the weekly hours.
 */
export function calendarOf(entries: readonly CalendarEntry[], program: string): BusinessCalendar | null {
  const own = entries.filter((entry) => entry.program === program);
  const general = entries.filter((entry) => entry.program === "");
  const ownWeekly = own.filter(isWeekly);
  const weeklyEntries = ownWeekly.length > 0 ? ownWeekly : general.filter(isWeekly);
  const [first] = weeklyEntries;
  if (!first) return null;
  return {
    zone: first.timeZone,
    weekly: weeklyEntries.flatMap(weeklyHours),
    dates: new Map([...hoursByDate(general), ...hoursByDate(own)]),
  };
}

function isWeekly({ date }: CalendarEntry): boolean {
  return date === null;
}

function weeklyHours(entry: CalendarEntry): WeeklyHours[] {
  const weekdays = parseWeekdays(entry.weekdays);
  const hours = hoursOf(entry);
  if (weekdays === null) return [];
  const { startsOn, endsOn } = entry;
  return hours.map((open) => ({ ...open, weekdays, startsOn, endsOn }));
}

function hoursByDate(entries: readonly CalendarEntry[]): Map<Day, Hours[]> {
  const dates = new Map<Day, Hours[]>();
  for (const entry of entries) {
    if (entry.date !== null) dates.set(entry.date, [...(dates.get(entry.date) ?? []), ...hoursOf(entry)]);
  }
  return dates;
}

function hoursOf({ opens, closes }: CalendarEntry): Hours[] {
  return opens === null || closes === null ? [] : [{ opens, closes }];
}
