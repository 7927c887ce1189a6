import { parseWeekdays } from "~/domain/calendar/calendar-entries";
import { addDays, daysBetween, type Day } from "~/domain/calendar/day";
import { isTimeZone } from "~/domain/calendar/time-zone";
import { FACT_FIELDS } from "~/domain/facts/fact-fields";
import { columnLabel, compileInstant, compileText, type Fail } from "./cell-readers";
import type { Cells, Columns } from "../mapping/condition";
import { readSpan } from "../values/day-spans";
import { compileId, type RecordReader } from "./fact-record";
import { compileField, type CellValue, type FieldReader } from "./field-readers";
import type { Mapping } from "../mapping/mapping";
import { FIELD_SCHEMAS } from "../mapping/field";
import { compileUnpivot } from "./unpivot";

type ReferenceMapping = Extract<Mapping, { kind: "roster" | "calendar" }>;
type CalendarMapping = Extract<Mapping, { kind: "calendar" }>;

const SECONDS_PER_DAY = 86_400;
/** The day under which hours are filed that hold since ever. */
const SINCE_EVER = "1970-01-01";

/** Reads the lines of a roster: an agent's stay at a site or in a team. */
export function compileRoster(mapping: ReferenceMapping, columns: Columns): RecordReader {
  const read = compileValues(mapping, columns, ["agent", "startsOn"]);
  return (cells, vendorId, fail) => {
    const { values, textOf, id } = read(cells, fail);
    const [agent, startsOn, endsOn] = [textOf("agent"), textOf("startsOn"), textOf("endsOn")];
    if (startsOn !== "" && endsOn !== "" && endsOn < startsOn) fail("", "ends-before-start", `${startsOn} → ${endsOn}`);
    return agent === "" || startsOn === ""
      ? []
      : [{ vendorId, externalId: id ?? `${agent}|${startsOn}`, day: startsOn, values }];
  };
}

/** Longer spans of days that differ are a mistake rather than holidays. */
const MAX_DAYS = 366;

/**
 * Reads the lines of a business calendar: hours of weekdays, or of a date. A date with a last day, or a cell that names both, speaks of
 * every day from the one to the other.
 */
export function compileCalendar(mapping: CalendarMapping, columns: Columns, headings: readonly string[]): RecordReader {
  const long = mapping.unpivot ? compileUnpivot(mapping.unpivot, columns, headings, { keepBlanks: true }) : null;
  if (long === null) return compileCalendarLine(mapping, columns);
  const read = compileCalendarLine(mapping, long.columns);
  return (cells, vendorId, fail) =>
    long.rowsOf(cells, fail).flatMap((row) =>
      read(row.cells, vendorId, row.fail).map((record) => {
        const externalId = mapping.externalId ? `${record.externalId}|${row.heading}` : record.externalId;
        return { ...record, externalId };
      }),
    );
}

function compileCalendarLine(mapping: CalendarMapping, columns: Columns): RecordReader {
  const { date: dateField, ...others } = mapping.fields;
  const read = compileValues({ ...mapping, fields: others }, columns, []);
  const isUnread = compileUnreadHours(mapping.fields["opens"], columns);
  const readDates = dateField === undefined ? () => null : compileDates(dateField, columns, mapping.timeZone);
  const names = Object.keys(FACT_FIELDS.calendar);
  const dateAt = names.indexOf("date");
  const endsOnAt = names.indexOf("endsOn");
  const zoneAt = names.indexOf("timeZone");
  const weekdaysAt = names.indexOf("weekdays");
  const closesAt = names.indexOf("closes");
  return (cells, vendorId, fail) => {
    const { values, textOf, number, id } = read(cells, fail);
    const [weekdays, startsOn, endsOn] = [textOf("weekdays"), textOf("startsOn"), textOf("endsOn")];
    const span = readDates(cells, fail);
    const days = weekdays === "" ? null : parseWeekdays(weekdays);
    if ((weekdays === "") === (span === null)) fail("", "weekdays-or-date", `${weekdays} ${span?.from ?? ""}`.trim());
    else if (weekdays !== "" && days === null) fail("", "unknown-weekdays", weekdays);
    const first = startsOn || (span?.from ?? "");
    if (first !== "" && endsOn !== "" && endsOn < first) fail("", "ends-before-start", `${first} → ${endsOn}`);
    const opens = number("opens");
    // Midnight at the end of the day may be written 00:00.
    const closes = number("closes") === 0 && opens !== null ? SECONDS_PER_DAY : number("closes");
    if (opens === null && closes === null) isUnread(cells, fail);
    if ((opens === null) !== (closes === null)) fail("", "opens-and-closes", "");
    if (opens !== null && closes !== null && (closes <= opens || closes > SECONDS_PER_DAY))
      fail("", "closes-before-opening", `${opens / 3_600} h → ${closes / 3_600} h`);
    const zone = textOf("timeZone") || mapping.timeZone;
    if (!isTimeZone(zone)) fail("", "unknown-time-zone", zone);
    values[zoneAt] = zone;
    values[weekdaysAt] = days?.join(",") ?? null;
    values[closesAt] = closes;
    const about = (day: string) => id ?? [textOf("program"), day || (days?.join(",") ?? ""), startsOn].join("|");
    if (span === null) return [{ vendorId, externalId: about(""), day: startsOn || SINCE_EVER, values }];
    // The dates themselves tell the last day; where a first one is stated besides, both are when the line is in force.
    if (startsOn === "") values[endsOnAt] = null;
    const until = startsOn === "" && endsOn > span.until ? endsOn : span.until;
    const dates = datesOf(span.from, until);
    if (dates === null) fail("", "too-many-days", `${span.from} → ${until}`);
    return (dates ?? []).map((day, _, { length }) => ({
      vendorId,
      externalId: id === null || length === 1 ? about(day) : `${id}|${day}`,
      day,
      values: values.with(dateAt, day),
    }));
  };
}

