import { z } from "zod";
import { instantField, numberField } from "./field";

/**
 * For files with a row per event: of the rows with one id only the last (or first) is taken, by what `order` names, one after the
 * other, and then by their place in the file. A row that does not say when it was is rejected. Across files the same holds: an event
 * that comes behind the one that counts is kept out; of two that are equal in order the later file's is taken.
 */
export const collapseSchema = z.strictObject({
  order: z
    .array(z.union([z.strictObject({ instant: instantField }), z.strictObject({ number: numberField })]))
    .min(1)
    .max(3),
  keep: z.enum(["last", "first"]).default("last"),
});
export type Collapse = z.infer<typeof collapseSchema>;
