type Fields = Readonly<Record<string, unknown>>;

/**
 * A target or rule with the fields that a reading changes; null removes a field. A quantity or price of the same kind, and parameters, are
 * changed field by field. Any other field is replaced whole.
 */
export function withChanges(item: Fields, changes: Fields): Fields {
  const changed = new Map(Object.entries(item));
  for (const [name, change] of Object.entries(changes)) {
    const before = changed.get(name);
    if (change === null) changed.delete(name);
    else if (isFields(change) && isFields(before) && isChangedByField(name, before, change)) {
      changed.set(name, withChanges(before, change));
    } else changed.set(name, change);
  }
  return Object.fromEntries(changed);
}

function isChangedByField(name: string, before: Fields, change: Fields): boolean {
  if (name === "parameters") return true;
  // `per` of a quantity and `kind` of a price decide which fields there are.
  return ["per", "kind"].some((field) => field in before && [undefined, before[field]].includes(change[field]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
