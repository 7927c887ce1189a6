import { addDays, dayOf, isoWeekday, partsOf, type Day } from "../calendar/day";
import type { DayRange } from "../calendar/day-range";
import { periodOf } from "../calendar/period";
import { dayInZone, instantInZone } from "../calendar/time-zone";
import type { Delivery } from "../contracts/delivery-schedule";

/** One file that is expected: the days it covers, when it is due, and until when it is still in time. */
export type ExpectedPeriod = { readonly range: DayRange; readonly dueAt: Date; readonly inTimeUntil: Date };

/** How many periods of each cadence are looked back on. */
export const PERIODS_SHOWN = { day: 14, week: 8, month: 6 } as const;

type Span = {
  readonly zone: string;
  readonly now: Date;
  /** The first day that a file is expected for. */
  readonly startsOn: Day;
};

/**
 * The latest periods of a delivery that have started, oldest first, as many as are looked back on: from the first that lies wholly
 * after `startsOn` to the one that is running, which is expected but not due.
 */
export function expectedPeriods(delivery: Delivery, { zone, now, startsOn }: Span): ExpectedPeriod[] {
  const { cadence, dueMinutes, graceDays } = delivery;
  const expected: ExpectedPeriod[] = [];
  let range = periodAround(delivery, dayInZone(now, zone));
  while (expected.length < PERIODS_SHOWN[cadence.every] && range.from >= startsOn) {
    if (isExpected(delivery, range)) {
      const dueDay = dueDayOf(delivery, range);
      expected.unshift({
        range,
        dueAt: instantInZone(dueDay, dueMinutes, zone),
        inTimeUntil: instantInZone(addDays(dueDay, graceDays), dueMinutes, zone),
      });
    }
    range = periodAround(delivery, addDays(range.from, -1));
  }
  return expected;
}

/** The period of the delivery that holds a day. */
function periodAround({ cadence }: Delivery, day: Day): DayRange {
  switch (cadence.every) {
    case "day":
      return { from: day, until: addDays(day, 1) };
    case "week": {
      const from = addDays(day, -((isoWeekday(day) - cadence.weekday + 7) % 7));
      return { from, until: addDays(from, 7) };
    }
    case "month":
      return periodOf("month", day).range;
  }
}

function isExpected({ cadence }: Delivery, { from }: DayRange): boolean {
  return cadence.every !== "day" || cadence.weekdays.includes(isoWeekday(from));
}

/** A day's and a week's file is due on the day after its last one, a month's on its day of the next month. */
function dueDayOf({ cadence }: Delivery, { until }: DayRange): Day {
  if (cadence.every !== "month") return until;
  const { year, month } = partsOf(until);
  return dayOf(year, month, cadence.monthDay);
}

/** How many weeks before a period tell what is usual on its weekdays. */
export const WEEKS_OF_THE_USUAL = 8;

/** The first day that judging these periods asks for. */
export function lookBackFrom(expected: readonly ExpectedPeriod[]): Day | null {
  const first = expected.map(({ range }) => range.from).sort()[0];
  return first === undefined ? null : addDays(first, -7 * WEEKS_OF_THE_USUAL);
}
