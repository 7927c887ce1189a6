import type { Database } from "~/data/database.server";
import { listOpenRuns } from "~/data/import-runs.server";
import { findVendors } from "~/data/vendors.server";
import { actorOf } from "~/domain/access/actor";
import { DROP_FOLDER_ACTOR } from "~/domain/access/drop-folder";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { stagedIdOf } from "~/ingest/staged-files.server";
import { listUnfinished } from "~/ingest/wizard/wizard.server";

export type Unfinished = {
  key: string;
  fileName: string;
  href: string;
  state: string;
  bytes: number;
  since: Date;
  by: string;
};

const STEP_NAMES = {
  preview: "Preview",
  map: "Map",
  check: "Check",
  repair: "Repair",
  "dry-run": "Dry run",
  apply: "Apply",
} as const;

/** What is on its way: everyone's files being worked on, and the uploads that wait for this viewer: own ones and dropped ones. */
export async function loadUnfinished(db: Database, viewer: Viewer, dataFolder: string): Promise<Unfinished[]> {
  const runs = await listOpenRuns(db, viewer);
  const staged = may(viewer, "imports.write") ? await listUnfinished(dataFolder, actorOf(viewer)) : [];
  const vendors = staged.length === 0 ? [] : await findVendors(db, viewer);
  const underway = new Set(runs.map(({ place }) => stagedIdOf(place)));
  return [
    ...runs.map((run) => ({
      key: run.id,
      fileName: run.fileName,
      href: `/imports/runs/${run.id}`,
      state: run.state === "queued" ? "waiting for its turn" : "being imported",
      bytes: run.fileBytes,
      since: run.createdAt,
      by: byWords(run.askedBy, run.vendor?.name ?? null),
    })),
    ...staged
      .filter(({ id }) => !underway.has(id))
      .map(({ id, fileName, step, bytes, stagedAt, actor, vendorKey }) => ({
        key: id,
        fileName,
        href: `/imports/staged/${id}`,
        state: STEP_NAMES[step],
        bytes,
        since: new Date(stagedAt),
        by: byWords(actor, vendors.find(({ key }) => key === vendorKey)?.name ?? null),
      })),
  ];
}

/** Who brought it. Of a dropped file nobody in person: there it is the partner whose folder it lay in that tells them apart. */
function byWords(actor: string, vendorName: string | null): string {
  return actor === DROP_FOLDER_ACTOR && vendorName !== null ? `${actor}, for ${vendorName}` : actor;
}
