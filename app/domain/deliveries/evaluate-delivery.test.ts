import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, isoWeekday, type Day } from "../calendar/day";
import { daysOf, rangeThrough } from "../calendar/day-range";
import { DELIVERY_DEFAULTS, type Delivery } from "../contracts/delivery-schedule";
import { receivedRowsOf, evaluateDelivery, usualRowsByDay, type ReceivedDay } from "./evaluate-delivery";
import type { ExpectedPeriod } from "./expected-periods";

const daily: Delivery = {
  ...DELIVERY_DEFAULTS,
  name: "",
  kind: "contacts",
  source: "five9",
  cadence: { every: "day", weekdays: [1, 2, 3, 4, 5, 6, 7] },
};
const weekly: Delivery = { ...daily, cadence: { every: "week", weekday: 1 } };

/** Due at nine on the day after, in time until an hour later. */
function expected(first: Day, last: Day = first): ExpectedPeriod {
  const next = addDays(last, 1);
  return {
    range: rangeThrough(first, last),
    dueAt: new Date(`${next}T09:00:00Z`),
    inTimeUntil: new Date(`${next}T10:00:00Z`),
  };
}

const received = (day: Day, ...steps: [string, number][]): ReceivedDay => {
  return { kind: "contacts", source: "five9", day, steps: steps.map(([at, rows]) => ({ at: new Date(at), rows })) };
};
/** Sixty days before a day, each in time: 400 rows on weekdays, 100 on Saturdays, none on Sundays. */
function history(before: Day): ReceivedDay[] {
  return daysOf({ from: addDays(before, -60), until: before }).flatMap((day) => {
    const rows = isoWeekday(day) === 7 ? 0 : isoWeekday(day) === 6 ? 100 : 400;
    return rows === 0 ? [] : [received(day, [`${addDays(day, 1)}T06:00:00Z`, rows])];
  });
}

const MONDAY = "2026-11-16";
const TUESDAY_NOON = new Date("2026-11-17T12:00:00Z");
function judge(
  rows: ReceivedDay[],
  { delivery = daily, now = TUESDAY_NOON, period = expected(MONDAY), closed = [] as Day[] } = {},
) {
  return evaluateDelivery(delivery, period, {
    now,
    today: now.toISOString().slice(0, 10),
    received: receivedRowsOf(delivery, rows),
    closed: new Set(closed),
  });
}

describe("a daily file", () => {
  it("is awaited until its time is over, then overdue", () => {
    expect(judge(history(MONDAY), { now: new Date("2026-11-17T10:00:00Z") }).state).toBe("awaited");
    const overdue = judge(history(MONDAY), { now: new Date("2026-11-17T10:00:01Z") });
    expect(overdue).toMatchObject({
      state: "overdue",
      rows: 0,
      usualRows: 400,
      daysMissing: [MONDAY],
      receivedAt: null,
    });
  });

  it("that comes by then has arrived; later it is late", () => {
    const onTime = judge([...history(MONDAY), received(MONDAY, ["2026-11-17T10:00:00Z", 380])]);
    expect(onTime).toMatchObject({ state: "received", rows: 380, usualRows: 400, daysMissing: [] });
    expect(judge([...history(MONDAY), received(MONDAY, ["2026-11-17T10:00:01Z", 380])]).state).toBe("late");
  });

  it("with fewer rows than its share of the usual is short, once the rest can no longer come in time", () => {
    const short = [...history(MONDAY), received(MONDAY, ["2026-11-17T06:00:00Z", 239])];
    expect(judge(short)).toMatchObject({ state: "incomplete", rows: 239, usualRows: 400 });
    expect(judge(short, { now: new Date("2026-11-17T09:59:00Z") })).toMatchObject({ state: "awaited", rows: 239 });
    expect(judge([...history(MONDAY), received(MONDAY, ["2026-11-17T06:00:00Z", 240])]).state).toBe("received");
    expect(judge(short, { delivery: { ...daily, incompletePercent: 0 } }).state).toBe("received");
  });

  it("that was incomplete and in full only after its time is late since then", () => {
    const both = received(MONDAY, ["2026-11-17T06:00:00Z", 100], ["2026-11-17T11:00:00Z", 400]);
    expect(judge([...history(MONDAY), both])).toMatchObject({
      state: "late",
      rows: 400,
      receivedAt: new Date("2026-11-17T11:00:00Z"),
    });
  });

  it("is not there with the few rows that the file before spilled over midnight", () => {
    const spilled = received(MONDAY, ["2026-11-16T06:00:00Z", 3], ["2026-11-17T11:00:00Z", 400]);
    expect(judge([...history(MONDAY), spilled])).toMatchObject({ state: "late", rows: 400 });
  });

  it("of a source without a past is never short", () => {
    expect(judge([received(MONDAY, ["2026-11-17T06:00:00Z", 1])])).toMatchObject({
      state: "received",
      usualRows: null,
    });
    const twoWeeks = history(MONDAY).filter(({ day }) => day >= "2026-11-01");
    expect(judge([...twoWeeks, received(MONDAY, ["2026-11-17T06:00:00Z", 1])])).toMatchObject({ usualRows: null });
  });

  it("on a day on which the partner is closed is skipped, unless something came", () => {
    expect(judge(history(MONDAY), { closed: [MONDAY] }).state).toBe("skipped");
    const some = judge([...history(MONDAY), received(MONDAY, ["2026-11-17T06:00:00Z", 5])], { closed: [MONDAY] });
    expect(some).toMatchObject({ state: "received", rows: 5, usualRows: 0 });
  });

  it("is matched by kind and source; without a source everything of its kind counts together", () => {
    const others = [
      { ...received(MONDAY, ["2026-11-17T06:00:00Z", 400]), source: "genesys" },
      { ...received(MONDAY, ["2026-11-17T06:00:00Z", 400]), kind: "reviews" as const },
    ];
    expect(judge([...history(MONDAY), ...others]).state).toBe("overdue");
    const any = judge([...history(MONDAY), ...others], { delivery: { ...daily, source: null } });
    expect(any).toMatchObject({ state: "received", rows: 400 });
  });
});

