import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { beginCheck } from "~/ingest/load/begin-check.server";
import { readMapping, type Mapping } from "~/ingest/mapping/mapping";
import { findWholeCheck, stopWholeCheck } from "~/ingest/wizard/whole-checks.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";

const DESK = {
  key: "desk",
  name: "Desk",
  kind: "contacts",
  source: "desk",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: {
    openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
    resolutionSeconds: {
      between: {
        from: { column: "Opened", format: "yyyy-MM-dd HH:mm" },
        until: { column: "Done", format: "yyyy-MM-dd HH:mm" },
      },
    },
  },
};

function mappingOf(document: unknown): Mapping {
  const read = readMapping(document);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.mapping;
}

const ROWS = 60_000;
/** Rows with a date that cannot be read, all of them behind the first 20,000. */
const isBad = (at: number) => at >= 30_000 && at % 10 === 0;
const BAD_ROWS = Array.from({ length: ROWS }, (_, at) => isBad(at)).filter(Boolean).length;

let db: TestDatabase;
let folder: string;
let file: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-check-"));
  file = path.join(folder, "content");
  const rows = Array.from({ length: ROWS }, (_, at) =>
    isBad(at) ? `${at},5.1.26,2026-01-05 11:00` : `${at},2026-01-05 10:${10 + (at % 50)},2026-01-05 11:00`,
  );
  await writeFile(file, ["Id,Opened,Done", ...rows, ""].join("\n"));
});
afterEach(async () => {
  stopWholeCheck(file);
  await rm(folder, { recursive: true, force: true });
});

const begin = (mapping = mappingOf(DESK)) =>
  beginCheck(db, { path: file, fileName: "desk.csv" }, mapping, {
    vendorKey: "atlas",
    user: { key: "user a", shared: db.shared },
  });
const LONG_MS = 60_000;

describe("the check of an upload", () => {
  test("looks at every row, and counts a row once however many fields its cell feeds", async () => {
    const check = await findWholeCheck(file, "desk", begin, LONG_MS);
    expect(check.looked).toEqual({
      rows: ROWS,
      accepted: ROWS - BAD_ROWS,
      rejected: BAD_ROWS,
      skipped: 0,
      whole: true,
      share: 1,
    });
    expect(check.problems).toEqual([
      {
        code: "not-a-date",
        column: "Opened",
        rows: BAD_ROWS,
        line: 30_002,
        text: "5.1.26",
        texts: [{ text: "5.1.26", rows: BAD_ROWS }],
      },
    ]);
  });

  test("answers what was found so far where the file takes longer, goes on by itself, and is done once for all", async () => {
    let started = 0;
    const counted = () => {
      started += 1;
      return begin();
    };
    const early = await findWholeCheck(file, "desk", counted, 0);
    expect(early.looked.whole).toBe(false);
    expect(early.looked.rows).toBeLessThan(ROWS);
    const [one, other] = await Promise.all([
      findWholeCheck(file, "desk", counted, LONG_MS),
      findWholeCheck(file, "desk", counted, LONG_MS),
    ]);
    expect([one.looked.rows, other.looked.rows]).toEqual([ROWS, ROWS]);
    await rm(file);
    const retained = await findWholeCheck(file, "desk", counted, 0);
    expect(retained).toEqual(JSON.parse(JSON.stringify(one)));
    expect(started).toBe(1);
  });

  test("begins again for another mapping, and leaves the one before", async () => {
    await findWholeCheck(file, "desk", begin, 0);
    const other = mappingOf({
      ...DESK,
      fields: { openedAt: { column: "Opened", format: ["yyyy-MM-dd HH:mm", "d.M.yy"] } },
    });
    const check = await findWholeCheck(file, "desk fixed", () => begin(other), LONG_MS);
    expect(check.looked).toMatchObject({ rows: ROWS, rejected: 0, whole: true });
    const retained: { of: string } = JSON.parse(await readFile(path.join(folder, "check.json"), "utf8"));
    expect(retained.of).toBe("desk fixed");
  });

  test("counts the rows whose local time the clocks showed twice, unless the file states the offset", async () => {
    const times = ["02:30", "02:59", "01:59", "03:00"].map((time) => `2026-10-25 ${time}`);
    const moments = [...times, "2026-10-25T02:30:00+01:00", "2026-10-26 02:30"];
    await writeFile(file, ["Id,Opened", ...moments.map((moment, at) => `${at},${moment}`), ""].join("\n"));
    const opened = { openedAt: { column: "Opened", format: "iso" } };
    const madrid = await findWholeCheck(
      file,
      "madrid",
      () => begin(mappingOf({ ...DESK, timeZone: "Europe/Madrid", fields: opened })),
      LONG_MS,
    );
    expect(madrid).toMatchObject({ looked: { accepted: 6 }, repeatedHours: 2 });
    const utc = await findWholeCheck(file, "utc", () => begin(mappingOf({ ...DESK, fields: opened })), LONG_MS);
    expect(utc.repeatedHours).toBe(0);
  });

  test("says that the last line is cut off, each time it is asked", async () => {
    await appendFile(file, "60000,2026-01-");
    for (const patience of [LONG_MS, LONG_MS])
      await expect(findWholeCheck(file, "desk", begin, patience)).rejects.toMatchObject({ code: "cut-short" });
  });

  test("of an upload that is let go ends without a word", async () => {
    await findWholeCheck(file, "desk", begin, 0);
    stopWholeCheck(file);
    await rm(folder, { recursive: true, force: true });
    await expect(findWholeCheck(file, "desk", begin, LONG_MS)).rejects.toMatchObject({ code: "unreadable" });
  });
});
