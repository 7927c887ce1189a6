import { NOTE_FIELD_PROBLEMS } from "~/wording/causes/note-refusal";
import {
  archiveNote,
  findNote,
  findNoteRevisions,
  recordNote,
  reviseNote,
  type NoteAuthor,
} from "~/data/causes/notes.server";
import type { FormCreation } from "~/data/db/create-once.server";
import type { Database } from "~/data/db/database.server";
import { findVendors, type Vendor } from "~/data/access/vendors.server";
import { may } from "~/domain/access/permissions";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import { changedNoteFields, type NoteContent } from "~/domain/causes/root-cause-note";
import { isMetricKey } from "~/domain/metrics/catalog/catalog";
import { storedName } from "~/domain/metrics/slice-names";
import { loadKnownSlices } from "~/data/contracts/known-slices.server";

/** Why a note was not written. `stale`: another person's edit came first; nothing was overwritten. */
export type NoteRefusal =
  | { ok: false; reason: "not-found" | "not-allowed" }
  | { ok: false; reason: "unknown-choice"; fields: Partial<Record<keyof NoteContent, string>> }
  | {
      ok: false;
      reason: "stale";
      /** The note as it now stands, and what changed since the revision that the writer started from. */
      current: { revision: number; content: NoteContent; editedBy: string; editedAt: string };
      changed: (keyof NoteContent)[];
    };

type Options = { clock: () => Date };

/** Writes a new note, once per form; `id` addresses it. */
export async function writeNote(
  db: Database,
  viewer: Viewer,
  content: NoteContent,
  { clock, creation = null }: Options & { creation?: FormCreation | null },
): Promise<{ ok: true; id: string } | NoteRefusal> {
  const checked = await checkNote(db, viewer, content);
  if (!checked.ok) return checked;
  const author = authorOf(viewer);
  return { ok: true, id: await recordNote(db, author, checked.vendorId, checked.content, { at: clock(), creation }) };
}

/** Replaces the content of a note that still is at `from.revision`. */
export async function rewriteNote(
  db: Database,
  viewer: Viewer,
  from: { id: string; revision: number },
  content: NoteContent,
  { clock }: Options,
): Promise<{ ok: true; revision: number } | NoteRefusal> {
  const stored = await findNote(db, viewer, from.id);
  const checked = await checkNote(db, viewer, content, stored?.content);
  if (!checked.ok) return checked;
  if (stored === null) return { ok: false, reason: "not-found" };
  const written = await reviseNote(db, authorOf(viewer), from, checked.vendorId, checked.content, { at: clock() });
  if (written.ok) return written;
  return written.reason === "stale" ? describeStale(db, viewer, from) : { ok: false, reason: "not-found" };
}

/** Archives a note or brings it back. */
export async function setNoteArchived(
  db: Database,
  viewer: Viewer,
  from: { id: string; revision: number },
  archived: boolean,
  { clock }: Options,
): Promise<{ ok: true; revision: number } | NoteRefusal> {
  if (!mayWriteNotes(viewer)) return { ok: false, reason: "not-allowed" };
  if ((await findNote(db, viewer, from.id)) === null) return { ok: false, reason: "not-found" };
  const written = await archiveNote(db, authorOf(viewer), from, archived, { at: clock() });
  if (written.ok) return written;
  return written.reason === "stale" ? describeStale(db, viewer, from) : { ok: false, reason: "not-found" };
}

/** Notes are written by the client's own people; viewers from outside only read. */
function mayWriteNotes(viewer: Viewer): boolean {
  return may(viewer, "notes.write") && !isOutside(viewer);
}

/** The partner that a note is about, and the note with the names of its site, program and channel as they are stored. */
async function checkNote(
  db: Database,
  viewer: Viewer,
  content: NoteContent,
  stored?: NoteContent,
): Promise<{ ok: true; vendorId: number; content: NoteContent } | NoteRefusal> {
  if (!mayWriteNotes(viewer)) return { ok: false, reason: "not-allowed" };
  const vendor = (await findVendors(db, viewer)).find(({ key }) => key === content.vendor);
  const slices = vendor === undefined ? NO_SLICES : await storedSlices(db, viewer, vendor, content, stored);
  const fields: Partial<Record<keyof NoteContent, string>> = {
    ...(vendor === undefined ? { vendor: NOTE_FIELD_PROBLEMS.partner } : {}),
    ...(isMetricKey(content.metric) ? {} : { metric: NOTE_FIELD_PROBLEMS.metric }),
    ...(content.proofMetric === "" || isMetricKey(content.proofMetric)
      ? {}
      : { proofMetric: NOTE_FIELD_PROBLEMS.metric }),
    ...slices.unknown,
  };
  if (vendor === undefined || Object.keys(fields).length > 0) return { ok: false, reason: "unknown-choice", fields };
  return { ok: true, vendorId: vendor.id, content: { ...content, ...slices.names } };
}

const SLICE_PARTS = [
  { field: "site", list: "sites" },
  { field: "program", list: "programs" },
  { field: "channel", list: "channels" },
] as const;

type Slices = {
  /** The names as they are stored. */
  readonly names: Partial<Record<SlicePart, string>>;
  readonly unknown: Partial<Record<SlicePart, string>>;
};
type SlicePart = (typeof SLICE_PARTS)[number]["field"];

const NO_SLICES: Slices = { names: {}, unknown: {} };

/** Unknown is what the vendor has neither in its data nor in its SOW. A name that the note had before the edit stays. */
async function storedSlices(
  db: Database,
  viewer: Viewer,
  vendor: Vendor,
  content: NoteContent,
  stored: NoteContent | undefined,
): Promise<Slices> {
  const given = SLICE_PARTS.filter(
    ({ field }) => content[field] !== "" && (content[field] !== stored?.[field] || content.vendor !== stored.vendor),
  );
  if (given.length === 0) return NO_SLICES;
  const known = (await loadKnownSlices(db, viewer, [vendor]))[vendor.key];
  const found = given.map(({ field, list }) => {
    const names = known?.[list] ?? [];
    return { field, names, name: storedName(content[field], names) };
  });
  return {
    names: Object.fromEntries(found.flatMap(({ field, name }) => (name === null ? [] : [[field, name]]))),
    unknown: Object.fromEntries(
      found.flatMap(({ field, names, name }) =>
        name === null ? [[field, NOTE_FIELD_PROBLEMS.slice(vendor.name, field, names)]] : [],
      ),
    ),
  };
}

async function describeStale(
  db: Database,
  viewer: Viewer,
  from: { id: string; revision: number },
): Promise<NoteRefusal> {
  const current = await findNote(db, viewer, from.id);
  if (current === null) return { ok: false, reason: "not-found" };
  const earlier = await findNoteRevisions(db, from.id);
  const started = earlier.find(({ revision }) => revision === from.revision);
  const last = earlier[0];
  return {
    ok: false,
    reason: "stale",
    current: {
      revision: current.revision,
      content: current.content,
      editedBy: last?.editedBy ?? current.authorName,
      editedAt: current.updatedAt,
    },
    changed: started === undefined ? [] : changedNoteFields(started.content, current.content),
  };
}

function authorOf(viewer: Viewer): NoteAuthor {
  switch (viewer.kind) {
    case "member":
    case "partner":
      return { userId: viewer.userId, name: viewer.name, actor: viewer.email };
    case "folder":
      return { userId: null, name: viewer.name, actor: viewer.name };
    case "key":
      return { userId: null, name: viewer.name, actor: `key:${viewer.name}` };
    case "share":
      return { userId: null, name: viewer.linkName, actor: `link:${viewer.linkName}` };
  }
}
