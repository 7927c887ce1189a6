import { open } from "node:fs/promises";
import iconv from "iconv-lite";
import { FileRefused } from "~/domain/input/refusal";
import { DELIMITED_LIMITS, delimitedParser } from "./delimited";
import type { TextLayout } from "./text-records.server";

const TAIL_BYTES = 65_536;

/** The last records of a long file, found from its end; on which lines they stand is not known. */
export async function tailCells(path: string, bytes: number, layout: TextLayout): Promise<string[][]> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(Math.min(TAIL_BYTES, bytes));
    const from = Math.max(0, bytes - buffer.length);
    // Characters of UTF-16 begin at even places.
    const at = from + (from % 2);
    const { bytesRead } = await handle.read(buffer, 0, bytes - at, at);
    const text = iconv.decode(buffer.subarray(0, bytesRead), layout.encoding, { stripBOM: false });
    const begins = text.indexOf(layout.newline) + 1;
    const parser = delimitedParser(layout.delimiter, layout.newline, DELIMITED_LIMITS, layout.quote);
    const rows = parser.push(text.slice(begins));
    const { row } = parser.end();
    return [...rows, ...(row ? [row] : [])].filter(({ malformed }) => !malformed).map(({ cells }) => [...cells]);
  } catch (error) {
    if (error instanceof FileRefused) return [];
    throw error;
  } finally {
    await handle.close();
  }
}
