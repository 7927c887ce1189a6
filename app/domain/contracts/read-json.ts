import { isStorableJson, MAX_JSON_LEVELS, tooDeepOffset } from "../input/json-limits";

/** A SOW document is text written by people; anything larger is another file. */
export const SOW_MAX_BYTES = 1_000_000;

/** Where a text stops being JSON, both counted from 1. */
export type JsonFault = { readonly line: number; readonly column: number; readonly message: string };

/** Reads a text as JSON that can be stored; a byte order mark at its start is skipped. */
export function readJsonText(text: string): { ok: true; json: unknown } | { ok: false; fault: JsonFault } {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (body.trim() === "") return { ok: false, fault: { line: 1, column: 1, message: "The document is empty" } };
  const deep = tooDeepOffset(body);
  if (deep !== null) return faultAt(body, deep, `is nested deeper than ${MAX_JSON_LEVELS} levels`);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    const offset = faultOffset(body);
    return faultAt(body, offset, offset >= body.length ? "ends unexpectedly" : "is not valid JSON");
  }
  if (isStorableJson(json)) return { ok: true, json };
  const escape = body.search(/\0|\\u(?:0000|[dD][89a-fA-F])/);
  return faultAt(body, Math.max(escape, 0), "has characters that can’t be stored (such as NUL)");
}

function faultAt(body: string, offset: number, what: string): { ok: false; fault: JsonFault } {
  const before = body.slice(0, offset).split("\n");
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  return { ok: false, fault: { line, column, message: `The text ${what} at line ${line}, column ${column}` } };
}

const TOKEN =
  /[\t\n\r ]*(?:([[\]{},:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Awaited = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

/** JSON.parse does not say where it stopped: this walks the tokens up to the first that may not stand where it does. */
function faultOffset(text: string): number {
  const open: ("[" | "{")[] = [];
  let awaited: Awaited = "value";
  for (let offset = 0; ;) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    const start = offset + (/^[\t\n\r ]*/.exec(text.slice(offset, offset + 4096))?.[0].length ?? 0);
    const next: Awaited | null =
      match === null ? null : after(awaited, match[1] ?? (match[2] === undefined ? "literal" : "string"), open);
    if (match === null || next === null) return start;
    awaited = next;
    offset = TOKEN.lastIndex;
  }
}

/** What may follow the token, or null where the token itself may not stand here. Keeps the list of open brackets. */
function after(awaited: Awaited, token: string, open: ("[" | "{")[]): Awaited | null {
  const takesValue = awaited === "value" || awaited === "value-or-end";
  const takesKey = awaited === "key" || awaited === "key-or-end";
  const ended = (): Awaited => (open.length === 0 ? "nothing" : "comma-or-end");
  switch (token) {
    case "{":
    case "[":
      if (!takesValue) return null;
      open.push(token);
      return token === "{" ? "key-or-end" : "value-or-end";
    case "}":
    case "]": {
      const closes = token === "}" ? "{" : "[";
      const mayEnd = awaited === "comma-or-end" || awaited === (token === "}" ? "key-or-end" : "value-or-end");
      if (!mayEnd || open.at(-1) !== closes) return null;
      open.pop();
      return ended();
    }
    case ",":
      if (awaited !== "comma-or-end") return null;
      return open.at(-1) === "{" ? "key" : "value";
    case ":":
      return awaited === "colon" ? "value" : null;
    case "string":
      if (takesKey) return "colon";
      return takesValue ? ended() : null;
    default:
      return takesValue ? ended() : null;
  }
}
