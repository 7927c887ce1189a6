import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { holdLock } from "~/data/held-lock.server";
import { findAccount } from "~/data/users.server";
import { actorOf } from "~/domain/access/actor";
import { viewerOfAccount } from "~/domain/access/viewer-of";
import type { Viewer } from "~/domain/access/viewer";
import { listDropped } from "~/ingest/dropped/list-dropped.server";
import { stagedIdOfContent, stageTaken } from "~/ingest/dropped/stage-taken.server";
import { takeDropped } from "~/ingest/dropped/take-dropped.server";
import { importFile } from "~/ingest/import-file.server";
import { stagedFolder } from "~/ingest/staged-files.server";
import { changeStaged, requireStaged } from "~/ingest/wizard/wizard.server";
import { lookIntoDropFolder, nothingKnown, type DropMemory } from "~/jobs/drop-folder/look.server";
import { watchDropFolder } from "~/jobs/drop-folder/watch.server";
import { loadUnfinished } from "~/jobs/import-run/list-unfinished.server";
import { startStaged } from "~/jobs/import-run/staged-runs.server";
import { takeUpRuns } from "~/jobs/import-run/take-up-runs.server";
import { workRun } from "~/jobs/import-run/work-run.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { zipOf } from "../../support/zip-files";
import { addPerson } from "../access/people";

const MAPPING = {
  key: "desk-calls",
  name: "Desk calls",
  kind: "contacts",
  source: "desk-calls",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Agent" } },
};
const HEADINGS = "Id,Opened,Agent";
const FIRST = `${HEADINGS}\n1,2026-01-05 10:00,Ana\n2,2026-01-05 11:00,Ben\n`;
const NEXT = `${HEADINGS}\n2,2026-01-05 11:00,Cal\n3,2026-01-06 09:00,Ana\n4,yesterday,Ana\n`;
const UNMAPPED = "Ticket,Created,Person\nT1,2026-01-05 10:00,Ana\nT2,2026-01-05 11:00,Ben\n";

let db: TestDatabase;
let folder: string;
let dataFolder: string;
let dropFolder: string;
let memory: DropMemory;
let now: Date;
let lines: string[];
let analyst: Viewer;

beforeAll(async () => {
  db = await createTestDatabase();
  const account = (await findAccount(db, await addPerson(db, "ana@example.com", "analyst")))?.account;
  if (!account) throw new Error("no account");
  analyst = viewerOfAccount(account);
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-drop-"));
  dataFolder = path.join(folder, "data");
  dropFolder = path.join(folder, "drop");
  await mkdir(path.join(dropFolder, "desk"), { recursive: true });
  memory = nothingKnown();
  now = new Date("2026-11-23T09:00:00Z");
  lines = [];
  await importText("known.csv", `${HEADINGS}\n0,2025-12-31 10:00,Ana\n`);
});
afterEach(async () => {
  await db.pool.query(
    "TRUNCATE import_run, import_batch, contact, measure_day, measure_month, rejected_row, row_statement, mapping",
  );
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => db.inside.user.deleteMany({}));

async function importText(fileName: string, text: string) {
  const file = path.join(folder, fileName);
  await writeFile(file, text);
  const vendor = { key: "desk", name: "Desk" };
  const by = { actor: "test", userId: null };
  return importFile(db, {
    path: file,
    fileName,
    mapping: MAPPING,
    vendor,
    by,
    filesFolder: path.join(dataFolder, "files"),
  });
}

const drop = (name: string, content: string | Uint8Array, partner = "desk") =>
  writeFile(path.join(dropFolder, partner, name), content);
const there = (...parts: string[]) => readdir(path.join(dropFolder, ...parts)).then((names) => names.toSorted());
const words = (...parts: string[]) => readFile(path.join(dropFolder, ...parts), "utf8");
const work = (id: string) => workRun(db, id, { dataFolder, clock: () => now });
const batches = () => db.inside.importBatch.findMany({ where: { appliedBy: { not: "test" } }, orderBy: { id: "asc" } });
const staged = async () => (await readdir(stagedFolder(dataFolder)).catch(() => [])).toSorted();

const setting = (takeUpRun: (id: string) => Promise<void> = work) => ({
  db,
  dataFolder,
  dropFolder,
  queue: { takeUpRun },
  clock: () => now,
  logger: pino({ level: "info" }, { write: (line: string) => void lines.push(line) }),
});

/** So many looks, far enough apart for a file to count as whole at the second. */
async function look(times = 3, takeUpRun?: (id: string) => Promise<void>): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    await lookIntoDropFolder({ ...setting(takeUpRun), signal: new AbortController().signal }, memory);
    now = new Date(now.getTime() + 10_000);
  }
}

