import type { PasswordProblem } from "~/domain/access/password-rules";
import { PASSWORD_MAX, PASSWORD_MIN } from "~/domain/access/password-rules";

export const PASSWORD_HINT = `At least ${PASSWORD_MIN} characters. Use a few unrelated words.`;

export const PASSWORD_PROBLEM_MESSAGES: Readonly<Record<PasswordProblem, string>> = {
  "too-short": `Use at least ${PASSWORD_MIN} characters.`,
  "too-long": `Use at most ${PASSWORD_MAX} characters.`,
  "too-common": "This password is too common. Use a few unrelated words.",
  "names-you": "Don’t use your name, email or “Plumbline” in the password.",
};
