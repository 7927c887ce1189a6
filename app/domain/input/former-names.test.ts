import { describe, expect, it } from "vitest";
import { withCurrentNames } from "./former-names";

const NAMES = [
  { at: ["rows", "*"], fields: { old: "now" } },
  { at: ["rows", "*", "kind"], values: { tallies: "totals" } },
];

describe("documents of earlier releases", () => {
  it("are read with the current names of fields and values", () => {
    expect(withCurrentNames({ rows: [{ old: 1, kind: "tallies" }, { kind: "contacts" }] }, NAMES)).toEqual({
      rows: [{ now: 1, kind: "totals" }, { kind: "contacts" }],
    });
  });

  it("keep what stands elsewhere, and a field that stands under both names", () => {
    const other = { old: 1, kind: "tallies", rows: { one: { old: 1, now: 2 } } };
    expect(withCurrentNames(other, NAMES)).toEqual(other);
  });

  it.each([null, 1, "text", [], { rows: null }, { rows: "old" }])(
    "come back as they are if they are not one: %j",
    (value) => {
      expect(withCurrentNames(value, NAMES)).toEqual(value);
    },
  );

  it("cannot reach the prototype of an object", () => {
    const hostile: unknown = JSON.parse('{"rows": [{"__proto__": {"old": 1}, "constructor": 1, "old": 2}]}');
    const read = withCurrentNames(hostile, NAMES);
    expect(JSON.stringify(read)).toBe('{"rows":[{"__proto__":{"old":1},"constructor":1,"now":2}]}');
  });
});
