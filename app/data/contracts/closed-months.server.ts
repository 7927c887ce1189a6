import { createHash } from "node:crypto";
import { shownPerson } from "~/domain/access/staff-names";
import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { StoredClosedMonth } from "~/domain/contracts/closing/verify-chain";
import type { Database } from "../db/database.server";
import { readAs } from "../db/read-as.server";
import type { Prisma } from "../generated/client";

/** A closed month, with its document as it is stored; `isInForce`: it was not reopened since. */
export type ClosedMonth = StoredClosedMonth & {
  readonly vendorId: number;
  readonly from: Day;
  readonly until: Day;
  readonly closedBy: string;
  readonly closedAt: Date;
  readonly isInForce: boolean;
};

export type ReopenedMonth = {
  readonly sequence: number;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

/** Every month of a partner that was ever closed, oldest first; of all partners where none is named. */
export async function findClosedMonths(
  db: Database,
  viewer: Viewer,
  vendorId: number | null = null,
): Promise<ClosedMonth[]> {
  return readAs(db, viewer, async (tx) => {
    const where = withinScope(viewer, vendorId);
    const rows = await tx.closedMonth.findMany({ where, orderBy: [{ vendorId: "asc" }, { sequence: "asc" }] });
    const reopened = await tx.reopenedMonth.findMany({ where, select: { vendorId: true, sequence: true } });
    const isReopened = new Set(reopened.map((row) => `${row.vendorId} ${row.sequence}`));
    return rows.map((row) => ({
      ...row,
      closedBy: shownPerson(viewer, row.closedBy),
      from: toDay(row.fromDay),
      until: toDay(row.untilDay),
      computedSha256: createHash("sha256").update(row.document).digest("hex"),
      isInForce: !isReopened.has(`${row.vendorId} ${row.sequence}`),
    }));
  });
}

/** Each time that the month was reopened, oldest first. */
export async function findReopenings(
  db: Database,
  viewer: Viewer,
  vendorId: number,
  period: string,
): Promise<ReopenedMonth[]> {
  const rows = await readAs(db, viewer, (tx) =>
    tx.reopenedMonth.findMany({
      where: { AND: [withinScope(viewer, vendorId), { period }] },
      orderBy: { sequence: "asc" },
    }),
  );
  return rows.map(({ sequence, reason, reopenedBy, reopenedAt }) => {
    return { sequence, reason, by: shownPerson(viewer, reopenedBy), at: reopenedAt };
  });
}

function withinScope({ scope }: Viewer, vendorId: number | null) {
  const ids = scope.vendorIds;
  const visible = ids === "all" ? {} : { vendorId: { in: [...ids] } };
  return { AND: [visible, vendorId === null ? {} : { vendorId }] } satisfies Prisma.ClosedMonthWhereInput;
}

const toDay = (date: Date): Day => date.toISOString().slice(0, 10);
