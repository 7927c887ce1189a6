import { z } from "zod";

/** Days that a ratio does not count; absent where it counts all. */
export const leftOutSchema = z
  .array(z.object({ from: z.string(), to: z.string().describe("Last day, included") }))
  .optional()
  .describe("Stretches of days that a ratio does not count, since one of its sides is not stated there");
