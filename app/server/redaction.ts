import { stdSerializers } from "pino";

/** A character as it stands or percent-encoded, however many times over; patterns ignore case, encoded letters have two codes. */
function anyForm(character: string): string {
  const codes = [character.toLowerCase(), character.toUpperCase()].map((form) => form.charCodeAt(0).toString(16));
  return `(?:${character}|%(?:25)*(?:${codes.join("|")}))`;
}

const anyFormOf = (word: string) => [...word].map(anyForm).join("");

const SLASH = String.raw`(?:[/\\]|%(?:25)*(?:2f|5c))`;

/** What follows /s/ or /set-up/ up to the end of the address: dot segments in between lead a router to the token behind them. */
const SECRET_PATH = new RegExp(
  String.raw`((?:^|${SLASH}|(?<![\w%.-]))(?:${anyFormOf("s")}|${anyFormOf("set-up")})${SLASH}+)([^\s"'<>?#]+)`,
  "gi",
);
/** Endings that say which form of a link was asked for and hold no secret. */
const PLAIN_ENDING = /(?<=.)(?:\/(?:data\.)?csv)?\/?$/i;
const QUERY = /\?(?=[^\s"'<>?]*=)[^\s"'<>]*/g;
/** As long as a token of 256 bits, encoded characters counted as one. */
const LONG_TOKEN = /(?:[\w-]|%(?:25)*[0-9a-f]{2}){43,}/gi;

/** A text with the tokens of share links and one-time addresses, other long tokens and query strings struck out. */
export function redactText(text: string): string {
  return text
    .replace(SECRET_PATH, (_, before: string, rest: string) => `${before}[token]${PLAIN_ENDING.exec(rest)?.[0] ?? ""}`)
    .replace(QUERY, "?[query]")
    .replace(LONG_TOKEN, "[token]");
}

/** Errors refer to errors, and anything may refer to itself: what lies deeper is left out. */
const DEPTH_MAX = 6;

/** A value for the log with every text in it redacted; errors become plain objects. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === DEPTH_MAX) return "[deeper]";
  const plain = value instanceof Error ? stdSerializers.err(value) : value;
  if (Array.isArray(plain)) return plain.map((item) => redactValue(item, depth + 1));
  return Object.fromEntries(Object.entries(plain).map(([name, part]) => [name, redactValue(part, depth + 1)]));
}
