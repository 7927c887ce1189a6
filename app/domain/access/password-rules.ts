import { COMMON_PASSWORD_WORDS } from "./common-passwords";

export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

export type PasswordProblem = "too-short" | "too-long" | "too-common" | "names-you";

/** Fewer characters than this left, once words that anyone would try are taken out, is too few to be a secret. */
const OWN_CHARACTERS_MIN = 6;
const PRODUCT_LABELS = ["plumbline", "scorecard"];
const LOOK_ALIKES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/**
 * What is wrong with a password, or null. Length is what counts: no rule asks for kinds of characters. Refused are those that are
 * made of common words, of runs and repetitions, or of the person's own name and address.
 */
export function passwordProblem(
  password: string,
  person: { email?: string; name?: string; organization?: string } = {},
): PasswordProblem | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return "too-short";
  if (length > PASSWORD_MAX) return "too-long";
  const personal = personalText(person);
  const bare = password.normalize("NFKC").toLowerCase();
  const spellings = [bare, [...bare].map((sign) => LOOK_ALIKES[sign] ?? sign).join("")];
  if (spellings.some((text) => ownCharacters(text, COMMON_PASSWORD_WORDS) < OWN_CHARACTERS_MIN)) return "too-common";
  if (spellings.some((text) => ownCharacters(text, [...COMMON_PASSWORD_WORDS, ...personal]) < OWN_CHARACTERS_MIN)) {
    return "names-you";
  }
  return null;
}

function personalText({
  email = "",
  name = "",
  organization = "",
}: {
  email?: string;
  name?: string;
  organization?: string;
}) {
  return [...`${email} ${name} ${organization}`.toLowerCase().split(/[^\p{L}\p{N}]+/u), ...PRODUCT_LABELS].filter(
    (word) => word.length >= 3,
  );
}

/** How many different characters are left when words, runs (1234, abcd), repetitions and years are taken out. */
function ownCharacters(text: string, words: readonly string[]): number {
  let left = text;
  for (const word of [...words].sort((a, b) => b.length - a.length)) left = left.replaceAll(word, " ");
  left = left.replace(/(?:19|20)\d\d/g, " ");
  left = withoutRuns(left).replace(/(.{1,8}?)\1+/gu, "$1");
  return new Set([...left].filter((sign) => /[\p{L}\p{N}]/u.test(sign) || /[^\s\p{P}\p{S}]/u.test(sign))).size;
}

/** Drops stretches of three or more characters whose codes rise, fall or stay by the same step (123, cba, aaa). */
function withoutRuns(text: string): string {
  const signs = [...text];
  const retained: string[] = [];
  let start = 0;
  while (start < signs.length) {
    let end = start + 1;
    const step = stepBetween(signs[start], signs[end]);
    while (step !== null && stepBetween(signs[end], signs[end + 1]) === step) end += 1;
    if (step !== null && end - start >= 2) {
      start = end + 1;
    } else {
      retained.push(signs[start] ?? "");
      start += 1;
    }
  }
  return retained.join("");
}

function stepBetween(before: string | undefined, after: string | undefined): -1 | 0 | 1 | null {
  if (before === undefined || after === undefined) return null;
  const step = (after.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  return step === 0 || step === 1 || step === -1 ? step : null;
}
