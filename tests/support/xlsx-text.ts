import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openWorkbook } from "~/ingest/format/workbook/open-workbook.server";

/** The sheets of a workbook by name, each cell as the product's own reader of workbooks gives it. */
export async function sheetsOf(bytes: Uint8Array): Promise<Record<string, string[][]>> {
  const folder = await mkdtemp(path.join(tmpdir(), "plumbline-xlsx-"));
  try {
    const file = path.join(folder, "book.xlsx");
    await writeFile(file, bytes);
    const book = await openWorkbook(file);
    const sheets: Record<string, string[][]> = {};
    for (const sheet of book.sheets) {
      const rows: string[][] = [];
      for await (const piece of book.rows(sheet)) rows.push(...piece.map(({ cells }) => [...cells]));
      sheets[sheet.name] = rows;
    }
    return sheets;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
