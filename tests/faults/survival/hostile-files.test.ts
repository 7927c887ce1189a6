import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importFile, type ImportResult } from "~/ingest/load/import-file.server";
import { unpack } from "~/ingest/format/unpack.server";
import { FileRefused, REFUSALS } from "~/domain/input/refusal";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { requireRollUpsEqualFacts, stored } from "../../support/survival/stored";
import { zipOf } from "../../support/zip-files";
import { HEADINGS, hostileBook, type HostileFile, hostileText, packedDamage } from "./hostile-rows";

const ABOUT = {
  source: "hostile",
  file: { format: "csv", skipRowsWhen: [{ column: "Id", is: ["Total"] }] },
  nulls: ["-", "#DIV/0!"],
  timeZone: "Europe/Madrid",
  vendor: { constant: "hostile" },
};
const FIELDS = {
  openedAt: { column: "Opened", format: "dd/MM/yyyy HH:mm" },
  site: { column: "__proto__" },
  agent: { column: "constructor" },
  team: { column: "toString" },
  waitSeconds: { column: "Wait" },
};
const CONTACTS = {
  ...ABOUT,
  key: "hostile-contacts",
  name: "Hostile",
  kind: "contacts",
  externalId: { column: "Id" },
  fields: FIELDS,
};
const EVENTS = {
  ...CONTACTS,
  key: "hostile-events",
  source: "hostile-events",
  collapse: { order: [{ number: { column: "Wait" } }] },
};
const TOTALS = {
  ...ABOUT,
  key: "hostile-totals",
  name: "Hostile",
  kind: "totals",
  source: "hostile-totals",
  fields: { day: { column: "Opened", format: "dd/MM/yyyy HH:mm" }, site: { column: "__proto__" } },
  totals: [{ measure: "headcount", column: "Wait" }],
};

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-hostile-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As the command line does: an archive is opened, and what is in it read by the mapping. */
async function send(bytes: Buffer, mapping: object): Promise<ImportResult> {
  const source = path.join(folder, "input");
  await writeFile(source, bytes);
  const by = { actor: "test", userId: null };
  const { files, discard } = await unpack(source, "input.csv", { folder });
  try {
    const file = files[0]?.path ?? "";
    return await importFile(db, {
      path: file,
      fileName: "input.csv",
      mapping,
      by,
      filesFolder: path.join(folder, "files"),
    });
  } finally {
    await discard();
  }
}

async function requireSum(result: ImportResult): Promise<void> {
  const { batch, read, accepted, collapsed, rejected } = result;
  expect(accepted + collapsed + rejected).toBe(read);
  expect(result.new + result.changed + result.unchanged + result.superseded).toBe(accepted);
  const { rows } = await db.pool.query(
    `SELECT rows_read AS read, rows_accepted AS accepted, rows_collapsed AS collapsed, rows_rejected AS rejected,
       (SELECT count(DISTINCT line)::int FROM rejected_row WHERE batch_id = b.id) AS "rejectedLines",
       (SELECT count(*)::int FROM rejected_row WHERE batch_id = b.id AND code = '') AS "withoutReason"
     FROM import_batch b WHERE id = $1`,
    [batch],
  );
  expect(rows).toEqual([{ read, accepted, collapsed, rejected, rejectedLines: rejected, withoutReason: 0 }]);
}

/** A file that came, as it is or packed: each file in it adds up, or is refused and leaves nothing. */
async function requireSumOrNothing(
  { bytes, rows }: HostileFile,
  mapping: object,
  seen: Record<"applied" | "refused" | "counted", number>,
): Promise<void> {
  const before = await stored(db);
  const outcome: unknown = await send(bytes, mapping).catch((error: unknown) => error);
  if (outcome instanceof FileRefused) {
    seen.refused += 1;
    expect(REFUSALS).toContain(outcome.code);
    expect(outcome.message).not.toBe("");
    expect(await stored(db)).toBe(before);
    return;
  }
  if (outcome instanceof Error) throw outcome;
  seen.applied += 1;
  const result = outcome as ImportResult;
  await requireSum(result);
  await requireRollUpsEqualFacts(db);
  if (rows === null) return;
  seen.counted += 1;
  expect(result.read, "rows that were written into the file").toBe(rows);
}

/** Packed as it may come, whole or damaged; damage leaves open what is in it. */
const packed: fc.Arbitrary<HostileFile> = fc
  .tuple(hostileText, fc.constantFrom("gzip", "zip", "stored"), packedDamage)
  .map(([{ bytes, rows }, way, damage]) => {
    const whole =
      way === "gzip" ? gzipSync(bytes) : zipOf([{ name: "a/b.csv", content: bytes, stored: way === "stored" }]);
    const received = damage(whole);
    return { bytes: received, rows: received.equals(whole) ? rows : null };
  });

describe("whatever bytes come", () => {
  test.each<[string, fc.Arbitrary<HostileFile>, object, number]>([
    ["rows of contacts", hostileText, CONTACTS, 60],
    ["events of contacts", hostileText, EVENTS, 30],
    ["totals", hostileText, TOTALS, 30],
    ["a workbook", hostileBook, { ...CONTACTS, file: { ...ABOUT.file, format: "xlsx" } }, 60],
    ["an archive", packed, CONTACTS, 60],
  ])(
    "as %s: each row is accepted, collapsed or rejected with a reason, and they add up; or nothing is stored",
    async (_what, files, mapping, numRuns) => {
      const seen = { applied: 0, refused: 0, counted: 0 };
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            files,
            files.filter(({ rows }) => rows !== null),
          ),
          (file) => requireSumOrNothing(file, mapping, seen),
        ),
        { numRuns },
      );
      expect(seen.applied).toBeGreaterThan(numRuns / 6);
      expect(seen.counted).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
    },
  );

  test("bytes by chance are refused, or what can be read of them adds up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4_000 }), fc.boolean(), async (bytes, headed) => {
        const before = await stored(db);
        const head = headed ? `${HEADINGS.join(",")}\n` : "";
        const outcome: unknown = await send(Buffer.concat([Buffer.from(head), bytes]), CONTACTS).catch(
          (error: unknown) => error,
        );
        if (!(outcome instanceof FileRefused)) throw outcome;
        expect(await stored(db)).toBe(before);
      }),
      { numRuns: 40 },
    );
  });
});
