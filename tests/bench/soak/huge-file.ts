import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import path from "node:path";
import {
  goodCells,
  HEADINGS,
  importInChild,
  requireContacts,
  requireFewMegabytes,
  withServer,
  writeLines,
} from "./imported-file";
import type { SoakCase } from "./soak-case";

const REMARK = "x".repeat(10_000);
const ROWS = Math.ceil((2 * 1024 ** 3) / REMARK.length);

/** Two gigabytes of rows that each carry a long remark which no mapping asks for. */
function* hugeLines(): Generator<string> {
  yield `${HEADINGS.join(",")},remark`;
  for (let row = 1; row <= ROWS; row += 1) yield `${goodCells(row).join(",")},${REMARK}`;
}

export const hugeFile: readonly SoakCase[] = [
  {
    name: "huge.bad-last-line",
    run: () =>
      withServer(async (db, { url, outsideUrl }, { folder }) => {
        const file = path.join(folder, "huge.csv");
        await writeLines(
          file,
          hugeLines(),
          `${goodCells(ROWS + 1)
            .with(6, "never")
            .join(",")},\n`,
        );
        const { rssBytes, ...counts } = await importInChild([url, outsideUrl, file, path.join(folder, "files")]);
        assert.deepEqual(counts, { read: ROWS + 1, accepted: ROWS, rejected: 1 });
        await requireContacts(db, { contacts: ROWS, batches: 1 });
        const megabytes = requireFewMegabytes(rssBytes);
        const { size } = await stat(file);
        return { held: `${(size / 1e9).toFixed(2)} GB, ${ROWS} rows accepted, 1 rejected, ${megabytes} MB of memory` };
      }),
  },
  {
    name: "huge.cut-short",
    run: () =>
      withServer(async (db, { url, outsideUrl }, { folder }) => {
        const file = path.join(folder, "huge.csv");
        await writeLines(
          file,
          hugeLines(),
          `${goodCells(ROWS + 1)
            .slice(0, 8)
            .join(",")},1`,
        );
        const refused = await importInChild([url, outsideUrl, file, path.join(folder, "files")]).then(
          () => "It was applied.",
          (error: unknown) => String(error),
        );
        assert.match(refused, /cut-short/);
        await requireContacts(db, { contacts: 0, batches: 0 });
        return { held: `refused after ${ROWS} good rows, nothing stored` };
      }),
  },
];