/** A cell that gives hours in words of its own, without the mark between opening and closing, is not taken for a day without hours. */
function compileUnreadHours(described: unknown, columns: Columns): (cells: Cells, fail: Fail) => void {
  const field = FIELD_SCHEMAS.seconds.optional().parse(described);
  if (field?.part === undefined) return () => undefined;
  const { part: _part, ...whole } = field;
  const textOf = compileText(whole, columns);
  return (cells, fail) => {
    const text = textOf(cells);
    if (text !== null) fail(columnLabel(field), "not-a-duration", text);
  };
}

/** Null where there are too many. */
function datesOf(from: Day, until: Day): Day[] | null {
  const count = daysBetween(from, until) + 1;
  return count > MAX_DAYS ? null : Array.from({ length: Math.max(0, count) }, (_, index) => addDays(from, index));
}

type Dates = { from: Day; until: Day };

function compileDates(described: unknown, columns: Columns, zone: string): (cells: Cells, fail: Fail) => Dates | null {
  const field = FIELD_SCHEMAS.day.parse(described);
  const textOf = compileText(field, columns);
  const read = compileInstant(field, zone);
  const readDay = (text: string) => {
    const time = read(text);
    return time.ok ? new Date(time.wallMs).toISOString().slice(0, 10) : null;
  };
  return (cells, fail) => {
    const text = textOf(cells);
    if (text === null) return null;
    const day = readDay(text);
    return day === null
      ? (readSpan(text, readDay) ?? fail(columnLabel(field), "not-a-date", text))
      : { from: day, until: day };
  };
}

type ReadValues = {
  values: CellValue[];
  id: string | null;
  /** A text or day that the row says; '' where it says none. */
  textOf(name: string): string;
  number(name: string): number | null;
};

function compileValues(
  mapping: ReferenceMapping,
  columns: Columns,
  needed: readonly string[],
): (cells: Cells, fail: Fail) => ReadValues {
  const fields = Object.entries(FACT_FIELDS[mapping.kind]);
  const readId = mapping.externalId ? compileId(columns, mapping.externalId) : null;
  const readers = fields.map(([name, type]): FieldReader => {
    const described = mapping.fields[name];
    if (described === undefined) return () => null;
    const wanted =
      needed.includes(name) && typeof described === "object" ? { ...described, required: true } : described;
    return compileField(name, type, wanted, columns, mapping.timeZone);
  });
  const positions = new Map(fields.map(([name], index) => [name, index]));
  return (cells, fail) => {
    const id = readId ? readId(cells, fail) : null;
    const values = readers.map((read) => read(cells, fail));
    const valueOf = (name: string) => values[positions.get(name) ?? -1] ?? null;
    return {
      values,
      id,
      textOf: (name) => {
        const value = valueOf(name);
        return typeof value === "string" ? value : "";
      },
      number: (name) => {
        const value = valueOf(name);
        return typeof value === "number" ? value : null;
      },
    };
  };
}
