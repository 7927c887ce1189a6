import { Router } from "express";
import type { Database } from "~/data/db/database.server";
import { pendingMigrations } from "~/data/db/migrate.server";

/** /healthz: the process answers. /readyz: so does its database, at the newest migration, and it is not on its way out. */
export function healthRoutes(db: Database, isStopping: () => boolean): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "up" });
  });
  router.get("/readyz", (_request, response) => {
    const say = (status: number, word: string) =>
      response.status(status).set("Cache-Control", "no-store").json({ status: word });
    if (isStopping()) return void say(503, "stopping");
    pendingMigrations(db.pool).then(
      (pending) => (pending.length === 0 ? say(200, "ready") : say(503, "migrations pending")),
      () => say(503, "database unavailable"),
    );
  });
  return router;
}
