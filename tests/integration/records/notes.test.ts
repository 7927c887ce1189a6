import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "~/domain/access/viewer";
import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import { noteContentSchema, type NoteContent } from "~/domain/causes/root-cause-note";
import { readNoteListQuestion } from "~/reports/causes/notes-question";
import { loadNote, loadNoteFormChoices, loadNotes } from "~/reports/causes/notes.server";
import { rewriteNote, setNoteArchived, writeNote } from "~/commands/causes/notes.server";
import { writeMeasures } from "../reports/tiny-data";
import { createTestDatabase, type TestDatabase } from "../../support/database";

const clock = () => new Date("2026-11-03T09:00:00Z");
const lead: Viewer = {
  kind: "member",
  userId: "7b0b52c6-53c5-4b3a-a14c-66a53f0e8a01",
  name: "Ines Marin",
  email: "ines@example.com",
  role: "lead",
  scope: WHOLE_SCOPE,
};
const analyst: Viewer = { ...lead, userId: "7b0b52c6-53c5-4b3a-a14c-66a53f0e8a02", name: "Ola Berg", role: "analyst" };
const stakeholder: Viewer = { ...lead, role: "stakeholder" };

function content(changes: Partial<NoteContent> = {}): NoteContent {
  return {
    ...noteContentSchema.parse({
      vendor: "lumina",
      metric: "csat",
      from: "2026-10-01",
      to: "2026-10-31",
      title: "Refund policy change",
      symptom: "CSAT of refund chats fell from 84% to 63%.",
      category: "policy",
      fault: "client",
    }),
    ...changes,
  };
}

