import { createHash } from "node:crypto";
import type { Sow } from "~/domain/contracts/sow";
import { sourceChoices } from "~/domain/contracts/source-choice";
import { ensureVendor } from "../access/known-vendors.server";
import { recordAudit } from "../db/audit.server";
import type { Database } from "../db/database.server";
import { inTransaction, lockParameters, lockSow, lockVendors } from "../db/transaction.server";
import { withinTransaction } from "../db/within-transaction.server";
import type { Prisma } from "../generated/client";
import { choicesDiffer, writeSourceChoices } from "../rollups/source-choices.server";
import { readSow } from "./sows.server";

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

/** The same text for the same document, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
