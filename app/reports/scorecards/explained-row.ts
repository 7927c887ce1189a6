import type { FactQuestion, FactRow } from "~/data/metrics/fact-rows.server";
import { importReference } from "~/domain/access/staff-names";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import { rangeThrough } from "~/domain/calendar/day-range";
import { dayLabel } from "~/domain/calendar/labels";
import { momentInZone, momentLabel } from "~/domain/calendar/moment";
import { measureLabel } from "~/domain/metrics/measure-ref";
import { NO_DATA } from "~/domain/metrics/metric-value";
import type { ExplainedRow } from "~/domain/scorecards/explanation-view";
import { DURATION_COLUMNS } from "~/wording/metrics/durations";
import type { RequestedFigure } from "./requested-figure.server";

/** What stands in each of a row's amounts. */
export function amountNames({ refs, duration }: FactQuestion): string[] {
  return duration === null ? refs.map(measureLabel) : [DURATION_COLUMNS[duration]];
}

function importNameOf(viewer: Viewer, { batchId, batchReference }: FactRow): string {
  if (!isOutside(viewer)) return String(batchId);
  return batchReference === null ? "" : importReference(batchReference);
}

/** What the row alone adds: the metric if it were the only row. */
export function explainRow(
  viewer: Viewer,
  row: FactRow,
  { metric, parameters, facts: { refs, duration }, reportContext: { timeZone } }: RequestedFigure,
): ExplainedRow {
  const alone = duration === null && metric.kind === "ratio";
  const amounts = Object.fromEntries(refs.map((ref, index) => [ref, row.amounts[index] ?? 0]));
  const day = rangeThrough(row.day, row.day);
  const value = alone ? metric.evaluate(amounts, parameters, { range: day }) : NO_DATA;
  const part = (amount: number | null | undefined) => (alone ? (amount ?? 0) : null);
  return {
    key: `${row.kind} ${row.source} ${row.externalId}`,
    kind: row.kind,
    at: row.at === null ? row.day : momentInZone(new Date(row.at), timeZone),
    when: row.at === null ? dayLabel(row.day).label : momentLabel(new Date(row.at), timeZone),
    slice: [row.site, row.program, row.channel].filter((name) => name !== ""),
    agent: row.agent,
    team: row.team,
    reason: row.reason,
    measure: row.measure === "" ? "" : measureLabel(row.measure),
    source: row.source,
    externalId: row.externalId,
    importName: importNameOf(viewer, row),
    line: row.line,
    amounts: row.amounts,
    numerator: part(value.status === "measured" ? value.numerator : null),
    denominator: part(value.status === "measured" ? value.denominator : null),
  };
}
