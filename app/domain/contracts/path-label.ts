/** The lists of a document whose items have a name: what an item is, and the field with its name. */
const LISTS: Readonly<Record<string, { noun: string; name: string }>> = {
  versions: { noun: "version", name: "version" },
  targets: { noun: "target", name: "id" },
  sources: { noun: "source", name: "source" },
  deliveries: { noun: "expected file", name: "kind" },
  bases: { noun: "base", name: "id" },
  indexes: { noun: "index", name: "id" },
  allowances: { noun: "allowance", name: "id" },
  pools: { noun: "pool", name: "id" },
  points: { noun: "points scheme", name: "id" },
  rules: { noun: "rule", name: "id" },
  suspensions: { noun: "suspension", name: "id" },
  caps: { noun: "cap", name: "id" },
  earnBacks: { noun: "earn-back", name: "id" },
  rights: { noun: "right", name: "id" },
  ratchets: { noun: "ratchet", name: "id" },
  readings: { noun: "open reading", name: "id" },
  others: { noun: "other reading", name: "reading" },
  examples: { noun: "example", name: "id" },
};

/** Fields that only hold lists: a place is clear without them. */
const HOLDERS = new Map([["creditScheme", "credit scheme"]]);
const HOLDER_NAMES = new Set(HOLDERS.values());

/** A longer text is no name of a target. */
const MAX_NAME_LENGTH = 80;

/** `["versions", 2, "targets", 7, "minimum"]` of a document → `Version 3, target adherence (8th), minimum`. */
export function pathLabelOf(document: unknown, path: readonly PropertyKey[]): string {
  const parts: string[] = [];
  const fields: string[] = [];
  let at = document;
  for (const [index, step] of path.entries()) {
    at = fieldOf(at, step);
    const list = LISTS[String(path[index - 1] ?? "")];
    const isListed = fields.slice(0, -1).every((field) => HOLDER_NAMES.has(field));
    if (typeof step === "number" && list !== undefined && isListed) {
      fields.length = 0;
      parts.push(itemName(list.noun, typeof at === "string" ? at : fieldOf(at, list.name), step + 1));
    } else if (typeof step === "number") fields.push(ordinalNumber(step + 1));
    else fields.push(HOLDERS.get(String(step)) ?? String(step));
  }
  const pathLabel = [...parts, ...(fields.length === 0 ? [] : [fields.join(" ")])].join(", ");
  return parts.length === 0 ? pathLabel : pathLabel.charAt(0).toUpperCase() + pathLabel.slice(1);
}

function itemName(noun: string, name: unknown, position: number): string {
  if (name === position) return `${noun} ${position}`;
  const isName =
    typeof name === "number" || (typeof name === "string" && name !== "" && name.length <= MAX_NAME_LENGTH);
  return isName ? `${noun} ${name} (${ordinalNumber(position)})` : `${ordinalNumber(position)} ${noun}`;
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}

const RULES = new Intl.PluralRules("en-US", { type: "ordinal" });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** `8th`. */
function ordinalNumber(position: number): string {
  return `${position}${ENDINGS[RULES.select(position)] ?? "th"}`;
}
