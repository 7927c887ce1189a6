import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";

/** A host is a data folder: whoever works with it reaches the files in it. `name` is for people. */
export type Host = { id: string; name: string };

const HOST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which host this is; its id is made when first requested and moves with the data folder. */
export function ownHost(dataFolder: string): Host {
  const file = path.join(dataFolder, "host-id");
  const known = readId(file);
  if (known !== null) return { id: known, name: hostname() };
  mkdirSync(dataFolder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${randomUUID()}\n`);
  try {
    // Unlike a rename, a link never takes the place of what another process has just made.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readId(file);
  if (made === null) throw new Error(`${file} does not hold a host's id. Remove it, and another one is made.`);
  return { id: made, name: hostname() };
}

function readId(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8").trim();
    return HOST_ID.test(text) ? text : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
