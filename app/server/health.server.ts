import { Router } from "express";
import type { Database } from "~/data/db/database.server";
import { HEALTH } from "~/wording/access/console";
import { pendingMigrations } from "~/data/db/migrate.server";

/** /healthz: the process answers. /readyz: so does its database, at the newest migration, and it is not on its way out. */
export function healthRoutes(db: Database, isStopping: () => boolean): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: HEALTH.up });
  });
  router.get("/readyz", (_request, response) => {
    const report = (code: number, status: string) =>
      response.status(code).set("Cache-Control", "no-store").json({ status });
    if (isStopping()) return void report(503, HEALTH.stopping);
    pendingMigrations(db.pool).then(
      (pending) => (pending.length === 0 ? report(200, HEALTH.ready) : report(503, HEALTH.migrationsPending)),
      () => report(503, HEALTH.databaseUnavailable),
    );
  });
  return router;
}
