import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FileFormat } from "~/ingest/mapping/file-format";
import { sampleTable } from "~/ingest/format/sample-table.server";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-ragged-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function headingsOf(lines: readonly string[]): Promise<string[]> {
  const file = path.join(folder, "ragged.csv");
  await writeFile(file, `${lines.join("\n")}\n`);
  const format: FileFormat = { format: "csv", encoding: "utf-8", delimiter: "|", headerRow: 0, skipRowsWhen: [] };
  return (await sampleTable(file, format)).headings;
}

test("a file without headings has as many columns as its first rows have cells, not as its first one", async () => {
  expect(await headingsOf(["1|a", "2|b|x|y", "3|c|z"])).toEqual(["#1", "#2", "#3", "#4"]);
});

test("a row with a delimiter inside a cell adds no column to a hundred others", async () => {
  const rows = Array.from({ length: 250 }, (_, index) => `${index}|a|b`);
  expect(await headingsOf([...rows, "250|a|b|c|d|e"])).toEqual(["#1", "#2", "#3"]);
});
