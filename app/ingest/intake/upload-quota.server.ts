import type { Allowance } from "./allowance";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Database } from "~/data/db/database.server";
import { ownHost } from "~/data/db/own-host.server";
import { defineShared } from "~/data/db/shared-state";
import {
  findUsage,
  forgetWaitingFiles,
  listWaitingFiles,
  recordWaitingFiles,
  type Usage,
} from "~/data/imports/waiting-files.server";
import { exceededLimit, exceededText, type UploadQuota } from "~/domain/imports/upload-quota";
import { unpack, type Unpacked } from "../format/unpack.server";
import { FileRefused } from "~/domain/input/refusal";
import { stagedFolder, stateBytes } from "./upload-folder.server";

/** Who sends files, to which data folder, and how much may wait there. */
export type Sender = { db: Database; dataFolder: string; actor: string; quota: UploadQuota };

/** What waits on this host, of this actor and in all, with what was stated of each upload. */
async function usageWithStates(
  db: Database,
  dataFolder: string,
  actor: string,
): Promise<{ person: Usage; all: Usage }> {
  const host = ownHost(dataFolder);
  const { person, all } = await findUsage(db, host, actor);
  let [own, every] = [0, 0];
  for (const { id, folder, actor: owner } of await listWaitingFiles(db, { host, actors: null })) {
    if (folder !== "staged") continue;
    const bytes = await stateBytes(stagedFolder(dataFolder), id);
    every += bytes;
    if (owner === actor) own += bytes;
  }
  return { person: { ...person, bytes: person.bytes + own }, all: { ...all, bytes: all.bytes + every } };
}

type UnderWay = { actor: string; used: Usage };

/**
 * Files that come in at this moment, by data folder: no record holds them yet. One process at a time receives files for a data folder,
 * from pages and from the drop folder.
 */
const UNDER_WAY = defineShared("uploads-in-progress", () => new Map<string, Set<UnderWay>>());

export async function openAllowance({ db, dataFolder, actor, quota }: Sender): Promise<Allowance> {
  const host = ownHost(dataFolder);
  await forgetGone(db, dataFolder);
  const recorded = await usageWithStates(db, dataFolder, actor);
  const underWay = db.shared.get(UNDER_WAY);
  const coming = underWay.get(dataFolder) ?? new Set();
  underWay.set(dataFolder, coming);
  const own: UnderWay = { actor, used: { files: 0, bytes: 0 } };
  coming.add(own);

  const waiting = (known: typeof recorded): { person: Usage; all: Usage } => {
    const together = (base: Usage, those: readonly UnderWay[]): Usage => ({
      files: base.files + those.reduce((sum, { used }) => sum + used.files, 0),
      bytes: base.bytes + those.reduce((sum, { used }) => sum + used.bytes, 0),
    });
    const all = [...coming];
    return {
      person: together(
        known.person,
        all.filter((one) => one.actor === actor),
      ),
      all: together(known.all, all),
    };
  };
  const check = (known = recorded) => {
    const exceeded = exceededLimit(quota, waiting(known));
    if (exceeded === null) return;
    throw new FileRefused(exceeded.of === "person" ? "quota-of-person" : "quota-of-all", exceededText(quota, exceeded));
  };
  const add = ({ files, bytes }: Usage) => {
    own.used = { files: own.used.files + files, bytes: own.used.bytes + bytes };
  };
  return {
    addFile() {
      add({ files: 1, bytes: 0 });
      check();
    },
    addBytes(bytes) {
      add({ files: 0, bytes });
      check();
    },
    takeBack: ({ files, bytes }) => add({ files: -files, bytes: -bytes }),
    async recordWaiting(files) {
      check(await usageWithStates(db, dataFolder, actor));
      await recordWaitingFiles(
        db,
        host,
        files.map((file) => ({ ...file, actor })),
      );
    },
    close: () => void coming.delete(own),
  };
}

/** Opens an archive as far as the allowance goes. What is unpacked counts from before it is on disk until the request is over. */
export function unpackWithin(
  allowance: Allowance,
  source: string,
  fileName: string,
  { folder }: { folder: string },
): Promise<Unpacked> {
  return unpack(source, fileName, { folder, reserve: allowance.addBytes });
}

/** Forgets records of files that are no longer on this host's disk. */
export async function forgetGone(db: Database, dataFolder: string): Promise<number> {
  const known = await listWaitingFiles(db, { host: ownHost(dataFolder), actors: null });
  const there = new Set<string>();
  for (const folder of ["staged", "received"])
    for (const id of await readdir(path.join(dataFolder, folder)).catch(() => [])) there.add(`${folder}/${id}`);
  const gone = known.filter(({ folder, id }) => !there.has(`${folder}/${id}`)).map(({ id }) => id);
  if (gone.length > 0) await forgetWaitingFiles(db, gone);
  return gone.length;
}
