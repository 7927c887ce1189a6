import { z } from "zod";
import type { ArrivalsView } from "~/domain/deliveries/deliveries-view";
import { ARRIVAL_STATES, type Arrival } from "~/domain/deliveries/evaluate-delivery";
import { CADENCES, clockText, deliveryName } from "~/domain/contracts/delivery-schedule";
import { addDays } from "~/domain/calendar/day";
import { momentInZone } from "~/domain/calendar/moment";
import { FACT_KINDS } from "~/domain/facts/fact-fields";

const arrivalSchema = z
  .object({
    from: z.string(),
    to: z.string().describe("Last day, included"),
    dueAt: z.string(),
    inTimeUntil: z.string().describe("With the days of grace"),
    state: z
      .enum(ARRIVAL_STATES)
      .describe(
        "overdue: its time is over and nothing came; short: its time is over and less came than usual; late: came in full, after " +
          "its time; awaited: may still come in time; skipped: the partner is closed that day",
      ),
    arrivedAt: z.string().nullable().describe("When it was there in full; where it is not, when the last of it came"),
    rows: z.number(),
    usualRows: z
      .number()
      .nullable()
      .describe("Medians of the same weekdays of the eight weeks before, added up; null: too few weeks are known"),
    daysMissing: z.array(z.string()).describe("Days that usually have rows, and have none"),
  })
  .meta({ id: "Arrival" });

export const arrivalsSchema = z
  .object({
    asOf: z.string(),
    timeZone: z.string(),
    items: z.array(
      z
        .object({
          key: z.string(),
          vendor: z.string(),
          name: z.string(),
          kind: z.enum(FACT_KINDS),
          source: z.string().nullable().describe("Null: any source of the kind"),
          every: z.enum(CADENCES),
          weekdays: z.array(z.number()).nullable().describe("Of daily files the days they cover, 1 for Monday"),
          dueOn: z.number().nullable().describe("Weekday of weekly files, day of the month of monthly ones"),
          dueTime: z.string(),
          graceDays: z.number(),
          shortPercent: z.number().describe("Fewer rows than this many per cent of the usual are short; 0: never"),
          sowVersion: z.number().nullable().describe("The SOW version that says so; null: a schedule kept by people"),
          standing: z.enum(["expected", "paused", "set-aside"]),
          arrivals: z.array(arrivalSchema).describe("The latest periods, oldest first"),
        })
        .meta({ id: "ExpectedFile" }),
    ),
  })
  .meta({ id: "Arrivals" });

export function arrivalsDocument({ now, timeZone, lines }: ArrivalsView): z.output<typeof arrivalsSchema> {
  return {
    asOf: momentInZone(now, timeZone),
    timeZone,
    items: lines.map(({ key, partner, delivery, origin, standing, arrivals }) => {
      const { kind, source, cadence, dueMinutes, graceDays, shortPercent } = delivery;
      return {
        key,
        vendor: partner.key,
        name: deliveryName(delivery),
        kind,
        source,
        every: cadence.every,
        weekdays: cadence.every === "day" ? [...cadence.weekdays] : null,
        dueOn: cadence.every === "day" ? null : cadence.every === "week" ? cadence.weekday : cadence.monthDay,
        dueTime: clockText(dueMinutes),
        graceDays,
        shortPercent,
        sowVersion: origin.by === "sow" ? origin.version : null,
        standing,
        arrivals: arrivals.map((arrival) => arrivalDocument(arrival, timeZone)),
      };
    }),
  };
}

function arrivalDocument(arrival: Arrival, zone: string): z.output<typeof arrivalSchema> {
  const { range, dueAt, inTimeUntil, state, arrivedAt, rows, usualRows, daysMissing } = arrival;
  return {
    from: range.from,
    to: addDays(range.until, -1),
    dueAt: momentInZone(dueAt, zone),
    inTimeUntil: momentInZone(inTimeUntil, zone),
    state,
    arrivedAt: arrivedAt && momentInZone(arrivedAt, zone),
    rows,
    usualRows,
    daysMissing: [...daysMissing],
  };
}
