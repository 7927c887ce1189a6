import { compileInstant, parseDuration } from "../../parse/cell-readers";
import type { DurationUnit } from "../../mapping/field";
import type { SampledTable } from "../sampled-table";
import type { ColumnReading } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";

export type MomentColumn = { column: ColumnProfile; reading: ColumnReading; time: MomentColumn | null };

/** The milliseconds from one moment to another in each row looked at; null where one of them is not stated. */
export function gapsBetween(from: MomentColumn, until: MomentColumn, table: SampledTable): (number | null)[] {
  const starts = momentsOf(from, table);
  const ends = momentsOf(until, table);
  return starts.map((start, row) => {
    const end = ends[row] ?? null;
    return start === null || end === null ? null : end - start;
  });
}

/** The formats of a moment, those of its two columns joined. */
export function formatsOf({ reading, time }: MomentColumn): string[] {
  const dates = reading.format ?? [];
  if (!time) return dates;
  return dates.flatMap((date) => (time.reading.format ?? []).map((clock) => `${date} ${clock}`)).slice(0, 8);
}

/** The moment of each row looked at, in milliseconds; null where none is stated. */
export function momentsOf(moment: MomentColumn, { rows }: SampledTable): (number | null)[] {
  const format = formatsOf(moment);
  if (format.length === 0) return rows.map(() => null);
  const { timeZone = "UTC", zones } = moment.reading;
  const read = compileInstant({ format, ...(zones ? { zones } : {}) }, timeZone);
  return rows.map((row) => {
    const parts = moment.time ? [moment.column, moment.time.column] : [moment.column];
    const found = read(parts.map(({ index }) => (row[index] ?? "").trim()).join(" "));
    return found.ok ? found.ms : null;
  });
}

const UNITS = ["s", "min", "h", "d", "ms"] as const satisfies readonly DurationUnit[];
const MIN_PROOFS = 3;

/** The unit in which a column gives the time between two moments of its row, where nearly every row agrees with it. */
export function provenUnit(
  column: ColumnProfile,
  gaps: readonly (number | null)[],
  table: SampledTable,
): DurationUnit | null {
  const proven = UNITS.filter((unit) => {
    let agreeing = 0;
    let recognized = 0;
    for (const [row, gap] of gaps.entries()) {
      const stated = parseDuration((table.rows[row]?.[column.index] ?? "").trim(), unit, column.number?.decimals[0]);
      if (gap === null || gap <= 0 || stated === null || stated === 0) continue;
      recognized += 1;
      if (Math.abs(stated - gap / 1_000) <= Math.max(60, (gap / 1_000) * 0.01)) agreeing += 1;
    }
    return recognized >= MIN_PROOFS && agreeing >= recognized * 0.9;
  });
  return proven.length === 1 ? (proven[0] ?? null) : null;
}
