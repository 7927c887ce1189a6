import { createHash } from "node:crypto";
import { shownPerson } from "~/domain/access/staff-names";
import type { Viewer } from "~/domain/access/viewer";
import type { SowProblem } from "~/domain/contracts/sow-problem";
import type { Sow } from "~/domain/contracts/sow";
import { validateSow } from "~/domain/contracts/validate";
import { sourceChoices } from "~/domain/contracts/source-choice";
import { recordAudit } from "../db/audit.server";
import { ensureVendor } from "../access/known-vendors.server";
import type { Database } from "../db/database.server";
import type { Prisma } from "../generated/client";
import { inTransaction, lockParameters, lockSow, lockVendors } from "../db/transaction.server";
import { withinTransaction } from "../db/within-transaction.server";
import { readAs } from "../db/read-as.server";
import { choicesDiffer, writeSourceChoices } from "../rollups/source-choices.server";

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

/** The SOW of one vendor: the revision asked for, or the one in use; null where there is none for this viewer. */
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

export type SowWrite = {
  by: string;
  actor: string;
  at: Date;
  /** What to call a vendor that nobody knows yet. */
  vendorName: string;
  demo?: boolean;
};

/** `unchanged`: the document already was the one in use. `before`: what was in use until now, where it could be used. */
export type SowWritten = { vendorId: number; revision: number; before: Sow | null; unchanged: boolean };

/**
 * Stores a checked document as its vendor's next revision; a vendor that nobody knows yet begins with it. Where it names other
 * sources than before, their days are rolled up again with it. Two uploads at once queue up.
 */
export async function recordSow(
  db: Database,
  { document, sow }: { document: Prisma.InputJsonObject; sow: Sow },
  write: SowWrite,
): Promise<SowWritten> {
  const sha256 = createHash("sha256").update(canonical(document)).digest("hex");
  return inTransaction(db, async (client) => {
    await lockSow(client, sow.vendor);
    const vendorId = await ensureVendor(
      client,
      { key: sow.vendor, name: write.vendorName, timeZone: sow.timeZone },
      write.demo ?? false,
    );
    const choices = sourceChoices(sow);
    const chosenAgain = await choicesDiffer(client, vendorId, choices);
    if (chosenAgain) {
      await lockParameters(client, "share");
      await lockVendors(client, [vendorId]);
    }
    const written = await withinTransaction(db, client, ({ inside }) =>
      writeRevision(inside, { vendorId, document, sow, sha256 }, write),
    );
    if (chosenAgain) await writeSourceChoices(client, vendorId, choices);
    return written;
  });
}

type Revision = { vendorId: number; document: Prisma.InputJsonObject; sow: Sow; sha256: string };

async function writeRevision(
  tx: Prisma.TransactionClient,
  { vendorId, document, sow, sha256 }: Revision,
  write: SowWrite,
): Promise<SowWritten> {
  const demo = write.demo ?? false;
  const last = await tx.sowDocument.findFirst({ where: { vendorId }, orderBy: { revision: "desc" } });
  const before = last === null ? null : readSow(last).sow;
  if (last !== null && last.sha256 === sha256) {
    return { vendorId, revision: last.revision, before, unchanged: true };
  }
  const revision = (last?.revision ?? 0) + 1;
  await tx.sowDocument.create({
    data: { vendorId, revision, document, sha256, uploadedBy: write.by, uploadedAt: write.at, demo },
  });
  await tx.vendor.update({ where: { id: vendorId }, data: { revision: { increment: 1 } } });
  await recordAudit(tx, {
    actor: write.actor,
    action: "sow.applied",
    subject: `vendor:${sow.vendor}`,
    detail: { revision, sha256 },
  });
  return { vendorId, revision, before, unchanged: false };
}

function withinScope(viewer: Viewer): Prisma.SowDocumentWhereInput {
  const { vendorIds } = viewer.scope;
  return vendorIds === "all" ? {} : { vendorId: { in: [...vendorIds] } };
}

function readSow(row: Prisma.SowDocumentGetPayload<object>): Pick<StoredSow, "sow" | "problems"> {
  const reading = validateSow(row.document);
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

/** The same text for the same document, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
