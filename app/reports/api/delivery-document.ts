import { z } from "zod";
import type { ArrivalsView } from "~/domain/deliveries/deliveries-view";
import { ARRIVAL_STATES, type Arrival } from "~/domain/deliveries/evaluate-delivery";
import { CADENCES, clockText } from "~/domain/contracts/delivery-schedule";
import { deliveryName } from "~/wording/contracts/delivery-schedule";
import { DELIVERY_FIELDS as text } from "~/wording/deliveries/api-fields";
import { addDays } from "~/domain/calendar/day";
import { momentInZone } from "~/domain/calendar/moment";
import { FACT_KINDS } from "~/domain/facts/fact-fields";

const arrivalSchema = z
  .object({
    from: z.string(),
    to: z.string().describe(text.to),
    dueAt: z.string(),
    inTimeUntil: z.string().describe(text.inTimeUntil),
    state: z.enum(ARRIVAL_STATES).describe(text.state),
    arrivedAt: z.string().nullable().describe(text.arrivedAt),
    rows: z.number(),
    usualRows: z.number().nullable().describe(text.usualRows),
    daysMissing: z.array(z.string()).describe(text.daysMissing),
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
          source: z.string().nullable().describe(text.source),
          every: z.enum(CADENCES),
          weekdays: z.array(z.number()).nullable().describe(text.weekdays),
          dueOn: z.number().nullable().describe(text.dueOn),
          dueTime: z.string(),
          graceDays: z.number(),
          shortPercent: z.number().describe(text.shortPercent),
          sowVersion: z.number().nullable().describe(text.sowVersion),
          standing: z.enum(["expected", "paused", "set-aside"]),
          arrivals: z.array(arrivalSchema).describe(text.periods),
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
