import { z } from "zod";
import { conditionSchema } from "./condition";
import { heading } from "./plain-values";

const conditions = z.array(conditionSchema).min(1).max(4);

/**
 * A column that each case gets from its events: the cell of `column` in the first or last event of which all of `when` hold, or, without
 * `column`, yes or no by whether there is such an event. Without `when` every event counts.
 */
export const caseEventSchema = z.strictObject({
  as: heading,
  column: heading.optional(),
  take: z.enum(["first", "last"]).default("first"),
  when: conditions.optional(),
  /** Only events behind one of which these hold, such as a reopening behind a resolution. */
  after: conditions.optional(),
  /** The event does not count where a later one of which these hold follows, such as a resolution that was reopened. */
  unlessFollowedBy: conditions.optional(),
});
export type CaseEvent = z.infer<typeof caseEventSchema>;
