import { z } from "zod";
import { RESULT_FIELDS } from "~/wording/scorecards/api-fields";

/** Days that a ratio does not count; absent where it counts all. */
export const leftOutSchema = z
  .array(z.object({ from: z.string(), to: z.string().describe(RESULT_FIELDS.lastDay) }))
  .optional()
  .describe(RESULT_FIELDS.leftOut);
