import { describe, expect, it } from "vitest";
import { readMapping, type Mapping } from "../mapping/mapping";
import { headingFingerprint } from "./fingerprint";
import { matchRemembered as match, type Remembered } from "./remembered";

function mapping(key: string, columns: Record<string, string>): Mapping {
  const { id = "", openedAt = "", ...others } = columns;
  const read = readMapping({
    key,
    name: key,
    kind: "contacts",
    source: key,
    file: { format: "csv" },
    timeZone: "UTC",
    externalId: { column: id },
    fields: {
      openedAt: { column: openedAt, format: "iso" },
      ...Object.fromEntries(Object.entries(others).map(([field, column]) => [field, { column }])),
    },
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.mapping;
}

const CALLS = mapping("calls", { id: "Call Id", openedAt: "Start", agent: "Agent Name", talkSeconds: "Talk time (s)" });
const CHATS = mapping("chats", { id: "Chat", openedAt: "Began", agent: "Who" });

function matchRemembered(headings: readonly string[], mappings: readonly Mapping[]) {
  const remembered = mappings.map((one): Remembered => ({ mapping: one, sourceLimited: false }));
  return match(headings, remembered);
}

describe("a set of headings", () => {
  it("has one name in any order, case and spacing", () => {
    const name = headingFingerprint(["Call Id", "Talk_time"]);
    expect(headingFingerprint(["talk time", " CALL  ID"])).toBe(name);
    expect(headingFingerprint(["talk time", "call id", "Wait"])).not.toBe(name);
  });
});

describe("a remembered mapping", () => {
  it("fits the same headings", () => {
    expect(matchRemembered(["Start", "CALL ID", "Agent name", "Talk time (s)", "Extra"], [CHATS, CALLS])).toEqual({
      index: 1,
      status: "same",
      renames: [],
      missing: [],
      rivals: [],
    });
  });

  it("is offered with the new name of a heading that changed from one month to the next", () => {
    const found = matchRemembered(["Call Id", "Start", "Name of agent", "Talk time (s)", "Site"], [CALLS]);
    expect(found).toMatchObject({
      status: "renamed",
      renames: [{ from: "Agent Name", to: "Name of agent" }],
      missing: [],
    });
  });

  it("names a column that is gone with what was found instead", () => {
    expect(matchRemembered(["Call Id", "Start", "Agent Name", "Site", "Queue"], [CALLS])).toMatchObject({
      status: "missing",
      missing: [{ heading: "Talk time (s)", found: ["Site", "Queue"] }],
    });
  });

  it("is not offered for another kind of file, and one without renames before one with", () => {
    expect(matchRemembered(["Date", "Calls"], [CALLS, CHATS])).toBeNull();
    const renamed = mapping("renamed", {
      id: "Call Id",
      openedAt: "Start",
      agent: "Agents Name",
      talkSeconds: "Talk time (s)",
    });
    expect(matchRemembered(["Call Id", "Start", "Agent Name", "Talk time (s)"], [renamed, CALLS])?.index).toBe(1);
  });

  const saved = (columns: Record<string, string>, source: string, sourceLimited = false): Remembered => ({
    mapping: mapping(source, columns),
    sourceLimited,
  });
  const wide = { id: "Call Id", openedAt: "Start", agent: "Agent Name", talkSeconds: "Talk time (s)" };
  const narrow = { id: "Call Id", openedAt: "Start", agent: "Agent Name" };
  const HEADINGS = Object.values(wide);

  it("has a rival in one of another source that fits as well, and none in one of its own or one that reads a part", () => {
    expect(match(HEADINGS, [saved(wide, "calls"), saved(wide, "phone")])).toMatchObject({ index: 0, rivals: [1] });
    expect(match(HEADINGS, [saved(wide, "calls"), saved(wide, "calls")])).toMatchObject({ index: 0, rivals: [] });
    expect(match(HEADINGS, [saved(narrow, "calls"), saved(wide, "phone")])).toMatchObject({ index: 1, rivals: [] });
    const other = { id: "Call Id", openedAt: "Start", talkSeconds: "Talk time (s)" };
    expect(match(HEADINGS, [saved(narrow, "calls"), saved(other, "phone")])).toMatchObject({ index: 0, rivals: [1] });
  });

  it("that a limited key saved stays behind another that fits, however many columns it reads", () => {
    const found = match(HEADINGS, [saved(wide, "phone", true), saved(narrow, "calls")]);
    expect(found).toMatchObject({ index: 1, rivals: [0] });
  });
});
