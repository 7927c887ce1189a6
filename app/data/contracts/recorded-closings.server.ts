import { z } from "zod";
import type { ExpectedClosedMonth } from "~/domain/contracts/closing/verify-chain";
import type { Database } from "../db/database.server";

const detailSchema = z.object({
  vendorId: z.number(),
  period: z.string(),
  sequence: z.number(),
  sha256: z.string(),
});

/**
 * The closed months that there must be: those that the audit log has, with their hashes, those that a month names as its own, and
 * those that were reopened. By partner.
 */
export async function findRecordedClosings(db: Database): Promise<Map<number, ExpectedClosedMonth[]>> {
  const [events, months, reopened] = await Promise.all([
    db.inside.auditEvent.findMany({ where: { action: "statement.closed" }, select: { detail: true } }),
    db.inside.statementMonth.findMany({ where: { state: "closed" } }),
    db.inside.reopenedMonth.findMany({ select: { vendorId: true, sequence: true, period: true } }),
  ]);
  const found = new Map<number, ExpectedClosedMonth[]>();
  const add = (vendorId: number, month: ExpectedClosedMonth) =>
    found.set(vendorId, [...(found.get(vendorId) ?? []), month]);
  for (const { detail } of events) {
    const read = detailSchema.safeParse(detail);
    if (read.success) add(read.data.vendorId, read.data);
  }
  for (const { vendorId, period, closedSequence } of months) {
    if (closedSequence !== null) add(vendorId, { sequence: closedSequence, period, sha256: null });
  }
  for (const { vendorId, ...month } of reopened) add(vendorId, { ...month, sha256: null });
  return found;
}
