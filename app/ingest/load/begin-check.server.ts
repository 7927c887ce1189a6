import { defineFileWork } from "../file-threads/file-work";
import type { Database } from "~/data/db/database.server";
import { listVendorNames } from "~/data/access/known-vendors.server";
import type { FileCheck, FileToCheck, RowsOf } from "./check-file.server";
import { inFileThread, type ThreadUser } from "../file-threads/file-threads.server";
import { reportingZone } from "./import-file.server";
import type { Mapping } from "../mapping/mapping";

/** Reads every row of a file by its mapping. */
export const CHECK_WORK = defineFileWork<FileToCheck, FileCheck>("check", "check");

export type StartedCheck = {
  /** What was found up to now. */
  soFar(): FileCheck;
  /** Waits for the end of the file. @throws what aborted it. */
  finish(signal: AbortSignal): Promise<FileCheck>;
};

/** Begins to look at every row of a file as it will be read, in a thread of its own. `FileRefused` where nothing can be read. */
export async function beginCheck(
  db: Database,
  { path, fileName }: { path: string; fileName: string },
  mapping: Mapping,
  { vendorKey, user }: { vendorKey: string | null; user: ThreadUser },
): Promise<StartedCheck> {
  const checks = inFileThread(CHECK_WORK, { path, fileName, mapping, rowsOf: await rowsOfVendor(db, vendorKey) }, user);
  const first = await checks.next();
  if (first.done) throw new Error("The check of a file ended without a word.");
  let latest = first.value;
  return {
    soFar: () => latest,
    async finish(signal) {
      for await (const check of checks) {
        latest = check;
        signal.throwIfAborted();
      }
      return latest;
    },
  };
}

/** What reading without storing has to know of the database. */
export async function rowsOfVendor(db: Database, vendorKey: string | null): Promise<RowsOf> {
  return { vendors: await listVendorNames(db.pool), fixed: vendorKey, zone: await reportingZone(db) };
}
