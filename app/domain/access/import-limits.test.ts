import { describe, expect, it } from "vitest";
import { importBarrier, importLimitsOf, mappingBarrier, mayUseMappingOf, type ImportLimits } from "./import-limits";
import { WHOLE_SCOPE } from "./scope";
import type { Viewer } from "./viewer";

const key = (imports?: ImportLimits): Viewer => ({
  kind: "key",
  keyId: "k",
  name: "Nightly",
  role: "analyst",
  scope: WHOLE_SCOPE,
  ...(imports === undefined ? {} : { imports }),
});
const allowed = (imports: ImportLimits | undefined, source: string, vendor: string | null) =>
  importBarrier(importLimitsOf(key(imports)), { source, vendor }) === null;

describe("what a key may import", () => {
  it("is anything where no limit was set", () => {
    expect(allowed(undefined, "desk", "lumina")).toBe(true);
    expect(allowed({ sources: "all", vendors: "all" }, "desk", null)).toBe(true);
  });

  it("is the sources that it names, of any partner", () => {
    const limits = { sources: ["desk", "phone"], vendors: "all" } as const;
    expect(allowed(limits, "phone", "lumina")).toBe(true);
    expect(allowed(limits, "phone", null)).toBe(true);
    expect(allowed(limits, "qa", "lumina")).toBe(false);
    expect(allowed(limits, "Desk", "lumina")).toBe(false);
  });

  it("is the files of the partners that it names, and no file whose rows could be anyone's", () => {
    const limits = { sources: "all", vendors: ["lumina"] } as const;
    expect(allowed(limits, "desk", "lumina")).toBe(true);
    expect(allowed(limits, "desk", "nordwind")).toBe(false);
    expect(allowed(limits, "desk", null)).toBe(false);
  });

  it("must pass both limits, and an empty one lets nothing in", () => {
    const limits = { sources: ["desk"], vendors: ["lumina"] };
    expect(allowed(limits, "desk", "nordwind")).toBe(false);
    expect(allowed(limits, "phone", "lumina")).toBe(false);
    expect(allowed({ sources: [], vendors: "all" }, "desk", "lumina")).toBe(false);
  });
});

describe("which remembered mappings a key may change", () => {
  const changes = (limits: ImportLimits, source: string, ownedByVendor: boolean) =>
    mappingBarrier(limits, { source, ownedByVendor }) === null;

  it("are all of them where its imports have no limit", () => {
    expect([true, false].map((owned) => changes({ sources: "all", vendors: "all" }, "desk", owned))).toEqual([
      true,
      true,
    ]);
  });

  it("are those of its vendors that read its sources, and never those of nobody", () => {
    const limits = { sources: ["desk"], vendors: ["lumina"] };
    expect(changes(limits, "desk", true)).toBe(true);
    expect(changes(limits, "phone", true)).toBe(false);
    expect(changes(limits, "desk", false)).toBe(false);
    expect(changes({ sources: ["desk"], vendors: "all" }, "desk", false)).toBe(false);
    expect(changes({ sources: "all", vendors: ["lumina"] }, "desk", false)).toBe(false);
  });

  it("may be used where they are nobody's or of one of its vendors", () => {
    const limits = { sources: "all", vendors: ["lumina"] } as const;
    expect(["lumina", null, "nordwind"].map((vendor) => mayUseMappingOf(limits, vendor))).toEqual([true, true, false]);
  });
});
