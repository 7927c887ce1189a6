import { vendorsNamed, type KnownVendors, type VendorName } from "~/data/access/known-vendors.server";
import type { ImplausibleFinding } from "~/domain/imports/implausible-figures";
import { gatherProblems, type ProblemGroup } from "~/domain/imports/problem-group";
import { openFile } from "./open-file.server";
import { cutShort, rowReader } from "./read-rows.server";
import { implausibleRecords } from "../parse/implausible-rows";
import type { Mapping } from "../mapping/mapping";
import { forFileName } from "../mapping/from-file-name";
import { gatherPreview, type PreviewColumn, type PreviewRow } from "./preview-rows";
import { compileRepeatedHours } from "../parse/repeated-hours";
import type { TableLayout } from "./read-table.server";

/** What a mapping makes of a file, without storing anything. */
export type FileCheck = {
  bytes: number;
  layout: TableLayout;
  headings: readonly string[];
  /** What the mapping fills, in the order of a row's `values`. */
  columns: PreviewColumn[];
  /** The first rows that can be used. */
  rows: PreviewRow[];
  /** What is wrong with the rows looked at, by what would fix it. */
  problems: ProblemGroup[];
  /** Figures of rows that can be used and cannot all be right. */
  implausible: ImplausibleFinding[];
  /** How many of the rows that can be used name a local time that the clocks showed twice. */
  repeatedHours: number;
  /** Which of the rows with one id will stand for all of them, where a row is an event; null where each stands for itself. */
  collapse: "last" | "first" | null;
  /** How many rows were looked at, and what came of them. `whole`: there are no more; `share`: of the bytes, 0–1. */
  looked: { rows: number; accepted: number; rejected: number; skipped: number; whole: boolean; share: number };
};

/** Whose rows a file may hold, as plain data; `fixed`: the key of the one partner whose file it is. */
export type RowsOf = { vendors: readonly VendorName[]; fixed: string | null; zone: string };

export type FileToCheck = { path: string; fileName: string; mapping: Mapping; rowsOf: RowsOf };

const MAX_ROWS_SHOWN = 20;
/** What was found so far is reported as often. */
const REPORT_EVERY_MS = 200;
/** Stands for a partner that the import will make. */
const NEW_VENDOR = -1;

/**
 * Looks at every row of a file as it will be read, in memory that does not grow with the file: at once, then now and then what was found
 * so far, and at last what was found in all of it. `FileRefused` where nothing can be read, or it cannot be read to its end.
 */
export async function* checkRows({
  path,
  fileName,
  mapping: requested,
  rowsOf,
}: FileToCheck): AsyncGenerator<FileCheck> {
  const mapping = forFileName(requested, fileName);
  const { facts, table } = await openFile(path, mapping);
  const vendors = vendorsToRead(rowsOf);
  const read = rowReader({ mapping, fileName, table, vendors, zone: rowsOf.zone });
  const shown = gatherPreview(mapping, MAX_ROWS_SHOWN);
  const implausible = implausibleRecords(mapping);
  const problems = gatherProblems();
  const isTwice = compileRepeatedHours(mapping, table.columns);
  let repeatedHours = 0;
  const looked = { rows: 0, accepted: 0, rejected: 0, skipped: 0, whole: false, share: 0 };
  const take = (row: Parameters<typeof read>[0] & { unended?: true; events?: number }) => {
    const outcome = read(row);
    if (outcome.kind === "skipped") {
      if (!outcome.blank) looked.skipped += 1;
      return;
    }
    const events = row.events ?? 1;
    looked.rows += events;
    looked[outcome.kind] += events;
    if (outcome.kind === "accepted") {
      shown.add(outcome.line, outcome.records);
      implausible.add(outcome.line, outcome.records);
      if (isTwice(row.cells)) repeatedHours += 1;
      return;
    }
    if (row.unended && row.cells.length < table.headings.length) throw cutShort(row.line);
    outcome.problems.forEach(problems.add);
  };
  const soFar = (): FileCheck => ({
    bytes: facts.bytes,
    layout: table.layout,
    headings: table.headings,
    columns: shown.columns,
    rows: shown.rows(),
    problems: problems.groups(),
    implausible: implausible.findings(),
    repeatedHours,
    collapse: "collapse" in mapping ? (mapping.collapse?.keep ?? null) : null,
    looked: { ...looked },
  });
  yield soFar();
  const onBytes = (bytesRead: number) => (looked.share = Math.min(1, bytesRead / Math.max(1, facts.bytes)));
  let reportedAt = performance.now();
  for await (const piece of table.rows(onBytes)) {
    piece.forEach(take);
    if (performance.now() - reportedAt < REPORT_EVERY_MS) continue;
    yield soFar();
    reportedAt = performance.now();
  }
  looked.whole = true;
  looked.share = 1;
  yield soFar();
}

/** The partners that rows can be of, for reading without storing: the one named, though it may not be there yet. */
export function vendorsToRead({ vendors, fixed }: Pick<RowsOf, "vendors" | "fixed">): KnownVendors {
  const named = vendorsNamed(vendors);
  return { fixed: fixed === null ? null : (named(fixed) ?? NEW_VENDOR), named };
}
