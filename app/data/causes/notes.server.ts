import type { NoteState } from "~/domain/causes/note-state";
import { noteContentSchema, type CauseCategory, type NoteContent } from "~/domain/causes/root-cause-note";
import { shownPerson } from "~/domain/access/staff-names";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { recordAudit } from "../db/audit.server";
import { createOnce, type FormCreation } from "../db/create-once.server";
import type { Database } from "../db/database.server";
import type { Prisma, RootCauseNote } from "../generated/client";
import { readAs, type Reader } from "../db/read-as.server";

/** A root-cause note as it stands. Days are inclusive; times are ISO instants. */
export type Note = {
  id: string;
  vendorId: number;
  vendorName: string;
  content: NoteContent;
  revision: number;
  authorName: string;
  createdAt: string;
  updatedAt: string;
  archivedAt: string | null;
};

/** A note as it was before an edit, with who replaced it and when. */
export type NoteRevision = { revision: number; content: NoteContent; editedBy: string; editedAt: string };

export type NoteFilter = {
  /** Absent: every state. */
  state?: NoteState;
  vendorIds?: readonly number[];
  metric?: string;
  category?: CauseCategory;
  /** Notes whose days touch this range; `until` is excluded. */
  touching?: { from: Day; until: Day };
  /** Exact slice names; absent: any. */
  site?: string;
  program?: string;
  channel?: string;
};

/** What lists of notes are sorted by. `category`: kind, then whose; `owner`: what is due first, without a date last. */
export const NOTE_ORDERS = ["title", "partner", "days", "category", "owner", "author"] as const;
export type NoteOrder = { readonly key: (typeof NOTE_ORDERS)[number]; readonly isDescending: boolean };

function orderOf({ key, isDescending }: NoteOrder): Prisma.RootCauseNoteOrderByWithRelationInput[] {
  const way = isDescending ? "desc" : "asc";
  const orders: Readonly<Record<NoteOrder["key"], Prisma.RootCauseNoteOrderByWithRelationInput[]>> = {
    title: [{ title: way }],
    // The names of partners are in a table of their own: `pageByPartner`.
    partner: [],
    days: [{ fromDay: way }, { createdAt: way }],
    category: [{ category: way }, { fault: way }],
    owner: [{ due: { sort: way, nulls: "last" } }, { owner: way }],
    author: [{ authorName: way }],
  };
  return [...orders[key], { fromDay: "desc" }, { createdAt: "desc" }, { id: "asc" }];
}

/** The newest notes first (by the first day they speak of) that the viewer may read, and how many there are in all. */
export async function findNotes(
  db: Database,
  viewer: Viewer,
  filter: NoteFilter,
  options: { today: Day; limit: number; offset?: number; order?: NoteOrder | null },
): Promise<{ notes: Note[]; total: number }> {
  const where: Prisma.RootCauseNoteWhereInput = { AND: [withinScope(viewer), matching(filter, options.today)] };
  return readAs(db, viewer, async (tx) => {
    const { limit, offset = 0 } = options;
    const order = options.order ?? { key: "days", isDescending: true };
    const rows =
      order.key === "partner"
        ? await pageByPartner(tx, where, order, { limit, offset })
        : await tx.rootCauseNote.findMany({ where, orderBy: orderOf(order), take: limit, skip: offset });
    const isAll = offset === 0 && rows.length < limit;
    const total = isAll ? rows.length : await tx.rootCauseNote.count({ where });
    if (rows.length === 0) return { total, notes: [] };
    const vendors = await tx.vendor.findMany({
      where: { id: { in: [...new Set(rows.map(({ vendorId }) => vendorId))] } },
      select: { id: true, key: true, name: true },
    });
    const vendorById = new Map(vendors.map((vendor) => [vendor.id, vendor]));
    return { total, notes: rows.map((row) => shownTo(viewer, toNote(row, vendorById.get(row.vendorId)))) };
  });
}

/** The notes of one partner after the other, in the order of their names. */
async function pageByPartner(
  tx: Reader,
  where: Prisma.RootCauseNoteWhereInput,
  order: NoteOrder,
  { limit, offset }: { limit: number; offset: number },
): Promise<RootCauseNote[]> {
  const counts = await tx.rootCauseNote.groupBy({ by: ["vendorId"], where, _count: { id: true } });
  const vendors = await tx.vendor.findMany({
    where: { id: { in: counts.map(({ vendorId }) => vendorId) } },
    select: { id: true },
    orderBy: [{ name: order.isDescending ? "desc" : "asc" }, { id: "asc" }],
  });
  const rows: RootCauseNote[] = [];
  let skip = offset;
  for (const { id } of vendors) {
    const own = counts.find(({ vendorId }) => vendorId === id)?._count.id ?? 0;
    if (skip < own && rows.length < limit) {
      const ofVendor = { AND: [where, { vendorId: id }] };
      const take = limit - rows.length;
      rows.push(...(await tx.rootCauseNote.findMany({ where: ofVendor, orderBy: orderOf(order), take, skip })));
    }
    skip = Math.max(0, skip - own);
  }
  return rows;
}

