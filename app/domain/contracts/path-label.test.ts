import { expect, test } from "vitest";
import { pathLabelOf } from "./path-label";
import { problemText } from "./sow-problem";
import { CSAT_TARGET, documentWith } from "./test-documents";
import { validateSow } from "./validate";

const document = {
  versions: [
    { version: 1, targets: [{ id: "csat" }, { metric: "aht" }], deliveries: [{ kind: "contacts" }] },
    { version: 7, sources: [{ source: "desk", metrics: ["csat"] }] },
    { targets: "none" },
  ],
};

test("the place of a SOW problem names versions and targets and counts from one", () => {
  expect(pathLabelOf(document, ["versions", 0, "targets", 0, "minimum"])).toBe("Version 1, target csat (1st), minimum");
  expect(pathLabelOf(document, ["versions", 0, "targets", 1, "scope", "site"])).toBe(
    "Version 1, 2nd target, scope site",
  );
  expect(pathLabelOf(document, ["versions", 0, "deliveries", 0])).toBe("Version 1, expected file contacts (1st)");
  expect(pathLabelOf(document, ["versions", 1, "sources", 0, "metrics", 0])).toBe(
    "Version 7 (2nd), source desk (1st), metrics 1st",
  );
  expect(pathLabelOf(document, ["versions", 2, "targets"])).toBe("3rd version, targets");
  expect(pathLabelOf(document, ["currency"])).toBe("currency");
  expect(pathLabelOf(document, [])).toBe("");
});

test("a SOW problem reads as version, target, field and what is wrong", () => {
  const later = { version: 2, effectiveFrom: "2026-07-01", targets: [{ ...CSAT_TARGET, minimum: 95 }] };
  const signed = documentWith([CSAT_TARGET]);
  const reading = validateSow({ ...signed, versions: [...signed.versions, later] });
  expect(reading.ok ? [] : reading.problems.map(problemText)).toEqual([
    "Version 2, target csat (1st), minimum: 95 is stricter than the expected 85",
  ]);
  const mistyped = validateSow(documentWith([], { versions: [{ ...later, version: 1, targets: [] }] }));
  expect(mistyped.ok ? [] : mistyped.problems.map(({ pathLabel }) => pathLabel)).toEqual(["Version 1, targets"]);
});

test("the place of a problem in a credit scheme names the rule, base, pool, cap or reading, without the scheme itself", () => {
  const scheme = {
    rules: [{ id: "csat", targets: ["csat", "aht"] }, {}],
    caps: [{ id: "month", rules: ["csat"] }],
    readings: [{ id: "seconds", others: [{ reading: "Cut" }] }],
    earnBacks: [{ id: "half" }],
    points: [{ id: "points", table: [{ from: 0, percent: 0 }] }],
  };
  const named = { versions: [{ version: 1 }, { version: 2, creditScheme: scheme }] };
  const label = (...path: PropertyKey[]) => pathLabelOf(named, ["versions", 1, "creditScheme", ...path]);
  expect(label("rules", 0, "price", "base")).toBe("Version 2, rule csat (1st), price base");
  expect(label("rules", 0, "targets", 1)).toBe("Version 2, rule csat (1st), target aht (2nd)");
  expect(label("rules", 1)).toBe("Version 2, 2nd rule");
  expect(label("caps", 0, "rules", 0)).toBe("Version 2, cap month (1st), rule csat (1st)");
  expect(label("readings", 0, "others", 0)).toBe("Version 2, open reading seconds (1st), other reading Cut (1st)");
  expect(label("earnBacks", 0, "rules")).toBe("Version 2, earn-back half (1st), rules");
  expect(label("points", 0, "table", 0, "from")).toBe("Version 2, points scheme points (1st), table 1st from");
  expect(label("minimumPayable")).toBe("Version 2, credit scheme minimumPayable");
});
