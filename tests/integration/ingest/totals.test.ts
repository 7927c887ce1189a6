import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { importFile } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { clearFacts } from "./apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-totals-"));
  await db.inside.organization.create({ data: { name: "Test", timeZone: "America/New_York" } });
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
  kind: "totals",
  source: "totals",
  file: { format: "csv", delimiter: ";" },
  nulls: ["-"],
  timeZone: "UTC",
};

async function amounts(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    "SELECT v.key, t.day::text, t.channel, t.measure, t.amount FROM total t JOIN vendor v ON v.id = t.vendor_id ORDER BY 1, 2, 3, 4, 5",
  );
  return rows.map((row) => Object.values(row));
}

describe("totals", () => {
  const intervals = {
    ...MAPPING,
    vendor: { column: "Partner", values: { "The Lumina": "lumina" } },
    fields: { at: { column: "Interval Start", format: "iso" }, channel: { column: "Media" } },
    totals: [
      { measure: "offered", column: "Offered" },
      { measure: "waitSeconds", column: "Wait ms", unit: "ms" },
      { measure: "wait<=20", column: "SL", unit: "percent", times: "Offered", decimal: "," },
    ],
  };
  const header = "Partner;Interval Start;Media;Offered;Wait ms;SL";

  test("of a week belong to the days of the week, also where two months share it", async () => {
    const weekly = {
      ...MAPPING,
      vendor: { constant: "lumina" },
      period: "week-from",
      fields: { day: { column: "Week of", format: "iso" } },
      totals: [
        { measure: "offered", column: "Offered" },
        { measure: "backlogOpen", column: "Open" },
      ],
    };
    const rows = ["Week of;Offered;Open", "2026-03-23;70;12", "2026-03-30;100;9"];
    expect(await importText(rows.join("\n"), weekly)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
    const sums = async (from: string, until: string) =>
      (
        await db.pool.query(
          "SELECT sum(offered)::int AS offered, max(backlog_open)::int AS open FROM measure_day WHERE day >= $1 AND day < $2",
          [from, until],
        )
      ).rows[0];
    expect(await sums("2026-03-23", "2026-03-30")).toEqual({ offered: 70, open: 12 });
    expect(await sums("2026-03-30", "2026-04-06")).toEqual({ offered: 100, open: 9 });
    expect(await sums("2026-03-30", "2026-04-01")).toEqual({ offered: 30, open: null });

    const restated = ["Week of;Offered;Open", "2026-03-30;93;9"];
    expect(await importText(restated.join("\n"), weekly)).toMatchObject({ new: 0 });
    expect(await sums("2026-03-30", "2026-04-06")).toEqual({ offered: 93, open: 9 });
  });

  test("of a week give each of its days, and each part of it in a month, the average of the week", async () => {
    const weekly = {
      ...MAPPING,
      vendor: { constant: "lumina" },
      period: "week-from",
      fields: { day: { column: "Week of", format: "iso" } },
      totals: [
        { measure: "offered", column: "Offered" },
        { measure: "answered", column: "Answered" },
        { measure: "wait<=20", column: "In 20 s", unit: "percent", times: "Answered" },
        { measure: "handled", column: "Answered" },
        { measure: "handleKnown", column: "Answered" },
        { measure: "handleSeconds", column: "AHT", times: "Answered" },
        { measure: "csatResponses", column: "Surveys" },
        { measure: "csatScoreSum", column: "CSAT", times: "Surveys" },
      ],
    };
    const rows = [
      "Week of;Offered;Answered;In 20 s;AHT;Surveys;CSAT",
      "2026-03-23;12;10;80%;300;3;4.0",
      "2026-03-30;12;10;75%;412.5;8;4.47",
    ];
    expect(await importText(rows.join("\n"), weekly)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
    const { rows: days } = await db.pool.query(
      `SELECT day::text, offered, answered, handle_seconds / nullif(handle_known, 0) AS aht, csat_responses AS responses,
         csat_score_sum AS scores, parameter_counts[1] / nullif(answered, 0) AS level FROM measure_day ORDER BY day`,
    );
    expect(days).toHaveLength(14);
    for (const { day, offered, answered, aht, responses, scores, level } of days) {
      const [average, seconds, share] = day < "2026-03-30" ? [4, 300, 0.8] : [4.47, 412.5, 0.75];
      expect([day, answered <= offered]).toEqual([day, true]);
      expect(scores).toBeCloseTo(responses * average, 5);
      expect(aht).toBeCloseTo(seconds, 3);
      expect(level).toBeCloseTo(share, 5);
    }
    const { rows: march } = await db.pool.query(
      `SELECT sum(csat_score_sum) / sum(csat_responses) AS csat FROM measure_day WHERE day >= '2026-03-30' AND day < '2026-04-01'`,
    );
    expect(march[0]?.csat).toBeCloseTo(4.47, 5);

    // Parts that were stored by another rule stay until the file is imported again, which changes them in sight.
    const scoreOf = async (day: string) => {
      const { rows: totals } = await db.pool.query(
        "SELECT amount FROM total WHERE measure = 'csatScoreSum' AND day = $1",
        [day],
      );
      return totals[0]?.amount;
    };
    await db.pool.query("UPDATE total SET amount = 5.108571 WHERE measure = 'csatScoreSum' AND day >= '2026-03-30'");
    expect(await importText(rows.join("\n"), weekly)).toMatchObject({ new: 0, changed: 1 });
    expect(await scoreOf("2026-03-30")).toBeCloseTo(8.94, 5);
  });

  test("read for another period replace what they were read for, and a revert gives it back", async () => {
    const lines = ["Date;Team;Offered;Open", "2026-03-02;A;310;7", "2026-03-02;B;62;1"].join("\n");
    const read = (period: string) =>
      importText(lines, {
        ...MAPPING,
        vendor: { constant: "lumina" },
        period,
        fields: { day: { column: "Date", format: "iso" }, program: { column: "Team" } },
        totals: [
          { measure: "offered", column: "Offered" },
          { measure: "backlogOpen", column: "Open" },
        ],
      });
    const stated = async () => {
      const { rows } = await db.pool.query(
        `SELECT sum(offered)::int AS offered, count(offered)::int / 2 AS days, min(day) FILTER (WHERE offered IS NOT NULL)::text AS first,
           sum(backlog_open)::int AS open, max(day) FILTER (WHERE backlog_open IS NOT NULL)::text AS last FROM measure_day`,
      );
      return rows[0];
    };
    const expected = {
      day: { offered: 372, days: 1, first: "2026-03-02", open: 8, last: "2026-03-02" },
      month: { offered: 372, days: 31, first: "2026-03-01", open: 8, last: "2026-03-31" },
      "week-from": { offered: 372, days: 7, first: "2026-03-02", open: 8, last: "2026-03-08" },
      "week-to": { offered: 372, days: 7, first: "2026-02-24", open: 8, last: "2026-03-02" },
    };
    const order = ["day", "month", "week-from", "week-to", "day", "week-to", "month"] as const;
    const batches: number[] = [];
    for (const period of order) {
      const applied = await read(period);
      batches.push(applied.batch);
      expect([period, await stated()]).toEqual([period, expected[period]]);
      expect(applied).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
    }
    const [vendor] = (await db.pool.query("SELECT id FROM vendor WHERE key = 'lumina'")).rows;
    expect((await checkRollUp(db, vendor.id, { repair: false, actor: "test" })).differences).toEqual([]);
    for (const period of order.slice(0, -1).toReversed()) {
      await revertBatch(db, batches.pop() ?? 0, "test");
      expect([period, await stated()]).toEqual([period, expected[period]]);
    }
  });

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

  test("are distinguished line by line: new, changed, unchanged, and partners that nobody knows", async () => {
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
        { line: 6, column: "", code: "nothing-stated" },
      ],
    });
  });

  test("of a day keep the partner's own day, money is kept in minor units, and one measure may stand in rows", async () => {
    const mapping = {
      ...MAPPING,
      vendor: { constant: "kestrel" },
      externalId: { columns: ["Month", "Item"] },
      fields: { day: { column: "Month", format: "MM/yyyy" } },
      totals: [
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

  const wide = {
    ...MAPPING,
    vendor: { constant: "kestrel" },
    unpivot: { columns: { dateFormat: "MMM yyyy" }, headingAs: "Month", valueAs: "Calls" },
    fields: {
      day: { column: "Month", format: "MMM yyyy" },
      program: { column: "Queue", part: { split: " / ", index: 1 } },
      channel: { column: "Queue", part: { split: " / ", index: 2 } },
    },
    totals: [{ measure: "offered", column: "Calls", decimal: "," }],
  };

  test("with a column per month become a total per month, blanks left out", async () => {
    const rows = [
      "Queue;Owner;Jan 2026;Feb 2026;Mar 2026",
      "Billing / phone;Ana;1.200;900;-",
      "Orders / chat;Ben;;;40",
      "Orders / phone;Ben;;-;",
      "Billing / chat;Ana;7;many;9",
    ];
    expect(await importText(rows.join("\n"), wide)).toMatchObject({
      read: 4,
      accepted: 2,
      new: 2,
      rejected: 2,
      errors: [
        { line: 4, column: "", code: "nothing-stated" },
        { line: 5, column: "Feb 2026", code: "not-a-number", text: "many" },
      ],
    });
    expect(await amounts()).toEqual([
      ["kestrel", "2026-01-01", "phone", "offered", 1200],
      ["kestrel", "2026-02-01", "phone", "offered", 900],
      ["kestrel", "2026-03-01", "chat", "offered", 40],
    ]);
    const again = ["Queue;Owner;Jan 2026;Feb 2026;Mar 2026", "Billing / phone;Ana;1.200;950;-"];
    expect(await importText(again.join("\n"), wide)).toMatchObject({ read: 1, accepted: 1, new: 0, changed: 1 });
  });

  test("with a column per queue take the slice from the heading, whatever id the row has", async () => {
    const mapping = {
      ...wide,
      externalId: { column: "Day" },
      unpivot: { columns: ["In Billing", "In Orders"] },
      fields: {
        day: { column: "Day", format: "yyyy-MM-dd" },
        program: { column: "Heading", values: { "In Billing": "Billing", "In Orders": "Orders" } },
        channel: { constant: "phone" },
      },
      totals: [{ measure: "offered", column: "Value" }],
    };
    const rows = ["Day;In Billing;In Orders;Total", "2026-01-05;10;20;30", "2026-01-06;11;;11"];
    expect(await importText(rows.join("\n"), mapping)).toMatchObject({ read: 2, accepted: 2, new: 2 });
    const { rows: stored } = await db.pool.query("SELECT day::text, program, amount FROM total ORDER BY 1, 2");
    expect(stored).toEqual([
      { day: "2026-01-05", program: "Billing", amount: 10 },
      { day: "2026-01-05", program: "Orders", amount: 20 },
      { day: "2026-01-06", program: "Billing", amount: 11 },
    ]);
  });

  test("of a wide file are refused where the file has none of the columns", async () => {
    await expect(importText("Queue;Owner\nBilling;Ana", wide)).rejects.toMatchObject({ code: "missing-column" });
  });

  test("that are shares are refused without the volume they belong to", async () => {
    const share = { measure: "wait<=20", column: "SL", unit: "percent" };
    const mapping = { ...MAPPING, vendor: { constant: "kestrel" }, fields: wide.fields };
    const day = { day: { column: "Day", format: "yyyy-MM-dd" } };
    await expect(importText("Day;SL\n2026-01-05;80%", { ...mapping, fields: day, totals: [share] })).rejects.toThrow(
      "a percentage needs its volume",
    );
    const unstated = { ...mapping, fields: day, totals: [{ measure: "wait<=20", column: "SL" }] };
    await expect(importText("Day;SL\n2026-01-05;80%", unstated)).rejects.toMatchObject({
      code: "nothing-accepted",
      rows: [{ line: 2, column: "SL", code: "share-without-volume", text: "80%" }],
    });
  });

  test("of a row per measure are not added to another measure where the row names a new one", async () => {
    const named = (measure: string, is: string) => ({
      measure,
      column: "Value",
      when: { column: "Measure", is: [is] },
    });
    const mapping = {
      ...MAPPING,
      vendor: { constant: "lumina" },
      fields: { day: { column: "Date", format: "iso" } },
      totals: [named("offered", "Offered"), named("answered", "Answered")],
    };
    const text = "Date;Measure;Value\n2026-03-02;Offered;100\n2026-03-02;Answered;90\n2026-03-02;Escaped;7";
    expect(await importText(text, mapping)).toMatchObject({ rejected: 1 });
    expect(await amounts()).toEqual([
      ["lumina", "2026-03-02", "", "answered", 90],
      ["lumina", "2026-03-02", "", "offered", 100],
    ]);
  });
});
