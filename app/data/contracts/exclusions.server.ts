import { z } from "zod";
import { shownPerson } from "~/domain/access/staff-names";
import { roleOf, seesWholeVendors, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import type { DayRange } from "~/domain/calendar/day-range";
import {
  acceptedOf,
  EXCLUSION_STATES,
  exclusionExtentSchema,
  exclusionReference,
  type AcceptedExclusion,
  type Exclusion,
  type ExclusionDecision,
  type ExclusionExtent,
  type ExclusionState,
} from "~/domain/contracts/exclusions/exclusion";
import type { ExcludedContact } from "~/domain/metrics/counted";
import { recordAudit } from "../db/audit.server";
import { createOnce, type FormCreation } from "../db/create-once.server";
import type { Database } from "../db/database.server";
import { readAs } from "../db/read-as.server";
import { scopeFilter, sliceFilter } from "../sql/scope-filter";
import { Prisma, type Exclusion as Row } from "../generated/client";

export type ExclusionFilter = { readonly vendorIds?: readonly number[]; readonly state?: ExclusionState };

/** The exclusions that the viewer may read: what waits for a decision first, then the newest days. */
export async function findExclusions(
  db: Database,
  viewer: Viewer,
  filter: ExclusionFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ exclusions: Exclusion[]; total: number }> {
  const where: Prisma.ExclusionWhereInput = { AND: [withinScope(viewer), whereOf(filter)] };
  const [rows, total] = await readAs(db, viewer, async (tx) => [
    await tx.exclusion.findMany({
      where,
      // Undecided ones have no day of a decision.
      orderBy: [{ decidedAt: { sort: "desc", nulls: "first" } }, { requestedAt: "desc" }, { id: "asc" }],
      take: limit,
      skip: offset,
    }),
    await tx.exclusion.count({ where }),
  ]);
  return { exclusions: rows.map((row) => toExclusion(viewer, row)), total };
}

/** How many requests with some of the days wait for a decision. */
export async function countOpenExclusions(
  db: Database,
  viewer: Viewer,
  vendorId: number,
  range: DayRange,
): Promise<number> {
  const touching = { firstDay: { lt: toDate(range.until) }, lastDay: { gte: toDate(range.from) } };
  const open: Prisma.ExclusionWhereInput = { vendorId, state: "requested", ...touching };
  return readAs(db, viewer, (tx) => tx.exclusion.count({ where: { AND: [withinScope(viewer), open] } }));
}

/** Null where there is none of that id that this viewer may read. */
export async function findExclusion(db: Database, viewer: Viewer, id: string): Promise<Exclusion | null> {
  if (!UUID.test(id)) return null;
  const row = await readAs(db, viewer, (tx) =>
    tx.exclusion.findFirst({ where: { AND: [{ id }, withinScope(viewer)] } }),
  );
  return row && toExclusion(viewer, row);
}

/** What contractual results of partners leave out, by partner, in the order of the requests. */
export async function findAcceptedExclusions(
  db: Database,
  viewer: Viewer,
  vendorIds: readonly number[],
): Promise<Map<number, AcceptedExclusion[]>> {
  const rows = await readAs(db, viewer, (tx) =>
    tx.exclusion.findMany({
      where: {
        AND: [
          withinScope(viewer),
          { vendorId: { in: [...vendorIds] }, state: { in: ["accepted", "partly-accepted"] } },
        ],
      },
      orderBy: [{ vendorId: "asc" }, { number: "asc" }],
    }),
  );
  const byVendor = new Map<number, AcceptedExclusion[]>();
  for (const row of rows) {
    const accepted = acceptedOf(toExclusion(viewer, row));
    if (accepted !== null) byVendor.set(row.vendorId, [...(byVendor.get(row.vendorId) ?? []), accepted]);
  }
  return byVendor;
}

export type ExclusionRequest = Pick<
  Exclusion,
  "vendorId" | "requested" | "reason" | "clause" | "requestedBy" | "byPartner" | "requestedAt"
>;

/** Puts a request down for a partner that the caller was allowed to name, once per form; returns its id. */
export async function recordExclusion(
  db: Database,
  requested: ExclusionRequest,
  { actor, creation }: { actor: string; creation: FormCreation | null },
): Promise<string> {
  const create = (tx: Prisma.TransactionClient) => insertExclusion(tx, requested, { actor, demo: false });
  const once = await createOnce(db, { actor, creation, create, recordOf: (id) => id });
  return once.isFirst ? once.made : once.record;
}

/** The same within a transaction of the caller. */
export async function insertExclusion(
  tx: Prisma.TransactionClient,
  { vendorId, requested, reason, clause, requestedBy, byPartner, requestedAt }: ExclusionRequest,
  { actor, demo }: { actor: string; demo: boolean },
): Promise<string> {
  // Requests of one partner take their numbers one after the other.
  await tx.$executeRaw`SELECT id FROM vendor WHERE id = ${vendorId} FOR UPDATE`;
  const last = await tx.exclusion.aggregate({ where: { vendorId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const { id } = await tx.exclusion.create({
    data: {
      vendorId,
      number,
      ...toColumns(requested),
      reason,
      clause,
      requestedBy: actor,
      requestedName: requestedBy,
      byPartner,
      requestedAt,
      demo,
    },
    select: { id: true },
  });
  const detail = { vendorId, exclusion: exclusionReference(number) };
  await recordAudit(tx, { actor, action: "exclusion.requested", subject: `exclusion:${id}`, detail });
  return id;
}

export type DecidedExclusion = {
  readonly state: ExclusionDecision;
  readonly reason: string;
  /** Of one accepted in part. */
  readonly extent: ExclusionExtent | null;
  readonly by: string;
  readonly at: Date;
};

/** `closed`: the key of a closed month that the days lie in; nothing was stored. */
export type DecisionOutcome = "stored" | "already-decided" | { readonly closed: string };

/** Decides a request, once. */
export async function storeExclusionDecision(
  db: Database,
  exclusion: Pick<Exclusion, "id" | "vendorId">,
  decision: DecidedExclusion,
  actor: string,
): Promise<DecisionOutcome> {
  return db.inside.$transaction((tx) => updateDecision(tx, exclusion, decision, actor));
}

/** The same within a transaction of the caller. It holds the partner, so that no month closes meanwhile, and raises its revision. */
export async function updateDecision(
  tx: Prisma.TransactionClient,
  { id, vendorId }: Pick<Exclusion, "id" | "vendorId">,
  { state, reason, extent, by, at }: DecidedExclusion,
  actor: string,
): Promise<DecisionOutcome> {
  await tx.$executeRaw`SELECT id FROM vendor WHERE id = ${vendorId} FOR UPDATE`;
  const row = await tx.exclusion.findFirst({ where: { id, vendorId, state: "requested" } });
  if (row === null) return "already-decided";
  const [first, last] =
    extent === null ? [row.firstDay, row.lastDay] : [toDate(extent.firstDay), toDate(extent.lastDay)];
  const closed = state === "refused" ? null : await findClosedMonthOver(tx, vendorId, first, last);
  if (closed !== null) return { closed };
  await tx.exclusion.update({
    where: { vendorId_id: { vendorId, id } },
    data: {
      state,
      decision: reason,
      decidedBy: actor,
      decidedName: by,
      decidedAt: at,
      decided: extent === null ? Prisma.DbNull : toJson(extent),
    },
  });
  await tx.vendor.update({ where: { id: vendorId }, data: { revision: { increment: 1 } }, select: { id: true } });
  await recordAudit(tx, {
    actor,
    action: "exclusion.decided",
    subject: `exclusion:${id}`,
    detail: { vendorId, decision: state },
  });
  return "stored";
}

/** The key of a month, closed and not reopened since, that has one of the days. */
async function findClosedMonthOver(
  tx: Prisma.TransactionClient,
  vendorId: number,
  first: Date,
  last: Date,
): Promise<string | null> {
  const closed = await tx.closedMonth.findMany({
    where: { vendorId, fromDay: { lte: last }, untilDay: { gt: first } },
    select: { period: true, sequence: true },
    orderBy: { sequence: "asc" },
  });
  const reopened = await tx.reopenedMonth.findMany({ where: { vendorId }, select: { sequence: true } });
  return closed.find(({ sequence }) => reopened.every((one) => one.sequence !== sequence))?.period ?? null;
}

/** The contacts of a partner and slice that have one of these IDs on some days, whatever their source. */
export async function findContactsByIds(
  db: Database,
  viewer: Viewer,
  vendorId: number,
  { program, site, channel, firstDay, lastDay }: ExclusionExtent,
  externalIds: readonly string[],
): Promise<ExcludedContact[]> {
  const slice = {
    ...(program === null ? {} : { program }),
    ...(site === null ? {} : { site }),
    ...(channel === null ? {} : { channel }),
  };
  return readAs(db, viewer, (tx) =>
    tx.$queryRaw<ExcludedContact[]>(Prisma.sql`
      SELECT c.source, c.external_id AS "externalId", c.day::text AS day FROM contact AS c
      WHERE c.vendor_id = ${vendorId} AND c.external_id = ANY (${[...externalIds]}::text[])
        AND c.day >= ${firstDay}::date AND c.day <= ${lastDay}::date
        AND ${sliceFilter(slice, CONTACT)} AND ${scopeFilter(viewer.scope, CONTACT)}
      ORDER BY c.source, c.external_id`),
  );
}

const CONTACT = Prisma.sql`c`;

/** The first authorization layer: no link, and nobody who sees a part of a partner only. */
function withinScope(viewer: Viewer): Prisma.ExclusionWhereInput {
  if (roleOf(viewer) === null || !seesWholeVendors(viewer)) return { vendorId: { in: [] } };
  const { vendorIds } = viewer.scope;
  return vendorIds === "all" ? {} : { vendorId: { in: [...vendorIds] } };
}

function whereOf({ vendorIds, state }: ExclusionFilter): Prisma.ExclusionWhereInput {
  return {
    ...(vendorIds === undefined ? {} : { vendorId: { in: [...vendorIds] } }),
    ...(state === undefined ? {} : { state }),
  };
}

function toColumns({ program, site, channel, firstDay, lastDay, hours, contacts }: ExclusionExtent) {
  return {
    program,
    site,
    channel,
    firstDay: toDate(firstDay),
    lastDay: toDate(lastDay),
    fromMinute: hours?.fromMinute ?? null,
    untilMinute: hours?.untilMinute ?? null,
    contacts: contacts === null ? Prisma.DbNull : contacts.map((contact) => ({ ...contact })),
  };
}

function toJson(extent: ExclusionExtent): Prisma.InputJsonObject {
  const { contacts, hours, ...rest } = extent;
  return {
    ...rest,
    hours: hours === null ? null : { ...hours },
    contacts: contacts === null ? null : contacts.map((contact) => ({ ...contact })),
  };
}

function toExclusion(viewer: Viewer, row: Row): Exclusion {
  const { id, number, vendorId, reason, clause, byPartner, requestedAt, decidedAt } = row;
  return {
    id,
    number,
    vendorId,
    requested: exclusionExtentSchema.parse({
      program: row.program,
      site: row.site,
      channel: row.channel,
      firstDay: dayOf(row.firstDay),
      lastDay: dayOf(row.lastDay),
      hours:
        row.fromMinute === null || row.untilMinute === null
          ? null
          : { fromMinute: row.fromMinute, untilMinute: row.untilMinute },
      contacts: row.contacts,
    }),
    reason,
    clause,
    requestedBy: shownPerson(viewer, row.requestedName),
    byPartner,
    requestedAt,
    state: z.enum(EXCLUSION_STATES).parse(row.state),
    decision:
      decidedAt === null
        ? null
        : {
            reason: row.decision,
            by: shownPerson(viewer, row.decidedName ?? ""),
            at: decidedAt,
            extent: row.decided === null ? null : exclusionExtentSchema.parse(row.decided),
          },
  };
}

const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

/** PostgreSQL refuses text that is no uuid; such an address names no exclusion. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
