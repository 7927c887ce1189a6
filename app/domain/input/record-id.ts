import { z } from "zod";

/** The largest `integer` of the database. */
const MAX_ID = 2_147_483_647;

/** The number of a record as an address or a form writes it, or null where the text is none. */
export function recordIdOf(text: string | null | undefined): number | null {
  if (typeof text !== "string" || !/^[1-9]\d{0,9}$/.test(text)) return null;
  const id = Number(text);
  return id <= MAX_ID ? id : null;
}

/** The number of a record in a form. */
export const recordId = z
  .string()
  .refine((text) => recordIdOf(text) !== null, "Choose one from the list.")
  .transform(Number);

/** The same where it is kept. */
export const storedRecordId = z.number().int().positive().max(MAX_ID);
