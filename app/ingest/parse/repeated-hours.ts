import { FACT_FIELDS, type FieldType } from "~/domain/facts/fact-fields";
import { compileText } from "./cell-readers";
import type { Cells, Columns } from "../mapping/condition";
import { compileDateFormat } from "../values/date-format";
import { repeatedHours } from "../values/local-time";
import type { Mapping } from "../mapping/mapping";
import { FIELD_SCHEMAS } from "../mapping/field";

/** Whether a row names a local time that the clocks showed twice; of the two the earlier is taken. */
export function compileRepeatedHours(mapping: Mapping, columns: Columns): (cells: Cells) => boolean {
  const types: Readonly<Record<string, FieldType>> = { ...FACT_FIELDS[mapping.kind], at: "instant" };
  const readers = Object.entries(mapping.fields).flatMap(([name, described]) => {
    if (types[name] !== "instant" || described === undefined) return [];
    const field = FIELD_SCHEMAS.instant.parse(described);
    const textOf = compileText(field, columns);
    const formats = (Array.isArray(field.format) ? field.format : [field.format]).map((format) =>
      compileDateFormat(format, field.zones),
    );
    const isRepeated = repeatedHours(field.timeZone ?? mapping.timeZone);
    return (cells: Cells) => {
      const text = textOf(cells);
      if (text === null) return false;
      for (const read of formats) {
        const written = read(text);
        if (written) return written.offsetMinutes === null && isRepeated(written.wallMs);
      }
      return false;
    };
  });
  return (cells) => readers.some((isTwice) => isTwice(cells));
}
