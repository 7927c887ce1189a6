import { stdSerializers } from "pino";
import { readEncodedUnits } from "./encoded-units";

/** Stands for an encoded character that is no part of the patterns below. */
const OTHER = "\u0001";

/** What follows /s/ or /set-up/ up to the end of the address: dot segments in between lead a router to the token behind them. */
const SECRET_PATH = /((?:^|[/\\]|(?<![\w%.\u0001-]))(?:s|set-up)[/\\]+)([^\s"'<>?#]+)/gi;
/** Endings that say which form of a link was requested and hold no secret. */
const PLAIN_ENDING = /(?<=.)(?:\/(?:data\.)?csv)?\/?$/i;
const QUERY = /\?(?=[^\s"'<>?]*=)[^\s"'<>]*/g;
/** As long as a token of 256 bits, encoded characters counted as one. */
const LONG_TOKEN = /[\w-]{43,}/g;

/** No pattern repeats what repeats in itself, so that none tries the same text in many ways. */
export const REDACTION_PATTERNS = [SECRET_PATH, PLAIN_ENDING, QUERY, LONG_TOKEN];

/** A text with the tokens of share links and one-time addresses, other long tokens and query strings struck out. */
export function redactText(text: string): string {
  const isOfPath = (character: string) => /[set\-up/\\]/i.test(character);
  const withoutPaths = replaceUnits(
    text,
    SECRET_PATH,
    (character) => (isOfPath(character) ? character : OTHER),
    ([, before = "", rest = ""], original) => {
      const secret = original(before.length, rest.length);
      return `${original(0, before.length)}[token]${PLAIN_ENDING.exec(secret)?.[0] ?? ""}`;
    },
  );
  return replaceUnits(
    withoutPaths.replace(QUERY, "?[query]"),
    LONG_TOKEN,
    () => "x",
    () => "[token]",
  );
}

/**
 * Replaces what a pattern finds where encoded characters are read as `decode` says. `original` gives the text of some units of what
 * was found, as it stands.
 */
function replaceUnits(
  text: string,
  pattern: RegExp,
  decode: (character: string) => string,
  replacement: (found: RegExpExecArray, original: (from: number, length: number) => string) => string,
): string {
  const { starts, view } = readEncodedUnits(text);
  const pieces: string[] = [];
  let written = 0;
  for (const found of view(decode).matchAll(pattern)) {
    const offset = (unit: number) => starts[found.index + unit] ?? text.length;
    pieces.push(
      text.slice(written, offset(0)),
      replacement(found, (from, length) => text.slice(offset(from), offset(from + length))),
    );
    written = offset(found[0].length);
  }
  return pieces.join("") + text.slice(written);
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