/** How many notes the viewer may read. */
export async function countNotes(db: Database, viewer: Viewer, filter: NoteFilter, today: Day): Promise<number> {
  const where: Prisma.RootCauseNoteWhereInput = { AND: [withinScope(viewer), matching(filter, today)] };
  return readAs(db, viewer, (tx) => tx.rootCauseNote.count({ where }));
}

/** One note, or null where there is none that this viewer may read. */
export async function findNote(db: Database, viewer: Viewer, id: string): Promise<Note | null> {
  if (!isUuid(id)) return null;
  return readAs(db, viewer, async (tx) => {
    const row = await tx.rootCauseNote.findFirst({ where: { AND: [{ id }, withinScope(viewer)] } });
    if (row === null) return null;
    const vendor = await tx.vendor.findUnique({ where: { id: row.vendorId }, select: { key: true, name: true } });
    return shownTo(viewer, toNote(row, vendor));
  });
}

/** The content of a note before each edit, newest first. Only for the client's own people: earlier states may predate sharing. */
export async function findNoteRevisions(db: Database, id: string): Promise<NoteRevision[]> {
  const rows = await db.inside.rootCauseNoteRevision.findMany({ where: { noteId: id }, orderBy: { revision: "desc" } });
  return rows.flatMap((row) => {
    const content = noteContentSchema.safeParse(row.content);
    return content.success
      ? [
          {
            revision: row.revision,
            content: content.data,
            editedBy: row.editedBy,
            editedAt: row.editedAt.toISOString(),
          },
        ]
      : [];
  });
}

/** Who writes: `name` stands beside the note, `actor` in the audit trail. */
export type NoteAuthor = { userId: string | null; name: string; actor: string };

/** Writes a new note about a vendor that the caller was allowed to name, once per form; returns its id. */
export async function recordNote(
  db: Database,
  author: NoteAuthor,
  vendorId: number,
  content: NoteContent,
  options: { at: Date; demo?: boolean; creation?: FormCreation | null },
): Promise<string> {
  const create = async (tx: Prisma.TransactionClient) => {
    const { id } = await tx.rootCauseNote.create({
      data: {
        ...toColumns(vendorId, content),
        authorId: author.userId,
        authorName: author.name,
        createdAt: options.at,
        updatedAt: options.at,
        demo: options.demo ?? false,
      },
      select: { id: true },
    });
    await markChanged(tx, vendorId, author, "note.recorded", id);
    return id;
  };
  const { actor } = author;
  const once = await createOnce(db, { actor, creation: options.creation ?? null, create, recordOf: (id) => id });
  return once.isFirst ? once.made : once.record;
}

export type NoteWrite = { ok: true; revision: number } | { ok: false; reason: "stale" | "not-found" };

/** Replaces a note's content where it still is at `revision`; its earlier content is stored. */
export async function reviseNote(
  db: Database,
  author: NoteAuthor,
  note: { id: string; revision: number },
  vendorId: number,
  content: NoteContent,
  options: { at: Date },
): Promise<NoteWrite> {
  return changeNote(db, author, note, "note.revised", { ...toColumns(vendorId, content) }, options.at);
}

/** Takes a note off the lists, or puts it back; its content stays and can be read. */
export async function archiveNote(
  db: Database,
  author: NoteAuthor,
  note: { id: string; revision: number },
  archived: boolean,
  options: { at: Date },
): Promise<NoteWrite> {
  const action = archived ? "note.archived" : "note.restored";
  return changeNote(db, author, note, action, { archivedAt: archived ? options.at : null }, options.at);
}

