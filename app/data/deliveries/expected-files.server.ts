import { CADENCES, EVERY_WEEKDAY, type Cadence, type Delivery } from "~/domain/contracts/delivery-schedule";
import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { mayReadDeliveries } from "~/domain/access/deliveries-scope";
import { recordAudit } from "../db/audit.server";
import { createOnce, type FormCreation } from "../db/create-once.server";
import type { Database } from "../db/database.server";
import type { ExpectedFile as Row, Prisma } from "../generated/client";
import { readAs } from "../db/read-as.server";

/** A file that people expect of a partner again and again. */
export type ExpectedFile = {
  readonly id: string;
  readonly vendorId: number;
  readonly delivery: Delivery;
  /** The first day that a file is expected for. */
  readonly startsOn: Day;
  readonly paused: boolean;
};

/** The files that the viewer may know are expected, in the order in which they were put down. */
export async function findExpectedFiles(db: Database, viewer: Viewer): Promise<ExpectedFile[]> {
  const rows = await readAs(db, viewer, (tx) =>
    tx.expectedFile.findMany({ where: withinScope(viewer), orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
  );
  return rows.map(toExpectedFile);
}

/** Null where there is none of that id that this viewer may know of. */
export async function findExpectedFile(db: Database, viewer: Viewer, id: string): Promise<ExpectedFile | null> {
  if (!UUID.test(id)) return null;
  const row = await readAs(db, viewer, (tx) =>
    tx.expectedFile.findFirst({ where: { AND: [{ id }, withinScope(viewer)] } }),
  );
  return row && toExpectedFile(row);
}

export type ExpectedFileRequest = { readonly vendorId: number; readonly delivery: Delivery; readonly startsOn: Day };

/** Puts down that a file is expected, for a partner that the caller was allowed to name, once per form; answers its id. */
export async function recordExpectedFile(
  db: Database,
  requested: ExpectedFileRequest,
  { actor, creation }: { actor: string; creation: FormCreation | null },
): Promise<string> {
  const create = (tx: Prisma.TransactionClient) => insertExpectedFile(tx, requested, { actor, demo: false });
  const once = await createOnce(db, { actor, creation, create, recordOf: (id) => id });
  return once.isFirst ? once.made : once.record;
}

/** The same within a transaction of the caller. */
export async function insertExpectedFile(
  tx: Prisma.TransactionClient,
  { vendorId, delivery, startsOn }: ExpectedFileRequest,
  { actor, demo }: { actor: string; demo: boolean },
): Promise<string> {
  const data = { vendorId, ...toColumns(delivery), startsOn: toDate(startsOn), createdBy: actor, demo };
  const { id } = await tx.expectedFile.create({ data, select: { id: true } });
  await recordAudit(tx, { actor, action: "expected-file.added", subject: `expected-file:${id}`, detail: { vendorId } });
  return id;
}

/** Expects the file otherwise from now on. False where it is gone. */
export async function reviseExpectedFile(
  db: Database,
  id: string,
  { delivery, startsOn }: Omit<ExpectedFileRequest, "vendorId">,
  actor: string,
): Promise<boolean> {
  return change(
    db,
    id,
    { ...toColumns(delivery), startsOn: toDate(startsOn) },
    { actor, action: "expected-file.changed" },
  );
}

/** Stops expecting the file for a while. False where it is gone. */
export async function pauseExpectedFile(db: Database, id: string, now: Date, actor: string): Promise<boolean> {
  return change(db, id, { pausedAt: now }, { actor, action: "expected-file.paused" });
}

/** Expects the file again, for the days from `startsOn` on. False where it is gone. */
export async function resumeExpectedFile(db: Database, id: string, startsOn: Day, actor: string): Promise<boolean> {
  return change(db, id, { pausedAt: null, startsOn: toDate(startsOn) }, { actor, action: "expected-file.resumed" });
}

/** False where it was gone already. */
export async function removeExpectedFile(db: Database, id: string, actor: string): Promise<boolean> {
  return db.inside.$transaction(async (tx) => {
    const { count } = await tx.expectedFile.deleteMany({ where: { id } });
    if (count === 1) await recordAudit(tx, { actor, action: "expected-file.removed", subject: `expected-file:${id}` });
    return count === 1;
  });
}

async function change(
  db: Database,
  id: string,
  data: Prisma.ExpectedFileUpdateManyMutationInput,
  { actor, action }: { actor: string; action: string },
): Promise<boolean> {
  return db.inside.$transaction(async (tx) => {
    const { count } = await tx.expectedFile.updateMany({ where: { id }, data });
    if (count === 1) await recordAudit(tx, { actor, action, subject: `expected-file:${id}` });
    return count === 1;
  });
}

/**
 * The dates on which calendars close whole partners, by partner. Calendars belong to the inside: for callers that have checked which
 * partners may be seen.
 */
export async function listClosedDates(db: Database, vendorIds: readonly number[]): Promise<Map<number, Set<Day>>> {
  const closed = new Map<number, Set<Day>>();
  if (vendorIds.length === 0) return closed;
  const { rows } = await db.pool.query<{ vendorId: number; day: Day }>(
    `SELECT vendor_id AS "vendorId", date::text AS day FROM calendar_entry
     WHERE vendor_id = ANY ($1) AND program = '' AND date IS NOT NULL
     GROUP BY vendor_id, date HAVING bool_and(opens IS NULL)`,
    [vendorIds],
  );
  for (const { vendorId, day } of rows) closed.set(vendorId, (closed.get(vendorId) ?? new Set()).add(day));
  return closed;
}

function withinScope(viewer: Viewer): Prisma.ExpectedFileWhereInput {
  if (!mayReadDeliveries(viewer)) return { id: { in: [] } };
  const { vendorIds } = viewer.scope;
  return vendorIds === "all" ? {} : { vendorId: { in: [...vendorIds] } };
}

function toColumns({ cadence, name, kind, source, dueMinutes, graceDays, incompletePercent }: Delivery) {
  return { name, kind, source, dueMinutes, graceDays, incompletePercent, ...cadenceColumns(cadence) };
}

function cadenceColumns(cadence: Cadence) {
  switch (cadence.every) {
    case "day":
      return { every: cadence.every, weekdays: [...cadence.weekdays], monthDay: null };
    case "week":
      return { every: cadence.every, weekdays: [cadence.weekday], monthDay: null };
    case "month":
      return { every: cadence.every, weekdays: [], monthDay: cadence.monthDay };
  }
}

function toExpectedFile(row: Row): ExpectedFile {
  const { id, vendorId, name, source, dueMinutes, graceDays, incompletePercent } = row;
  const kind = FACT_KINDS.find((known) => known === row.kind);
  if (kind === undefined) throw new Error(`The expected file ${id} is of the unknown kind ${row.kind}`);
  return {
    id,
    vendorId,
    delivery: { name, kind, source, cadence: cadenceOf(row), dueMinutes, graceDays, incompletePercent },
    startsOn: row.startsOn.toISOString().slice(0, 10),
    paused: row.pausedAt !== null,
  };
}

function cadenceOf({ id, every, weekdays, monthDay }: Row): Cadence {
  switch (CADENCES.find((known) => known === every)) {
    case "day":
      return { every: "day", weekdays: weekdays.length === 0 ? EVERY_WEEKDAY : weekdays };
    case "week":
      return { every: "week", weekday: weekdays[0] ?? 1 };
    case "month":
      return { every: "month", monthDay: monthDay ?? 1 };
    case undefined:
      throw new Error(`The expected file ${id} comes at the unknown interval ${every}`);
  }
}

const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** PostgreSQL refuses text that is no uuid; such an address simply names no file. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
