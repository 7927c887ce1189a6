import { setImmediate as nextTurn } from "node:timers/promises";
import { vendorNames, type KnownVendors } from "~/data/known-vendors.server";
import type { Database } from "~/data/database.server";
import { gatherProblems, type ProblemGroup } from "~/domain/imports/problem-group";
import { openFile, reportingZone } from "./import-file.server";
import { cutShort, rowReader } from "./staged-rows.server";
import type { Mapping } from "./mapping";
import { forFileName } from "./mapping/from-file-name";
import { gatherPreview, type PreviewColumn, type PreviewRow } from "./preview-rows";
import { compileRepeatedHours } from "./repeated-hours";
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
  /** What is wrong with the rows looked at, by what would mend it. */
  problems: ProblemGroup[];
  /** How many of the rows that can be used name a local time that the clocks showed twice. */
  repeatedHours: number;
  /** Which of the rows with one id will stand for all of them, where a row is an event; null where each stands for itself. */
  collapse: "last" | "first" | null;
  /** How many rows were looked at, and what came of them. `whole`: there are no more; `share`: of the bytes, 0–1. */
  looked: { rows: number; accepted: number; rejected: number; passedOver: number; whole: boolean; share: number };
};

export type BegunCheck = {
  /** What was found up to now. */
  soFar(): FileCheck;
  /** Reads the file to its end. @throws what aborted it. */
  finish(signal: AbortSignal): Promise<FileCheck>;
};

const MOST_ROWS_SHOWN = 20;
/** Others get their turn after so long. */
const SLICE_MS = 10;
/** Stands for a partner that the import will make. */
const NEW_VENDOR = -1;

/**
 * Begins to look at every row of a file as it will be read: in memory that does not grow with the file, and in slices, so that
 * other requests are answered meanwhile. `FileRefused` where nothing can be read.
 */
export async function beginCheck(
  db: Database,
  { path, fileName }: { path: string; fileName: string },
  asked: Mapping,
  vendorKey: string | null,
): Promise<BegunCheck> {
  const mapping = forFileName(asked, fileName);
  const { facts, table } = await openFile(path, mapping);
  const vendors = await vendorsToRead(db, vendorKey);
  const read = rowReader({ mapping, fileName, table, vendors, zone: await reportingZone(db) });
  const shown = gatherPreview(mapping, MOST_ROWS_SHOWN);
  const problems = gatherProblems();
  const isTwice = compileRepeatedHours(mapping, table.columns);
  let repeatedHours = 0;
  const looked = { rows: 0, accepted: 0, rejected: 0, passedOver: 0, whole: false, share: 0 };
  const take = (row: Parameters<typeof read>[0] & { unended?: true }) => {
    const outcome = read(row);
    if (outcome.kind === "skipped") {
      if (!outcome.blank) looked.passedOver += 1;
      return;
    }
    looked.rows += 1;
    looked[outcome.kind] += 1;
    if (outcome.kind === "accepted") {
      shown.add(outcome.line, outcome.records);
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
    repeatedHours,
    collapse: "collapse" in mapping ? (mapping.collapse?.keep ?? null) : null,
    looked: { ...looked },
  });
  return {
    soFar,
    async finish(signal) {
      const onBytes = (bytesRead: number) => (looked.share = Math.min(1, bytesRead / Math.max(1, facts.bytes)));
      let since = performance.now();
      for await (const piece of table.rows(onBytes)) {
        for (const row of piece) {
          take(row);
          if (looked.rows % 100 !== 0 || performance.now() - since < SLICE_MS) continue;
          await nextTurn();
          signal.throwIfAborted();
          since = performance.now();
        }
      }
      looked.whole = true;
      looked.share = 1;
      return soFar();
    },
  };
}

/** The partners that rows can be of, for reading without storing: the one named, though it may not be there yet. */
export async function vendorsToRead(db: Database, vendorKey: string | null): Promise<KnownVendors> {
  const named = await vendorNames(db.pool);
  return { fixed: vendorKey === null ? null : (named(vendorKey) ?? NEW_VENDOR), named };
}
