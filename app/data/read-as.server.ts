import { isOutside, type Scope, type Viewer } from "~/domain/access/viewer";
import type { Database } from "./database.server";
import type { Prisma } from "./generated/client";

/** What reads run on: the application's client, or one scoped transaction of the outside role. */
export type Reader = Prisma.TransactionClient;

/** A PostgreSQL array as text, each element quoted. */
function arrayLiteral(values: readonly (string | number)[]): string {
  const quoted = values.map((value) => `"${String(value).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);
  return `{${quoted.join(",")}}`;
}

/** The settings that row-level security reads (prisma/migrations/0002_row_security). '' is "no limit", but for vendors "none". */
export function scopeSettings(scope: Scope): Record<string, string> {
  if (scope.vendorIds === "all") throw new Error("A viewer from outside must be limited to named vendors.");
  const limit = (values: readonly string[] | "all") => (values === "all" ? "" : arrayLiteral(values));
  return {
    "plumbline.vendor_ids": arrayLiteral(scope.vendorIds),
    "plumbline.from_day": scope.fromDay ?? "",
    "plumbline.to_day": scope.toDay ?? "",
    "plumbline.sites": limit(scope.sites),
    "plumbline.programs": limit(scope.programs),
    "plumbline.channels": limit(scope.channels),
    "plumbline.notes": scope.notes,
  };
}

/**
 * Runs reads with a viewer's eyes. A viewer from outside reads in one transaction of the outside role with the viewer's scope set
 * for that transaction alone, so that what a query forgets to leave out, PostgreSQL leaves out.
 */
export async function readAs<T>(db: Database, viewer: Viewer, run: (tx: Reader) => Promise<T>): Promise<T> {
  if (!isOutside(viewer)) return run(db.inside);
  const settings = Object.entries({ ...scopeSettings(viewer.scope), "plumbline.viewer": viewer.kind });
  return db.outside.$transaction(async (tx) => {
    const names = settings.map(([name]) => name);
    const values = settings.map(([, value]) => value);
    await tx.$queryRaw`SELECT set_config(name, value, true) FROM unnest(${names}::text[], ${values}::text[]) AS given(name, value)`;
    return run(tx);
  });
}
