/**
 * A name that documents used in earlier releases. `at` leads to it from the top; `*` stands for every item of a list and every field
 * of an object. `fields` renames fields of the object there, `values` replaces the text there.
 */
export type FormerName = {
  readonly at: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
};

/** The document with every former name replaced by the current one. A field that stands under both names keeps both. */
export function withCurrentNames(document: unknown, formerNames: readonly FormerName[]): unknown {
  return formerNames.reduce<unknown>((value, formerName) => replaceAt(value, formerName.at, formerName), document);
}

function replaceAt(value: unknown, at: readonly string[], formerName: FormerName): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return replace(value, formerName);
  if (step === "*" && Array.isArray(value)) return value.map((item) => replaceAt(item, rest, formerName));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => {
    return [name, step === "*" || step === name ? replaceAt(item, rest, formerName) : item];
  });
  return Object.fromEntries(entries);
}

function replace(value: unknown, { fields = {}, values = {} }: FormerName): unknown {
  if (typeof value === "string") return Object.hasOwn(values, value) ? values[value] : value;
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => {
    const current = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [current === undefined || Object.hasOwn(value, current) ? name : current, item];
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
