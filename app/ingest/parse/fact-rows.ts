import { dayReader } from "~/domain/calendar/time-zone";
import { FACT_FIELDS, FIELD_OF_DAY, ROSTER_LOOKUPS } from "~/domain/facts/fact-fields";
import type { Columns } from "../mapping/condition";
import { compileId, type RecordReader } from "./fact-record";
import { compileOrder } from "./event-order";
import { compileField, type CellValue, type FieldReader } from "./field-readers";
import { asksRoster, type Mapping } from "../mapping/mapping";
import type { Collapse } from "../mapping/collapse";
import { FIELD_SCHEMAS } from "../mapping/field";

/** Reads contacts or reviews: a row is one of them. */
export function compileFacts(
  mapping: Extract<Mapping, { kind: "contacts" | "reviews" }>,
  columns: Columns,
  reportingZone: string,
): RecordReader {
  const readId = compileId(columns, mapping.externalId);
  const dayOf = dayReader(reportingZone);
  const fields = Object.entries(FACT_FIELDS[mapping.kind]);
  const momentField = FIELD_OF_DAY[mapping.kind];
  const readers = fields.map(([name, type]): FieldReader | null => {
    if (name === "lookedUp") return lookupMask(mapping.fields);
    const described = mapping.fields[name];
    if (described === undefined) return null;
    const wanted = name === momentField ? { ...FIELD_SCHEMAS.instant.parse(described), required: true } : described;
    const read = compileField(name, type, wanted, columns, mapping.timeZone);
    return name === "preliminary" ? statusReader(read) : read;
  });
  const dayField = fields.findIndex(([name]) => name === momentField);
  if (mapping.collapse) readers.push(compileRank(mapping.collapse, columns, mapping.timeZone));
  const blank: CellValue[] = readers.map(() => null);
  const stated = readers.flatMap((read, at) => (read ? [{ at, read }] : []));
  return (cells, vendorId, fail) => {
    const externalId = readId(cells, fail);
    const values: CellValue[] = blank.slice();
    for (const { at, read } of stated) values[at] = read(cells, fail);
    const moment = values[dayField];
    if (externalId === null || typeof moment !== "string") return [];
    return [{ vendorId, externalId, day: dayOf(Date.parse(moment)), values }];
  };
}

/** Rows are final unless they are marked preliminary. */
export function statusReader(read: FieldReader): FieldReader {
  return (cells, fail) => (read(cells, fail) === true ? true : null);
}

/**
 * How an event ranks among those of its case, as an array of numbers in the database's notation: the greater stands. The first number
 * says what the others are (each an instant or a plain number) and, by its sign, which end of them stands, so that only ranks that
 * begin alike can be compared.
 */
function compileRank({ order, keep }: Collapse, columns: Columns, zone: string): FieldReader {
  const sign = keep === "last" ? 1 : -1;
  const nature = order.reduce((bits, by) => 2 * bits + ("instant" in by ? 1 : 0), 1);
  const read = compileOrder(order, columns, zone);
  return (cells, fail) => `{${[nature, ...read(cells, fail)].map((number) => sign * number).join(",")}}`;
}

function lookupMask(fields: Readonly<Record<string, unknown>>): FieldReader {
  const mask = ROSTER_LOOKUPS.reduce((sum, name, index) => sum + (asksRoster(fields[name]) ? 2 ** index : 0), 0);
  return () => (mask === 0 ? null : mask);
}
