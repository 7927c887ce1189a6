import { randomUUID } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { StringDecoder } from "node:string_decoder";
import { Saturated } from "~/data/db/gate";

const READ_BYTES = 65_536;
/** No further one begins while those under way fill as much disk space as this. */
const MAX_SPOOLED_BYTES = 4 * 1024 ** 3;

let spooledBytes = 0;

/**
 * The pieces of a text, read from a temporary file in this folder to which they are written as fast as they are made: what makes
 * them never waits for their reader. The file has no name, so that nothing of it stays behind. Rejects with `Saturated` where too
 * much waits to be read already.
 */
export async function* spooled(pieces: AsyncIterable<string>, folder: string): AsyncGenerator<string, void, void> {
  if (spooledBytes >= MAX_SPOOLED_BYTES) throw new Saturated("spool-full");
  const file = await openNameless(folder);
  const spool = { written: 0, isWanted: true, end: null as null | { error?: unknown } };
  let wake: () => void = () => undefined;
  const write = async () => {
    try {
      for await (const piece of pieces) {
        if (!spool.isWanted) return;
        const bytes = Buffer.from(piece);
        await file.appendFile(bytes);
        spool.written += bytes.length;
        spooledBytes += bytes.length;
        wake();
      }
      spool.end = {};
    } catch (error) {
      spool.end = { error };
    } finally {
      wake();
    }
  };
  const writing = write();
  try {
    const decoder = new StringDecoder("utf8");
    const buffer = Buffer.alloc(READ_BYTES);
    let position = 0;
    for (;;) {
      if (position < spool.written) {
        const { bytesRead } = await file.read(buffer, 0, READ_BYTES, position);
        position += bytesRead;
        yield decoder.write(buffer.subarray(0, bytesRead));
      } else if (spool.end === null) await new Promise<void>((resolve) => (wake = resolve));
      else if ("error" in spool.end) throw spool.end.error;
      else return;
    }
  } finally {
    spool.isWanted = false;
    await writing;
    spooledBytes -= spool.written;
    await file.close();
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  const name = path.join(folder, `.spool-${randomUUID()}`);
  const file = await open(name, "wx+", 0o600);
  try {
    await rm(name);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}