const contacts = async () =>
  (await db.inside.contact.findMany({ orderBy: { externalId: "asc" } })).map(
    ({ externalId, agent }) => `${externalId} ${agent}`,
  );

describe("a file that a remembered mapping fits", () => {
  test("is imported once, by the drop folder, and laid aside with what happened", async () => {
    await drop("calls.csv", FIRST);
    await look();
    expect(await contacts()).toEqual(["0 Ana", "1 Ana", "2 Ben"]);
    const [batch, ...others] = await batches();
    expect(others).toEqual([]);
    expect(batch).toMatchObject({ appliedBy: "drop folder", fileName: "calls.csv" });
    expect(await db.inside.auditEvent.findMany({ where: { subject: `batch ${batch?.id}` } })).toMatchObject([
      { actor: "drop folder", action: "import.applied" },
    ]);
    expect(await there("desk")).toEqual(["done"]);
    expect(await there("desk", "done")).toEqual(["calls.csv", "calls.csv.txt"]);
    expect(await words("desk", "done", "calls.csv")).toBe(FIRST);
    expect(await words("desk", "done", "calls.csv.txt")).toBe(
      `calls.csv, 23 Nov 2026, 09:00 (UTC)\n\nImported as batch ${batch?.id}: 2 rows read, 2 new, 0 changed, 0 unchanged, 0 rejected.\n`,
    );
    expect(await staged()).toEqual([]);
  });

  test("changes nothing when it comes again, and the text says so", async () => {
    await drop("calls.csv", FIRST);
    await look();
    await drop("calls.csv", FIRST);
    await look();
    const [batch, ...others] = await batches();
    expect(others).toEqual([]);
    expect(await there("desk", "done")).toEqual(["calls (2).csv", "calls (2).csv.txt", "calls.csv", "calls.csv.txt"]);
    expect(await words("desk", "done", "calls (2).csv.txt")).toContain(
      `Nothing changed: the same file was imported before, as batch ${batch?.id}.`,
    );
  });

  test("restates what a later file had restated when it comes again behind it", async () => {
    for (const [name, text] of [
      ["monday.csv", FIRST],
      ["tuesday.csv", NEXT],
      ["again.csv", FIRST],
    ] as const) {
      await drop(name, text);
      await look();
    }
    expect(await contacts()).toEqual(["0 Ana", "1 Ana", "2 Ben", "3 Ana"]);
    const figures = (await batches()).map((batch) => [batch.rowsNew, batch.rowsChanged, batch.rowsUnchanged]);
    expect(figures).toEqual([
      [2, 0, 0],
      [1, 1, 0],
      [0, 1, 1],
    ]);
    expect(await words("desk", "done", "tuesday.csv.txt")).toContain(
      "3 rows read, 1 new, 1 changed, 0 unchanged, 1 rejected.",
    );
  });

  test("is imported anew after its batch was withdrawn", async () => {
    await drop("calls.csv", FIRST);
    await look();
    await db.pool.query("UPDATE import_batch SET status = 'withdrawn' WHERE applied_by = 'drop folder'");
    await drop("calls.csv", FIRST);
    await look();
    expect((await batches()).map(({ status }) => status)).toEqual(["withdrawn", "applied"]);
  });

  test("goes in in the order of files dropped together, the oldest first, each after the one before it has ended", async () => {
    await drop("b.csv", FIRST);
    await drop("a.csv", NEXT);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await utimes(path.join(dropFolder, "desk", "b.csv"), anHourAgo, anHourAgo);
    const begun: string[] = [];
    await look(4, async (id) => void begun.push(id));
    expect(begun).toHaveLength(1);
    for (const id of begun) await work(id);
    await look(3);
    expect((await batches()).map(({ fileName }) => fileName)).toEqual(["b.csv", "a.csv"]);
    expect(await contacts()).toEqual(["0 Ana", "1 Ana", "2 Cal", "3 Ana"]);
  });

  test("is opened where it is an archive: each of its files is told of", async () => {
    await drop(
      "week.zip",
      zipOf([
        { name: "mon/one.csv", content: FIRST },
        { name: "two.csv", content: NEXT },
      ]),
    );
    await look(5);
    expect((await batches()).map(({ fileName }) => fileName)).toEqual(["one.csv", "two.csv"]);
    const told = await words("desk", "done", "week.zip.txt");
    expect(told).toMatch(
      /one\.csv: Imported as batch \d+: 2 rows read[^]*two\.csv: Imported as batch \d+: 3 rows read/,
    );
    await drop("calls.csv.gz", gzipSync(`${HEADINGS}\n9,2026-01-09 10:00,Dee\n`));
    await look();
    expect((await batches()).at(-1)).toMatchObject({ fileName: "calls.csv", rowsNew: 1 });
    expect(await staged()).toEqual([]);
  });
});

