import { shownPerson } from "~/domain/access/staff-names";
import type { Viewer } from "~/domain/access/viewer";
import type { DayRange } from "~/domain/calendar/day-range";
import { isMonthState, type MonthState } from "~/domain/contracts/closing/month-state";
import type { Signature } from "~/domain/contracts/closing/closed-document";
import type { Database } from "../db/database.server";
import { readAs } from "../db/read-as.server";
import type { Prisma } from "../generated/client";

/** How far a month is: who did what, and what each signer read. */
export type StatementMonth = {
  readonly vendorId: number;
  readonly period: string;
  readonly state: MonthState;
  readonly review: { readonly by: string; readonly at: string } | null;
  readonly lead: Signature | null;
  readonly partner: Signature | null;
  readonly closedSequence: number | null;
};

export type MonthAddress = { readonly vendorId: number; readonly period: string; readonly range: DayRange };

export function openMonth({ vendorId, period }: Pick<MonthAddress, "vendorId" | "period">): StatementMonth {
  return { vendorId, period, state: "open", review: null, lead: null, partner: null, closedSequence: null };
}

/** The months of these keys that are not merely open, of all partners that the viewer may see or of one. */
export async function findStatementMonths(
  db: Database,
  viewer: Viewer,
  { periods, vendorId }: { periods?: readonly string[]; vendorId?: number },
): Promise<StatementMonth[]> {
  const { vendorIds } = viewer.scope;
  const where: Prisma.StatementMonthWhereInput = {
    AND: [
      vendorIds === "all" ? {} : { vendorId: { in: [...vendorIds] } },
      periods === undefined ? {} : { period: { in: [...periods] } },
      vendorId === undefined ? {} : { vendorId },
    ],
  };
  const rows = await readAs(db, viewer, (tx) =>
    tx.statementMonth.findMany({ where, orderBy: [{ vendorId: "asc" }, { fromDay: "asc" }] }),
  );
  return rows.map((row) => {
    const shown = (person: string | null) => (person === null ? null : shownPerson(viewer, person));
    return toMonth({
      ...row,
      reviewBy: shown(row.reviewBy),
      leadBy: shown(row.leadBy),
      partnerBy: shown(row.partnerBy),
    });
  });
}

export function toMonth(row: Prisma.StatementMonthGetPayload<object>): StatementMonth {
  const { vendorId, period, state, closedSequence } = row;
  const { reviewBy, reviewAt } = row;
  return {
    vendorId,
    period,
    state: isMonthState(state) ? state : "open",
    review: reviewBy === null || reviewAt === null ? null : { by: reviewBy, at: reviewAt.toISOString() },
    lead: signature(row.leadBy, row.leadAt, row.leadHash, row.leadTotalMinor),
    partner: signature(row.partnerBy, row.partnerAt, row.partnerHash, row.partnerTotalMinor),
    closedSequence,
  };
}

function signature(by: string | null, at: Date | null, hash: string | null, total: bigint | null): Signature | null {
  if (by === null || at === null || hash === null || total === null) return null;
  return { by, at: at.toISOString(), hash, totalMinor: Number(total) };
}
