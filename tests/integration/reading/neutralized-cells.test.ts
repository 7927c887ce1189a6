import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csvLine } from "~/wording/shared/csv";
import { textRecords, type TextLayout } from "~/ingest/format/text-records.server";

const LAYOUT: TextLayout = { encoding: "utf-8", delimiter: ",", newline: "\n", quote: '"' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-cells-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function cellsOf(text: string, layout = LAYOUT): Promise<(readonly string[])[]> {
  const file = path.join(folder, "input");
  await writeFile(file, text);
  const found: (readonly string[])[] = [];
  for await (const piece of textRecords(file, layout)) found.push(...piece.map(({ cells }) => cells));
  return found;
}

describe("cells that an export made harmless", () => {
  test("are read as what they were before, and other apostrophes stay", async () => {
    expect(await cellsOf("'=1+1,'+4912,'@a,'-x,\"'\t=1\"\n'tis,O'=x,',''=y,'5\n")).toEqual([
      ["=1+1", "+4912", "@a", "-x", "\t=1"],
      ["'tis", "O'=x", "'", "''=y", "'5"],
    ]);
  });

  test("come back as they went out", async () => {
    const cell = fc.string({ maxLength: 6, unit: fc.constantFrom("=", "+", "-", "@", "a", " ", ",", '"', "\n", "1") });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 4 }), async (cells) => {
        expect(await cellsOf(csvLine(cells))).toEqual([cells]);
      }),
      { numRuns: 60 },
    );
  });

  test("are found where the file is cut into pieces between the sign and the formula", async () => {
    const head = "x".repeat(65_534);
    const rows = await cellsOf(`${head},'=1\nplain,'=2\n`);
    expect(rows.map((cells) => cells[1])).toEqual(["=1", "=2"]);
  });

  test("are left alone where apostrophes enclose cells", async () => {
    expect(await cellsOf("'=a,b',c\n", { ...LAYOUT, quote: "'" })).toEqual([["=a,b", "c"]]);
  });
});
