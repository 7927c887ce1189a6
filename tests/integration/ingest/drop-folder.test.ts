import { mkdir, readdir, readFile, symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { actorOf } from "~/domain/access/actor";
import { changeStaged } from "~/commands/imports/change-upload.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { loadUnfinished } from "~/reports/imports/unfinished.server";
import { startStaged } from "~/commands/imports/start-staged-run.server";
import { zipOf } from "../../support/zip-files";
import { MAPPING, FIRST, HEADINGS, NEXT, useDropFolder } from "./dropped-files";

const UNMAPPED = "Ticket,Created,Person\nT1,2026-01-05 10:00,Ana\nT2,2026-01-05 11:00,Ben\n";
const data = useDropFolder();
const { drop, there, words, work, batches, staged, look, contacts } = data;

describe("a file that a remembered mapping fits", () => {
  test("is imported once, by the drop folder, and archived with what happened", async () => {
    await drop("calls.csv", FIRST);
    await look();
    expect(await contacts()).toEqual(["0 Ana", "1 Ana", "2 Ben"]);
    const [batch, ...others] = await batches();
    expect(others).toEqual([]);
    expect(batch).toMatchObject({ appliedBy: "drop folder", fileName: "calls.csv" });
    expect(await data.db.inside.auditEvent.findMany({ where: { subject: `batch ${batch?.id}` } })).toMatchObject([
      { actor: "drop folder", action: "import.applied" },
    ]);
    expect(await there("desk")).toEqual(["done"]);
    expect(await there("desk", "done")).toEqual(["calls.csv", "calls.csv.txt"]);
    expect(await words("desk", "done", "calls.csv")).toBe(FIRST);
    expect(await words("desk", "done", "calls.csv.txt")).toBe(
      `calls.csv, 23 Nov 2026, 09:00 (UTC)\n\nApplied as import ${batch?.id}: 2 rows read, 2 new, 0 changed, 0 unchanged, 0 rejected.\n`,
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
      `No changes: this file was imported before, as import ${batch?.id} (`,
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

  test("is imported again after its batch was reverted", async () => {
    await drop("calls.csv", FIRST);
    await look();
    await data.db.pool.query("UPDATE import_batch SET status = 'reverted' WHERE applied_by = 'drop folder'");
    await drop("calls.csv", FIRST);
    await look();
    expect((await batches()).map(({ status }) => status)).toEqual(["reverted", "applied"]);
  });

  test("goes in in the order of files dropped together, the oldest first, each after the one before it has ended", async () => {
    await drop("b.csv", FIRST);
    await drop("a.csv", NEXT);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await utimes(path.join(data.dropFolder, "desk", "b.csv"), anHourAgo, anHourAgo);
    const started: string[] = [];
    await look(4, async (id) => void started.push(id));
    expect(started).toHaveLength(1);
    for (const id of started) await work(id);
    await look(3);
    expect((await batches()).map(({ fileName }) => fileName)).toEqual(["b.csv", "a.csv"]);
    expect(await contacts()).toEqual(["0 Ana", "1 Ana", "2 Cal", "3 Ana"]);
  });

  test("is opened where it is an archive: each of its files is listed", async () => {
    await drop(
      "week.zip",
      zipOf([
        { name: "mon/one.csv", content: FIRST },
        { name: "two.csv", content: NEXT },
      ]),
    );
    await look(5);
    expect((await batches()).map(({ fileName }) => fileName)).toEqual(["one.csv", "two.csv"]);
    const reported = await words("desk", "done", "week.zip.txt");
    expect(reported).toMatch(
      /one\.csv: Applied as import \d+: 2 rows read[^]*two\.csv: Applied as import \d+: 3 rows read/,
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
    const outside = path.join(data.folder, "outside.csv");
    await writeFile(outside, FIRST);
    const elsewhere = path.join(data.folder, "elsewhere");
    await mkdir(elsewhere);
    await writeFile(path.join(elsewhere, "calls.csv"), FIRST);
    const names = [".calls.csv", "calls.csv.part", "calls.TMP", "calls.csv.filepart", "calls.csv~", "Thumbs.db"];
    for (const name of names) await drop(name, FIRST);
    await drop("empty.csv", "");
    await mkdir(path.join(data.dropFolder, "desk", "inner.csv"));
    await symlink(outside, path.join(data.dropFolder, "desk", "link.csv"));
    await symlink(elsewhere, path.join(data.dropFolder, "linked"));
    const before = await there("desk");
    await look(4);
    expect([await there("desk"), await batches(), await staged()]).toEqual([before, [], []]);
    expect(await readFile(outside, "utf8")).toBe(FIRST);
    expect(await readdir(elsewhere)).toEqual(["calls.csv"]);
  });

  test("is archived under a name of ours where its own is odd", async () => {
    const odd = ["--help.csv", "a\nb.csv", "‮gpj.csv", `${"é".repeat(120)}.csv`, "%2e%2e%2fup.csv", "$(x);'\".csv"];
    for (const [index, name] of odd.entries()) await drop(name, `${HEADINGS}\n${index + 20},2026-01-05 10:00,Ana\n`);
    await look(12);
    expect(await batches()).toHaveLength(odd.length);
    expect(await there("desk")).toEqual(["done"]);
    expect(await there("desk", "done")).toHaveLength(odd.length * 2);
    for (const name of await there("desk", "done")) expect(name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(await readdir(data.dropFolder)).toEqual(["desk"]);
  });

  test("does not follow a link that lies in the place of the folder for what is done", async () => {
    const elsewhere = path.join(data.folder, "elsewhere");
    await mkdir(elsewhere);
    await symlink(elsewhere, path.join(data.dropFolder, "desk", "done"));
    await drop("calls.csv", FIRST);
    await look(6);
    expect([await readdir(elsewhere), (await batches()).length]).toEqual([[], 1]);
    expect(await there("desk")).toEqual(["calls.csv", "done"]);
    expect(data.lines.filter((line) => line.includes("is not a folder"))).toHaveLength(1);
  });

  test("is refused where its folder is no partner's, or it lies beside the folders", async () => {
    await mkdir(path.join(data.dropFolder, "dekc"));
    await drop("calls.csv", FIRST, "dekc");
    await writeFile(path.join(data.dropFolder, "lost.csv"), FIRST);
    await look(2);
    expect([await there("dekc"), await there("dekc", "refused")]).toEqual([
      ["refused"],
      ["calls.csv", "calls.csv.txt"],
    ]);
    expect(await words("dekc", "refused", "calls.csv.txt")).toContain("Partner “dekc” not found.");
    expect(await words("refused", "lost.csv.txt")).toContain("The file is not in a partner’s folder.");
    expect(data.lines.filter((line) => line.includes("dropped file rejected"))).toHaveLength(2);
    expect([await batches(), await staged(), await data.db.inside.vendor.count({ where: { key: "dekc" } })]).toEqual([
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
      "Rejected; nothing was saved. The file is a picture",
    );
    expect(await words("desk", "refused", "bomb.gz.txt")).toContain("Rejected; nothing was saved.");
    expect(await words("desk", "refused", "nothing.csv.txt")).toContain("All 1 rows are rejected");
    expect([await batches(), await staged()]).toEqual([[], []]);
  });
});

describe("a file that nothing remembered fits", () => {
  test("waits for an analyst, who takes it up; the next one goes in by itself", async () => {
    await drop("tickets.csv", UNMAPPED);
    await look(2);
    expect(await words("desk", "done", "tickets.csv.txt")).toMatch(
      /Not imported yet[^]*- No saved mapping of Desk matches these headings\./,
    );
    const [waiting, ...others] = await loadUnfinished(data.db, data.analyst, data.dataFolder);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ fileName: "tickets.csv", by: "drop folder, for Desk", state: "Preview" });

    const upload = await requireStaged(data, waiting?.key, actorOf(data.analyst));
    const { key: _key, ...rest } = MAPPING;
    const fields = { openedAt: { column: "Created", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Person" } };
    const text = JSON.stringify({
      ...rest,
      key: "tickets",
      source: "tickets",
      externalId: { column: "Ticket" },
      fields,
    });
    const changed = await changeStaged(data.dataFolder, upload, { way: { by: "document", text } });
    await startStaged(data.db, data.analyst, changed, {
      queue: { takeUpRun: work },
      dataFolder: data.dataFolder,
      dryRun: false,
    });
    expect(await batches()).toMatchObject([{ appliedBy: "ana@example.com", rowsNew: 2 }]);
    expect(await loadUnfinished(data.db, data.analyst, data.dataFolder)).toEqual([]);

    await drop("tickets.csv", `${UNMAPPED}T3,2026-01-07 10:00,Ana\n`);
    await look();
    expect((await batches()).at(-1)).toMatchObject({ appliedBy: "drop folder", rowsNew: 1, rowsUnchanged: 2 });
  });

  test("waits where headings were renamed, however much they are alike", async () => {
    await drop("calls.csv", FIRST.replace("Agent", "Agent name"));
    await look(3);
    expect(await words("desk", "done", "calls.csv.txt")).toContain(
      "The mapping “Desk calls” expects “Agent”, which is probably “Agent name” now.",
    );
    expect([await batches(), (await loadUnfinished(data.db, data.analyst, data.dataFolder)).length]).toEqual([[], 1]);
  });

  test("waits once, however often it is dropped, with what was stated of it", async () => {
    await drop("tickets.csv", UNMAPPED);
    await look(2);
    const [waiting] = await loadUnfinished(data.db, data.analyst, data.dataFolder);
    const upload = await requireStaged(data, waiting?.key, actorOf(data.analyst));
    await changeStaged(data.dataFolder, upload, { name: "Tickets of the desk", step: "map" });
    await drop("tickets.csv", UNMAPPED);
    await look(2);
    expect(await loadUnfinished(data.db, data.analyst, data.dataFolder)).toMatchObject([
      { key: waiting?.key, state: "Map" },
    ]);
    expect(await staged()).toHaveLength(1);
  });
});
