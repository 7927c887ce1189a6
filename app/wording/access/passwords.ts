import type { PasswordProblem } from "~/domain/access/password-rules";
import { PASSWORD_MAX, PASSWORD_MIN } from "~/domain/access/password-rules";

export const PASSWORD_HINT = `At least ${PASSWORD_MIN} characters. A few unrelated words make a good one.`;

export const PASSWORD_PROBLEM_WORDS: Readonly<Record<PasswordProblem, string>> = {
  "too-short": `A password needs at least ${PASSWORD_MIN} characters.`,
  "too-long": `A password can have at most ${PASSWORD_MAX} characters.`,
  "too-common": "This is among the passwords that are tried first. A few unrelated words are safer.",
  "names-you": "A password made of your name, address or this product is easily guessed.",
};
