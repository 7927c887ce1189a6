export type DayTotal = { day: string; rows: number };
/** `before`: in the file of the same source before it; null: it says nothing of the day. */
export type ComparedDay = { day: string; rows: number; before: number | null };

/**
 * The days of a file beside those of the file before it. Where both speak of the same time, days of which only the earlier one
 * speaks stand there too, from the first day of this one on: a file that rolls on leaves old days behind, but loses none.
 */
export function besideBefore(days: readonly DayTotal[], daysBefore: readonly DayTotal[]): ComparedDay[] {
  const before = new Map(daysBefore.map(({ day, rows }) => [day, rows]));
  const own = days.map(({ day, rows }): ComparedDay => ({ day, rows, before: before.get(day) ?? null }));
  const first = own[0]?.day;
  if (first === undefined || own.every((row) => row.before === null)) return own;
  const ownDays = new Set(own.map(({ day }) => day));
  const lost = daysBefore
    .filter(({ day }) => day >= first && !ownDays.has(day))
    .map(({ day, rows }): ComparedDay => ({ day, rows: 0, before: rows }));
  return [...own, ...lost].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}
