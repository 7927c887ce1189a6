import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detectReading } from "~/ingest/format/detect-reading.server";
import { unpack } from "~/ingest/format/unpack.server";
import { workbookOf, type SheetToMake } from "../../support/workbook-files";
import { zipOf } from "../../support/zip-files";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-pictures-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function saved(name: string, content: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

const pictures = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `xl/media/image${at + 1}.png`, content: `picture ${at}` }));
const TABLE: SheetToMake = {
  name: "Calls",
  rows: [
    ["Date", "Calls Offered"],
    ["2026-03-02", 40],
  ],
};

describe("workbooks with pictures", () => {
  it("are read however many parts they have", async () => {
    const file = await saved("pictures.xlsx", workbookOf({ sheets: [TABLE], parts: pictures(6_000) }));
    const unpacked = await unpack(file, "pictures.xlsx", { folder });
    expect(unpacked.files).toEqual([{ name: "pictures.xlsx", path: file }]);
    expect(await detectReading(file)).toMatchObject({ file: { format: "xlsx", sheet: "Calls", headerRow: 1 } });
  });

  it("are read inside an archive, whose own files are still limited in number", async () => {
    const book = workbookOf({ sheets: [TABLE], parts: pictures(200) });
    const archive = await saved("book.zip", zipOf([{ name: "book.xlsx", content: book }]));
    const { files, discard } = await unpack(archive, "book.zip", { folder });
    expect(files.map(({ name }) => name)).toEqual(["book.xlsx"]);
    await discard();
    const many = await saved("many.zip", zipOf(pictures(101)));
    await expect(unpack(many, "many.zip", { folder })).rejects.toMatchObject({ code: "too-much-inside" });
  });

  it("that hold no table are refused with what was looked for and what was found", async () => {
    const file = await saved(
      "cover.xlsx",
      workbookOf({ sheets: [{ name: "Cover" }, { name: "Notes", hidden: true }], parts: pictures(3) }),
    );
    await expect(detectReading(file)).rejects.toMatchObject({
      code: "no-rows",
      message: expect.stringMatching(
        /no sheet with rows\. Found: 2 empty sheets: “Cover”, “Notes” \(hidden\); 3 pictures/,
      ),
    });
  });
});
