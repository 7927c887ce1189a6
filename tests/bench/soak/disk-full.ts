import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chown, mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { openCluster } from "~/data/cluster/cluster.server";
import { importFile } from "~/ingest/import-file.server";
import { CONTACT_MAPPING } from "../rows/contact-file";
import { withClient } from "../rows/throw-away-server";
import { goodCells, HEADINGS, requireContacts, withServer, writeLines } from "./imported-file";
import type { SoakCase } from "./soak-case";

const run = promisify(execFile);
const ROWS = 60_000;
/** Of the disk, one after the other: the first few are too small for the file. */
const SIZES = ["1m", "2m", "4m", "6m", "200m"];

function* lines(): Generator<string> {
  yield HEADINGS.join(",");
  for (let row = 1; row <= ROWS; row += 1) yield goodCells(row).join(",");
}

/** The table of contacts on a disk of its own that is too small for the file; then larger and larger, until all of it fits. */
export const diskFull: SoakCase = {
  name: "disk.full",
  run: async () => {
    if (process.platform !== "linux" || process.getuid?.() !== 0)
      return { skipped: "only root on Linux can make a small disk" };
    return withServer(async (db, database, { folder }) => {
      const dataFolder = path.join(folder, "data");
      const disk = path.join(dataFolder, "small-disk");
      await mkdir(disk);
      const sized = (words: string) => run("mount", ["-t", "tmpfs", "-o", words, "tmpfs", disk]);
      const refused = await sized(`size=${SIZES[0]}`).then(
        () => null,
        (error: unknown) => String(error),
      );
      if (refused !== null) return { skipped: `a small disk cannot be mounted here: ${refused.split("\n", 1)[0]}` };
      try {
        await moveContacts(dataFolder, database.url, path.join(disk, "tables"));
        const file = path.join(folder, "calls.csv");
        await writeLines(file, lines());
        let full = 0;
        for (const size of SIZES) {
          await sized(`remount,size=${size}`);
          const outcome = await importFile(db, {
            path: file,
            fileName: "calls.csv",
            mapping: CONTACT_MAPPING,
            by: { actor: "soak", userId: null },
            filesFolder: path.join(folder, "files"),
            requestKey: "disk full",
          }).catch((error: unknown) => String(error));
          if (typeof outcome !== "string") break;
          assert.match(outcome, /No space left on device/);
          await requireContacts(db, { contacts: 0, batches: 0 });
          full += 1;
        }
        assert(full > 0, "The disk was never full.");
        await requireContacts(db, { contacts: ROWS, batches: 1 });
        return { held: `full ${full} times with nothing stored; with room, all ${ROWS} rows once` };
      } finally {
        await db.pool.query("ALTER TABLE contact SET TABLESPACE pg_default");
        await run("umount", ["--lazy", disk]);
        await rm(disk, { recursive: true, force: true });
      }
    });
  },
};

async function moveContacts(dataFolder: string, url: string, place: string): Promise<void> {
  const { uid, gid } = await stat(path.join(dataFolder, "postgres"));
  for (const folder of [path.dirname(place), place]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chown(folder, uid, gid);
  }
  const cluster = await openCluster({ dataFolder });
  const name = new URL(url).pathname.slice(1);
  await withClient(cluster.url("owner", name), async (client) => {
    await client.query(`CREATE TABLESPACE small LOCATION ${client.escapeLiteral(place)}`);
    await client.query("ALTER TABLE contact SET TABLESPACE small");
  });
  await cluster.release();
}
