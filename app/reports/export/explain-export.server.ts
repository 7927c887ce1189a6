import type { Database } from "~/data/db/database.server";
import { exportFacts, type FactCount, type FactQuestion } from "~/data/metrics/fact-rows.server";
import type { Viewer } from "~/domain/access/viewer";
import type { ExplainedRow, ExplanationView } from "~/domain/scorecards/explanation-view";
import type { ExplainQuestion } from "../scorecards/explain-question";
import { countKinds, explain, type Explained, type FoundRows } from "../scorecards/explain.server";

/** As many rows as a spreadsheet opens, with room for what the file says of itself. */
export const ROWS_EXPORTED = 1_000_000;

/** An explanation whose rows are read as they are written. */
export type ExplanationExport = {
  /** Holds the counts of its rows, and none of them. */
  readonly view: ExplanationView;
  readonly rows: Iterable<readonly ExplainedRow[]> | AsyncIterable<readonly ExplainedRow[]>;
};

/** A figure's explanation with every row behind it, as far as an export goes; null where there is none in sight. */
export async function loadExplanationExport(
  db: Database,
  viewer: Viewer,
  question: ExplainQuestion,
  { clock }: { clock: () => Date },
): Promise<ExplanationExport | null> {
  const explained = await explain(db, viewer, question, clock, countRows);
  return explained && { view: explained.view, rows: rowsOf(db, viewer, explained) };
}

async function* rowsOf(
  db: Database,
  viewer: Viewer,
  { view, facts, explainRow }: Explained,
): AsyncGenerator<ExplainedRow[]> {
  const counts: readonly FactCount[] = view.rows?.counts ?? [];
  if (counts.length === 0) return;
  for await (const batch of await exportFacts(db, viewer, facts, counts, ROWS_EXPORTED)) yield batch.map(explainRow);
}

/** The counts of every kind, as one page that is still to be read. */
async function countRows(db: Database, viewer: Viewer, facts: FactQuestion): Promise<FoundRows> {
  const counts = await countKinds(db, viewer, facts);
  const total = counts.reduce((sum, { rows }) => sum + rows, 0);
  return { kind: counts[0]?.kind ?? "contacts", counts, page: 1, pageSize: ROWS_EXPORTED, total, found: [] };
}
