import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import type { Prisma } from "../generated/client";
import { insertAccount, lockAccounts, normalizeEmail } from "../access/accounts.server";

/** Someone of the organization's own who can administer once the demo's people are gone. */
export type OwnAdmin = { name: string; email: string; passwordHash: string };

export type DemoRemoval =
  | { ok: true; vendors: number; storedFiles: string[]; adminId: string | null }
  | { ok: false; problem: "no-demo" | "needs-admin" | "email-taken" | "imports-open" };

const REMOVAL_TIMEOUT_MS = 300_000;

/** Whether anyone could still administer without the people of the demo. */
export async function hasOwnAdmin(db: Database): Promise<boolean> {
  return (await countOwnAdmins(db.inside)) > 0;
}

function countOwnAdmins(tx: Prisma.TransactionClient): Promise<number> {
  return tx.user.count({ where: { role: "admin", disabledAt: null, demo: false } });
}

/**
 * Removes the demo data, all of it or nothing: its vendors with everything filed under them, its batches, runs, mappings, notes and
 * people, and the links that showed nothing else. What is the organization's own stays. `storedFiles` names the kept
 * copies that no batch needs any more.
 */
export async function removeDemo(db: Database, actor: string, admin: OwnAdmin | null): Promise<DemoRemoval> {
  return db.inside.$transaction(
    async (tx): Promise<DemoRemoval> => {
      await lockAccounts(tx);
      const problem = await findProblem(tx, admin);
      if (problem !== null) return { ok: false, problem };
      const vendors = await tx.vendor.findMany({ where: { demo: true }, select: { id: true, key: true } });
      const keys = vendors.map(({ key }) => key);
      // A run without a partner may hold rows of any.
      const open = { finishedAt: null, OR: [{ vendorKey: null }, { vendorKey: { in: keys } }] };
      if ((await tx.importRun.count({ where: open })) > 0) return { ok: false, problem: "imports-open" };
      await tx.importRun.deleteMany({ where: { vendorKey: { in: keys } } });
      const vendorIds = vendors.map(({ id }) => id);
      await removePeople(tx, vendorIds);
      await removeRecords(tx, vendorIds);
      await removeLinks(tx, vendorIds);
      const storedFiles = await removeBatches(tx, vendorIds);
      await tx.vendor.deleteMany({ where: { id: { in: vendorIds } } });
      await tx.organization.updateMany({ data: { demoSeededAt: null } });
      const added = admin && (await insertAccount(tx, { ...admin, role: "admin", vendorId: null }, actor));
      const adminId = added?.ok ? added.account.id : null;
      await recordAudit(tx, { actor, action: "demo.removed", subject: "demo", detail: { vendors: vendors.length } });
      return { ok: true, vendors: vendors.length, storedFiles, adminId };
    },
    { timeout: REMOVAL_TIMEOUT_MS },
  );
}

async function findProblem(tx: Prisma.TransactionClient, admin: OwnAdmin | null) {
  if ((await tx.organization.count({ where: { demoSeededAt: { not: null } } })) === 0) return "no-demo";
  if (admin === null) return (await countOwnAdmins(tx)) === 0 ? "needs-admin" : null;
  const taken = await tx.user.count({ where: { email: normalizeEmail(admin.email), demo: false } });
  return taken > 0 ? "email-taken" : null;
}

/** The demo's people, and those who belonged to one of its vendors. */
async function removePeople(tx: Prisma.TransactionClient, vendorIds: number[]): Promise<void> {
  const people = await tx.user.findMany({
    where: { OR: [{ demo: true }, { vendorId: { in: vendorIds } }] },
    select: { id: true },
  });
  const userIds = people.map(({ id }) => id);
  await tx.session.deleteMany({ where: { userId: { in: userIds } } });
  await tx.oneTimeSecret.deleteMany({ where: { userId: { in: userIds } } });
  await tx.user.deleteMany({ where: { id: { in: userIds } } });
  await tx.apiKey.deleteMany({ where: { vendorId: { in: vendorIds } } });
}

