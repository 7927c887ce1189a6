import type { Writable } from "node:stream";

/** A reader who takes nothing for so long has gone, or keeps what the answer is made from: the answer is cut off. */
export const READER_STALL_MS = 60_000;

/** Resolves when the reader has taken what was written; rejects when it has gone. */
export async function drained(response: Writable): Promise<void> {
  if (response.destroyed || response.closed) throw new Error("The reader has hung up.");
  if (!response.writableNeedDrain) return;
  await new Promise<void>((resolve) => {
    const stalled = setTimeout(() => response.destroy(), READER_STALL_MS);
    const settle = () => {
      clearTimeout(stalled);
      response.off("drain", settle);
      response.off("close", settle);
      resolve();
    };
    response.on("drain", settle);
    response.on("close", settle);
  });
  return drained(response);
}
