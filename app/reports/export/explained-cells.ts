import type { ExplainedRow } from "~/domain/scorecards/explanation-view";
import { FILE_PARTS, type FilePart } from "~/domain/scorecards/rows-view";
import { momentCell, type ExportCell } from "./export-file";

type Batches = Iterable<readonly ExplainedRow[]> | AsyncIterable<readonly ExplainedRow[]>;

/** The cells of single rows, in the parts given. */
export async function* explainedCells(
  batches: Batches,
  parts: readonly FilePart[] = FILE_PARTS,
): AsyncGenerator<ExportCell[]> {
  for await (const batch of batches)
    for (const row of batch) {
      const cells = cellsOf(row);
      yield parts.flatMap((part) => cells[part]);
    }
}

function cellsOf(row: ExplainedRow): Readonly<Record<FilePart, readonly ExportCell[]>> {
  return {
    when: [momentCell(row.at), row.kind],
    id: [row.externalId],
    source: [row.source],
    slice: [row.slice.join(" · ")],
    agent: [row.agent],
    team: [row.team],
    reason: [row.reason],
    measure: [row.measure],
    amounts: row.amounts,
    parts: [row.numerator, row.denominator],
    from: [row.importName, row.line],
  };
}
