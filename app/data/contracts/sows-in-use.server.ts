import { defineCache } from "../db/cache";
import type { Viewer } from "~/domain/access/viewer";
import { firstProblem, type SowProblem } from "~/domain/contracts/sow-problem";
import type { Sow } from "~/domain/contracts/sow";
import { validateSow } from "~/domain/contracts/validate";
import type { Database } from "../db/database.server";
import { readAs } from "../db/read-as.server";

/** SOW documents already read and checked, by their hash. */
const SOWS = defineCache<Sow>("SOWs", 200);

/**
 * `sows`: by vendor; `hashes`: of their documents, valid or not; `invalid`: what is wrong with those that are stored but do not validate, the
 * first problem of each.
 */
export type SowsInUse = { sows: Map<number, Sow>; hashes: Map<number, string>; invalid: Map<number, SowProblem> };

/**
 * The SOW in use of every vendor that the viewer may see and that has one. Which one that is, is read every time; the document itself
 * only when its like was not read and validated before.
 */
export async function findSowsInUse(db: Database, viewer: Viewer): Promise<SowsInUse> {
  const { vendorIds } = viewer.scope;
  const where = vendorIds === "all" ? {} : { vendorId: { in: [...vendorIds] } };
  return readAs(db, viewer, async (tx) => {
    const latest = await tx.sowDocument.findMany({
      where,
      orderBy: [{ vendorId: "asc" }, { revision: "desc" }],
      distinct: ["vendorId"],
      select: { vendorId: true, revision: true, sha256: true },
    });
    const found: SowsInUse = {
      sows: new Map(),
      hashes: new Map(latest.map(({ vendorId, sha256 }) => [vendorId, sha256])),
      invalid: new Map(),
    };
    const unread = latest.filter(({ vendorId, sha256 }) => {
      const known = db.caches.get(SOWS).get(sha256);
      if (known !== undefined) found.sows.set(vendorId, known);
      return known === undefined;
    });
    const documents =
      unread.length === 0
        ? []
        : await tx.sowDocument.findMany({
            where: { OR: unread.map(({ vendorId, revision }) => ({ vendorId, revision })) },
            select: { vendorId: true, sha256: true, document: true },
          });
    for (const { vendorId, sha256, document } of documents) {
      const reading = validateSow(document);
      if (reading.ok) {
        db.caches.get(SOWS).set(sha256, reading.sow);
        found.sows.set(vendorId, reading.sow);
      } else found.invalid.set(vendorId, firstProblem(reading.problems));
    }
    return found;
  });
}
