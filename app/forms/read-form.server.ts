import { isStorableText } from "~/domain/input/storable-text";
import { isFlatName } from "./field-names";
import { PLAIN_FORM, type FormLimits } from "./form-limits";
import { FORM_REFUSALS } from "~/wording/shared/forms";

/** The fields of a form by name, in the order in which they were sent. */
export type SentForm = {
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  entries(): Iterable<[string, string]>;
};

/**
 * Reads the form that a page sent (`application/x-www-form-urlencoded`). Size and number of fields are checked before anything is
 * parsed. Of the fields only those in `names` are kept; a name that ends in a colon stands for every name that begins with it.
 * Throws a response that says what is wrong (400, 413, 415) for a form that no page of ours sends.
 */
export async function readForm(
  request: Request,
  names: readonly string[],
  limits: FormLimits = PLAIN_FORM,
): Promise<SentForm> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get("Content-Type") ?? "");
  const body = await readBody(request, limits.bytes, isForm);
  if (body.length === 0) return fieldsOf([], names);
  if (countFields(body) > limits.fields) throw refused(400, FORM_REFUSALS.tooManyFields);
  const text = decoded(body);
  return fieldsOf(new URLSearchParams(text), names);
}

/** Of a body that is no form, no more is read than tells that it is not empty. */
async function readBody(request: Request, limit: number, isForm: boolean): Promise<Buffer> {
  if (Number(request.headers.get("Content-Length") ?? "0") > limit) throw tooLarge(limit);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    bytes += next.value.length;
    if (bytes > 0 && !isForm) throw refused(415, FORM_REFUSALS.notAForm);
    if (bytes > limit) throw tooLarge(limit);
    pieces.push(next.value);
  }
  return Buffer.concat(pieces);
}

const AMPERSAND = 0x26;

function countFields(body: Buffer): number {
  let fields = 1;
  for (const byte of body) if (byte === AMPERSAND) fields += 1;
  return fields;
}

/** `URLSearchParams` puts a sign of its own in place of bytes that are no characters; here they are refused. */
function decoded(body: Buffer): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    decodeURIComponent(text);
    return text;
  } catch {
    throw notStorable();
  }
}

function fieldsOf(sent: Iterable<[string, string]>, names: readonly string[]): SentForm {
  const exact = new Set(names.filter((name) => !name.endsWith(":")));
  const families = names.filter((name) => name.endsWith(":"));
  const retained: [string, string][] = [];
  const values = new Map<string, string[]>();
  for (const [name, value] of sent) {
    const isKnown = exact.has(name) || families.some((family) => name.startsWith(family));
    if (!isKnown && !isFlatName(name)) throw refused(400, FORM_REFUSALS.unknownFields);
    if (!isStorableText(name) || !isStorableText(value)) throw notStorable();
    if (!isKnown) continue;
    retained.push([name, value]);
    const before = values.get(name);
    if (before) before.push(value);
    else values.set(name, [value]);
  }
  return {
    get: (name) => values.get(name)?.[0] ?? null,
    getAll: (name) => values.get(name)?.slice() ?? [],
    has: (name) => values.has(name),
    entries: () => retained,
  };
}

function tooLarge(limit: number): Response {
  return refused(413, FORM_REFUSALS.tooLarge(Math.floor(limit / 1024)));
}

function notStorable(): Response {
  return refused(400, FORM_REFUSALS.badCharacters);
}

function refused(status: 400 | 413 | 415, what: string): Response {
  return new Response(`${what} ${FORM_REFUSALS.retry}`, { status });
}
