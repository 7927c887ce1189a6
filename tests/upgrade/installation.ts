import path from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { optionalViewer } from "~/auth/require-viewer.server";
import { parseEnvironment } from "~/config/environment";
import { openEnvironmentDatabase, type OpenedDatabase } from "~/data/open.server";
import type { Viewer } from "~/domain/access/viewer";
import { workRun } from "~/jobs/imports/work-run.server";
import { get, TEST_NOW, testContext } from "../support/load-context";

/** An installation as the program opens it: the database that its settings name, migrated, and what pages are given. */
export type Installation = {
  opened: OpenedDatabase;
  context: AppLoadContext;
  dataFolder: string;
  close: () => Promise<void>;
};

/** Opens a data folder; `settings` name a database of its own where it does not use the embedded one. */
export async function openInstallation(
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const environment = parseEnvironment({ NODE_ENV: "test", PLUMBLINE_DATA: dataFolder, ...settings }, path.sep);
  const opened = await openEnvironmentDatabase(environment, () => undefined);
  // A server that has run for a while knows how large its tables are.
  await opened.db.pool.query("ANALYZE");
  const plain = testContext(opened.db);
  const takeUpRun = (id: string) => workRun(opened.db, id, { dataFolder, clock: () => TEST_NOW });
  const context = testContext(opened.db, {
    environment: { ...plain.environment, dataFolder },
    jobs: { ...plain.jobs, takeUpRun },
  });
  return { opened, context, dataFolder, close: () => opened.close() };
}

/** Who a session's cookie stands for; null: it opens nothing. */
export function viewerOf(cookie: string, context: AppLoadContext): Promise<Viewer | null> {
  return optionalViewer(get("/", [cookie]), context);
}

/** The same, where somebody has to be signed in. */
export async function signedInViewer(cookie: string, context: AppLoadContext): Promise<Viewer> {
  const viewer = await viewerOf(cookie, context);
  if (viewer === null) throw new Error("The session opens nothing.");
  return viewer;
}
