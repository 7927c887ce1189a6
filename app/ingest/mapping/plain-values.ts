import { z } from "zod";
import { isTimeZone } from "~/domain/calendar/time-zone";
import { dateFormatProblem } from "../values/date-format";

export const heading = z.string().trim().min(1).max(200);
export const word = z.string().max(200);
export const words = z.array(word).min(1).max(1000);
export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "use at most 63 lower-case letters, digits and hyphens, the first not a hyphen");
export const timeZone = z.string().refine(isTimeZone, "this is not a time zone name such as Europe/Madrid or UTC");
export const dateFormat = z.string().superRefine((format, context) => {
  const problem = dateFormatProblem(format);
  if (problem) context.addIssue({ code: "custom", message: problem });
});
