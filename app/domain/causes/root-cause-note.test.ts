import { describe, expect, it } from "vitest";
import { NOTE_FIELDS, changedNoteFields, noteContentSchema } from "./root-cause-note";

const smallest = {
  vendor: "lumina",
  metric: "csat",
  from: "2026-10-01",
  to: "2026-10-31",
  title: "Refund policy change",
  symptom: "CSAT of refund chats fell from 84% to 63%.",
  category: "policy",
  fault: "client",
};

describe("a root-cause note", () => {
  it("needs a place, a time, a symptom, a kind and whose doing it was; the rest may come later", () => {
    const note = noteContentSchema.parse(smallest);
    expect(note.whys).toEqual([]);
    expect(note.due).toBeNull();
    expect(note.visibility).toBe("inside");
  });

  it("keeps only the whys that were answered", () => {
    const note = noteContentSchema.parse({ ...smallest, whys: ["A second approval", "", "  ", "A fraud wave"] });
    expect(note.whys).toEqual(["A second approval", "A fraud wave"]);
  });

  it("points at the last day when it comes before the first", () => {
    const parsed = noteContentSchema.safeParse({ ...smallest, to: "2026-09-30" });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual(["to"]);
  });

  it("refuses a day that no calendar has", () => {
    expect(noteContentSchema.safeParse({ ...smallest, from: "2026-02-30" }).success).toBe(false);
  });

  it("names the fields that an edit changed", () => {
    const before = noteContentSchema.parse(smallest);
    expect(changedNoteFields(before, { ...before, fault: "shared", whys: ["x"] })).toEqual(["fault", "whys"]);
    expect(changedNoteFields(before, before)).toEqual([]);
  });

  it("lists every field once", () => {
    expect([...NOTE_FIELDS].sort()).toEqual(Object.keys(noteContentSchema.parse(smallest)).sort());
  });
});
