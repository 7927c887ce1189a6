import type { Database } from "~/data/database.server";
import { listOpenRuns } from "~/data/import-runs.server";
import { actorOf } from "~/domain/access/actor";
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

/** What is on its way: everyone's files being worked on, and the viewer's own uploads that wait. */
export async function loadUnfinished(db: Database, viewer: Viewer, dataFolder: string): Promise<Unfinished[]> {
  const runs = await listOpenRuns(db, viewer);
  const staged = may(viewer, "imports.write") ? await listUnfinished(dataFolder, actorOf(viewer)) : [];
  const underway = new Set(runs.map(({ place }) => stagedIdOf(place)));
  return [
    ...runs.map((run) => ({
      key: run.id,
      fileName: run.fileName,
      href: `/imports/runs/${run.id}`,
      state: run.state === "queued" ? "waiting for its turn" : "being imported",
      bytes: run.fileBytes,
      since: run.createdAt,
      by: run.askedBy,
    })),
    ...staged
      .filter(({ id }) => !underway.has(id))
      .map(({ id, fileName, step, bytes, stagedAt, actor }) => ({
        key: id,
        fileName,
        href: `/imports/staged/${id}`,
        state: STEP_NAMES[step],
        bytes,
        since: new Date(stagedAt),
        by: actor,
      })),
  ];
}
