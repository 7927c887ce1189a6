import { FACT_FIELDS, FILE_KINDS, type FileKind, type FieldType } from "~/domain/facts/fact-fields";

export type FactColumn = { name: string; sqlType: string; isText: boolean };
export type FactTable = { name: string; columns: readonly FactColumn[] };

const SQL_TYPES: Readonly<Record<FieldType, string>> = {
  text: "text",
  integer: "integer",
  number: "double precision",
  seconds: "double precision",
  boolean: "boolean",
  instant: "timestamptz",
  day: "date",
};
const TABLE_NAMES: Readonly<Record<FileKind, string>> = {
  contacts: "contact",
  reviews: "review",
  totals: "total",
  roster: "roster_entry",
  calendar: "calendar_entry",
};

/**
 * How a row ranks among the events of its case, where its file has a row per event; NULL: it stands for no event. Of two ranks with the
 * same first number the greater stands, and the first number says what the others are; others cannot be compared.
 */
export const EVENT_RANK = "event_rank";
const RANK_COLUMN: FactColumn = { name: EVENT_RANK, sqlType: "double precision[]", isText: false };

/** The column of facts that is true of preliminary rows, and its name in what batches say of a row. */
export const PRELIMINARY = "preliminary";

/** The table of a kind of rows, with the columns that a file may fill, in the order of the kind's fields; last the rank of an event. */
export function factTable(kind: FileKind): FactTable {
  const fields = Object.entries(FACT_FIELDS[kind]).map(([field, type]) => ({
    name: snakeCase(field),
    sqlType: SQL_TYPES[type],
    isText: type === "text",
  }));
  const columns = kind === "contacts" || kind === "reviews" ? [...fields, RANK_COLUMN] : fields;
  return { name: TABLE_NAMES[kind], columns };
}

/** The table of what was replaced in the rows of a kind. */
export function historyOf(kind: FileKind): string {
  return `${TABLE_NAMES[kind]}_history`;
}

export const HISTORIES: readonly string[] = FILE_KINDS.map(historyOf);

/**
 * The columns of a kind by the bit of `stated` in its history that tells of them. Bits are stored: a new field goes behind the last one of its
 * kind, and none is taken out.
 */
export function columnsByBit(kind: FileKind): readonly string[] {
  const first = [EVENT_RANK, "looked_up"];
  const names = factTable(kind).columns.map(({ name }) => name);
  return [...first, ...names.filter((name) => !first.includes(name))];
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What a table holds where nothing was stated: '' for texts, NULL for the rest. */
export function orBlank(column: FactColumn, expression: string): string {
  return column.isText ? `COALESCE(${expression}, '')` : expression;
}

/** The same read back: NULL where nothing was stated. */
export function unlessBlank(column: FactColumn, expression: string): string {
  return column.isText ? `NULLIF(${expression}, '')` : expression;
}
