import { z } from "zod";

/** Form libraries take other names for paths into objects and lists, or for commands to themselves. No form of ours has one. */
export function isFlatName(name: string): boolean {
  return !/[.[\]]/.test(name) && !name.startsWith("__");
}

/** The fields that a schema reads, by the names that its form gives them. */
export function fieldNamesOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodPipe) return fieldNamesOf(schema.in);
  throw new Error("A form is described by an object of fields.");
}
