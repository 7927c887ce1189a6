import { parseWeekdays } from "~/domain/calendar/calendar-entries";
import { isTimeZone } from "~/domain/calendar/time-zone";
import { FACT_FIELDS } from "~/domain/facts/fact-fields";
import type { Cells, Columns, Fail } from "./cell-readers";
import { compileId, type RecordReader } from "./fact-record";
import { compileField, type CellValue, type FieldReader } from "./field-readers";
import type { Mapping } from "./mapping";

type ReferenceMapping = Extract<Mapping, { kind: "roster" | "calendar" }>;

const SECONDS_PER_DAY = 86_400;
/** The day under which hours are filed that hold since ever. */
const SINCE_EVER = "1970-01-01";

/** Reads the lines of a roster: an agent's stay at a site or in a team. */
export function compileRoster(mapping: ReferenceMapping, columns: Columns): RecordReader {
  const read = compileValues(mapping, columns, ["agent", "startsOn"]);
  return (cells, vendorId, fail) => {
    const { values, said, id } = read(cells, fail);
    const [agent, startsOn, endsOn] = [said("agent"), said("startsOn"), said("endsOn")];
    if (startsOn !== "" && endsOn !== "" && endsOn < startsOn) fail("", "ends-before-start", `${startsOn} → ${endsOn}`);
    return agent === "" || startsOn === ""
      ? []
      : [{ vendorId, externalId: id ?? `${agent}|${startsOn}`, day: startsOn, values }];
  };
}

/** Reads the lines of a business calendar: hours of weekdays, or of one date. */
export function compileCalendar(mapping: ReferenceMapping, columns: Columns): RecordReader {
  const read = compileValues(mapping, columns, []);
  const names = Object.keys(FACT_FIELDS.calendar);
  const zoneAt = names.indexOf("timeZone");
  const weekdaysAt = names.indexOf("weekdays");
  const closesAt = names.indexOf("closes");
  return (cells, vendorId, fail) => {
    const { values, said, number, id } = read(cells, fail);
    const [weekdays, date, startsOn, endsOn] = [said("weekdays"), said("date"), said("startsOn"), said("endsOn")];
    const days = weekdays === "" ? null : parseWeekdays(weekdays);
    if ((weekdays === "") === (date === "")) fail("", "weekdays-or-date", `${weekdays} ${date}`.trim());
    else if (weekdays !== "" && days === null) fail("", "unknown-weekdays", weekdays);
    if (startsOn !== "" && endsOn !== "" && endsOn < startsOn) fail("", "ends-before-start", `${startsOn} → ${endsOn}`);
    const opens = number("opens");
    // Midnight at the end of the day may be written 00:00.
    const closes = number("closes") === 0 && opens !== null ? SECONDS_PER_DAY : number("closes");
    if ((opens === null) !== (closes === null)) fail("", "opens-and-closes", "");
    if (opens !== null && closes !== null && (closes <= opens || closes > SECONDS_PER_DAY))
      fail("", "closes-before-opening", `${opens / 3_600} h → ${closes / 3_600} h`);
    const zone = said("timeZone") || mapping.timeZone;
    if (!isTimeZone(zone)) fail("", "unknown-time-zone", zone);
    values[zoneAt] = zone;
    values[weekdaysAt] = days?.join(",") ?? null;
    values[closesAt] = closes;
    const externalId = id ?? [said("program"), date || (days?.join(",") ?? ""), startsOn].join("|");
    return [{ vendorId, externalId, day: date || startsOn || SINCE_EVER, values }];
  };
}

type ReadValues = {
  values: CellValue[];
  id: string | null;
  /** A text or day that the row says; '' where it says none. */
  said(name: string): string;
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
  const places = new Map(fields.map(([name], index) => [name, index]));
  return (cells, fail) => {
    const id = readId ? readId(cells, fail) : null;
    const values = readers.map((read) => read(cells, fail));
    const valueOf = (name: string) => values[places.get(name) ?? -1] ?? null;
    return {
      values,
      id,
      said: (name) => {
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
