import { addDays, isoWeekday, type Day } from "../calendar/day";
import { daysOf, type DayRange } from "../calendar/day-range";
import type { FactKind } from "../facts/fact-fields";
import type { Delivery } from "../contracts/delivery-schedule";
import { WEEKS_OF_THE_USUAL, type ExpectedPeriod } from "./expected-periods";

/** What came of a source for a day: when how many rows of it were known, rising. */
export type ReceivedDay = {
  readonly kind: FactKind;
  readonly source: string;
  readonly day: Day;
  readonly steps: readonly ReceivedStep[];
};
export type ReceivedStep = { readonly at: Date; readonly rows: number };

/**
 * `awaited`: it may still come in time. `arrived`: it came in time, and in full. `late`: it came in full, but after its time.
 * `overdue`: its time is over, and nothing came. `short`: its time is over, and what came is less than usual. `skipped`: a day on
 * which the partner is closed.
 */
export const DELIVERY_STATES = ["overdue", "incomplete", "late", "awaited", "received", "skipped"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type DeliveryResult = ExpectedPeriod & {
  readonly state: DeliveryState;
  readonly rows: number;
  /** What the same weekdays of the weeks before had; null where too few of them are known, and for days without a usual. */
  readonly usualRows: number | null;
  /** Days that usually have rows, and have none. */
  readonly daysMissing: readonly Day[];
  /** When it was there in full; where it is not, when the last of it came; null: nothing came. */
  readonly receivedAt: Date | null;
};

/** What came of a delivery, by day. */
export type ReceivedRows = {
  readonly byDay: ReadonlyMap<Day, readonly ReceivedDay[]>;
  readonly first: Day | null;
};

type Setting = {
  readonly now: Date;
  /** The day of `now` on the organization's clocks. */
  readonly today: Day;
  /** Everything that came of the delivery, as far back as the look goes. */
  readonly received: ReceivedRows;
  /** Days on which the partner's calendar is closed. */
  readonly closed: ReadonlySet<Day>;
};

/** Fewer weeks before tell nothing about what is usual. */
const MIN_WEEKS = 3;
/** A day that usually has fewer rows may well have none. */
const USUAL_ROWS_NEVER_NONE = 10;

/** What a partner sent that belongs to a delivery. Of one without a source everything of its kind counts together. */
export function receivedRowsOf(
  { kind, source }: Pick<Delivery, "kind" | "source">,
  sent: readonly ReceivedDay[],
): ReceivedRows {
  const byDay = new Map<Day, ReceivedDay[]>();
  let first: Day | null = null;
  for (const one of sent) {
    if (one.kind !== kind || (source !== null && one.source !== source)) continue;
    const ofDay = byDay.get(one.day);
    if (ofDay === undefined) byDay.set(one.day, [one]);
    else ofDay.push(one);
    if (first === null || one.day < first) first = one.day;
  }
  return { byDay, first };
}

/** How one expected file stands now. */
export function evaluateDelivery(delivery: Delivery, expected: ExpectedPeriod, setting: Setting): DeliveryResult {
  const own = setting.received;
  const usual = usualRowsByDay(own, expected.range, setting.closed);
  const usualRows = usual === null ? null : [...usual.values()].reduce((sum, rows) => sum + rows, 0);
  const course = cumulate(own, expected.range);
  const last = course.at(-1);
  const missing = (days: ReadonlySet<Day>) => {
    return [...(usual ?? [])]
      .filter(([day, rows]) => rows >= USUAL_ROWS_NEVER_NONE && !days.has(day))
      .map(([day]) => day);
  };
  const figures = { ...expected, rows: last?.rows ?? 0, usualRows, daysMissing: missing(last?.days ?? new Set()) };
  const isOver = setting.today >= expected.range.until;
  const inTime = setting.now <= expected.inTimeUntil;
  if (last === undefined) {
    const isClosed = delivery.cadence.every === "day" && setting.closed.has(expected.range.from);
    return { ...figures, state: isClosed ? "skipped" : inTime ? "awaited" : "overdue", receivedAt: null };
  }
  const limit = ((usualRows ?? 0) * delivery.incompletePercent) / 100;
  const isEnough = ({ rows, days }: Come) =>
    rows >= limit && (delivery.incompletePercent === 0 || missing(days).length === 0);
  if (!isOver || (!isEnough(last) && inTime)) return { ...figures, state: "awaited", receivedAt: last.at };
  if (!isEnough(last)) return { ...figures, state: "incomplete", receivedAt: last.at };
  const whole = usualRows === null ? course.find(({ days }) => days.size === last.days.size) : course.find(isEnough);
  const receivedAt = (whole ?? last).at;
  return { ...figures, state: receivedAt <= expected.inTimeUntil ? "received" : "late", receivedAt };
}

type Come = { readonly at: Date; readonly rows: number; readonly days: ReadonlySet<Day> };

/** What had come of the days by each moment at which something came, in order. */
function cumulate({ byDay }: ReceivedRows, range: DayRange): Come[] {
  const steps = daysOf(range)
    .flatMap((day) => byDay.get(day) ?? [])
    .flatMap(({ source, day, steps: ofDay }) =>
      ofDay.map(({ at, rows }) => ({ key: `${day} ${source}`, day, at, rows })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const known = new Map<string, number>();
  const days = new Set<Day>();
  let rows = 0;
  return steps.flatMap((step, index) => {
    const more = Math.max(0, step.rows - (known.get(step.key) ?? 0));
    known.set(step.key, (known.get(step.key) ?? 0) + more);
    days.add(step.day);
    rows += more;
    const isLastOfMoment = steps[index + 1]?.at.getTime() !== step.at.getTime();
    return isLastOfMoment ? [{ at: step.at, rows, days: new Set(days) }] : [];
  });
}

/**
 * For each open day of a range the median of the same weekday in the weeks before the range, a week without rows being 0 rows; null
 * where anything is known of fewer than three of them.
 */
export function usualRowsByDay(
  { byDay, first }: ReceivedRows,
  range: DayRange,
  closed: ReadonlySet<Day>,
): Map<Day, number> | null {
  if (first === null) return null;
  const rowsOf = (day: Day) => (byDay.get(day) ?? []).reduce((sum, { steps }) => sum + (steps.at(-1)?.rows ?? 0), 0);
  const usual = new Map<Day, number>();
  const usualOf = new Map<number, number | null>();
  for (const day of daysOf(range).filter((one) => !closed.has(one))) {
    const weekday = isoWeekday(day);
    let rows = usualOf.get(weekday);
    if (rows === undefined) {
      const samples = weekdaysBefore(range.from, weekday).filter((one) => one >= first && !closed.has(one));
      rows = samples.length < MIN_WEEKS ? null : median(samples.map(rowsOf));
      usualOf.set(weekday, rows);
    }
    if (rows === null) return null;
    usual.set(day, rows);
  }
  return usual;
}

/** A weekday in the weeks before the first day of a range, the nearest first. */
function weekdaysBefore(from: Day, weekday: number): Day[] {
  const nearest = addDays(from, -(((isoWeekday(from) - weekday + 6) % 7) + 1));
  return Array.from({ length: WEEKS_OF_THE_USUAL }, (_, week) => addDays(nearest, -7 * week));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const high = sorted[upper] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[upper - 1] ?? 0) + high) / 2;
}
