import { createHash, randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { z } from "zod";

/** Raised with every change to what is kept, so that what an earlier program wrote is worked out again. */
const VERSION = 1;

const cachedSchema = z.object({ version: z.literal(VERSION), of: z.string(), digest: z.string(), answer: z.string() });

/**
 * An answer that was kept in this file, where it is of the same question and is, byte for byte, what this version of the program wrote;
 * else null: it is worked out again.
 */
export async function readCached<T>(file: string, of: string): Promise<T | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  const read = text === null ? null : cachedSchema.safeParse(parsed(text));
  if (!read?.success || read.data.of !== of || read.data.digest !== digestOf(of, read.data.answer)) return null;
  const answer: T = JSON.parse(read.data.answer);
  return answer;
}

/** Keeps an answer. Where the folder is gone meanwhile nothing is kept. */
export async function cacheAnswer(file: string, of: string, value: unknown): Promise<void> {
  const answer = JSON.stringify(value);
  const unfinished = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(unfinished, JSON.stringify({ version: VERSION, of, digest: digestOf(of, answer), answer }), {
      mode: 0o600,
    });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

function digestOf(of: string, answer: string): string {
  return createHash("sha256")
    .update(JSON.stringify([VERSION, of]))
    .update(answer)
    .digest("hex");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
