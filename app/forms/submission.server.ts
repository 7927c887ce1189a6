import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";
import { fieldNamesOf } from "./field-names";
import { readForm, type SentForm } from "./read-form.server";

/** What a schema makes of a form that was read: its value, or what is wrong with which field. */
export function submissionOf<Schema extends z.core.$ZodType>(form: SentForm, schema: Schema) {
  const names = new Set(fieldNamesOf(schema));
  const fields = [...form.entries()].filter(([name]) => names.has(name));
  return parseWithZod(new URLSearchParams(fields), { schema });
}

/** Reads a form that holds the fields of one schema and nothing else. */
export async function readSubmission<Schema extends z.core.$ZodType>(request: Request, schema: Schema) {
  return submissionOf(await readForm(request, fieldNamesOf(schema)), schema);
}
