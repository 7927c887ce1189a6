import { findClosedMonths } from "~/data/contracts/closed-months.server";
import { findRecordedClosings } from "~/data/contracts/recorded-closings.server";
import { findVendors } from "~/data/access/vendors.server";
import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { verifyChain, type AlteredMonth } from "~/domain/contracts/closing/verify-chain";

export type Verification = {
  /** How many closed months were checked. */
  readonly periods: number;
  readonly altered: readonly (AlteredMonth & { readonly vendor: string })[];
};

/** Whether every closed month still is what was closed, and which are not. */
export async function verifyClosedMonths(db: Database, viewer: Viewer): Promise<Verification> {
  const [vendors, stored, recorded] = await Promise.all([
    findVendors(db, viewer),
    findClosedMonths(db, viewer),
    findRecordedClosings(db),
  ]);
  const altered = vendors.flatMap(({ id, key }) => {
    const months = stored.filter(({ vendorId }) => vendorId === id);
    return verifyChain(months, recorded.get(id) ?? []).map((month) => ({ vendor: key, ...month }));
  });
  return { periods: stored.length, altered };
}
