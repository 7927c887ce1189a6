import { describe, expect, it } from "vitest";
import { metricOf } from "./catalog/catalog";
import { preliminaryBehind, type PreliminaryCount } from "./preliminary";
import { preliminaryText } from "~/wording/metrics/preliminary";

const count = (measure: string, rows: number, kind: PreliminaryCount["kind"] = "contacts"): PreliminaryCount => ({
  kind,
  measure,
  rows,
  from: "2026-10-28",
  to: "2026-10-31",
});
const behind = (metric: Parameters<typeof metricOf>[0], ...counts: PreliminaryCount[]) =>
  preliminaryBehind(metric, metricOf(metric).defaults, counts);

describe("a figure rests on preliminary rows", () => {
  it("that state one of its measures, as many as state the most stated one", () => {
    expect(behind("csat", count("csatResponses", 12), count("handled", 40))?.rows).toEqual([
      { kind: "contacts", rows: 12 },
    ]);
    const handling = [
      count("handleKnown", 30),
      count("handleSeconds", 30),
      count("talkSeconds", 35),
      count("handled", 40),
    ];
    expect(behind("aht", ...handling)?.rows).toEqual([{ kind: "contacts", rows: 30 }]);
    expect(behind("qa-score", count("csatResponses", 12))).toBeNull();
    expect(behind("csat")).toBeNull();
  });

  it("of calls and of tickets together, where it counts both", () => {
    const [first] = behind("volume", count("offered", 200), count("unqueued", 112), count("handled", 290))?.rows ?? [];
    expect(first).toEqual({ kind: "contacts", rows: 312 });
  });

  it("that have the duration of a percentile, or lie on either side of its limit", () => {
    expect(behind("first-response-time", count("firstResponseKnown", 7), count("handled", 9))?.rows).toEqual([
      { kind: "contacts", rows: 7 },
    ]);
    expect(behind("first-response-within", count("firstResponseKnown", 7))?.rows).toEqual([
      { kind: "contacts", rows: 7 },
    ]);
  });

  it("of several kinds, each reported, from the first to the last day", () => {
    const early = { ...count("csatResponses", 1, "totals"), from: "2026-10-02", to: "2026-10-02" };
    const both = behind("csat", count("csatResponses", 1_200), early);
    expect(both && preliminaryText(both)).toBe("preliminary: 1,200 contacts, 1 total, 2–31 Oct 2026");
    expect(preliminaryText({ rows: [], from: "2026-10-31", to: "2026-10-31" })).toBe(
      "preliminary: some rows, 31 Oct 2026",
    );
  });
});
