import type { Viewer } from "~/domain/access/viewer";
import type { Sow } from "~/domain/sow/sow";
import { validateSow } from "~/domain/sow/validate";
import type { Database } from "./database.server";
import { readAs } from "./read-as.server";

/**
 * The checked SOW in use of every vendor that the viewer may see and that has one. Which one that is, is read every time; the document
 * itself only when its like was not read before.
 */
export async function findSowsInUse(db: Database, viewer: Viewer): Promise<Map<number, Sow>> {
  const { vendorIds } = viewer.scope;
  const where = vendorIds === "all" ? {} : { vendorId: { in: [...vendorIds] } };
  return readAs(db, viewer, async (tx) => {
    const latest = await tx.sowDocument.findMany({
      where,
      orderBy: [{ vendorId: "asc" }, { revision: "desc" }],
      distinct: ["vendorId"],
      select: { vendorId: true, revision: true, sha256: true },
    });
    const unread = latest.filter(({ sha256 }) => db.sows.get(sha256) === undefined);
    const documents =
      unread.length === 0
        ? []
        : await tx.sowDocument.findMany({
            where: { OR: unread.map(({ vendorId, revision }) => ({ vendorId, revision })) },
            select: { sha256: true, document: true },
          });
    for (const { sha256, document } of documents) {
      const reading = validateSow(document);
      if (reading.ok) db.sows.set(sha256, reading.sow);
    }
    return new Map(
      latest.flatMap(({ vendorId, sha256 }) => {
        const sow = db.sows.get(sha256);
        return sow === undefined ? [] : [[vendorId, sow] as const];
      }),
    );
  });
}
