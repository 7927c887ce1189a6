import {
  type AuditFilter,
  listAuditEvents,
  nameAuditSubjects,
  readAuditEvents,
  type StoredAuditEvent,
} from "~/data/access/audit-log.server";
import type { Database } from "~/data/db/database.server";
import { findOrganization } from "~/data/access/organization.server";
import { listAccounts } from "~/data/access/accounts.server";
import { type AuditKind, auditKindOf, currentAuditAction, storedActionsOf } from "~/domain/access/audit-kinds";
import { FORMER_AUDIT_DETAILS } from "~/domain/access/former-names";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { addDays } from "~/domain/calendar/day";
import { momentInZone, momentLabel } from "~/domain/calendar/moment";
import { startOfDay } from "~/domain/calendar/time-zone";
import { momentCell, type ExportFile, type ExportRow } from "../export/export-file";
import type { AuditQuestion } from "./audit-question";
import { AUDIT_KIND_LABELS, auditActionText, auditActorText } from "~/wording/access/audit";
import { AUDIT_EXPORT } from "~/wording/access/audit-page";

/** Rows on a page. */
const ROWS_SHOWN = 100;
/** Rows of an export that are in memory at once. */
const PIECE_SIZE = 1_000;

export type AuditRow = {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly kind: AuditKind | null;
  readonly subject: string;
  /** Of a person, link or key that is still there. */
  readonly subjectName: string | null;
  /** Name and value of what else is known. */
  readonly detail: readonly (readonly [string, string])[];
};

export type AuditLogView = {
  readonly rows: readonly AuditRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly pageSize: number;
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly timeZone: string;
};

/** A page of the audit log; null for viewers who may not read it. */
export async function loadAuditLog(
  db: Database,
  viewer: Viewer,
  question: AuditQuestion,
): Promise<AuditLogView | null> {
  if (!may(viewer, "audit.read")) return null;
  const [people, timeZone] = await Promise.all([listAccounts(db), loadTimeZone(db)]);
  const filter = filterOf(question, people, timeZone);
  const page = (number: number) => ({ offset: (number - 1) * ROWS_SHOWN, limit: ROWS_SHOWN, order: question.order });
  const requested = await listAuditEvents(db, filter, page(question.page));
  const pages = Math.max(1, Math.ceil(requested.total / ROWS_SHOWN));
  const isBeyond = question.page > pages;
  const { events, total } = isBeyond ? await listAuditEvents(db, filter, page(pages)) : requested;
  const names = await nameAuditSubjects(
    db,
    events.map(({ subject }) => subject),
  );
  return {
    rows: events.map((event) => ({ ...rowOf(event, names), at: momentLabel(event.at, timeZone) })),
    total,
    page: isBeyond ? pages : question.page,
    pages,
    pageSize: ROWS_SHOWN,
    people: people.map(({ id, name, email }) => ({ id, name, email })),
    timeZone,
  };
}

/** The whole log that was requested, read as it is written; null for viewers who may not read it. */
export async function exportAuditLog(
  db: Database,
  viewer: Viewer,
  question: AuditQuestion,
): Promise<ExportFile | null> {
  if (!may(viewer, "audit.read")) return null;
  const [people, timeZone] = await Promise.all([listAccounts(db), loadTimeZone(db)]);
  const { kind, from, to } = question;
  const filter = filterOf(question, people, timeZone);
  return {
    name: "audit-log",
    about: [
      ["Plumbline", AUDIT_EXPORT.title],
      [AUDIT_EXPORT.person, filter.person?.email ?? AUDIT_EXPORT.all],
      [AUDIT_EXPORT.kind, kind === null ? AUDIT_EXPORT.all : AUDIT_KIND_LABELS[kind]],
      [AUDIT_EXPORT.days, AUDIT_EXPORT.range(from, to)],
      [AUDIT_EXPORT.timeZone, timeZone],
    ],
    header: AUDIT_EXPORT.columns,
    rows: exportedRows(db, filter, timeZone),
  };
}

async function* exportedRows(db: Database, filter: AuditFilter, timeZone: string): AsyncGenerator<ExportRow> {
  for await (const events of readAuditEvents(db, filter, { pieceSize: PIECE_SIZE })) {
    const names = await nameAuditSubjects(
      db,
      events.map(({ subject }) => subject),
    );
    for (const event of events) {
      const { kind, action, actor, subject, subjectName, detail } = rowOf(event, names);
      const text = detail.map(([name, value]) => `${name}: ${value}`).join("; ");
      yield [
        momentCell(momentInZone(event.at, timeZone)),
        kind === null ? "" : AUDIT_KIND_LABELS[kind],
        auditActionText(action),
        action,
        auditActorText(actor),
        subject,
        subjectName ?? "",
        text,
      ];
    }
  }
}

function filterOf(
  { person, kind, from, to }: AuditQuestion,
  people: readonly { id: string; email: string }[],
  timeZone: string,
): AuditFilter {
  return {
    person: people.find(({ id }) => id === person) ?? null,
    actions: kind === null ? null : storedActionsOf(kind),
    from: from === null ? null : startOfDay(from, timeZone),
    until: to === null ? null : startOfDay(addDays(to, 1), timeZone),
  };
}

function rowOf(event: StoredAuditEvent, names: ReadonlyMap<string, string>): Omit<AuditRow, "at"> {
  const { id, actor, subject, detail } = event;
  const action = currentAuditAction(event.action);
  return {
    id: String(id),
    actor,
    action,
    kind: auditKindOf(action),
    subject,
    subjectName: names.get(subject) ?? null,
    detail: detailOf(detail),
  };
}

/** The detail as names and texts, in the order in which it was written; blank values are left out. */
function detailOf(detail: unknown): [string, string][] {
  if (detail === null || typeof detail !== "object" || Array.isArray(detail)) return [];
  return Object.entries(detail).flatMap(([name, value]): [string, string][] => {
    const text = typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
    return text === "" || value === null ? [] : [[FORMER_AUDIT_DETAILS[name] ?? name, text]];
  });
}

async function loadTimeZone(db: Database): Promise<string> {
  return (await findOrganization(db))?.timeZone ?? "UTC";
}