describe("a weekly file", () => {
  const period = expected("2026-11-09", "2026-11-15");
  const days = daysOf(period.range).filter((day) => isoWeekday(day) < 7);
  const full = (at: string, dayList = days) =>
    dayList.map((day) => received(day, [at, isoWeekday(day) === 6 ? 100 : 400]));
  const before = history("2026-11-09");
  const options = { delivery: weekly, period, now: new Date("2026-11-16T12:00:00Z") };

  it("is expected to have what its weekdays usually have together, closed Sundays none", () => {
    const onTime = judge([...before, ...full("2026-11-16T08:00:00Z")], options);
    expect(onTime).toMatchObject({ state: "received", rows: 2100, usualRows: 2100, daysMissing: [] });
  });

  it("that leaves out a day with rows as usual is short, however many rows it has", () => {
    const some = judge([...before, ...full("2026-11-16T08:00:00Z", days.slice(0, -1))], options);
    expect(some).toMatchObject({ state: "incomplete", rows: 2000, daysMissing: ["2026-11-14"] });
  });

  it("that comes in pieces is there with the last of them", () => {
    const pieces = [...full("2026-11-12T08:00:00Z", days.slice(0, 3)), ...full("2026-11-16T09:30:00Z", days.slice(3))];
    expect(judge([...before, ...pieces], options).receivedAt).toEqual(new Date("2026-11-16T09:30:00Z"));
  });

  it("is awaited while its days still run, whatever came of them", () => {
    const early = judge([...before, ...full("2026-11-15T08:00:00Z")], {
      ...options,
      now: new Date("2026-11-15T20:00:00Z"),
    });
    expect(early.state).toBe("awaited");
  });
});

describe("what is usual", () => {
  it("is the median of the same weekday in the eight weeks before: one bad week does not move it", () => {
    const usual = (onTime: ReceivedDay[]) =>
      usualRowsByDay(receivedRowsOf(daily, onTime), rangeThrough(MONDAY, MONDAY), new Set());
    const all = history(MONDAY);
    expect(usual(all)).toEqual(new Map([[MONDAY, 400]]));
    expect(usual(all.filter(({ day }) => day !== "2026-11-09"))).toEqual(new Map([[MONDAY, 400]]));
    expect(usual([])).toBeNull();
  });
});

describe("whatever comes, and in whatever order", () => {
  const steps = fc.array(
    fc.record({ minute: fc.integer({ min: -3000, max: 3000 }), rows: fc.integer({ min: 1, max: 800 }) }),
    {
      maxLength: 5,
    },
  );
  const results = steps.map((all) =>
    all.map(({ minute, rows }): ReceivedDay =>
      received(MONDAY, [new Date(Date.parse("2026-11-17T09:00:00Z") + minute * 60_000).toISOString(), rows]),
    ),
  );

  it("more rows, or the same rows sooner, never make a file worse; the order of what came does not matter", () => {
    const rank = { received: 0, awaited: 1, late: 2, incomplete: 3, overdue: 4, skipped: 5 } as const;
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 3000 }), (all, more, sooner) => {
        const now = new Date("2026-11-30T00:00:00Z");
        const state = (list: ReceivedDay[]) => judge([...history(MONDAY), ...list], { now });
        const step = (onTime: ReceivedDay, change: (one: { at: Date; rows: number }) => { at: Date; rows: number }) => {
          return { ...onTime, steps: onTime.steps.map(change) };
        };
        const plain = state(all);
        const richer = state(all.map((one) => step(one, ({ at, rows }) => ({ at, rows: rows + more }))));
        const earlier = state(
          all.map((one) => step(one, ({ at, rows }) => ({ at: new Date(at.getTime() - sooner * 60_000), rows }))),
        );
        expect(rank[richer.state]).toBeLessThanOrEqual(rank[plain.state]);
        expect(rank[earlier.state]).toBeLessThanOrEqual(rank[plain.state]);
        expect(state(all.toReversed())).toEqual(plain);
        expect(plain.state === "overdue").toBe(all.length === 0);
        expect(plain.state === "incomplete").toBe(
          all.length > 0 && Math.max(...all.map((one) => one.steps[0]?.rows ?? 0)) < 240,
        );
      }),
    );
  });
});
