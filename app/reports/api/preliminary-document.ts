import { z } from "zod";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import type { Preliminary } from "~/domain/metrics/preliminary";
import { RESULT_FIELDS } from "~/wording/scorecards/api-fields";

export const preliminarySchema = z
  .object({
    rows: z.array(z.object({ kind: z.enum(FACT_KINDS), rows: z.number() })).describe(RESULT_FIELDS.preliminaryRows),
    from: z.string(),
    to: z.string().describe(RESULT_FIELDS.preliminaryTo),
  })
  .nullable()
  .describe(RESULT_FIELDS.preliminary);

export function preliminaryDocument(preliminary: Preliminary | null): z.output<typeof preliminarySchema> {
  return preliminary && { ...preliminary, rows: preliminary.rows.map((counted) => ({ ...counted })) };
}