async function changeNote(
  db: Database,
  author: NoteAuthor,
  note: { id: string; revision: number },
  action: string,
  data: Prisma.RootCauseNoteUpdateManyMutationInput,
  at: Date,
): Promise<NoteWrite> {
  if (!isUuid(note.id)) return { ok: false, reason: "not-found" };
  return db.inside.$transaction(async (tx): Promise<NoteWrite> => {
    const before = await tx.rootCauseNote.findUnique({ where: { id: note.id } });
    if (before === null) return { ok: false, reason: "not-found" };
    const { count } = await tx.rootCauseNote.updateMany({
      where: { id: note.id, revision: note.revision },
      data: { ...data, revision: note.revision + 1, updatedAt: at },
    });
    if (count === 0) return { ok: false, reason: "stale" };
    const vendor = await tx.vendor.findUnique({ where: { id: before.vendorId }, select: { key: true, name: true } });
    await tx.rootCauseNoteRevision.create({
      data: {
        noteId: note.id,
        revision: note.revision,
        content: toNote(before, vendor).content,
        editedBy: author.name,
        editedAt: at,
      },
    });
    await markChanged(tx, before.vendorId, author, action, note.id);
    return { ok: true, revision: note.revision + 1 };
  });
}

async function markChanged(
  tx: Prisma.TransactionClient,
  vendorId: number,
  author: NoteAuthor,
  action: string,
  noteId: string,
): Promise<void> {
  await tx.vendor.update({ where: { id: vendorId }, data: { revision: { increment: 1 } }, select: { id: true } });
  await recordAudit(tx, { actor: author.actor, action, subject: `note:${noteId}`, detail: { vendorId } });
}

/**
 * The first wall, as the policy on root_cause_note says it too: vendor, visibility, days and slice of the viewer's scope.
 * A note without a site speaks of the whole vendor and belongs to every slice of it.
 */
function withinScope(viewer: Viewer): Prisma.RootCauseNoteWhereInput {
  const { scope } = viewer;
  const limits: Prisma.RootCauseNoteWhereInput[] = [];
  if (scope.vendorIds !== "all") limits.push({ vendorId: { in: [...scope.vendorIds] } });
  if (isOutside(viewer)) limits.push({ archivedAt: null });
  if (scope.notes === "partner") limits.push({ visibility: "partner" });
  if (scope.notes === "none") limits.push({ id: { in: [] } });
  if (scope.fromDay !== null) limits.push({ toDay: { gte: toDate(scope.fromDay) } });
  if (scope.toDay !== null) limits.push({ fromDay: { lte: toDate(scope.toDay) } });
  if (scope.sites !== "all") limits.push({ site: { in: ["", ...scope.sites] } });
  if (scope.programs !== "all") limits.push({ program: { in: ["", ...scope.programs] } });
  if (scope.channels !== "all") limits.push({ channel: { in: ["", ...scope.channels] } });
  return { AND: limits };
}

function matching(filter: NoteFilter, today: Day): Prisma.RootCauseNoteWhereInput {
  const parts: Prisma.RootCauseNoteWhereInput[] = [];
  if (filter.vendorIds !== undefined) parts.push({ vendorId: { in: [...filter.vendorIds] } });
  if (filter.metric !== undefined) parts.push({ metric: filter.metric });
  if (filter.category !== undefined) parts.push({ category: filter.category });
  if (filter.site !== undefined) parts.push({ site: filter.site });
  if (filter.program !== undefined) parts.push({ program: filter.program });
  if (filter.channel !== undefined) parts.push({ channel: filter.channel });
  if (filter.touching !== undefined) {
    parts.push({ fromDay: { lt: toDate(filter.touching.until) }, toDay: { gte: toDate(filter.touching.from) } });
  }
  if (filter.state === "archived") parts.push({ archivedAt: { not: null } });
  if (filter.state === "open" || filter.state === "overdue") parts.push({ archivedAt: null });
  if (filter.state === "overdue") parts.push({ due: { lt: toDate(today) } });
  return { AND: parts };
}

function toColumns(vendorId: number, content: NoteContent) {
  const { vendor: _key, from, to, due, ...rest } = content;
  return { ...rest, vendorId, fromDay: toDate(from), toDay: toDate(to), due: due === null ? null : toDate(due) };
}

function toNote(row: RootCauseNote, vendor: { key: string; name: string } | null | undefined): Note {
  return {
    id: row.id,
    vendorId: row.vendorId,
    vendorName: vendor?.name ?? "",
    content: noteContentSchema.parse({
      ...row,
      vendor: vendor?.key ?? String(row.vendorId),
      from: toDay(row.fromDay),
      to: toDay(row.toDay),
      due: row.due === null ? null : toDay(row.due),
    }),
    revision: row.revision,
    authorName: row.authorName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

/** The people of a note as this viewer may read them. */
function shownTo(viewer: Viewer, note: Note): Note {
  return {
    ...note,
    authorName: shownPerson(viewer, note.authorName),
    content: { ...note.content, owner: shownPerson(viewer, note.content.owner) },
  };
}

const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date): Day => date.toISOString().slice(0, 10);

/** PostgreSQL refuses text that is no uuid; such an address simply names no note. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
