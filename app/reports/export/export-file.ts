import type { Day } from "~/domain/calendar/day";
import type { CsvValue } from "~/wording/shared/csv";
import type { FigureFormat } from "~/wording/shared/figures";

/** A figure in base units (shares 0–1, durations in seconds, money in minor units) and how the screen writes it. */
export type FigureCell = { readonly kind: "figure"; readonly value: number | null; readonly format: FigureFormat };
export type DayCell = { readonly kind: "day"; readonly day: Day };
/** ISO 8601 with the offset of the reporting time zone. */
export type MomentCell = { readonly kind: "moment"; readonly at: string };

/** Money of a statement or an invoice, in minor units. CSV has it in major units, as finance enters it. */
export type AmountCell = { readonly kind: "amount"; readonly minor: number; readonly currency: string };

export type ExportCell = CsvValue | FigureCell | AmountCell | DayCell | MomentCell;

/** What a file says of itself: what it is, period, time zone, data date, filters. */
export type ExportAbout = readonly (readonly [string, CsvValue])[];

export type ExportRow = readonly ExportCell[];

/**
 * A table that leaves Plumbline, as CSV or as XLSX with the same figures. Rows are read as they are written, once.
 */
export type ExportFile = {
  /** Without an extension. */
  readonly name: string;
  readonly about: ExportAbout;
  readonly header: readonly string[];
  readonly rows: Iterable<ExportRow> | AsyncIterable<ExportRow>;
};

export function figureCell(value: number | null, format: FigureFormat): FigureCell {
  return { kind: "figure", value, format };
}

export function amountCell(minor: number, currency: string): AmountCell {
  return { kind: "amount", minor, currency };
}

export function dayCell(day: Day): DayCell {
  return { kind: "day", day };
}

export function momentCell(at: string): MomentCell {
  return { kind: "moment", at };
}
