import { z } from "zod";
import { isTimeZone } from "~/domain/calendar/time-zone";
import { dateFormatProblem } from "../values/date-format";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

export const heading = z.string().trim().min(1).max(200);
export const word = z.string().max(200);
export const words = z.array(word).min(1).max(1000);
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, MAPPING_PROBLEMS.key);
export const timeZone = z.string().refine(isTimeZone, MAPPING_PROBLEMS.timeZone);
export const dateFormat = z.string().superRefine((format, context) => {
  const problem = dateFormatProblem(format);
  if (problem) context.addIssue({ code: "custom", message: problem });
});
