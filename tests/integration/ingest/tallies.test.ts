import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { importFile } from "~/ingest/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-tallies-"));
  await db.inside.organisation.create({ data: { name: "Test", timeZone: "America/New_York" } });
  await db.inside.vendor.createMany({
    data: [
      { key: "lumina", name: "Lumina BPO" },
      { key: "kestrel", name: "Kestrel" },
    ],
  });
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function importText(text: string, mapping: object) {
  const file = path.join(folder, "totals.csv");
  await writeFile(file, text);
  const by = { actor: "test", userId: null };
  return importFile(db, { path: file, fileName: "totals.csv", mapping, by, filesFolder: path.join(folder, "files") });
}

const MAPPING = {
  key: "totals",
  name: "Totals",
  kind: "tallies",
  source: "totals",
  file: { format: "csv", delimiter: ";" },
  nulls: ["-"],
  timeZone: "UTC",
};

async function amounts(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    "SELECT v.key, t.day::text, t.channel, t.measure, t.amount FROM tally t JOIN vendor v ON v.id = t.vendor_id ORDER BY 1, 2, 3, 4, 5",
  );
  return rows.map((row) => Object.values(row));
}

describe("tallies", () => {
  const intervals = {
    ...MAPPING,
    vendor: { column: "Partner", values: { "The Lumina": "lumina" } },
    fields: { at: { column: "Interval Start", format: "iso" }, channel: { column: "Media" } },
    tallies: [
      { measure: "offered", column: "Offered" },
      { measure: "waitSeconds", column: "Wait ms", unit: "ms" },
      { measure: "wait<=20", column: "SL", unit: "percent", times: "Offered", decimal: "," },
    ],
  };
  const header = "Partner;Interval Start;Media;Offered;Wait ms;SL";

  test("of intervals belong to the day of the reporting zone, and a share counts with its volume", async () => {
    const rows = [
      header,
      "The Lumina;2026-01-06T04:45:00Z;chat;40;12500;75,0%",
      "lumina bpo;2026-01-06T05:00:00Z;chat;10;-;50,0",
      "Kestrel;2026-01-06T05:00:00Z;chat;0;0;-",
    ];
    expect(await importText(rows.join("\n"), intervals)).toMatchObject({ read: 3, accepted: 3, new: 3 });
    expect(await amounts()).toEqual([
      ["kestrel", "2026-01-06", "chat", "offered", 0],
      ["kestrel", "2026-01-06", "chat", "waitSeconds", 0],
      ["lumina", "2026-01-05", "chat", "offered", 40],
      ["lumina", "2026-01-05", "chat", "wait<=20", 30],
      ["lumina", "2026-01-05", "chat", "waitSeconds", 12.5],
      ["lumina", "2026-01-06", "chat", "offered", 10],
      ["lumina", "2026-01-06", "chat", "wait<=20", 5],
    ]);
  });

  test("are told apart line by line: new, changed, unchanged, and partners that nobody knows", async () => {
    const first = [
      header,
      "Kestrel;2026-01-06T05:00:00Z;chat;10;1000;-",
      "Kestrel;2026-01-06T06:00:00Z;chat;10;1000;-",
    ];
    await importText(first.join("\n"), intervals);
    const second = [
      header,
      "Kestrel;2026-01-06T05:00:00Z;chat;10;1000;-",
      "Kestrel;2026-01-06T06:00:00Z;chat;11;1000;-",
      "Kestrel;2026-01-06T07:00:00Z;chat;5;500;-",
      "Nobody;2026-01-06T07:00:00Z;chat;5;500;-",
      "Kestrel;2026-01-06T08:00:00Z;chat;-;-;-",
    ];
    expect(await importText(second.join("\n"), intervals)).toMatchObject({
      read: 5,
      accepted: 3,
      new: 1,
      changed: 1,
      unchanged: 1,
      rejected: 2,
      errors: [
        { line: 5, column: "Partner", code: "unknown-partner", text: "Nobody" },
        { line: 6, column: "", code: "nothing-said" },
      ],
    });
  });

  test("of a day keep the partner's own day, money is kept in minor units, and one measure may stand in rows", async () => {
    const mapping = {
      ...MAPPING,
      vendor: { constant: "kestrel" },
      externalId: { columns: ["Month", "Item"] },
      fields: { day: { column: "Month", format: "MM/yyyy" } },
      tallies: [
        {
          measure: "invoicedMinor",
          column: "Amount",
          decimal: ",",
          factor: 100,
          when: { column: "Item", is: ["Invoice"] },
        },
        { measure: "orders", column: "Amount", decimal: ",", when: { column: "Item", isNot: ["Invoice"] } },
      ],
    };
    const rows = ["Month;Item;Amount", "01/2026;Invoice;12.345,67", "01/2026;Orders;1.200"];
    expect(await importText(rows.join("\n"), mapping)).toMatchObject({ read: 2, accepted: 2 });
    expect(await amounts()).toEqual([
      ["kestrel", "2026-01-01", "", "invoicedMinor", 1_234_567],
      ["kestrel", "2026-01-01", "", "orders", 1200],
    ]);
  });
});