async function removeRecords(tx: Prisma.TransactionClient, vendorIds: number[]): Promise<void> {
  const ofVendors = { where: { vendorId: { in: vendorIds } } };
  const notes = await tx.rootCauseNote.findMany({
    where: { OR: [{ demo: true }, ofVendors.where] },
    select: { id: true },
  });
  const noteIds = notes.map(({ id }) => id);
  await tx.rootCauseNoteRevision.deleteMany({ where: { noteId: { in: noteIds } } });
  await tx.rootCauseNote.deleteMany({ where: { id: { in: noteIds } } });
  await tx.sowDocument.deleteMany({ where: { OR: [{ demo: true }, ofVendors.where] } });
  await tx.contact.deleteMany(ofVendors);
  await tx.review.deleteMany(ofVendors);
  await tx.total.deleteMany(ofVendors);
  await tx.rosterEntry.deleteMany(ofVendors);
  await tx.calendarEntry.deleteMany(ofVendors);
  await tx.contactHistory.deleteMany(ofVendors);
  await tx.reviewHistory.deleteMany(ofVendors);
  await tx.totalHistory.deleteMany(ofVendors);
  await tx.rosterEntryHistory.deleteMany(ofVendors);
  await tx.calendarEntryHistory.deleteMany(ofVendors);
  await tx.measureDay.deleteMany(ofVendors);
  await tx.measureMonth.deleteMany(ofVendors);
  await tx.targetResult.deleteMany(ofVendors);
  await tx.statementMonth.deleteMany(ofVendors);
  await tx.reopenedMonth.deleteMany(ofVendors);
  await tx.closedMonth.deleteMany(ofVendors);
  await tx.dayRevision.deleteMany(ofVendors);
  await tx.preliminaryDay.deleteMany(ofVendors);
  await tx.sourceDay.deleteMany(ofVendors);
  await tx.sourceAsOf.deleteMany(ofVendors);
  await tx.sourceChoice.deleteMany(ofVendors);
  await tx.receivedDay.deleteMany(ofVendors);
  await tx.expectedFile.deleteMany(ofVendors);
  await tx.exclusion.deleteMany({ where: { OR: [{ demo: true }, ofVendors.where] } });
}

/** Links that showed demo vendors alone go; others lose those vendors. */
async function removeLinks(tx: Prisma.TransactionClient, vendorIds: number[]): Promise<void> {
  const links = await tx.shareLink.findMany({
    where: { vendorIds: { hasSome: vendorIds } },
    select: { id: true, vendorIds: true },
  });
  for (const link of links) {
    const retained = link.vendorIds.filter((id) => !vendorIds.includes(id));
    if (retained.length > 0) {
      await tx.shareLink.update({ where: { id: link.id }, data: { vendorIds: retained } });
    } else {
      await tx.shareLinkOpening.deleteMany({ where: { linkId: link.id } });
      await tx.shareLink.delete({ where: { id: link.id } });
    }
  }
}

/** Batches of the demo, and batches whose every vendor is gone. Mappings go once no batch names them. */
async function removeBatches(tx: Prisma.TransactionClient, vendorIds: number[]): Promise<string[]> {
  const batches = await tx.importBatch.findMany({
    where: { OR: [{ demo: true }, { vendorIds: { hasSome: vendorIds } }] },
    select: { id: true, demo: true, vendorIds: true, storedAs: true },
  });
  const storedFiles: string[] = [];
  for (const batch of batches) {
    const retained = batch.vendorIds.filter((id) => !vendorIds.includes(id));
    if (!batch.demo && retained.length > 0) {
      await tx.importBatch.update({ where: { id: batch.id }, data: { vendorIds: retained } });
      continue;
    }
    await tx.rejectedRow.deleteMany({ where: { batchId: batch.id } });
    await tx.importBatch.delete({ where: { id: batch.id } });
    if (batch.storedAs !== null) storedFiles.push(batch.storedAs);
  }
  const named = await tx.importBatch.findMany({ select: { mappingId: true }, distinct: ["mappingId"] });
  const unnamed = { id: { notIn: named.map(({ mappingId }) => mappingId) } };
  await tx.mapping.deleteMany({ where: { ...unnamed, OR: [{ demo: true }, { vendorId: { in: vendorIds } }] } });
  const still = await tx.importBatch.findMany({ where: { storedAs: { in: storedFiles } }, select: { storedAs: true } });
  return storedFiles.filter((name) => still.every(({ storedAs }) => storedAs !== name));
}
