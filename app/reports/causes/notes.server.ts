import {
  findNote,
  findNoteRevisions,
  findNotes,
  type Note,
  type NoteFilter,
  type NoteOrder,
} from "~/data/causes/notes.server";
import { findOrganization } from "~/data/access/organization.server";
import { findVendors } from "~/data/access/vendors.server";
import type { Database } from "~/data/db/database.server";
import type { NoteState } from "~/domain/causes/note-state";
import { changedNoteFields, type CauseCategory, type NoteContent } from "~/domain/causes/root-cause-note";
import { may } from "~/domain/access/permissions";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import { dayInZone } from "~/domain/calendar/time-zone";
import { findMetric, METRICS } from "~/domain/metrics/catalog/catalog";
import { loadKnownSlices, type KnownSlices } from "~/data/contracts/known-slices.server";

export type NoteListQuestion = {
  vendor?: string;
  metric?: string;
  category?: CauseCategory;
  /** Absent: every state. */
  state?: NoteState;
  page?: number;
  pageSize?: number;
  /** Absent: the newest first. */
  order?: NoteOrder;
};

export type Choice = { value: string; label: string };

export type NoteSummary = Note & { metricName: string; overdue: boolean };

export type NoteList = {
  notes: NoteSummary[];
  total: number;
  page: number;
  pages: number;
  pageSize: number;
  vendors: Choice[];
  metrics: Choice[];
  mayWrite: boolean;
  timeZone: string;
};

const PAGE_SIZE = 50;

/** The root-cause notes that the viewer may read, narrowed by the filters, one page of them. */
export async function loadNotes(
  db: Database,
  viewer: Viewer,
  question: NoteListQuestion,
  { clock }: { clock: () => Date },
): Promise<NoteList> {
  const [timeZone, vendors] = await Promise.all([loadTimeZone(db), findVendors(db, viewer)]);
  const today = dayInZone(clock(), timeZone);
  const page = Math.max(1, question.page ?? 1);
  const pageSize = Math.min(100, Math.max(1, question.pageSize ?? PAGE_SIZE));
  const filter: NoteFilter = {
    ...(question.vendor === undefined
      ? {}
      : { vendorIds: vendors.filter(({ key }) => key === question.vendor).map(({ id }) => id) }),
    ...(question.metric === undefined ? {} : { metric: question.metric }),
    ...(question.category === undefined ? {} : { category: question.category }),
    ...(question.state === undefined ? {} : { state: question.state }),
  };
  const { notes, total } = await findNotes(db, viewer, filter, {
    today,
    limit: pageSize,
    offset: (page - 1) * pageSize,
    order: question.order ?? null,
  });
  return {
    notes: notes.map((note) => ({
      ...note,
      metricName: metricName(note.content.metric),
      overdue: note.archivedAt === null && note.content.due !== null && note.content.due < today,
    })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    pageSize,
    vendors: vendors.map(({ key, name }) => ({ value: key, label: name })),
    metrics: metricChoices(),
    mayWrite: may(viewer, "notes.write"),
    timeZone,
  };
}

/** What an edit changed, with its author and time; `revision` is the one it made. */
export type NoteEdit = { revision: number; editedBy: string; editedAt: string; changed: (keyof NoteContent)[] };

export type NotePage = {
  note: NoteSummary;
  /** Newest first, ending with the writing of the note; only for the client's own people. */
  history: NoteEdit[] | null;
  proofMetricName: string;
  mayWrite: boolean;
  timeZone: string;
};

/** One note with its history, or null where this viewer may read none of that id. */
export async function loadNote(
  db: Database,
  viewer: Viewer,
  id: string,
  { clock }: { clock: () => Date },
): Promise<NotePage | null> {
  const note = await findNote(db, viewer, id);
  if (note === null) return null;
  const timeZone = await loadTimeZone(db);
  const today = dayInZone(clock(), timeZone);
  const overdue = note.archivedAt === null && note.content.due !== null && note.content.due < today;
  return {
    note: { ...note, metricName: metricName(note.content.metric), overdue },
    history: isOutside(viewer) ? null : await loadHistory(db, note),
    proofMetricName: note.content.proofMetric === "" ? "" : metricName(note.content.proofMetric),
    mayWrite: may(viewer, "notes.write"),
    timeZone,
  };
}

async function loadHistory(db: Database, note: Note): Promise<NoteEdit[]> {
  const earlier = await findNoteRevisions(db, note.id);
  const edits = earlier.map((revision, index): NoteEdit => {
    const after = index === 0 ? note.content : (earlier[index - 1]?.content ?? note.content);
    return {
      revision: revision.revision + 1,
      editedBy: revision.editedBy,
      editedAt: revision.editedAt,
      changed: changedNoteFields(revision.content, after),
    };
  });
  return [...edits, { revision: 1, editedBy: note.authorName, editedAt: note.createdAt, changed: [] }];
}

/** What the form for a note offers to choose from. */
export type NoteFormChoices = {
  vendors: Choice[];
  metrics: Choice[];
  /** By the partner's key. */
  known: Record<string, KnownSlices>;
};

export async function loadNoteFormChoices(db: Database, viewer: Viewer): Promise<NoteFormChoices> {
  const vendors = await findVendors(db, viewer);
  return {
    vendors: vendors.map(({ key, name }) => ({ value: key, label: name })),
    metrics: metricChoices(),
    known: await loadKnownSlices(db, viewer, vendors),
  };
}

async function loadTimeZone(db: Database): Promise<string> {
  return (await findOrganization(db))?.timeZone ?? "UTC";
}

function metricName(key: string): string {
  return findMetric(key)?.name ?? key;
}

function metricChoices(): Choice[] {
  return Object.values(METRICS).map(({ key, name }) => ({ value: key, label: name }));
}
