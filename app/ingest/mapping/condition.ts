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

/** A space at its end is kept: `Week ` begins `Week 10` and not `Weekend`. */
export const foldedBeginning = (text: string) => text.trimStart().toLowerCase();
/** Whether a folded text begins so. A word and a space also begin the word alone. */
export const begins = (text: string, beginning: string) => `${text} `.startsWith(beginning);
