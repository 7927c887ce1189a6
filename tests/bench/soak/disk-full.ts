import assert from "node:assert/strict";
import { chown, mkdir, mkdtemp, rm, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openCluster, type Cluster } from "~/data/cluster/cluster.server";
import { openDatabase, type Database } from "~/data/db/database.server";
import { migrate } from "~/data/db/migrate.server";
import { importFile } from "~/ingest/load/import-file.server";
import { CONTACT_MAPPING, VENDORS } from "../rows/contact-file";
import { withClient } from "../rows/throw-away-server";
import { goodCells, HEADINGS, requireContacts, withServer, writeLines } from "./imported-file";
import { mountSmallDisk } from "./small-disk";
import type { SoakCase } from "./soak-case";

const ROWS = 60_000;
/** Of the disk, one after the other: the first few are too small for the file. */
const SIZES = ["1m", "2m", "4m", "6m", "200m"] as const;
/** Megabytes that are left on it, likewise. */
const ROOMS = [0, 1, 4, 8, 16, 24, 500];
const MEGABYTE = 1024 * 1024;

function* lines(): Generator<string> {
  yield HEADINGS.join(",");
  for (let row = 1; row <= ROWS; row += 1) yield goodCells(row).join(",");
}

/** The table of contacts on a disk of its own that is too small for the file; then larger and larger, until all of it fits. */
const tableFull: SoakCase = {
  name: "disk.full-table",
  run: () =>
    withServer(async (db, database, { folder }) => {
      const dataFolder = path.join(folder, "data");
      const mountPoint = path.join(dataFolder, "small-disk");
      const disk = await mountSmallDisk(mountPoint, SIZES[0]);
      if ("skipped" in disk) return disk;
      try {
        await moveContacts(dataFolder, database.url, path.join(mountPoint, "tables"));
        const file = path.join(folder, "calls.csv");
        await writeLines(file, lines());
        let full = 0;
        for (const size of SIZES) {
          await disk.resize(size);
          const outcome = await send(db, file, path.join(folder, "files"));
          if (outcome === null) break;
          assert.match(outcome, /No space left on device/);
          await requireContacts(db, { contacts: 0, batches: 0 });
          full += 1;
        }
        assert(full > 0, "The disk was never full.");
        await requireContacts(db, { contacts: ROWS, batches: 1 });
        return { held: `full ${full} times with nothing stored; with room, all ${ROWS} rows once` };
      } finally {
        await db.pool.query("ALTER TABLE contact SET TABLESPACE pg_default");
        await disk.remove();
      }
    }),
};

/** Imports the file as one request; answers why not, where it did not come to that. */
async function send(db: Database, file: string, filesFolder: string): Promise<string | null> {
  const by = { actor: "soak", userId: null };
  const request = {
    path: file,
    fileName: "calls.csv",
    mapping: CONTACT_MAPPING,
    by,
    filesFolder,
    requestKey: "disk full",
  };
  return importFile(db, request).then(
    () => null,
    (error: unknown) => String(error),
  );
}

/**
 * Everything on one disk, as where all of Plumbline has one: facts, log and kept files. Of the room that is left the import uses up all;
 * the server may fall over, and is started again once there is more.
 */
const allFull: SoakCase = {
  name: "disk.full-altogether",
  run: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "plumbline-full-"));
    const mountPoint = path.join(folder, "disk");
    const disk = await mountSmallDisk(mountPoint, "1g");
    if ("skipped" in disk) return disk;
    const dataFolder = path.join(mountPoint, "data");
    const shares: Cluster[] = [];
    const start = async () => {
      const cluster = await openCluster({ dataFolder });
      shares.push(cluster);
      return cluster;
    };
    try {
      const cluster = await start();
      const [url, outsideUrl] = [cluster.url("application"), cluster.url("outside")];
      await migrate({ url, outsideRole: "plumbline_outside" });
      const db = await openDatabase({ url, outsideUrl, connections: 4 });
      await db.pool.query("INSERT INTO vendor (key, name) SELECT key, key FROM unnest($1::text[]) AS key", [VENDORS]);
      const file = path.join(folder, "calls.csv");
      await writeLines(file, lines());
      let full = 0;
      for (const room of ROOMS) {
        const { bavail, bsize, blocks } = await statfs(mountPoint);
        await disk.resize(String(Math.max(0, blocks - bavail) * bsize + room * MEGABYTE));
        const outcome = await send(db, file, path.join(dataFolder, "files"));
        await disk.resize("1g");
        if (outcome === null) break;
        full += 1;
        await onceStatus(async () => {
          await start();
          await requireContacts(db, { contacts: 0, batches: 0 });
        });
      }
      assert(full > 0, "The disk was never full.");
      await requireContacts(db, { contacts: ROWS, batches: 1 });
      await db.close();
      return { held: `full ${full} times with nothing stored; with room, all ${ROWS} rows once` };
    } finally {
      for (const share of shares) await share.release();
      await disk.remove();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const PATIENCE_MS = 60_000;

/** Looks as soon as the server has come back; what it finds then counts. */
async function onceStatus(look: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited += 200) {
    try {
      return await look();
    } catch (error) {
      if (error instanceof assert.AssertionError || waited >= PATIENCE_MS) throw error;
      await sleep(200);
    }
  }
}

export const diskFull: readonly SoakCase[] = [tableFull, allFull];

async function moveContacts(dataFolder: string, url: string, mountPoint: string): Promise<void> {
  const { uid, gid } = await stat(path.join(dataFolder, "postgres"));
  for (const folder of [path.dirname(mountPoint), mountPoint]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chown(folder, uid, gid);
  }
  const cluster = await openCluster({ dataFolder });
  const name = new URL(url).pathname.slice(1);
  await withClient(cluster.url("owner", name), async (client) => {
    await client.query(`CREATE TABLESPACE small LOCATION ${client.escapeLiteral(mountPoint)}`);
    await client.query("ALTER TABLE contact SET TABLESPACE small");
  });
  await cluster.release();
}
