import type { ExplainedRow } from "~/domain/scorecards/explanation-view";
import { momentCell, type ExportCell } from "./export-file";

type Batches = Iterable<readonly ExplainedRow[]> | AsyncIterable<readonly ExplainedRow[]>;

export async function* explainedCells(batches: Batches): AsyncGenerator<ExportCell[]> {
  for await (const batch of batches) for (const row of batch) yield cellsOf(row);
}

function cellsOf(row: ExplainedRow): ExportCell[] {
  return [
    momentCell(row.at),
    row.kind,
    row.externalId,
    row.source,
    row.slice.join(" · "),
    row.agent,
    row.team,
    row.reason,
    row.measure,
    ...row.amounts,
    row.numerator,
    row.denominator,
    row.importName,
    row.line,
  ];
}
