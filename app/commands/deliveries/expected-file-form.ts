import { z } from "zod";
import {
  CADENCES,
  LAST_MONTH_DAY,
  MOST_GRACE_DAYS,
  parseClock,
  type Cadence,
  type Delivery,
} from "~/domain/contracts/delivery-schedule";
import { isReportedDay, type Day } from "~/domain/calendar/day";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { optionalOneLineName } from "~/domain/input/one-line-name";

const weekday = z.coerce.number().int().min(1).max(7);
const wholeNumber = (least: number, most: number) => {
  const words = `A whole number from ${least} to ${most}.`;
  return z.coerce.number({ error: words }).int(words).min(least, words).max(most, words);
};

const fields = z.object({
  name: optionalOneLineName,
  kind: z.enum(FACT_KINDS, { error: "Choose what the file holds." }),
  source: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "Name a source as mappings do: lower-case letters, digits and hyphens.")
    .optional(),
  every: z.enum(CADENCES, { error: "Choose how often it is owed." }),
  weekdays: z.array(weekday).default([]),
  weekday: weekday.default(1),
  monthDay: wholeNumber(1, LAST_MONTH_DAY).default(1),
  dueTime: z
    .string({ error: "Enter a time such as 09:00." })
    .refine((time) => parseClock(time) !== null, "Enter a time such as 09:00."),
  graceDays: wholeNumber(0, MOST_GRACE_DAYS),
  shortPercent: wholeNumber(0, 100),
  startsOn: z.string({ error: "Enter a day." }).refine(isReportedDay, "Enter a day."),
});

const chosenDays = {
  path: ["weekdays"],
  error: "Tick at least one day.",
};
const hasDays = ({ every, weekdays }: { every: string; weekdays: readonly number[] }) => {
  return every !== "day" || weekdays.length > 0;
};

export type ExpectedFileWish = { readonly delivery: Delivery; readonly startsOn: Day };

/** A changed schedule, as its form sends it. */
export const expectedFileSchema = fields.refine(hasDays, chosenDays).transform(wishOf);

/** A new one, of a partner named by its key. */
export const newExpectedFileSchema = fields
  .extend({ vendor: z.string({ error: "Choose whose file it is." }).min(1, "Choose whose file it is.") })
  .refine(hasDays, chosenDays)
  .transform(({ vendor, ...wish }) => ({ vendor, ...wishOf(wish) }));

function wishOf(form: z.output<typeof fields>): ExpectedFileWish {
  const { name, kind, source, dueTime, graceDays, shortPercent, startsOn } = form;
  const dueMinutes = parseClock(dueTime) ?? 0;
  const delivery = {
    name,
    kind,
    source: source ?? null,
    cadence: cadenceOf(form),
    dueMinutes,
    graceDays,
    shortPercent,
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
