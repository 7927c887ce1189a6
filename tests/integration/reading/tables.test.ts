import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command as importFile } from "~/cli/commands/import";
import { command as metric } from "~/cli/commands/metric";
import { command as suggest } from "~/cli/commands/suggest";
import type { Command } from "~/cli/command";
import { detectReading } from "~/ingest/format/detect-reading.server";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { workbookOf, type CellToMake } from "../../support/workbook-files";

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-tables-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function saved(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}
const run = (command: Command, ...args: string[]) => runCommand(command, args, { db, clock: () => TEST_NOW, folder });
const book = (rows: CellToMake[][]) => workbookOf({ sheets: [{ name: "Report", rows }] });

/** Imports each table of a file for a vendor of its own; how many contacts each offers. */
async function offeredByTable(file: string, tables: number, stem: string): Promise<unknown[]> {
  const offered: unknown[] = [];
  for (let table = 1; table <= tables; table += 1) {
    const vendor = `${stem}-${table}`;
    const made = await run(suggest, file, "--vendor", vendor, "--answer", `table=${table}`);
    expect(made).toMatchObject({ ready: true, mapping: { file: { table } } });
    const mapping = await saved(`${vendor}.json`, JSON.stringify(made));
    await run(importFile, file, "--mapping", mapping);
    const figure = await run(metric, "volume", "--vendor", vendor, "--from", "2026-03-01", "--to", "2026-03-31");
    offered.push(figure);
  }
  return offered;
}
const values = (...of: number[]) => of.map((value) => [expect.objectContaining({ value })]);

const HEAD = ["Date", "Calls Offered", "Calls Answered"];
const BILLING = [
  ["2026-03-02", 100, 90],
  ["2026-03-03", 120, 100],
];
const SALES = [
  ["2026-03-02", 50, 45],
  ["2026-03-03", 60, 60],
  ["2026-03-04", 10, 10],
];

describe("several tables in one sheet", () => {
  it("side by side with a blank column between them are each a table of its own", async () => {
    const rows = [
      ["Billing", null, null, null, "Sales"],
      [...HEAD, null, ...HEAD],
      ...SALES.map((sale, at) => [...(BILLING[at] ?? [null, null, null]), null, ...sale]),
    ];
    const file = await saved("beside.xlsx", book(rows));
    expect(await run(suggest, file)).toMatchObject({
      ready: false,
      questions: [
        {
          id: "table",
          values: [
            { value: "1", label: "Billing" },
            { value: "2", label: "Sales" },
          ],
        },
      ],
    });
    expect(await offeredByTable(file, 2, "beside")).toEqual(values(220, 120));
  });

  it("side by side without a blank column are recognized by headings that come again", async () => {
    const rows = [[...HEAD, ...HEAD], ...BILLING.map((row, at) => [...row, ...(SALES[at] ?? [])])];
    const file = await saved("adjacent.xlsx", book(rows));
    expect(await offeredByTable(file, 2, "adjacent")).toEqual(values(220, 110));
  });

  it("stacked with titles, with and without a blank row, are each a table of its own", async () => {
    const apart = await saved("stacked.xlsx", book([["Billing"], HEAD, ...BILLING, [], ["Sales"], HEAD, ...SALES]));
    expect(await offeredByTable(apart, 2, "stacked")).toEqual(values(220, 120));
    const text = [["Billing"], HEAD, ...BILLING, ["Sales"], HEAD, ...SALES].map((row) => row.join(",")).join("\n");
    const close = await saved("close.csv", `${text}\n`);
    expect(await offeredByTable(close, 2, "close")).toEqual(values(220, 120));
  });

  it("of different columns are each read by their own headings", async () => {
    const agents = [
      ["Agent", "Date", "Calls Handled"],
      ["Ann", "2026-03-02", 40],
      ["Bob", "2026-03-02", 50],
    ];
    const file = await saved("different.csv", [HEAD, ...BILLING, [], ...agents].map((row) => row.join(",")).join("\n"));
    const detected = await detectReading(file, { table: 2 });
    expect(detected.tables.map(({ headings }) => headings)).toEqual([HEAD, agents[0]]);
    expect(detected.file).toMatchObject({ table: 2, headerRow: 1 });
  });

  it("a table with a blank row or a blank column in it stays one table", async () => {
    const row = (cells: CellToMake[]) => [cells[0] ?? null, null, ...cells.slice(1)];
    const spaced = await saved("spaced.xlsx", book([row(HEAD), ...BILLING.map(row), [], ...SALES.map(row)]));
    expect((await detectReading(spaced)).tables).toEqual([]);
    const notes = await saved(
      "notes.xlsx",
      book([["Calls of March"], [], HEAD, ...BILLING, [], ["Printed on 1 April"]]),
    );
    expect((await detectReading(notes)).tables).toEqual([]);
  });

  it("the headings of another sheet are found where that sheet has them", async () => {
    const sheets = [
      { name: "One", rows: [HEAD, ...BILLING] },
      { name: "Two", rows: [["Report of sales"], [], HEAD, ...SALES] },
    ];
    const file = await saved("sheets.xlsx", workbookOf({ sheets }));
    expect(await run(suggest, file, "--sheet", "Two", "--vendor", "two")).toMatchObject({
      ready: true,
      mapping: { file: { sheet: "Two", headerRow: 3 } },
    });
  });
});
