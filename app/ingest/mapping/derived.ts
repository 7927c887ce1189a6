import { z } from "zod";
import { conditionSchema } from "./condition";
import { heading, word } from "./plain-values";
import { MAPPING_PROBLEMS } from "~/wording/imports/mapping-problems";

/**
 * A part of a text: the piece at a place between separators (1 the first, -1 the last), or what stands behind one mark and before
 * another. A text without that part says nothing.
 */
export const partSchema = z.union([
  z.strictObject({
    split: z.string().min(1).max(20),
    index: z
      .number()
      .int()
      .min(-50)
      .max(50)
      .refine((index) => index !== 0, MAPPING_PROBLEMS.partNumber),
  }),
  z
    .strictObject({ after: z.string().min(1).max(100).optional(), before: z.string().min(1).max(100).optional() })
    .refine(({ after, before }) => after !== undefined || before !== undefined, MAPPING_PROBLEMS.afterBefore),
]);

export type Part = z.infer<typeof partSchema>;

/** One of several ways to a value, for the rows in which its condition holds; without one it holds in all of them. */
export const caseSchema = z
  .strictObject({ when: conditionSchema.optional(), value: word.optional(), column: heading.optional() })
  .refine(({ value, column }) => (value === undefined) !== (column === undefined), MAPPING_PROBLEMS.valueOrColumn);

export type Case = z.infer<typeof caseSchema>;

/** Left to another import: the roster's line of the row's agent on the row's day, where the file itself says nothing. */
export const lookupSchema = z.strictObject({ roster: z.literal("agent") });

/** The part of a text that is requested, without outer spaces; null where the text has no such part. */
export function compilePart(part: Part): (text: string) => string | null {
  if ("split" in part) {
    const position = part.index > 0 ? part.index - 1 : part.index;
    return (text) => text.split(part.split).at(position)?.trim() ?? null;
  }
  const { after, before } = part;
  return (text) => {
    const mark = after === undefined ? 0 : text.indexOf(after);
    if (mark < 0) return null;
    const from = mark + (after?.length ?? 0);
    const until = before === undefined ? text.length : text.indexOf(before, from);
    return until < 0 ? null : text.slice(from, until).trim();
  };
}
