import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMeasureRef, isParametricRef, measureDefinition, measureLabel, parseMeasureRef } from "./measure-ref";
import { isMeasureKey, MEASURE_KEYS } from "./measures";

describe("measures", () => {
  it("are the columns of the roll-up, each one of them", () => {
    const schema = readFileSync(new URL("../../../prisma/schema.prisma", import.meta.url), "utf8");
    const model = /model MeasureDay \{([^}]*)\}/.exec(schema)?.[1] ?? "";
    const columns = [...model.matchAll(/^ {2}(\w+)\s+Float\?/gm)].map((match) => match[1]);
    expect(columns.length).toBeGreaterThan(50);
    expect([...MEASURE_KEYS].sort()).toEqual(columns.sort());
  });

  it("do not take what every object has for a measure", () => {
    expect(["constructor", "toString", "__proto__"].filter(isMeasureKey)).toEqual([]);
  });
});

describe("measures with a limit", () => {
  it("are read and written in one spelling", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("wait", "abandonedWait", "firstResponse", "resolution", "csat"),
        fc.oneof(
          fc.nat(999_999),
          fc.nat(9_999).map((n) => n / 10),
        ),
        (family, limit) => {
          const measure = { family, comparator: "<=", limit } as const;
          expect(parseMeasureRef(formatMeasureRef(measure))).toEqual({ kind: "parametric", ...measure });
        },
      ),
    );
    expect(parseMeasureRef("csat>=4")).toEqual({ kind: "parametric", family: "csat", comparator: ">=", limit: 4 });
  });

  it("are nothing in any other spelling", () => {
    const others = [
      "wait<=20.0",
      "wait<=020",
      "wait>=20",
      "wait<20",
      "wait<=-1",
      "wait<=",
      "nps>=9",
      "Wait<=20",
      "toString<=2",
      "noRepeat<=0",
      "noRepeat<=1.5",
      "repeatKnown<=91",
      "repeatKnown>=7",
      "resolutionBusinessDays<=1.5",
      "resolutionBusinessDays<=251",
      "firstResponseBusinessDays>=1",
    ];
    expect(others.filter((ref) => parseMeasureRef(ref) !== null)).toEqual([]);
  });

  it("have words for whoever reads the explanation", () => {
    expect(["wait<=20", "csat>=4", "resolution<=86400", "noRepeat<=7", "offered"].map(measureLabel)).toEqual([
      "answered within 20 s",
      "rated 4 or higher",
      "resolved within 86400 s",
      "without a repeat within 7 d",
      "offered",
    ]);
    expect(["resolutionBusinessDays<=1", "firstResponseBusinessDays<=0"].map(measureLabel)).toEqual([
      "resolved within 1 business day",
      "first response on the same business day",
    ]);
    expect(isParametricRef("wait<=20") && !isParametricRef("offered")).toBe(true);
    expect(measureDefinition("wait<=20")?.aggregate).toBe("sum");
    expect(measureDefinition("backlogOpen")?.aggregate).toBe("last-day");
    expect(measureDefinition("nonsense")).toBeNull();
  });
});
