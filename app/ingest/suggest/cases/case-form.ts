import { compileCase } from "../../parse/cases";
import type { Columns } from "../../mapping/condition";
import { compileInstant } from "../../parse/cell-readers";
import type { CaseEvent } from "../../mapping/case-events";
import type { SampledTable } from "../sampled-table";
import type { Question } from "../question";
import type { ColumnReading, TargetKey } from "../suggestion";
import { isNullWord } from "../profile/null-words";

/** A file with a row per event, and what its cases get from their events. */
export type CaseForm = {
  id: string;
  /** The column that says when an event was, and how it is read; null: events stand in their order. */
  time: { heading: string; reading: ColumnReading } | null;
  events: CaseEvent[];
  /** What the columns that cases get feed. */
  targets: { heading: string; target: TargetKey; reason: string }[];
  /** Columns of the events that are nothing of a case. */
  left: { heading: string; reason: string }[];
  /** No column has a heading. */
  isNameless: boolean;
  /** Words that stand for nobody and nothing. */
  nulls: string[];
  /** Some rows have no id: they are events of no case. */
  hasBlankIds: boolean;
  reason: string;
  questions: Question[];
};

/** The rows that the events stand for: one per case. */
export function tableOfCases(table: SampledTable, form: CaseForm, zone: string): SampledTable {
  const { id, time, events } = form;
  const columns: Columns = { at: (heading) => table.headings.indexOf(heading), isBlank: saysNothing };
  const width = table.headings.length;
  const toCase = compileCase(events, columns, { width, keep: "last" });
  const read = time ? compileInstant({ format: time.reading.format ?? ["iso"] }, time.reading.timeZone ?? zone) : null;
  const [idAt, timeAt] = [columns.at(id), time ? columns.at(time.heading) : -1];
  const cases = new Map<string, Parameters<typeof toCase>[0][number][]>();
  table.rows.forEach((cells, line) => {
    const key = (cells[idAt] ?? "").trim();
    const at = read?.((cells[timeAt] ?? "").trim());
    if (saysNothing(key) || at?.ok === false) return;
    const rows = cases.get(key) ?? [];
    rows.push({ cells, rank: at?.ok ? [at.ms] : [], line });
    cases.set(key, rows);
  });
  return { headings: [...table.headings, ...events.map(({ as }) => as)], rows: [...cases.values()].map(toCase) };
}

/** Words that stand for nobody and nothing in logs. */
export function saysNothing(text: string): boolean {
  return text === "" || isNullWord(text) || /^(none|null)$/i.test(text);
}
