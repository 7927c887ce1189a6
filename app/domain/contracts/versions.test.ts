import { describe, expect, it } from "vitest";
import { CSAT_TARGET, documentWith, readSow } from "./test-documents";
import { parsePeriod } from "../calendar/period";
import { scopeText } from "~/wording/contracts/scope-text";
import { compareSow, compareVersions } from "~/wording/contracts/sow-changes";
import { daysInForce, versionInForce, versionOn, versionsWithin, type SowVersion } from "./sow";
import { narrowedScope, targetFor, targetsFor } from "./target-scope";

const amended = readSow(
  documentWith([], {
    versions: [
      { version: 1, effectiveFrom: "2026-01-01", effectiveUntil: "2026-06-30", targets: [CSAT_TARGET] },
      { version: 2, effectiveFrom: "2026-08-01", targets: [{ ...CSAT_TARGET, expected: 86 }] },
      { version: 3, effectiveFrom: "2026-09-15", targets: [{ ...CSAT_TARGET, expected: 87 }] },
    ],
  }),
);
const inForce = (key: string) => {
  const period = parsePeriod(key);
  return period && versionInForce(amended, period)?.version;
};
const only = (sow: ReturnType<typeof readSow>): SowVersion => {
  const [version] = sow.versions;
  if (version === undefined) throw new Error("The SOW has no version");
  return version;
};

describe("the version in force", () => {
  it("is the one of a period's first day: an amendment in the middle waits for the next period", () => {
    expect(["2026-09", "2026-10", "2026-W38", "2026-W39", "2026-Q4"].map(inForce)).toEqual([2, 3, 2, 3, 3]);
  });

  it("is none before the first, in a gap, or after the end", () => {
    expect(["2025-12", "2026-06", "2026-07", "2026-08"].map(inForce)).toEqual([undefined, 1, undefined, 2]);
    expect(versionOn(amended, "2026-06-30")?.version).toBe(1);
    expect(versionOn(amended, "2026-07-01")).toBeNull();
  });

  it("ends where it says, or where the next one begins", () => {
    expect(amended.versions.map((version) => daysInForce(amended, version).until)).toEqual([
      "2026-07-01",
      "2026-09-15",
      null,
    ]);
    const third = { from: "2026-06-15", until: "2026-10-01" };
    expect(
      versionsWithin(amended, third).map(({ version, range }) => [version.version, range.from, range.until]),
    ).toEqual([
      [1, "2026-06-15", "2026-07-01"],
      [2, "2026-08-01", "2026-09-15"],
      [3, "2026-09-15", "2026-10-01"],
    ]);
    const fortnight = { from: "2026-06-01", until: "2026-06-15" };
    expect(versionsWithin(amended, fortnight).map(({ range }) => range)).toEqual([fortnight]);
  });
});

describe("which target holds", () => {
  const version = only(
    readSow(
      documentWith([
        CSAT_TARGET,
        { ...CSAT_TARGET, id: "buyer", scope: { program: "Buyer support" } },
        { ...CSAT_TARGET, id: "buyer-manila", scope: { program: "Buyer support", site: "Manila" } },
        { ...CSAT_TARGET, id: "manila", scope: { site: "Manila" } },
        { ...CSAT_TARGET, id: "top-box", parameters: { topFrom: 5 }, minimum: 50, expected: 60 },
        { id: "qa", metric: "qa-score", comparator: ">=", expected: 90 },
      ]),
    ),
  );
  const held = (scope: object) => targetFor(version, "csat", scope, { topFrom: 4, scaleMaximum: 5 })?.id;

  it("is the narrowest that speaks of all that is asked about", () => {
    expect(held({})).toBe("csat");
    expect(held({ program: "Buyer support" })).toBe("buyer");
    expect(held({ program: "Buyer support", site: "Manila" })).toBe("buyer-manila");
    expect(held({ program: "Seller support", site: "Cebu" })).toBe("csat");
    expect(held({ program: "Seller support", site: "Manila", channel: "chat" })).toBe("manila");
    expect(targetFor(version, "nps", {})).toBeNull();
    expect(targetFor(version, "csat", {}, { topFrom: 3, scaleMaximum: 5 })).toBeNull();
  });

  it("is the program's before the site's where both are as narrow", () => {
    const both = only(
      readSow(
        documentWith([
          { ...CSAT_TARGET, id: "manila", scope: { site: "Manila" } },
          { ...CSAT_TARGET, id: "buyer", scope: { program: "Buyer support" } },
        ]),
      ),
    );
    expect(targetFor(both, "csat", { program: "Buyer support", site: "Manila" })?.id).toBe("buyer");
  });

  it("shows every target on the whole partner's page, and on a narrowed one those that still matter", () => {
    const shown = (scope: object) => targetsFor(version, scope).map(({ id }) => id);
    expect(shown({})).toEqual(["csat", "buyer", "buyer-manila", "manila", "top-box", "qa"]);
    expect(shown({ program: "Buyer support" })).toEqual(["buyer", "buyer-manila", "manila", "top-box", "qa"]);
    expect(shown({ program: "Seller support", site: "Cebu" })).toEqual(["csat", "top-box", "qa"]);
    expect(shown({ program: "Buyer support", site: "Manila" })).toEqual(["buyer-manila", "top-box", "qa"]);
  });

  it("is measured where target and page meet", () => {
    expect(narrowedScope({ site: "Manila" }, { program: "Buyer support" })).toEqual({
      program: "Buyer support",
      site: "Manila",
    });
  });
});

