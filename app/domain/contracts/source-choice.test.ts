import { describe, expect, it } from "vitest";
import { compareSow } from "~/wording/contracts/sow-changes";
import type { SowDocument } from "./document";
import { sourceChoices } from "./source-choice";
import { CSAT_TARGET, documentWith, readSow } from "./test-documents";
import { validateSow } from "./validate";

type Version = SowDocument["versions"][number];

const version = (sources: Version["sources"], changes: Partial<Version> = {}): Version => {
  return {
    version: 1,
    effectiveFrom: "2026-01-01",
    targets: [CSAT_TARGET],
    ...(sources ? { sources } : {}),
    ...changes,
  };
};
const sow = (...versions: Version[]) => readSow(documentWith([], { versions }));
const second = { version: 2, effectiveFrom: "2026-07-01" };

describe("the choices of a contract", () => {
  it("are none where none is named", () => {
    expect(sourceChoices(sow(version(undefined)))).toEqual([]);
  });

  it("name a metric's measures, counts with a limit by their family", () => {
    expect(sourceChoices(sow(version([{ source: "survey", metrics: ["csat"] }])))).toEqual([
      { measure: "csat", source: "survey", from: "2026-01-01", until: null },
      { measure: "csatResponses", source: "survey", from: "2026-01-01", until: null },
    ]);
  });

  it("hold on through versions that choose alike, and end with one that does not", () => {
    const named = [{ source: "ledger" }];
    const any = { measure: "*", source: "ledger", from: "2026-01-01" };
    expect(sourceChoices(sow(version(named), version(named, second)))).toEqual([{ ...any, until: null }]);
    expect(sourceChoices(sow(version(named), version(undefined, second)))).toEqual([{ ...any, until: "2026-07-01" }]);
    expect(sourceChoices(sow(version(named), version([{ source: "books" }], second)))).toEqual([
      { ...any, until: "2026-07-01" },
      { ...any, source: "books", from: "2026-07-01", until: null },
    ]);
    const ended = version(named, { effectiveUntil: "2026-05-31" });
    expect(sourceChoices(sow(ended, version(named, second)))).toEqual([
      { ...any, until: "2026-06-01" },
      { ...any, from: "2026-07-01", until: null },
    ]);
  });

  it("are described where they change", () => {
    const after = version([{ source: "survey", metrics: ["csat", "nps"] }, { source: "ledger" }]);
    expect(compareSow(sow(version([{ source: "ledger" }])), sow(after)).versions).toMatchObject([
      {
        kind: "changed",
        fields: [
          {
            field: "sources",
            before: "ledger for all metrics",
            after: "survey for csat, nps; ledger for all others",
          },
        ],
      },
    ]);
  });
});

describe("sources that cannot be", () => {
  const problemsOf = (sources: Version["sources"]) => {
    const reading = validateSow(documentWith([], { versions: [version(sources)] }));
    return (reading.ok ? reading.warnings : reading.problems).map(({ path, code }) => [path, code]);
  };

  it("are refused: two for one measure, two for all, names that no import has, empty lists", () => {
    expect(problemsOf([{ source: "a" }, { source: "b" }])).toEqual([["versions[0].sources[1]", "source-named-twice"]]);
    const shared = problemsOf([
      { source: "a", metrics: ["abandonment"] },
      { source: "b", metrics: ["service-level"] },
    ]);
    expect(new Set(shared.map(String))).toEqual(new Set(["versions[0].sources[1],source-named-twice"]));
    expect(problemsOf([{ source: "A b" }])).toEqual([["versions[0].sources[0].source", "not-allowed"]]);
    expect(problemsOf([{ source: "a", metrics: [] }])).toEqual([["versions[0].sources[0].metrics", "not-allowed"]]);
  });

  it("are warned of: totals for a percentile", () => {
    expect(problemsOf([{ source: "a", metrics: ["first-response-time"] }])).toEqual([
      ["versions[0].sources[0].metrics", "no-totals"],
    ]);
    expect(problemsOf([{ source: "a" }, { source: "a", metrics: ["csat"] }])).toEqual([]);
  });
});
