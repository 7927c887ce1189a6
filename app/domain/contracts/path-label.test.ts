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
