import { vendorNames, type KnownVendors } from "~/data/batches-apply.server";
import type { Database } from "~/data/database.server";
import { FACT_FIELDS, type FieldType } from "~/domain/facts/fact-fields";
import { cutShort, openFile, reportingZone, rowReader } from "./import-file.server";
import type { CellValue } from "./field-readers";
import type { Mapping } from "./mapping";
import { problemWords } from "./problem-words";
import type { TableLayout } from "./read-table.server";
import type { RowProblem } from "./refusal";
import type { FactRecord } from "./fact-record";

export type PreviewColumn = { name: string; type: FieldType };
export type PreviewRow = { line: number; externalId: string; day: string; values: CellValue[] };
export type Preview = {
  bytes: number;
  layout: TableLayout;
  headings: readonly string[];
  /** What the mapping fills, in the order of `values`. */
  columns: PreviewColumn[];
  rows: PreviewRow[];
  problems: (RowProblem & { words: string })[];
  /** How many rows were looked at, and what came of them. `whole`: there are no more. */
  looked: { rows: number; accepted: number; rejected: number; skipped: number; whole: boolean };
};

const MOST_ROWS_LOOKED_AT = 2_000;
const MOST_ROWS_SHOWN = 20;
const MOST_PROBLEMS_SHOWN = 50;
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
  const named = await vendorNames(db.pool);
  const vendors: KnownVendors = { fixed: vendorKey === null ? null : (named(vendorKey) ?? NEW_VENDOR), named };
  const read = rowReader({ mapping, table, vendors, zone: await reportingZone(db) });
  const shown = filledColumns(mapping);
  const rows: PreviewRow[] = [];
  const problems: Preview["problems"] = [];
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
        for (const record of outcome.records)
          if (rows.length < MOST_ROWS_SHOWN) rows.push(previewRow(outcome.line, record, shown));
        continue;
      }
      if (row.unended && row.cells.length < table.headings.length) throw cutShort(row.line);
      for (const problem of outcome.problems) {
        if (problems.length < MOST_PROBLEMS_SHOWN) problems.push({ ...problem, words: problemWords(problem.code) });
      }
    }
  }
  const columns = shown.map(({ name, type }) => ({ name, type }));
  return {
    bytes: facts.bytes,
    layout: table.layout,
    headings: table.headings,
    columns,
    rows,
    problems,
    looked,
  };
}

type ShownColumn = PreviewColumn & { index: number };

function filledColumns(mapping: Mapping): ShownColumn[] {
  const described = new Set(
    mapping.kind === "tallies" ? ["measure", "amount", ...Object.keys(mapping.fields)] : Object.keys(mapping.fields),
  );
  return Object.entries(FACT_FIELDS[mapping.kind])
    .map(([name, type], index) => ({ name, type, index }))
    .filter(({ name }) => described.has(name));
}

function previewRow(line: number, record: FactRecord, shown: readonly ShownColumn[]): PreviewRow {
  return {
    line,
    externalId: record.externalId,
    day: record.day,
    values: shown.map(({ index }) => record.values[index] ?? null),
  };
}
