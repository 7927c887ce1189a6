import type { Database } from "~/data/db/database.server";
import { listOpenRuns, type ImportRun, hostAwaited } from "~/data/imports/import-runs.server";
import { findVendors } from "~/data/access/vendors.server";
import { actorOf } from "~/domain/access/actor";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { stagedIdOf } from "~/ingest/intake/upload-folder.server";
import { listUnfinished } from "./upload.server";
import { UPLOADS } from "~/wording/imports/uploads";
import { WIZARD } from "~/wording/imports/wizard";

export type Unfinished = {
  key: string;
  fileName: string;
  /** Null: there is nothing to open here. */
  href: string | null;
  state: string;
  bytes: number;
  /** Null: nobody knows. */
  since: Date | null;
  by: string;
  /** Where a request to remove it goes; null: it is removed on its own page, if at all. */
  removeAction: string | null;
};

/** What is on its way: everyone's files being worked on, and the uploads that wait for this viewer: own ones and dropped ones. */
export async function loadUnfinished(db: Database, viewer: Viewer, dataFolder: string): Promise<Unfinished[]> {
  const runs = await listOpenRuns(db, viewer);
  const none = { files: [], damaged: [], elsewhere: [] };
  const { files, damaged, elsewhere } = may(viewer, "imports.write")
    ? await listUnfinished(db, dataFolder, actorOf(viewer))
    : none;
  const vendors = files.length === 0 ? [] : await findVendors(db, viewer);
  const underway = new Set(runs.map(({ path }) => stagedIdOf(path)));
  return [
    ...runs.map((run) => ({
      key: run.id,
      fileName: run.fileName,
      href: `/imports/runs/${run.id}`,
      state: runState(run, dataFolder),
      bytes: run.fileBytes,
      since: run.createdAt,
      by: byText(run.requestedBy, run.vendor?.name ?? null),
      removeAction: null,
    })),
    ...damaged.map(({ id, fileName, bytes, since, actor }) => ({
      key: id,
      fileName,
      href: null,
      state: UPLOADS.damagedState,
      bytes,
      since,
      by: actor,
      removeAction: `/imports/staged/${id}?index`,
    })),
    ...elsewhere
      .filter(({ id }) => !underway.has(id))
      .map(({ id, fileName, bytes, createdAt, actor, host }) => ({
        key: id,
        fileName,
        href: null,
        state: UPLOADS.onHost(host.name),
        bytes,
        since: createdAt,
        by: actor,
        removeAction: null,
      })),
    ...files
      .filter(({ id }) => !underway.has(id))
      .map(({ id, fileName, step, bytes, stagedAt, actor, vendorKey }) => ({
        key: id,
        fileName,
        href: `/imports/staged/${id}`,
        state: step === null ? UPLOADS.waiting : WIZARD.steps[step],
        bytes,
        since: new Date(stagedAt),
        by: byText(actor, vendors.find(({ key }) => key === vendorKey)?.name ?? null),
        removeAction: null,
      })),
  ];
}

function runState(run: ImportRun, dataFolder: string): string {
  if (run.state === "running") return UPLOADS.importing;
  const host = hostAwaited(run, dataFolder);
  return host === null ? UPLOADS.queued : UPLOADS.queuedFor(host);
}

/** Who brought it. Of a dropped file nobody in person: there it is the partner whose folder it lay in that tells them apart. */
function byText(actor: string, vendorName: string | null): string {
  return actor === DROP_FOLDER_ACTOR && vendorName !== null ? UPLOADS.forPartner(actor, vendorName) : actor;
}
