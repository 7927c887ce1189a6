import { z } from "zod";
import { heading, words } from "./plain-values";

/** True of a row by the cell of one column. Words are compared without case and outer spaces. */
export const conditionSchema = z
  .strictObject({
    column: heading,
    is: words.optional(),
    isNot: words.optional(),
    startsWith: words.optional(),
    endsWith: words.optional(),
    contains: words.optional(),
    blank: z.boolean().optional(),
  })
  .refine(
    ({ is, isNot, startsWith, endsWith, contains, blank }) =>
      [is, isNot, startsWith, endsWith, contains, blank].filter((part) => part !== undefined).length === 1,
    "give exactly one of is, isNot, startsWith, endsWith, contains and blank",
  );

export type Condition = z.infer<typeof conditionSchema>;
