import { isOutside, viewerKey, type Scope, type Viewer } from "~/domain/access/viewer";
import type { Database } from "./database.server";
import { Prisma } from "../generated/client";
import { arrayLiteral, type ScopeParts } from "./scope-token";

/** What reads run on: the application's client, or one scoped transaction of the outside role. */
export type Reader = Prisma.TransactionClient;

/** What row-level security reads of a scope. '' is "no limit"; vendors are always named. */
export function scopeParts(viewer: string, scope: Scope): ScopeParts {
  if (scope.vendorIds === "all") throw new Error("A viewer from outside must be limited to named vendors.");
  const limit = (values: readonly string[] | "all") => (values === "all" ? "" : arrayLiteral(values));
  return {
    viewer,
    vendorIds: arrayLiteral(scope.vendorIds),
    fromDay: scope.fromDay ?? "-infinity",
    toDay: scope.toDay ?? "infinity",
    sites: limit(scope.sites),
    programs: limit(scope.programs),
    channels: limit(scope.channels),
    notes: scope.notes,
  };
}

/**
 * Runs reads with a viewer's eyes. A viewer from outside reads in one read-only transaction of the outside role with the viewer's
 * signed scope set for that transaction alone, so that what a query forgets to leave out, PostgreSQL leaves out. Of all that read at
 * a time, one viewer has so few that connections are left for others.
 */
export async function readAs<T>(db: Database, viewer: Viewer, run: (tx: Reader) => Promise<T>): Promise<T> {
  const gate = isOutside(viewer) ? db.reads.outside : db.reads.inside;
  const leave = await gate.enter(viewerKey(viewer), db.signal);
  try {
    return isOutside(viewer) ? await readScoped(db, viewer, run) : await run(db.inside);
  } finally {
    leave();
  }
}

function readScoped<T>(db: Database, viewer: Viewer, run: (tx: Reader) => Promise<T>): Promise<T> {
  const opening = openScope(db, viewer);
  return db.outside.$transaction(async (tx) => {
    requireScope(viewer, await tx.$queryRaw<OpenedScope[]>(opening));
    return run(tx);
  });
}

export type OpenedScope = { viewer: string };

/** The first statement of an external viewer's transaction. */
export function openScope(db: Database, viewer: Viewer): Prisma.Sql {
  const scope = db.signScope(scopeParts(viewer.kind, viewer.scope));
  return Prisma.sql`
    SELECT (plumbline_scope())[2] AS viewer FROM (
      SELECT set_config('plumbline.scope', ${scope}, true), set_config('transaction_read_only', 'on', true) OFFSET 0
    ) AS given`;
}

/** Throws where the database does not accept the scope: an external viewer would see empty pages. */
export function requireScope(viewer: Viewer, [opened]: readonly OpenedScope[]): void {
  if (opened?.viewer === viewer.kind) return;
  throw new Error(
    "The database does not accept the scope that was signed for an external viewer: its clock has moved by minutes, or its keys were " +
      "replaced by a restore. Check the clocks of both machines, then start Plumbline again.",
  );
}
