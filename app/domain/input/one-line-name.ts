import { z } from "zod";

/** Control characters, line ends, and characters that change the direction in which the text around them is shown. */
const BEYOND_ONE_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const MAX_CHARACTERS = 120;

const LONGEST_WORDS = `At most ${MAX_CHARACTERS} characters.`;
export const ONE_LINE_WORDS = "Use one line, without control characters or characters that change the text direction.";

/** Whether a text is shown in one line, as it is written. */
export function isOneLine(text: string): boolean {
  return !BEYOND_ONE_LINE.test(text);
}

/** A name that people give to something: one line, not blank. `missing` says what to enter. */
export function oneLineName(missing: string) {
  return z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(MAX_CHARACTERS, LONGEST_WORDS)
    .refine(isOneLine, ONE_LINE_WORDS);
}

/** A name that may be left out. */
export const optionalOneLineName = z
  .string()
  .trim()
  .max(MAX_CHARACTERS, LONGEST_WORDS)
  .refine(isOneLine, ONE_LINE_WORDS)
  .default("");
