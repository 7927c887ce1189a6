import assert from "node:assert/strict";
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

const ROWS = 1_000_000;
const SPOILT_EVERY = 3;

/** Ways of spoiling a row; each of them makes it one that is rejected. */
const SPOILT: readonly ((cells: string[]) => string)[] = [
  (cells) => cells.with(6, "yesterday").join(","),
  (cells) => cells.with(8, "=1+1").join(","),
  (cells) => cells.with(7, "constructor").join(","),
  (cells) => cells.with(0, "").join(","),
  (cells) => cells.with(1, "__proto__").join(","),
  (cells) => cells.slice(0, 9).join(","),
  (cells) => [...cells, "more"].join(","),
  (cells) => cells.with(5, '"Ana"x').join(","),
  (cells) => cells.with(9, "9".repeat(400)).join(","),
];

/** A row in three is spoilt, and the good ones hold what they may: line ends within quotes, doubled quotes, formulas. */
function* hostileLines(): Generator<string> {
  yield HEADINGS.join(",");
  for (let row = 1; row <= ROWS; row += 1) {
    const cells = goodCells(row);
    const spoil = row % SPOILT_EVERY === 0 ? SPOILT[(row / SPOILT_EVERY) % SPOILT.length] : undefined;
    yield spoil ? spoil(cells) : cells.with(5, `"=A1\n""${row % 7}"""`).join(",");
  }
}

export const hostileMillion: SoakCase = {
  name: "hostile.million",
  run: () =>
    withServer(async (db, { url, outsideUrl }, { folder }) => {
      const file = path.join(folder, "hostile.csv");
      await writeLines(file, hostileLines());
      const imported = await importInChild([url, outsideUrl, file, path.join(folder, "files")]);
      const { read, accepted, rejected, rssBytes } = imported;
      const spoilt = Math.floor(ROWS / SPOILT_EVERY);
      assert.deepEqual({ read, accepted, rejected }, { read: ROWS, accepted: ROWS - spoilt, rejected: spoilt });
      const { rows } = await db.pool.query("SELECT count(DISTINCT line)::int AS lines FROM rejected_row");
      assert.deepEqual(rows, [{ lines: spoilt }]);
      await requireContacts(db, { contacts: accepted, batches: 1 });
      const megabytes = requireFewMegabytes(rssBytes);
      return { held: `${accepted} rows accepted, ${rejected} rejected with a reason, ${megabytes} MB of memory` };
    }),
};
