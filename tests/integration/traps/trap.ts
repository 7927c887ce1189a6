/** A habit of vendor files that has led others astray: files of our own making, how they are mapped, and what must come of them. */
export type Trap = {
  trap: string;
  /** Imported one after the other; what is expected is stated of the last and of what is stored then. */
  files: readonly (string | Uint8Array)[];
  /** Instead of what the plain mapping says. */
  mapping?: Readonly<Record<string, unknown>>;
  counts?: Readonly<Record<string, number>>;
  /** By row id: what is stored of some fields. */
  stored?: Readonly<Record<string, StoredRow>>;
  /** By measure: sums over everything stored. */
  sums?: Readonly<Record<string, number>>;
  /** The codes of the rows' problems. */
  problems?: readonly string[];
  refused?: string;
};
export type StoredRow = Readonly<Record<string, string | number | boolean | null>>;

export const PLAIN_MAPPING = {
  key: "trap",
  name: "Trap",
  kind: "contacts",
  source: "desk",
  file: { format: "csv" },
  timeZone: "Europe/Madrid",
  vendor: { constant: "acme" },
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "iso" } },
};

/** The plain mapping's fields and others. */
export function withFields(fields: Readonly<Record<string, unknown>>, opened: unknown = "iso") {
  return { fields: { openedAt: { column: "Opened", format: opened }, ...fields } };
}

/** A table of one row for each text: id, opened, text. */
export function oneColumn(texts: readonly string[]): string {
  return `Id;Opened;X\n${texts.map((text, index) => `${index + 1};2026-01-05T10:00;${text}\n`).join("")}`;
}

/** What each row of `oneColumn` should hold in one field. */
export function inOrder(field: string, values: readonly (string | number | null)[]): Record<string, StoredRow> {
  return Object.fromEntries(values.map((value, index) => [String(index + 1), { [field]: value }]));
}
