import { z } from "zod";
import { caseEventSchema } from "./case-events";
import { instantField, numberField } from "./field";

/**
 * For files with a row per event: of the rows with one id only the last (or first) is taken, by what `order` names, one after the
 * other, and then by their place in the file. A row that does not say when it was is rejected. Across files the same holds: an event
 * that comes behind the one that counts is kept out; of two that are equal in order the later file's is taken. With `events` a case gets
 * columns of its own from all of its events in the file, which fields name like any other.
 */
export const collapseSchema = z.strictObject({
  order: z.array(z.union([z.strictObject({ instant: instantField }), z.strictObject({ number: numberField })])).max(3),
  keep: z.enum(["last", "first"]).default("last"),
  events: z.array(caseEventSchema).min(1).max(30).optional(),
});
export type Collapse = z.infer<typeof collapseSchema>;
