import { z } from "zod";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import type { Preliminary } from "~/domain/metrics/preliminary";

export const preliminarySchema = z
  .object({
    rows: z
      .array(z.object({ kind: z.enum(FACT_KINDS), rows: z.number() }))
      .describe("How many preliminary rows of each kind; empty where it is not known how many"),
    from: z.string(),
    to: z.string().describe("Last day with such rows, included"),
  })
  .nullable()
  .describe("Null: every row behind it is final");

export function preliminaryDocument(preliminary: Preliminary | null): z.output<typeof preliminarySchema> {
  return preliminary && { ...preliminary, rows: preliminary.rows.map((counted) => ({ ...counted })) };
}
