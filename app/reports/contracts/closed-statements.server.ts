import { findClosedMonths, type ClosedMonth } from "~/data/contracts/closed-months.server";
import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { readClosedDocument, type ClosedDocument } from "~/domain/contracts/closing/closed-document";
import type { ClosedStatement } from "~/domain/contracts/credits/statement-view";

/** The documents of the months that are closed now, by the key of the month. */
export type ClosedStatements = ReadonlyMap<string, { readonly month: ClosedMonth; readonly document: ClosedDocument }>;

export async function loadClosedStatements(db: Database, viewer: Viewer, vendorId: number): Promise<ClosedStatements> {
  const months = await findClosedMonths(db, viewer, vendorId);
  return new Map(
    months.flatMap((month) => {
      const document = month.isInForce ? readClosedDocument(month.document) : null;
      return document === null ? [] : [[month.period, { month, document }] as const];
    }),
  );
}

/** `totalTodayMinor`: null where today's statement is the frozen one. */
export function closedStatement(
  { month, document }: { month: ClosedMonth; document: ClosedDocument },
  totalTodayMinor: number | null,
): ClosedStatement {
  return {
    sequence: month.sequence,
    sha256: month.sha256,
    by: month.closedBy,
    at: month.closedAt.toISOString(),
    isSigned: document.signatures !== null,
    isFirst: document.isFirst,
    isAltered: month.computedSha256 !== month.sha256,
    totalTodayMinor,
  };
}
