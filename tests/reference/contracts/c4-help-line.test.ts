import { expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { amounts, contract, sowOf, statement, total } from "./month";

/* Iowa Medicaid, provider help line of managed-care organizations: flat sums per level and month. The month is made up. */

const level = {
  "service-level": {
    metric: "service-level",
    parameters: { thresholdSeconds: 30 },
    comparator: ">=",
    expected: 83,
    rounding: "none",
  },
  abandonment: { metric: "abandonment", comparator: "<=", expected: 5, rounding: "none" },
} as const;

const TARGETS: SowDocument["versions"][number]["targets"] = [
  { ...level["service-level"], id: "answered-own", scope: { site: "Own center" } },
  { ...level["service-level"], id: "answered-sub", scope: { site: "Subcontractor" } },
  { ...level["service-level"], id: "answered-pooled" },
  { ...level.abandonment, id: "abandoned-own", scope: { site: "Own center" } },
  { ...level.abandonment, id: "abandoned-sub", scope: { site: "Subcontractor" } },
  { ...level.abandonment, id: "abandoned-pooled" },
];

const DOCUMENT = contract({
  vendor: "iowa",
  targets: TARGETS,
  scheme: {
    rules: [
      { id: "answered", targets: ["answered-own", "answered-sub"], price: { kind: "amount", amount: 5000 } },
      { id: "abandoned", targets: ["abandoned-own", "abandoned-sub"], price: { kind: "amount", amount: 5000 } },
    ],
    readings: [
      {
        id: "centers",
        clause: "Performance requirements",
        question: "Is each center judged, or all calls together?",
        applies: "Each center",
        others: [
          {
            reading: "All calls together",
            rules: { answered: { targets: ["answered-pooled"] }, abandoned: { targets: ["abandoned-pooled"] } },
          },
        ],
      },
      {
        id: "two-centers",
        clause: "Performance requirements",
        question: "Are two centers that miss one level one failure or two?",
        applies: "Two failures",
        others: [
          { reading: "One failure", rules: { answered: { failures: "once" }, abandoned: { failures: "once" } } },
        ],
      },
    ],
  },
});

const MONTH = {
  "answered-own": [10_092, 12_000],
  "answered-sub": [1580, 2000],
  "answered-pooled": [11_672, 14_000],
  "abandoned-own": [636, 12_000],
  "abandoned-sub": [80, 2000],
  "abandoned-pooled": [716, 14_000],
} as const;

it("credits the level that each center misses, and states the total of all calls together", () => {
  const made = statement(sowOf(DOCUMENT), "2021-05", { results: { "2021-05": MONTH } });
  expect(amounts(made)).toEqual({
    "answered@2021-05@answered-sub": "5000.00",
    "abandoned@2021-05@abandoned-own": "5000.00",
  });
  expect(total(made)).toBe("10000.00");
  expect(made.readings[0]?.others).toEqual([{ reading: "All calls together", totalMinor: 500_000, complete: true }]);
  expect(made.readings[1]?.others[0]?.totalMinor).toBe(1_000_000);
});

it("credits two centers that miss one level once where the reading says so", () => {
  const both = { ...MONTH, "answered-own": [8000, 12_000] as const };
  const made = statement(sowOf(DOCUMENT), "2021-05", { results: { "2021-05": both } });
  expect(total(made)).toBe("15000.00");
  expect(made.readings[1]?.others[0]?.totalMinor).toBe(1_000_000);
});

it("misses 83% at 82.996% unless the result is rounded to two decimals first", () => {
  const month = {
    ...MONTH,
    "answered-own": [82_996, 100_000] as const,
    "answered-sub": [90, 100] as const,
    "abandoned-own": [0, 1] as const,
  };
  const facts = { results: { "2021-05": month } };
  expect(total(statement(sowOf(DOCUMENT), "2021-05", facts))).toBe("5000.00");
  const rounded = structuredClone(DOCUMENT);
  for (const target of rounded.versions[0]?.targets ?? [])
    Object.assign(target, { rounding: "before-comparison", decimals: 2 });
  expect(total(statement(sowOf(rounded), "2021-05", facts))).toBe("0.00");
});
