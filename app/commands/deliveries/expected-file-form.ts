import { z } from "zod";
import {
  CADENCES,
  LAST_MONTH_DAY,
  MAX_GRACE_DAYS,
  parseClock,
  type Cadence,
  type Delivery,
} from "~/domain/contracts/delivery-schedule";
import { isReportedDay, type Day } from "~/domain/calendar/day";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { optionalOneLineName } from "~/domain/input/one-line-name";
import { SCHEDULE_ERRORS } from "~/wording/deliveries/expected-file-pages";

const weekday = z.coerce.number().int().min(1).max(7);
const wholeNumber = (least: number, most: number) => {
  const error = SCHEDULE_ERRORS.wholeNumber(least, most);
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error);
};

const fields = z.object({
  name: optionalOneLineName,
  kind: z.enum(FACT_KINDS, { error: SCHEDULE_ERRORS.content }),
  source: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, SCHEDULE_ERRORS.source)
    .optional(),
  every: z.enum(CADENCES, { error: SCHEDULE_ERRORS.frequency }),
  weekdays: z.array(weekday).default([]),
  weekday: weekday.default(1),
  monthDay: wholeNumber(1, LAST_MONTH_DAY).default(1),
  dueTime: z.string({ error: SCHEDULE_ERRORS.time }).refine((time) => parseClock(time) !== null, SCHEDULE_ERRORS.time),
  graceDays: wholeNumber(0, MAX_GRACE_DAYS),
  incompletePercent: wholeNumber(0, 100),
  startsOn: z.string({ error: SCHEDULE_ERRORS.day }).refine(isReportedDay, SCHEDULE_ERRORS.day),
});

const chosenDays = {
  path: ["weekdays"],
  error: SCHEDULE_ERRORS.weekdays,
};
const hasDays = ({ every, weekdays }: { every: string; weekdays: readonly number[] }) => {
  return every !== "day" || weekdays.length > 0;
};

export type ExpectedFileRequest = { readonly delivery: Delivery; readonly startsOn: Day };

/** A changed schedule, as its form sends it. */
export const expectedFileSchema = fields.refine(hasDays, chosenDays).transform(requestOf);

/** A new one, of a partner named by its key. */
export const newExpectedFileSchema = fields
  .extend({ vendor: z.string({ error: SCHEDULE_ERRORS.partner }).min(1, SCHEDULE_ERRORS.partner) })
  .refine(hasDays, chosenDays)
  .transform(({ vendor, ...requested }) => ({ vendor, ...requestOf(requested) }));

function requestOf(form: z.output<typeof fields>): ExpectedFileRequest {
  const { name, kind, source, dueTime, graceDays, incompletePercent, startsOn } = form;
  const dueMinutes = parseClock(dueTime) ?? 0;
  const delivery = {
    name,
    kind,
    source: source ?? null,
    cadence: cadenceOf(form),
    dueMinutes,
    graceDays,
    incompletePercent,
  };
  return { delivery, startsOn };
}

function cadenceOf({ every, weekdays, weekday: dueOn, monthDay }: z.output<typeof fields>): Cadence {
  switch (every) {
    case "day":
      return { every, weekdays: [...new Set(weekdays)].sort((a, b) => a - b) };
    case "week":
      return { every, weekday: dueOn };
    case "month":
      return { every, monthDay };
  }
}
