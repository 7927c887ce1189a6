import { expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { validateSow } from "~/domain/contracts/validate";
import { contract, sowOf, statement, total } from "./month";

/*
 * City of Nashua – Anthem, "Enterprise Administrative Services Agreement", schedules A to C for July 1, 2013 to June 30, 2014.
 * The rules are those of the contract; the results are made up.
 */

const share = (value: number, from: number | undefined, until: number | undefined) => ({
  value,
  ...(from === undefined ? {} : { from }),
  ...(until === undefined ? {} : { until }),
});

const LOCAL = [
  share(0, undefined, 45),
  share(25, 46, 48),
  share(50, 49, 51),
  share(75, 52, 54),
  share(100, 55, undefined),
];
const NATIONAL = [
  share(0, undefined, 30),
  share(25, 31, 33),
  share(50, 34, 36),
  share(75, 37, 39),
  share(100, 40, undefined),
];
const ABANDONED = [
  share(0, undefined, 3),
  share(25, 3.01, 3.4),
  share(50, 3.41, 3.7),
  share(75, 3.71, 3.99),
  share(100, 4, undefined),
];

const TARGETS: SowDocument["versions"][number]["targets"] = [
  {
    id: "speed",
    metric: "stated-time",
    parameters: { amount: "wait-seconds", base: "received" },
    comparator: "<=",
    expected: 45,
    decimals: 0,
    roundingMode: "down",
    period: "contract-year",
  },
  { id: "abandonment", metric: "abandonment", comparator: "<=", expected: 5, decimals: 2, period: "contract-year" },
];

const DOCUMENT = contract({
  vendor: "anthem",
  from: "2013-07-01",
  until: "2014-06-30",
  targets: TARGETS,
  scheme: {
    rules: [
      {
        id: "speed-at-risk",
        targets: ["speed"],
        when: { always: true },
        quantity: { per: "band", bands: LOCAL },
        price: { kind: "amount", amount: 20_000 },
      },
      {
        id: "abandonment-at-risk",
        targets: ["abandonment"],
        // The text guarantees 5.0%; the only printed table starts at 3.00%.
        when: { misses: "expected" },
        quantity: { per: "band", bands: ABANDONED },
        price: { kind: "amount", amount: 20_000 },
      },
    ],
    readings: [
      {
        id: "whole-seconds",
        clause: "Schedule C",
        question: "Are whole seconds cut or rounded?",
        applies: "Cut",
        others: [{ reading: "Rounded", targets: { speed: { roundingMode: "half-up" } } }],
      },
      {
        id: "table",
        clause: "Schedule C",
        question: "Which table of speeds applies?",
        applies: "Local accounts, which fits the text",
        others: [{ reading: "National accounts", rules: { "speed-at-risk": { quantity: { bands: NATIONAL } } } }],
      },
      {
        id: "abandonment",
        clause: "Schedule C",
        question: "Does the text or the table decide about abandonment?",
        applies: "The text: 5.0%",
        others: [{ reading: "The table", rules: { "abandonment-at-risk": { when: { always: true } } } }],
      },
    ],
  },
});

function year(speed: number, abandonment: number, document: unknown = DOCUMENT) {
  return statement(sowOf(document), "2014-06", { results: { "2014~07-01": { speed, abandonment } } });
}

it("takes a share of the amount at risk by the band of the year's result, in the last month of the contract year", () => {
  expect(total(year(47.6, 2))).toBe("5000.00");
  expect(total(year(48.5, 2))).toBe("5000.00");
  expect(total(year(45.9, 2))).toBe("0.00");
  expect(total(year(55, 2))).toBe("20000.00");
  const document = sowOf(DOCUMENT);
  expect(statement(document, "2014-05", { results: { "2014~07-01": { speed: 55, abandonment: 2 } } }).lines).toEqual(
    [],
  );
});

it("states the money of rounded seconds, of the national table and of the table of abandonment", () => {
  const others = (made: ReturnType<typeof year>) =>
    Object.fromEntries(
      made.readings.map(({ id, others: list }) => [id, list.map(({ totalMinor }) => totalMinor / 100)]),
    );
  expect(others(year(47.6, 2))).toMatchObject({ "whole-seconds": [5000], table: [20_000] });
  expect(others(year(48.5, 2))).toMatchObject({ "whole-seconds": [10_000] });
  expect(total(year(40, 4.6))).toBe("0.00");
  expect(others(year(40, 4.6))).toMatchObject({ abandonment: [20_000] });
});

it("finds no band for a result between two of them, unless the result is rounded first", () => {
  const byTable = structuredClone(DOCUMENT);
  const [target] = byTable.versions[0]?.targets.slice(1) ?? [];
  const rule = byTable.versions[0]?.creditScheme?.rules?.[1];
  if (target === undefined || rule === undefined) throw new Error("No rule");
  rule.when = { always: true };
  expect(total(year(40, 3.704, byTable))).toBe("10000.00");
  target.rounding = "none";
  const unrounded = year(40, 3.704, byTable);
  expect(unrounded.problems).toEqual([{ code: "no-band", about: "abandonment-at-risk", period: "2014~07-01" }]);
  const reading = validateSow(byTable);
  expect(
    reading.ok && reading.warnings.filter(({ code }) => code === "bands-gap").map(({ message }) => message),
  ).toContain("Results between 3.7 and 3.71 lie in no band. Round the result first, or close the gap");
});
