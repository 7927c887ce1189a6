import type { Database } from "~/data/db/database.server";
import { listMappings, type ListedMapping } from "~/data/imports/mappings.server";
import { ownHost } from "~/data/db/own-host.server";
import { findVendors } from "~/data/access/vendors.server";
import { findWaitingFile, listWaitingFiles, type ListedWaitingFile } from "~/data/imports/waiting-files.server";
import type { Viewer } from "~/domain/access/viewer";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import { listStagedIds, stagedFolder } from "~/ingest/intake/upload-folder.server";
import { findListed, findStaged, isDamaged, type ListedFile, type StagedFile } from "~/ingest/wizard/uploads.server";
import { UPLOADS } from "~/wording/imports/uploads";

/** An upload of this person that waits. Another's, or one that is gone, is answered with 404; the answer names the host of one elsewhere. */
export async function requireStaged(
  { db, dataFolder }: { db: Database; dataFolder: string },
  id: string | undefined,
  actor: string,
): Promise<StagedFile> {
  const folder = stagedFolder(dataFolder);
  const staged = await findStaged(folder, id ?? "", actor);
  if (staged !== null) return staged;
  const known = await findWaitingFile(db, id ?? "");
  const isOwn = known !== null && (known.actor === actor || known.actor === DROP_FOLDER_ACTOR);
  if (isOwn && known.host.id !== ownHost(dataFolder).id)
    throw new Response(UPLOADS.otherHost(known.host.name), { status: 409 });
  if ((isOwn || known === null) && (await isDamaged(folder, id ?? "")))
    throw new Response(UPLOADS.damaged, {
      status: 410,
    });
  throw new Response(UPLOADS.gone, { status: 404 });
}

/** An upload that cannot be read any more; what is known of it, is known from its record. */
export type DamagedFile = { id: string; fileName: string; bytes: number; since: Date | null; actor: string };

export type UnfinishedFiles = {
  files: ListedFile[];
  damaged: DamagedFile[];
  /** On the disks of other hosts. */
  elsewhere: ListedWaitingFile[];
};

/** How many uploads are listed, the newest ones. */
const MAX_LISTED = 100;

/**
 * The uploads of this person (and dropped ones) that wait to be applied, the newest first. Whose they are, their records say: what was
 * stated of other people's is not read.
 */
export async function listUnfinished(db: Database, dataFolder: string, actor: string): Promise<UnfinishedFiles> {
  const folder = stagedFolder(dataFolder);
  const records = (await listWaitingFiles(db, { host: null, actors: null })).filter((one) => one.folder === "staged");
  const isOpen = (owner: string) => owner === actor || owner === DROP_FOLDER_ACTOR;
  const own = records.filter((record) => isOpen(record.actor));
  const here = new Set(await listStagedIds(folder));
  const recorded = new Set(records.map(({ id }) => id));
  const unrecorded = [...here].filter((id) => !recorded.has(id));
  const ids = [...own.map(({ id }) => id).filter((id) => here.has(id)), ...unrecorded].slice(0, MAX_LISTED);
  const files: ListedFile[] = [];
  const damaged: DamagedFile[] = [];
  for (const id of ids) {
    const found = await findListed(folder, id, actor);
    const record = own.find((one) => one.id === id);
    if (found === "large" && record !== undefined) files.push(listedFrom(record));
    else if (found === "damaged") damaged.push(damagedFrom(id, record));
    else if (found !== null && typeof found === "object") files.push(found);
  }
  return {
    files: files.toSorted((a, b) => (a.stagedAt < b.stagedAt ? 1 : -1)),
    damaged,
    elsewhere: own.filter(({ host }) => host.id !== ownHost(dataFolder).id).slice(0, MAX_LISTED),
  };
}

function listedFrom({ id, fileName, bytes, actor, createdAt }: ListedWaitingFile): ListedFile {
  return { id, fileName, bytes, actor, stagedAt: createdAt.toISOString(), vendorKey: null, step: null };
}

function damagedFrom(id: string, record: ListedWaitingFile | undefined): DamagedFile {
  if (record === undefined) return { id, fileName: UPLOADS.untitled, bytes: 0, since: null, actor: "" };
  const { fileName, bytes, createdAt, actor } = record;
  return { id, fileName, bytes, since: createdAt, actor };
}

export type ImportChoices = { vendors: { key: string; name: string }[]; mappings: ListedMapping[] };

/** What can be chosen for an import. */
export async function loadImportChoices(db: Database, viewer: Viewer): Promise<ImportChoices> {
  const [vendors, mappings] = await Promise.all([findVendors(db, viewer), listMappings(db)]);
  return { vendors: vendors.map(({ key, name }) => ({ key, name })), mappings };
}
