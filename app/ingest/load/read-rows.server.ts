import type { StagedRow } from "~/data/imports/load/stage-rows.server";
import type { RowCounts } from "~/data/imports/load/apply-batch.server";
import type { KnownVendors } from "~/data/access/known-vendors.server";
import { skippedText } from "~/wording/imports/row-counts";
import type { ImplausibleRecords } from "../parse/implausible-rows";
import type { Mapping } from "../mapping/mapping";
import { forFileName } from "../mapping/from-file-name";
import type { Table } from "./read-table.server";
import { FileRefused } from "~/domain/input/refusal";
import { compileRowReader } from "../parse/row-reader";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

type ReadingOptions = { mapping: Mapping; fileName: string; table: Table; vendors: KnownVendors; zone: string };

/**
 * What the rows of an opened table come to by its mapping, piece by piece: records and problems by line. Counts the lines in `counts` as it
 * goes. Refuses a table without rows, one that ends in the middle of a line, and one with more lines than can be numbered.
 */
export async function* stagedRows(
  options: ReadingOptions,
  counts: RowCounts,
  onBytes: (bytesRead: number) => void,
  implausible?: ImplausibleRecords,
): AsyncGenerator<StagedRow[]> {
  const read = rowReader(options);
  for await (const rows of options.table.rows(onBytes)) {
    if ((rows.at(-1)?.line ?? 0) > MAX_LINES) throw tooManyLines();
    const staged: StagedRow[] = [];
    for (const row of rows) {
      const outcome = read(row);
      if (outcome.kind === "skipped") {
        if (!outcome.blank) counts.skipped += 1;
        continue;
      }
      const events = row.events ?? 1;
      counts.read += events;
      if (outcome.kind === "accepted") {
        counts.accepted += events;
        counts.collapsed += events - 1;
        implausible?.add(outcome.line, outcome.records);
        for (const { vendorId, externalId, day, values } of outcome.records) {
          staged.push({ line: outcome.line, vendorId, externalId, day, values });
        }
        continue;
      }
      if (row.unended && row.cells.length < options.table.headings.length) throw cutShort(row.line);
      outcome.problems.forEach(({ column, code, text }, index) => {
        staged.push({ line: outcome.line, problem: { ordinal: index + 1, column, code, text } });
      });
    }
    yield staged;
  }
  if (counts.read === 0) throw noRows(counts.skipped);
}

/** Reads rows of an opened table by its mapping. */
export function rowReader({
  mapping,
  fileName,
  table,
  vendors,
  zone,
}: ReadingOptions): ReturnType<typeof compileRowReader> {
  return compileRowReader({
    mapping: forFileName(mapping, fileName),
    columns: table.columns,
    headings: table.headings,
    reportingZone: zone,
    vendorId: vendors.fixed,
    vendorNamed: vendors.named,
  });
}

function noRows(skipped: number): FileRefused {
  const others = skipped === 0 ? "" : `; ${skippedText(skipped)}`;
  return new FileRefused("no-rows", FILE_PROBLEMS.headingsOnly(others));
}

/** A line's number is stored in four bytes. */
const MAX_LINES = 2_147_483_647;

function tooManyLines(): FileRefused {
  return new FileRefused("too-many-lines", FILE_PROBLEMS.tooManyLines(MAX_LINES.toLocaleString("en-GB")));
}

export function cutShort(line: number): FileRefused {
  return new FileRefused("cut-short", FILE_PROBLEMS.endsInLine(line));
}
