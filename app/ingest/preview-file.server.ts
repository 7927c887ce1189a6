import { vendorNames, type KnownVendors } from "~/data/batches-apply.server";
import type { Database } from "~/data/database.server";
import { gatherProblems, type ProblemGroup } from "~/domain/imports/problem-group";
import { cutShort, openFile, reportingZone, rowReader } from "./import-file.server";
import type { Mapping } from "./mapping";
import { gatherPreview, type PreviewColumn, type PreviewRow } from "./preview-rows";
import type { TableLayout } from "./read-table.server";

export type Preview = {
  bytes: number;
  layout: TableLayout;
  headings: readonly string[];
  /** What the mapping fills, in the order of `values`. */
  columns: PreviewColumn[];
  rows: PreviewRow[];
  /** What is wrong with the rows looked at, by what would mend it. */
  problems: ProblemGroup[];
  /** How many rows were looked at, and what came of them. `whole`: there are no more. */
  looked: { rows: number; accepted: number; rejected: number; skipped: number; whole: boolean };
};

const MOST_ROWS_LOOKED_AT = 20_000;
const MOST_ROWS_SHOWN = 20;
/** Stands for a partner that the import will make. */
const NEW_VENDOR = -1;

/** The first rows as they will be read, with what is wrong with them. Stores nothing; `FileRefused` where nothing can be read. */
export async function previewFile(
  db: Database,
  path: string,
  mapping: Mapping,
  vendorKey: string | null,
): Promise<Preview> {
  const { facts, table } = await openFile(path, mapping);
  const vendors = await vendorsToRead(db, vendorKey);
  const read = rowReader({ mapping, table, vendors, zone: await reportingZone(db) });
  const shown = gatherPreview(mapping, MOST_ROWS_SHOWN);
  const problems = gatherProblems();
  const looked = { rows: 0, accepted: 0, rejected: 0, skipped: 0, whole: true };

  reading: for await (const piece of table.rows()) {
    for (const row of piece) {
      if (looked.rows >= MOST_ROWS_LOOKED_AT) {
        looked.whole = false;
        break reading;
      }
      const outcome = read(row);
      if (outcome.kind === "skipped") {
        looked.skipped += 1;
        continue;
      }
      looked.rows += 1;
      looked[outcome.kind] += 1;
      if (outcome.kind === "accepted") {
        shown.add(outcome.line, outcome.records);
        continue;
      }
      if (row.unended && row.cells.length < table.headings.length) throw cutShort(row.line);
      outcome.problems.forEach(problems.add);
    }
  }
  return {
    bytes: facts.bytes,
    layout: table.layout,
    headings: table.headings,
    columns: shown.columns,
    rows: shown.rows(),
    problems: problems.groups(),
    looked,
  };
}

/** The partners that rows can be of, for reading without storing: the one named, though it may not be there yet. */
export async function vendorsToRead(db: Database, vendorKey: string | null): Promise<KnownVendors> {
  const named = await vendorNames(db.pool);
  return { fixed: vendorKey === null ? null : (named(vendorKey) ?? NEW_VENDOR), named };
}
