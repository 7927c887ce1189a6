import { z } from "zod";
import type { DeliveriesView } from "~/domain/deliveries/deliveries-view";
import { DELIVERY_STATES, type DeliveryResult } from "~/domain/deliveries/evaluate-delivery";
import { CADENCES, clockText } from "~/domain/contracts/delivery-schedule";
import { deliveryName } from "~/wording/contracts/delivery-schedule";
import { DELIVERY_FIELDS as text } from "~/wording/deliveries/api-fields";
import { addDays } from "~/domain/calendar/day";
import { momentInZone } from "~/domain/calendar/moment";
import { FACT_KINDS } from "~/domain/facts/fact-fields";

const deliveryResultSchema = z
  .object({
    from: z.string(),
    to: z.string().describe(text.to),
    dueAt: z.string(),
    inTimeUntil: z.string().describe(text.inTimeUntil),
    state: z.enum(DELIVERY_STATES).describe(text.state),
    receivedAt: z.string().nullable().describe(text.receivedAt),
    rows: z.number(),
    usualRows: z.number().nullable().describe(text.usualRows),
    daysMissing: z.array(z.string()).describe(text.daysMissing),
  })
  .meta({ id: "DeliveryResult" });

export const expectedFilesSchema = z
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
          incompletePercent: z.number().describe(text.incompletePercent),
          sowVersion: z.number().nullable().describe(text.sowVersion),
          status: z.enum(["expected", "paused", "set-aside"]),
          results: z.array(deliveryResultSchema).describe(text.periods),
        })
        .meta({ id: "ExpectedFile" }),
    ),
  })
  .meta({ id: "ExpectedFiles" });

export function expectedFilesDocument({ now, timeZone, lines }: DeliveriesView): z.output<typeof expectedFilesSchema> {
  return {
    asOf: momentInZone(now, timeZone),
    timeZone,
    items: lines.map(({ key, partner, delivery, origin, status, results }) => {
      const { kind, source, cadence, dueMinutes, graceDays, incompletePercent } = delivery;
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
        incompletePercent,
        sowVersion: origin.by === "sow" ? origin.version : null,
        status,
        results: results.map((result) => deliveryResultDocument(result, timeZone)),
      };
    }),
  };
}

function deliveryResultDocument(result: DeliveryResult, zone: string): z.output<typeof deliveryResultSchema> {
  const { range, dueAt, inTimeUntil, state, receivedAt, rows, usualRows, daysMissing } = result;
  return {
    from: range.from,
    to: addDays(range.until, -1),
    dueAt: momentInZone(dueAt, zone),
    inTimeUntil: momentInZone(inTimeUntil, zone),
    state,
    receivedAt: receivedAt && momentInZone(receivedAt, zone),
    rows,
    usualRows,
    daysMissing: [...daysMissing],
  };
}
