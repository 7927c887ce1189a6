import { shownPerson } from "~/domain/access/staff-names";
import type { Viewer } from "~/domain/access/viewer";
import type { SowProblem } from "~/domain/contracts/sow-problem";
import type { Sow } from "~/domain/contracts/sow";
import { validateSow } from "~/domain/contracts/validate";
import type { Database } from "../db/database.server";
import type { Prisma } from "../generated/client";
import { readAs } from "../db/read-as.server";

/**
 * One revision of a partner's SOW: as it was uploaded, and as it reads with every default filled in. A document that was valid when it was
 * uploaded may no longer be: `sow` is null then, and `problems` says why.
 */
export type StoredSow = {
  vendorId: number;
  revision: number;
  document: Prisma.JsonValue;
  sow: Sow | null;
  problems: readonly SowProblem[];
  sha256: string;
  uploadedBy: string;
  uploadedAt: string;
};

export type SowRevision = Pick<StoredSow, "revision" | "sha256" | "uploadedBy" | "uploadedAt">;

/** The revision in use of every vendor that the viewer may see and that has a SOW. */
export async function findSows(db: Database, viewer: Viewer): Promise<StoredSow[]> {
  const rows = await readAs(db, viewer, (tx) =>
    tx.sowDocument.findMany({
      where: withinScope(viewer),
      orderBy: [{ vendorId: "asc" }, { revision: "desc" }],
      distinct: ["vendorId"],
    }),
  );
  return rows.map((row) => toStored(viewer, row));
}

/** The SOW of one vendor: the revision requested, or the one in use; null where there is none for this viewer. */
export async function findSow(
  db: Database,
  viewer: Viewer,
  vendorId: number,
  revision?: number,
): Promise<StoredSow | null> {
  const row = await readAs(db, viewer, (tx) =>
    tx.sowDocument.findFirst({
      where: { AND: [withinScope(viewer), { vendorId }, revision === undefined ? {} : { revision }] },
      orderBy: { revision: "desc" },
    }),
  );
  return row === null ? null : toStored(viewer, row);
}

/** Every revision of one vendor's SOW without its text, newest first. */
export async function findSowRevisions(db: Database, viewer: Viewer, vendorId: number): Promise<SowRevision[]> {
  const rows = await readAs(db, viewer, (tx) =>
    tx.sowDocument.findMany({
      where: { AND: [withinScope(viewer), { vendorId }] },
      orderBy: { revision: "desc" },
      select: { revision: true, sha256: true, uploadedBy: true, uploadedAt: true },
    }),
  );
  return rows.map(({ uploadedBy, uploadedAt, ...row }) => {
    return { ...row, uploadedBy: shownPerson(viewer, uploadedBy), uploadedAt: uploadedAt.toISOString() };
  });
}

function withinScope(viewer: Viewer): Prisma.SowDocumentWhereInput {
  const { vendorIds } = viewer.scope;
  return vendorIds === "all" ? {} : { vendorId: { in: [...vendorIds] } };
}

/** The document as it reads with every default filled in. */
export function readSow({ document }: Pick<StoredSow, "document">): Pick<StoredSow, "sow" | "problems"> {
  const reading = validateSow(document);
  return reading.ok ? { sow: reading.sow, problems: [] } : { sow: null, problems: reading.problems };
}

function toStored(viewer: Viewer, row: Prisma.SowDocumentGetPayload<object>): StoredSow {
  return {
    vendorId: row.vendorId,
    revision: row.revision,
    document: row.document,
    ...readSow(row),
    sha256: row.sha256,
    uploadedBy: shownPerson(viewer, row.uploadedBy),
    uploadedAt: row.uploadedAt.toISOString(),
  };
}
