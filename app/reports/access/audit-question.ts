import { AUDIT_ORDERS, type AuditOrder } from "~/data/access/audit-log.server";
import { readListSort } from "../shared/list-sort";
import { AUDIT_KIND_KEYS, type AuditKind } from "~/domain/access/audit-kinds";
import { isReportedDay, type Day } from "~/domain/calendar/day";

export type AuditQuestion = {
  /** An account's id. */
  readonly person: string | null;
  readonly kind: AuditKind | null;
  /** Both included. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly page: number;
  /** Null: the newest first. */
  readonly order: AuditOrder | null;
};

const LAST_PAGE = 100_000;

/** The part of the audit log that an address asks for. What it does not understand narrows nothing. */
export function readAuditQuestion(address: URLSearchParams): AuditQuestion {
  const day = (name: string) => {
    const given = address.get(name) ?? "";
    return isReportedDay(given) ? given : null;
  };
  const page = Number(address.get("page"));
  return {
    person: address.get("person") || null,
    kind: AUDIT_KIND_KEYS.find((known) => known === address.get("kind")) ?? null,
    from: day("from"),
    to: day("to"),
    order: readListSort(address, AUDIT_ORDERS),
    page: Number.isSafeInteger(page) && page > 1 && page <= LAST_PAGE ? page : 1,
  };
}
