/** Names that SOW documents used in earlier releases, with the current ones. Documents are kept as they were uploaded. */
const FORMER_DELIVERY_FIELDS: Readonly<Record<string, string>> = { shortPercent: "incompletePercent" };

/** The document with every former name replaced by the current one; anything that is no SOW document comes back as it is. */
export function withCurrentNames(json: unknown): unknown {
  return mapField(json, "versions", (version) => mapField(version, "deliveries", renamed));
}

function mapField(value: unknown, field: string, change: (item: unknown) => unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value[field])) return value;
  return { ...value, [field]: value[field].map(change) };
}

function renamed(delivery: unknown): unknown {
  if (!isRecord(delivery)) return delivery;
  const entries = Object.entries(delivery).map(([name, value]) => {
    const current = FORMER_DELIVERY_FIELDS[name];
    return [current === undefined || Object.hasOwn(delivery, current) ? name : current, value];
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
