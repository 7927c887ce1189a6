import { expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { amounts, contract, sowOf, statement, total } from "./month";

/*
 * Metropolitan Transportation Commission – Bay Area Motivate, "Bay Area Bike Share Program Agreement" of December 31, 2015, appendix A.
 * The rules are those of the contract; the results are made up.
 */

type Targets = SowDocument["versions"][number]["targets"];
type Rules = NonNullable<NonNullable<SowDocument["versions"][number]["creditScheme"]>["rules"]>;

const HOUR = 3600;

const TARGETS: Targets = [
  {
    id: "program",
    clause: "KPI 6",
    metric: "stated-count",
    parameters: { amount: "program-down-seconds" },
    comparator: "<=",
    expected: 0,
  },
  {
    id: "website",
    clause: "KPI 8",
    metric: "stated-count",
    parameters: { amount: "website-down-seconds" },
    comparator: "<=",
    expected: 0,
    period: "year",
  },
  {
    id: "telephone",
    clause: "KPI 9",
    metric: "service-level",
    parameters: { thresholdSeconds: 90 },
    comparator: ">=",
    expected: 80,
    decimals: 1,
  },
  {
    id: "email",
    clause: "KPI 10",
    metric: "stated-share",
    parameters: { amount: "answered-in-1-day", base: "emails" },
    comparator: ">=",
    expected: 95,
  },
  {
    id: "bicycles",
    clause: "KPI 11",
    metric: "stated-share",
    parameters: { amount: "available", base: "fleet" },
    comparator: ">=",
    expected: 90,
    rounding: "none",
  },
  {
    id: "clusters",
    clause: "KPI 12",
    metric: "stated-count",
    parameters: { amount: "cluster-incidents" },
    comparator: "<=",
    expected: 0,
  },
];

const RULES: Rules = [
  {
    id: "program-hours",
    targets: ["program"],
    quantity: { per: "distance", from: 0, side: "above", unit: HOUR, step: "started" },
    price: { kind: "amount", amount: 300 },
  },
  {
    id: "website-hours",
    targets: ["website"],
    quantity: { per: "distance", from: 0, side: "above", unit: HOUR, step: "full" },
    price: { kind: "amount", amount: 50 },
  },
  {
    id: "telephone-points",
    targets: ["telephone"],
    quantity: { per: "distance", from: 80, side: "below", step: "full" },
    price: { kind: "amount", amount: 100 },
  },
  {
    id: "email-points",
    targets: ["email"],
    quantity: { per: "distance", from: 95, side: "below", step: "full" },
    price: { kind: "amount", amount: 100 },
  },
  {
    id: "bicycles-short",
    targets: ["bicycles"],
    quantity: { per: "excess", over: 90, side: "below" },
    price: { kind: "amount", amount: 15 },
  },
  {
    id: "cluster-minutes",
    targets: ["clusters"],
    when: { always: true },
    quantity: { per: "incident-time", freeMinutes: 10, step: "full", window: { from: "06:00", until: "22:00" } },
    price: { kind: "amount", amount: 1 },
    grace: { months: 6, phases: [{ name: "Phase 1", completedOn: "2016-03-01" }] },
  },
];

const DOCUMENT = contract({
  vendor: "motivate",
  from: "2016-01-01",
  targets: TARGETS,
  scheme: {
    rules: RULES,
    readings: [
      {
        id: "percentage-points",
        clause: "KPI 9",
        question: "Is a percentage point full, started or in proportion?",
        applies: "Full percentage points",
        others: [
          { reading: "In proportion", rules: { "telephone-points": { quantity: { step: "proportional" } } } },
          { reading: "Started percentage points", rules: { "telephone-points": { quantity: { step: "started" } } } },
        ],
      },
      {
        id: "bicycles-per-day",
        clause: "KPI 11",
        question: "Is the shortfall that of the monthly average or the sum of the days?",
        applies: "Of the monthly average",
        others: [{ reading: "Sum of the days", targets: { bicycles: { period: "day" } } }],
      },
      {
        id: "clock",
        clause: "KPI 12",
        question: "Do the ten free minutes run before 06:00?",
        applies: "They run from 06:00",
        others: [
          {
            reading: "They run from the start of the outage",
            rules: { "cluster-minutes": { quantity: { clock: "always" } } },
          },
        ],
      },
    ],
  },
});

const BEFORE_AND_AFTER = Array.from({ length: 30 }, (_, index) => {
  const available = index < 10 ? 860 : 905;
  return [`2016-09-${String(index + 1).padStart(2, "0")}`, available] as const;
});

const SEPTEMBER = {
  results: {
    "2016-09": { program: 5 * HOUR + 20 * 60, telephone: 76.4, email: 93, bicycles: [890, 1000], clusters: 1 },
    ...Object.fromEntries(BEFORE_AND_AFTER.map(([day, available]) => [day, { bicycles: [available, 1000] }])),
  },
  incidents: {
    clusters: [{ name: "Cluster 7", day: "2016-09-12", from: 5 * 60 + 50, until: 6 * 60 + 25, phase: "Phase 1" }],
  },
} as const;

it("charges started hours, full percentage points, missing bicycles and minutes after the first ten", () => {
  expect(amounts(statement(sowOf(DOCUMENT), "2016-09", SEPTEMBER))).toEqual({
    "program-hours@2016-09": "1800.00",
    "telephone-points@2016-09": "300.00",
    "email-points@2016-09": "200.00",
    "bicycles-short@2016-09": "150.00",
    "cluster-minutes@2016-09": "15.00",
  });
});

it("states the money of the other readings", () => {
  const { readings, totalMinor } = statement(sowOf(DOCUMENT), "2016-09", SEPTEMBER);
  const differences = readings.map(({ id, others }) => [
    id,
    others.map((other) => (other.totalMinor - totalMinor) / 100),
  ]);
  expect(differences).toEqual([
    ["percentage-points", [360 - 300, 400 - 300]],
    ["bicycles-per-day", [6000 - 150]],
    ["clock", [25 - 15]],
  ]);
});

it("charges the website's hours once a year", () => {
  const facts = { results: { "2016": { website: 4 * HOUR } } };
  expect(amounts(statement(sowOf(DOCUMENT), "2016-12", facts))).toEqual({ "website-hours@2016": "200.00" });
  expect(amounts(statement(sowOf(DOCUMENT), "2016-11", facts))).toEqual({});
});

it("charges nothing in the first six months after a phase is completed: to August 31", () => {
  const outage = (day: string) => ({
    results: { [day.slice(0, 7)]: { clusters: 1 } },
    incidents: { clusters: [{ name: "Cluster 7", day, from: 350, until: 385, phase: "Phase 1" }] },
  });
  expect(total(statement(sowOf(DOCUMENT), "2016-08", outage("2016-08-20")))).toBe("0.00");
  expect(total(statement(sowOf(DOCUMENT), "2016-08", outage("2016-08-31")))).toBe("0.00");
  expect(total(statement(sowOf(DOCUMENT), "2016-09", outage("2016-09-01")))).toBe("15.00");
});