describe("the difference between two documents", () => {
  const before = readSow(documentWith([CSAT_TARGET, { id: "qa", metric: "qa-score", comparator: ">=", expected: 90 }]));
  const after = readSow(
    documentWith(
      [
        { ...CSAT_TARGET, expected: 87, scope: { site: "Manila" } },
        { id: "asa", metric: "asa", comparator: "<=", expected: 30 },
      ],
      { title: "Support services, renewed" },
    ),
  );

  it("is nothing between a document and itself", () => {
    expect(compareSow(before, before)).toEqual({ fields: [], versions: [] });
  });

  it("names what was added, removed and changed, before and after", () => {
    const change = compareSow(before, after);
    expect(change.fields).toEqual([{ field: "title", before: "Support services", after: "Support services, renewed" }]);
    expect(change.versions).toHaveLength(1);
    const [version] = change.versions;
    expect(version).toMatchObject({ version: 1, kind: "changed", fields: [] });
    expect(version?.targets.map(({ id, kind }) => [id, kind])).toEqual([
      ["csat", "changed"],
      ["asa", "added"],
      ["qa", "removed"],
    ]);
    expect(version?.targets[0]?.fields).toEqual([
      { field: "scope", before: "everywhere", after: "site Manila" },
      { field: "expected", before: "≥ 85%", after: "≥ 87%" },
    ]);
  });

  it("turns around when the documents do", () => {
    const there = compareSow(before, after).versions[0]?.targets ?? [];
    const back = compareSow(after, before).versions[0]?.targets ?? [];
    expect(back.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual(["asa removed", "csat changed", "qa added"]);
    expect(there.length).toBe(back.length);
  });

  it("shows a new version as added, and what an amendment did to the targets", () => {
    const longer = {
      ...before,
      versions: [...before.versions, ...after.versions.map((own) => ({ ...own, version: 2 }))],
    };
    expect(compareSow(before, longer).versions.map(({ version, kind }) => [version, kind])).toEqual([[2, "added"]]);
    expect(compareSow(longer, before).versions.map(({ version, kind }) => [version, kind])).toEqual([[2, "removed"]]);
    const [added] = compareSow(before, longer).versions;
    expect(added).toMatchObject({ since: 1, targets: compareSow(before, after).versions[0]?.targets });
    const [whole] = compareSow({ ...before, versions: [] }, before).versions;
    expect(whole).toMatchObject({ version: 1, kind: "added", since: null });
    expect(whole?.targets.map(({ kind }) => kind)).toEqual(only(before).targets.map(() => "added"));
    const [first, second, third] = amended.versions;
    expect(first && second && compareVersions(first, second)[0]?.fields).toEqual([
      { field: "expected", before: "≥ 85%", after: "≥ 86%" },
    ]);
    expect(third && compareVersions(third, third)).toEqual([]);
  });

  it("names a scope in words", () => {
    expect(scopeText({ channel: "chat", program: "Buyer support" })).toBe("program Buyer support · channel chat");
  });
});