describe("a file that is not to be taken", () => {
  test("is left alone while it is being written", async () => {
    await drop("calls.csv", FIRST.slice(0, 30));
    await look(1);
    await drop("calls.csv", FIRST.slice(0, 50));
    await look(1);
    expect([await there("desk"), await batches(), await staged()]).toEqual([["calls.csv"], [], []]);
    await drop("calls.csv", FIRST);
    await look(1);
    expect(await batches()).toEqual([]);
    await look(2);
    expect((await batches()).map(({ rowsNew }) => rowsNew)).toEqual([2]);
  });

  test("is left alone by its name, as a link, as a folder, and while it is empty", async () => {
    const outside = path.join(folder, "outside.csv");
    await writeFile(outside, FIRST);
    const elsewhere = path.join(folder, "elsewhere");
    await mkdir(elsewhere);
    await writeFile(path.join(elsewhere, "calls.csv"), FIRST);
    const names = [".calls.csv", "calls.csv.part", "calls.TMP", "calls.csv.filepart", "calls.csv~", "Thumbs.db"];
    for (const name of names) await drop(name, FIRST);
    await drop("empty.csv", "");
    await mkdir(path.join(dropFolder, "desk", "inner.csv"));
    await symlink(outside, path.join(dropFolder, "desk", "link.csv"));
    await symlink(elsewhere, path.join(dropFolder, "linked"));
    const before = await there("desk");
    await look(4);
    expect([await there("desk"), await batches(), await staged()]).toEqual([before, [], []]);
    expect(await readFile(outside, "utf8")).toBe(FIRST);
    expect(await readdir(elsewhere)).toEqual(["calls.csv"]);
  });

  test("is laid aside under a name of ours where its own is odd", async () => {
    const odd = ["--help.csv", "a\nb.csv", "‮gpj.csv", `${"é".repeat(120)}.csv`, "%2e%2e%2fup.csv", "$(x);'\".csv"];
    for (const [index, name] of odd.entries()) await drop(name, `${HEADINGS}\n${index + 20},2026-01-05 10:00,Ana\n`);
    await look(12);
    expect(await batches()).toHaveLength(odd.length);
    expect(await there("desk")).toEqual(["done"]);
    expect(await there("desk", "done")).toHaveLength(odd.length * 2);
    for (const name of await there("desk", "done")) expect(name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(await readdir(dropFolder)).toEqual(["desk"]);
  });

  test("does not follow a link that lies in the place of the folder for what is done", async () => {
    const elsewhere = path.join(folder, "elsewhere");
    await mkdir(elsewhere);
    await symlink(elsewhere, path.join(dropFolder, "desk", "done"));
    await drop("calls.csv", FIRST);
    await look(6);
    expect([await readdir(elsewhere), (await batches()).length]).toEqual([[], 1]);
    expect(await there("desk")).toEqual(["calls.csv", "done"]);
    expect(lines.filter((line) => line.includes("is no folder"))).toHaveLength(1);
  });

  test("is refused where its folder is no partner's, or it lies beside the folders", async () => {
    await mkdir(path.join(dropFolder, "dekc"));
    await drop("calls.csv", FIRST, "dekc");
    await writeFile(path.join(dropFolder, "lost.csv"), FIRST);
    await look(2);
    expect([await there("dekc"), await there("dekc", "refused")]).toEqual([
      ["refused"],
      ["calls.csv", "calls.csv.txt"],
    ]);
    expect(await words("dekc", "refused", "calls.csv.txt")).toContain("There is no partner with the key “dekc”.");
    expect(await words("refused", "lost.csv.txt")).toContain("It lay beside the partners' folders.");
    expect(lines.filter((line) => line.includes("a dropped file was refused"))).toHaveLength(2);
    expect([await batches(), await staged(), await db.inside.vendor.count({ where: { key: "dekc" } })]).toEqual([
      [],
      [],
      0,
    ]);
  });

  test("is refused with the reason where it is no table, or not one row can be used", async () => {
    await drop("picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]));
    await drop("bomb.gz", gzipSync(Buffer.alloc(40 * 1024 * 1024)));
    await drop("nothing.csv", `${HEADINGS}\n1,yesterday,Ana\n`);
    await look(6);
    expect(await there("desk")).toEqual(["refused"]);
    expect(await words("desk", "refused", "picture.csv.txt")).toContain(
      "Refused; nothing of it was stored. The file is a picture",
    );
    expect(await words("desk", "refused", "bomb.gz.txt")).toContain("Refused; nothing of it was stored.");
    expect(await words("desk", "refused", "nothing.csv.txt")).toContain("None of the 1 rows can be used");
    expect([await batches(), await staged()]).toEqual([[], []]);
  });
});

describe("a file that nothing remembered fits", () => {
  test("waits for an analyst, who takes it up; the next one goes in by itself", async () => {
    await drop("tickets.csv", UNMAPPED);
    await look(2);
    expect(await words("desk", "done", "tickets.csv.txt")).toMatch(
      /Not imported yet[^]*- No mapping that is remembered for Desk fits these headings\./,
    );
    const [waiting, ...others] = await loadUnfinished(db, analyst, dataFolder);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ fileName: "tickets.csv", by: "drop folder, for Desk", state: "Preview" });

    const upload = await requireStaged(dataFolder, waiting?.key, actorOf(analyst));
    const { key: _key, ...rest } = MAPPING;
    const fields = { openedAt: { column: "Created", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Person" } };
    const text = JSON.stringify({
      ...rest,
      key: "tickets",
      source: "tickets",
      externalId: { column: "Ticket" },
      fields,
    });
    const said = await changeStaged(dataFolder, upload, { way: { by: "document", text } });
    await startStaged(db, analyst, said, { queue: { takeUpRun: work }, dataFolder, dryRun: false });
    expect(await batches()).toMatchObject([{ appliedBy: "ana@example.com", rowsNew: 2 }]);
    expect(await loadUnfinished(db, analyst, dataFolder)).toEqual([]);

    await drop("tickets.csv", `${UNMAPPED}T3,2026-01-07 10:00,Ana\n`);
    await look();
    expect((await batches()).at(-1)).toMatchObject({ appliedBy: "drop folder", rowsNew: 1, rowsUnchanged: 2 });
  });

  test("waits where headings were renamed, however much they are alike", async () => {
    await drop("calls.csv", FIRST.replace("Agent", "Agent name"));
    await look(3);
    expect(await words("desk", "done", "calls.csv.txt")).toContain(
      "The mapping “Desk calls” reads “Agent”, which may be called “Agent name” now.",
    );
    expect([await batches(), (await loadUnfinished(db, analyst, dataFolder)).length]).toEqual([[], 1]);
  });

  test("waits once, however often it is dropped, with what was said of it", async () => {
    await drop("tickets.csv", UNMAPPED);
    await look(2);
    const [waiting] = await loadUnfinished(db, analyst, dataFolder);
    const upload = await requireStaged(dataFolder, waiting?.key, actorOf(analyst));
    await changeStaged(dataFolder, upload, { name: "Tickets of the desk", step: "map" });
    await drop("tickets.csv", UNMAPPED);
    await look(2);
    expect(await loadUnfinished(db, analyst, dataFolder)).toMatchObject([{ key: waiting?.key, state: "Map" }]);
    expect(await staged()).toHaveLength(1);
  });
});

describe("a process that is killed", () => {
  const killed = () => {
    memory = nothingKnown();
  };

  test.each([
    [
      "after the copy",
      async () => {
        const [file] = await listDropped(path.join(dropFolder, "desk"));
        if (file) await takeDropped(dataFolder, file, new AbortController().signal);
      },
    ],
    [
      "after it was put where uploads wait",
      async () => {
        const [file] = await listDropped(path.join(dropFolder, "desk"));
        const [taken] = (file && (await takeDropped(dataFolder, file, new AbortController().signal))) ?? [];
        if (!taken) throw new Error("nothing was taken");
        const id = stagedIdOfContent("desk", taken.sha256, null);
        await stageTaken(dataFolder, taken, { id, vendorKey: "desk", now });
      },
    ],
    ["after its run was written down", () => look(2, async () => undefined)],
    [
      "while its run was being put into the queue",
      () =>
        look(2, async () => {
          throw new Error("killed");
        }),
    ],
    ["after it was applied, before it was laid aside", () => look(2)],
    [
      "between the text and the move",
      async () => {
        await look(2);
        await mkdir(path.join(dropFolder, "desk", "done"));
        await writeFile(path.join(dropFolder, "desk", "done", "calls.csv.txt"), "cut off");
      },
    ],
  ])("%s: the file is imported once and laid aside", async (_where, until) => {
    await drop("calls.csv", FIRST);
    await until();
    killed();
    await takeUpRuns({ db, takeUpRun: work });
    await look(4);
    const [batch, ...others] = await batches();
    expect([others, await contacts()]).toEqual([[], ["0 Ana", "1 Ana", "2 Ben"]]);
    expect(await there("desk")).toEqual(["done"]);
    expect(await there("desk", "done")).toEqual(["calls.csv", "calls.csv.txt"]);
    expect(await words("desk", "done", "calls.csv.txt")).toMatch(
      new RegExp(`batch ${batch?.id}[:.][^]*2 rows read, 2 new, 0 changed, 0 unchanged, 0 rejected`),
    );
    expect(await db.inside.importRun.count({ where: { state: { in: ["queued", "running"] } } })).toBe(0);
  });

  test("while a file is under way, which then is written anew: the second comes after the first", async () => {
    await drop("calls.csv", FIRST);
    const begun: string[] = [];
    await look(2, async (id) => void begun.push(id));
    killed();
    await drop("calls.csv", NEXT);
    await look(4, async (id) => void begun.push(id));
    expect(begun).toHaveLength(1);
    await takeUpRuns({ db, takeUpRun: work });
    await look(4);
    expect((await batches()).map(({ rowsNew, rowsChanged }) => [rowsNew, rowsChanged])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });
});

describe("the watch", () => {
  const until = async (holds: () => Promise<boolean>) => {
    for (let waited = 0; waited < 20_000; waited += 50) {
      if (await holds()) return;
      await sleep(50);
    }
    throw new Error("It does not come about.");
  };
  const isWatched = async () => lines.some((line) => line.includes("the drop folder is watched"));

  test("is one process's at a time, goes on when that one is gone, and ends at once when told to", async () => {
    const other = await holdLock(db, "drop folder");
    const watch = watchDropFolder(setting());
    await sleep(500);
    expect(await isWatched()).toBe(false);
    await other?.release();
    await until(isWatched);
    expect(await holdLock(db, "drop folder")).toBeNull();

    await drop("calls.csv", FIRST);
    await until(async () => {
      now = new Date(now.getTime() + 5_000);
      return (await stat(path.join(dropFolder, "desk", "done", "calls.csv")).catch(() => null)) !== null;
    });
    expect(await batches()).toHaveLength(1);

    const asked = performance.now();
    await watch.stop();
    expect(performance.now() - asked).toBeLessThan(2_000);
    const free = await holdLock(db, "drop folder");
    expect(free).not.toBeNull();
    await free?.release();
  }, 60_000);

  test("waits for a folder that is not there", async () => {
    await rm(dropFolder, { recursive: true });
    await look(3);
    expect(lines.filter((line) => line.includes("ENOENT"))).toHaveLength(1);
    await mkdir(path.join(dropFolder, "desk"), { recursive: true });
    await drop("calls.csv", FIRST);
    await look();
    expect(await batches()).toHaveLength(1);
  });
});
