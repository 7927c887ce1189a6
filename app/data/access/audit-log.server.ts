import type { Database } from "../db/database.server";
import type { Prisma } from "../generated/client";

export type AuditFilter = {
  /** What this person did, and what was done to their account. */
  readonly person: { readonly id: string; readonly email: string } | null;
  /** Null: every action. */
  readonly actions: readonly string[] | null;
  readonly from: Date | null;
  readonly until: Date | null;
};

export type StoredAuditEvent = {
  readonly id: bigint;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Prisma.JsonValue;
};

function matching({ person, actions, from, until }: AuditFilter): Prisma.AuditEventWhereInput {
  const parts: Prisma.AuditEventWhereInput[] = [];
  if (person !== null) parts.push({ OR: [{ actor: person.email }, { subject: `user:${person.id}` }] });
  if (actions !== null) parts.push({ action: { in: [...actions] } });
  if (from !== null) parts.push({ at: { gte: from } });
  if (until !== null) parts.push({ at: { lt: until } });
  return { AND: parts };
}

/** What the log is sorted by. */
export const AUDIT_ORDERS = ["at", "event", "actor", "subject"] as const;
export type AuditOrder = { readonly key: (typeof AUDIT_ORDERS)[number]; readonly isDescending: boolean };

function orderOf({ key, isDescending }: AuditOrder): Prisma.AuditEventOrderByWithRelationInput[] {
  const way = isDescending ? "desc" : "asc";
  const orders: Readonly<Record<AuditOrder["key"], Prisma.AuditEventOrderByWithRelationInput[]>> = {
    at: [{ id: way }],
    event: [{ action: way }, { id: "desc" }],
    actor: [{ actor: way }, { id: "desc" }],
    subject: [{ subject: way }, { id: "desc" }],
  };
  return orders[key];
}

/** A page of the log, the newest first unless asked otherwise, and how many entries there are. Only for callers that have checked who asks. */
export async function listAuditEvents(
  db: Database,
  filter: AuditFilter,
  { offset, limit, order }: { offset: number; limit: number; order?: AuditOrder | null },
): Promise<{ events: StoredAuditEvent[]; total: number }> {
  const where = matching(filter);
  const [events, total] = await Promise.all([
    db.inside.auditEvent.findMany({
      where,
      orderBy: orderOf(order ?? { key: "at", isDescending: true }),
      take: limit,
      skip: offset,
    }),
    db.inside.auditEvent.count({ where }),
  ]);
  return { events, total };
}

/** The log in pieces, the newest first, so that an export of any length needs little memory. */
export async function* readAuditEvents(
  db: Database,
  filter: AuditFilter,
  { pieceSize }: { pieceSize: number },
): AsyncGenerator<StoredAuditEvent[]> {
  let before: bigint | null = null;
  for (;;) {
    const where: Prisma.AuditEventWhereInput = {
      AND: [matching(filter), before === null ? {} : { id: { lt: before } }],
    };
    const events: StoredAuditEvent[] = await db.inside.auditEvent.findMany({
      where,
      orderBy: { id: "desc" },
      take: pieceSize,
    });
    if (events.length > 0) yield events;
    const last = events.at(-1);
    if (last === undefined || events.length < pieceSize) return;
    before = last.id;
  }
}

/** What became of an account and who signed in to it, the newest first. */
export async function listAccountEvents(
  db: Database,
  userId: string,
  actions: readonly string[],
  limit: number,
): Promise<StoredAuditEvent[]> {
  return db.inside.auditEvent.findMany({
    where: { subject: `user:${userId}`, action: { in: [...actions] } },
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** The names of people, links and keys that subjects such as `user:<id>` speak of; what is gone has none. */
export async function nameAuditSubjects(db: Database, subjects: readonly string[]): Promise<Map<string, string>> {
  const idsOf = (prefix: string) => [
    ...new Set(subjects.filter((subject) => subject.startsWith(prefix)).map((subject) => subject.slice(prefix.length))),
  ];
  const [users, links, keys] = await Promise.all([
    db.inside.user.findMany({ where: { id: { in: idsOf("user:") } }, select: { id: true, name: true } }),
    db.inside.shareLink.findMany({ where: { id: { in: idsOf("link:") } }, select: { id: true, name: true } }),
    db.inside.apiKey.findMany({ where: { id: { in: idsOf("key:") } }, select: { id: true, name: true } }),
  ]);
  return new Map([
    ...users.map(({ id, name }) => [`user:${id}`, name] as const),
    ...links.map(({ id, name }) => [`link:${id}`, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
}
