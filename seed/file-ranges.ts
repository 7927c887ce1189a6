import { dayFromNumber } from "~/domain/calendar/day";
import { monthStart, MONTHS_OF_HISTORY, demoDays, type EpochDay } from "./timeline";

/** The days that one file holds; `until` is excluded. */
export type FileRange = { from: EpochDay; until: EpochDay; label: string };

/** How the history is cut into files: at full size as partners deliver it, at small sizes all at once. */
export type Cut = "by-quarter-then-month" | "by-quarter-then-month-then-day" | "history-then-month" | "whole";

/** Older months were delivered together when the contract moved to Plumbline, the latest ones each by itself. */
const MONTHS_BY_THEMSELVES = 3;
/** Some partners have started to send the day before every morning. */
const DAYS_BY_THEMSELVES = 7;

export function fileRanges(today: EpochDay, cut: Cut): FileRange[] {
  const { from, until } = demoDays(today);
  const byDay = cut === "by-quarter-then-month-then-day" ? DAYS_BY_THEMSELVES : 0;
  const starts = new Set([from]);
  for (let back = byDay; back > 0; back--) starts.add(until - back);
  if (cut !== "whole") {
    for (let back = MONTHS_OF_HISTORY - 1; back >= 0; back--) {
      const start = monthStart(today, back);
      const quarterBegins = new Date(start * 86_400_000).getUTCMonth() % 3 === 0;
      if (back < MONTHS_BY_THEMSELVES || (cut !== "history-then-month" && quarterBegins)) starts.add(start);
    }
  }
  const ordered = [...starts].filter((start) => start < until).sort((one, other) => one - other);
  return ordered.map((start, index) => {
    const end = ordered[index + 1] ?? until;
    if (start >= until - byDay) return { from: start, until: end, label: dayFromNumber(start) };
    const [first, last] = [dayFromNumber(start).slice(0, 7), dayFromNumber(end - 1).slice(0, 7)];
    return { from: start, until: end, label: first === last ? first : `${first}_${last}` };
  });
}