describe("root-cause notes", () => {
  let db: TestDatabase;
  let lumina: number;
  let partner: Viewer;

  beforeAll(async () => {
    db = await createTestDatabase();
    lumina = (await db.inside.vendor.create({ data: { key: "lumina", name: "Lumina" } })).id;
    const atlas = (await db.inside.vendor.create({ data: { key: "atlas", name: "Atlas" } })).id;
    await writeMeasures(db, [
      {
        vendorId: lumina,
        day: "2026-09-01",
        site: "Manila",
        program: "Buyer support",
        channel: "chat",
        amounts: { offered: 1 },
      },
      { vendorId: atlas, day: "2026-09-01", site: "Lisbon", program: "", channel: "voice", amounts: { offered: 1 } },
    ]);
    partner = {
      kind: "partner",
      userId: "7b0b52c6-53c5-4b3a-a14c-66a53f0e8a03",
      name: "Pat",
      email: "pat@lumina.example",
      vendorId: lumina,
      scope: partnerScope(lumina),
    };
  });

  async function write(changes: Partial<NoteContent> = {}): Promise<string> {
    const written = await writeNote(db, lead, content(changes), { clock });
    if (!written.ok) throw new Error(written.reason);
    return written.id;
  }

  async function read(viewer: Viewer, id: string) {
    return loadNote(db, viewer, id, { clock });
  }

  it("keep every field as it was written", async () => {
    const full = content({
      site: "Manila",
      program: "Buyer support",
      channel: "chat",
      segment: "Refunds above $50",
      whys: ["A second approval is needed", "Finance saw fraud"],
      evidence: "214 refund chats read",
      containment: "Approvals staffed at weekends",
      correction: "Tier 1 approves up to $120",
      prevention: "Policy changes go through a vendor forecast",
      owner: "Payments policy",
      due: "2026-11-15",
      proofMetric: "csat",
      proofBaseline: "63.0%",
      proofCriterion: "≥ 80% for four weeks",
      visibility: "partner",
    });
    const id = await write(full);
    const page = await read(lead, id);
    expect(page?.note.content).toEqual(full);
    expect(page?.note).toMatchObject({ vendorName: "Lumina", authorName: "Ines Marin", revision: 1, overdue: false });
    expect(page?.history).toHaveLength(1);
  });

  it("accept only sites, programs and channels that their vendor has", async () => {
    const ofOther = await writeNote(db, lead, content({ site: "Lisbon", channel: "chat" }), { clock });
    expect(ofOther).toEqual({
      ok: false,
      reason: "unknown-choice",
      fields: { site: "Lumina has no site with this name. Choose Manila, or leave this field blank." },
    });
    const misspelled = await writeNote(db, lead, content({ program: "Buyer suport", channel: "fax" }), { clock });
    expect(misspelled).toMatchObject({ fields: { program: expect.any(String), channel: expect.any(String) } });
    const id = await write({ site: "Manila" });
    const moved = await rewriteNote(db, lead, { id, revision: 1 }, content({ site: "Lisbon" }), { clock });
    expect(moved).toMatchObject({ ok: false, reason: "unknown-choice" });
    expect((await read(lead, id))?.note).toMatchObject({ revision: 1, content: { site: "Manila" } });
  });

  it("store a site, program or channel typed in another case under its stored name", async () => {
    const id = await write({ site: "MANILA", program: "buyer Support", channel: "Chat" });
    const names = { site: "Manila", program: "Buyer support", channel: "chat" };
    expect((await read(lead, id))?.note.content).toMatchObject(names);
    const edited = content({ site: "manila", program: "BUYER SUPPORT", channel: "CHAT" });
    expect(await rewriteNote(db, lead, { id, revision: 1 }, edited, { clock })).toEqual({ ok: true, revision: 2 });
    expect((await read(lead, id))?.note.content).toMatchObject(names);
  });

  it("suggest the names of each vendor and of no other", async () => {
    expect((await loadNoteFormChoices(db, lead)).known).toEqual({
      atlas: { sites: ["Lisbon"], programs: [], channels: ["voice"] },
      lumina: { sites: ["Manila"], programs: ["Buyer support"], channels: ["chat"] },
    });
  });

  it("keep their earlier content, with author and time, when edited", async () => {
    const id = await write();
    const edited = content({ fault: "shared", owner: "Ola" });
    expect(await rewriteNote(db, analyst, { id, revision: 1 }, edited, { clock })).toEqual({ ok: true, revision: 2 });
    const page = await read(lead, id);
    expect(page?.note.content.fault).toBe("shared");
    expect(page?.history?.[0]).toEqual({
      revision: 2,
      editedBy: "Ola Berg",
      editedAt: clock().toISOString(),
      changed: ["fault", "owner"],
    });
  });

  it("refuse the second of two edits made at the same time and say what the first one changed", async () => {
    const id = await write();
    const [first, second] = await Promise.all([
      rewriteNote(db, lead, { id, revision: 1 }, content({ title: "First" }), { clock }),
      rewriteNote(db, analyst, { id, revision: 1 }, content({ title: "Second" }), { clock }),
    ]);
    const refused = first.ok ? second : first;
    const retained = first.ok ? "First" : "Second";
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    expect(refused).toMatchObject({
      ok: false,
      reason: "stale",
      changed: ["title"],
      current: { revision: 2, content: { title: retained } },
    });
    expect((await read(lead, id))?.note.content.title).toBe(retained);
  });

  it("leave the lists when archived and come back when that is undone", async () => {
    const id = await write({ metric: "aht" });
    const open = () => loadNotes(db, lead, { metric: "aht", state: "open" }, { clock });
    await setNoteArchived(db, lead, { id, revision: 1 }, true, { clock });
    expect((await open()).total).toBe(0);
    expect((await loadNotes(db, lead, { metric: "aht", state: "archived" }, { clock })).total).toBe(1);
    await setNoteArchived(db, lead, { id, revision: 2 }, false, { clock });
    expect((await open()).notes.map((note) => note.id)).toEqual([id]);
  });

  it("are listed in the order that the address asks for, over all pages", async () => {
    for (const title of ["Beta", "Alpha", "Gamma"]) await write({ metric: "nps", title });
    const titles = async (address: string) => {
      const question = readNoteListQuestion(new URLSearchParams(`metric=nps&${address}`));
      const { notes } = await loadNotes(db, lead, { ...question, pageSize: 2 }, { clock });
      return notes.map((note) => note.content.title);
    };
    expect(await titles("sort=title")).toEqual(["Alpha", "Beta"]);
    expect(await titles("sort=title&page=2")).toEqual(["Gamma"]);
    expect(await titles("sort=-title")).toEqual(["Gamma", "Beta"]);
  });

  it("are sorted by partner and by author, over all pages", async () => {
    const metric = "attrition";
    await write({ metric, vendor: "lumina", title: "L old", from: "2026-09-01", to: "2026-09-02" });
    await writeNote(db, analyst, content({ metric, vendor: "atlas", title: "A" }), { clock });
    await write({ metric, vendor: "lumina", title: "L new" });
    const titles = async (address: string) => {
      const question = readNoteListQuestion(new URLSearchParams(`metric=${metric}&${address}`));
      const { notes, total } = await loadNotes(db, lead, { ...question, pageSize: 2 }, { clock });
      expect(total).toBe(3);
      return notes.map((note) => note.content.title);
    };
    expect(await titles("sort=partner")).toEqual(["A", "L new"]);
    expect(await titles("sort=partner&page=2")).toEqual(["L old"]);
    expect(await titles("sort=-partner")).toEqual(["L new", "L old"]);
    expect(await titles("sort=-partner&page=2")).toEqual(["A"]);
    expect(await titles("sort=author")).toEqual(["L new", "L old"]);
    expect(await titles("sort=-author")).toEqual(["A", "L new"]);
  });

  it("show a partner only what was shared with it, without the history", async () => {
    const inside = await write({ title: "Kept inside" });
    const shared = await write({ title: "Shared", visibility: "partner" });
    const foreign = await write({ vendor: "atlas", title: "Another partner's", visibility: "partner" });
    expect(await read(partner, inside)).toBeNull();
    expect(await read(partner, foreign)).toBeNull();
    expect((await read(partner, shared))?.history).toBeNull();
    const list = await loadNotes(db, partner, {}, { clock });
    expect(list.notes.every((note) => note.vendorId === lumina && note.content.visibility === "partner")).toBe(true);
    expect(list.vendors).toEqual([{ value: "lumina", label: "Lumina" }]);
  });

  it("are not written by those who may only read", async () => {
    const id = await write();
    for (const viewer of [stakeholder, partner]) {
      expect(await writeNote(db, viewer, content(), { clock })).toEqual({ ok: false, reason: "not-allowed" });
      expect(await rewriteNote(db, viewer, { id, revision: 1 }, content(), { clock })).toMatchObject({ ok: false });
      expect(await setNoteArchived(db, viewer, { id, revision: 1 }, true, { clock })).toMatchObject({ ok: false });
    }
  });

  it("point at a partner or metric that does not exist", async () => {
    const refused = await writeNote(db, lead, content({ vendor: "nobody", metric: "luck" }), { clock });
    expect(refused).toMatchObject({
      reason: "unknown-choice",
      fields: { vendor: expect.any(String), metric: expect.any(String) },
    });
  });

  it("are late from the day after the due day, in the organization's zone", async () => {
    await db.inside.organization.upsert({
      where: { id: 1 },
      create: { id: 1, name: "Test", timeZone: "Asia/Manila" },
      update: {},
    });
    const id = await write({ metric: "nps", due: "2026-11-03" });
    const lateEvening = () => new Date("2026-11-03T15:59:00Z");
    const afterMidnightInManila = () => new Date("2026-11-03T16:00:00Z");
    expect((await loadNote(db, lead, id, { clock: lateEvening }))?.note.overdue).toBe(false);
    expect((await loadNote(db, lead, id, { clock: afterMidnightInManila }))?.note.overdue).toBe(true);
    const overdue = await loadNotes(db, lead, { state: "overdue" }, { clock: afterMidnightInManila });
    expect(overdue.notes.map((note) => note.id)).toEqual([id]);
  });

  it("answer an address that names no note", async () => {
    expect(await read(lead, "not-a-uuid")).toBeNull();
    expect(await read(lead, "00000000-0000-0000-0000-000000000000")).toBeNull();
  });
});
