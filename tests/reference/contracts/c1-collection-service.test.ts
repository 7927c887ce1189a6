import { expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { amounts, contract, sowOf, statement, statements, total, type Facts } from "./month";

/*
 * City of Redwood City – Recology San Mateo County, "Collection Services Franchise Agreement", attachments I and J (agreement 2018.054).
 * The rules and the printed allowances are those of the contract; the results of the months are made up.
 */

const count = { metric: "stated-count", comparator: "<=", decimals: 0 } as const;

const TARGETS: SowDocument["versions"][number]["targets"] = [
  { id: "speed", clause: "I-1", metric: "asa", comparator: "<=", expected: 30, rounding: "none" },
  {
    id: "hold",
    clause: "I-2",
    name: "Calls held longer than 90 s",
    metric: "stated-share",
    parameters: { amount: "held-over-90", base: "received" },
    comparator: "<=",
    expected: 5,
    rounding: "none",
    period: "quarter",
  },
  { ...count, id: "missed-pickups", clause: "I-3", parameters: { amount: "missed-pickups" }, expected: 0 },
  { ...count, id: "quality", clause: "J-1A", parameters: { amount: "quality-complaints" }, expected: 5 },
  { ...count, id: "late-service", clause: "J-2", parameters: { amount: "late-service" }, expected: 12 },
];

const SHARES = { "Redwood City": [5, 12], "San Mateo": [6, 14], "Menlo Park": [3, 5], Atherton: [1, 1] } as const;
const OTHERS = [15, 28] as const;

function allowance(id: string, column: 0 | 1, printedTotal: number) {
  const shares = Object.entries(SHARES).map(([name, printed]) => [name, printed[column]] as const);
  return {
    id,
    name: id,
    total: printedTotal,
    shares: Object.fromEntries([...shares, ["Nine other agencies", OTHERS[column]]]),
  };
}

const SCHEME: NonNullable<SowDocument["versions"][number]["creditScheme"]> = {
  indexes: [{ id: "cpi-u", name: "CPI-U", changes: [{ from: "2022-01-01", percent: 3.2 }] }],
  allowances: [allowance("complaints-30", 0, 30), allowance("complaints-60", 1, 60)],
  rules: [
    {
      id: "speed-above",
      targets: ["speed"],
      when: { result: ">", level: 30 },
      quantity: { per: "distance", from: 30, side: "above", step: "proportional" },
      price: { kind: "amount", amount: 500, index: "cpi-u" },
    },
    {
      id: "speed-bonus",
      kind: "bonus",
      targets: ["speed"],
      when: { result: "<", level: 15 },
      quantity: { per: "distance", from: 15, side: "below", step: "proportional" },
      price: { kind: "amount", amount: 500, index: "cpi-u" },
    },
    {
      id: "hold-time",
      targets: ["hold"],
      when: { result: ">", level: 5 },
      quantity: { per: "excess", over: 5 },
      price: { kind: "amount", amount: 5, index: "cpi-u" },
    },
    {
      id: "missed-pickup",
      targets: ["missed-pickups"],
      when: { result: ">", level: 0 },
      quantity: { per: "excess", over: 0 },
      price: { kind: "amount", amount: 50, index: "cpi-u" },
    },
    {
      id: "quality-complaints",
      targets: ["quality"],
      quantity: { per: "excess", over: { allowance: "complaints-30", share: "Redwood City" } },
      price: { kind: "amount", amount: 150, index: "cpi-u" },
    },
    {
      id: "late-service",
      targets: ["late-service"],
      quantity: { per: "excess", over: { allowance: "complaints-60", share: "Redwood City" } },
      price: { kind: "amount", amount: 100, index: "cpi-u" },
    },
  ],
  readings: [
    {
      id: "hold-threshold",
      clause: "I-2",
      question: "From how many calls on does the $5 apply?",
      applies: "Calls beyond 5% of the calls received (text of the clause)",
      others: [
        {
          reading: "Every call held longer than 90 s (summary table)",
          rules: { "hold-time": { when: { result: ">", level: 0 }, quantity: { over: 0 } } },
        },
      ],
    },
    {
      id: "seconds",
      clause: "I-1",
      question: "Are parts of a second counted?",
      applies: "Parts of a second count",
      others: [
        {
          reading: "Rounded to whole seconds",
          targets: { speed: { rounding: "before-comparison", decimals: 0 } },
        },
        {
          reading: "Cut to whole seconds",
          targets: { speed: { rounding: "before-comparison", decimals: 0, roundingMode: "down" } },
        },
      ],
    },
  ],
};

const DOCUMENT = contract({ vendor: "recology", until: "2035-12-31", targets: TARGETS, scheme: SCHEME });

const FACTS: Facts = {
  results: {
    "2021-01": { speed: 36, "missed-pickups": 12, quality: 7, "late-service": 14 },
    "2021-02": { speed: 22.4, "missed-pickups": 9, quality: 5, "late-service": 12 },
    "2021-03": { speed: 13.5, "missed-pickups": 20, quality: 4, "late-service": 11 },
    "2021-Q1": { hold: [2884, 41_200] },
    "2022-01": { speed: 36, "missed-pickups": 12, quality: 5, "late-service": 12 },
    "2022-03": { speed: 20, "missed-pickups": 0, quality: 5, "late-service": 12 },
    "2022-Q1": { hold: [2884, 41_200] },
  },
};

it("makes the statements of the first quarter of 2021, with the bonus and the quarter's calls in March", () => {
  const [january, february, march] = statements(sowOf(DOCUMENT), ["2021-01", "2021-02", "2021-03"], FACTS);
  expect(january && amounts(january)).toEqual({
    "speed-above@2021-01": "3000.00",
    "missed-pickup@2021-01": "600.00",
    "quality-complaints@2021-01": "300.00",
    "late-service@2021-01": "200.00",
  });
  expect(january && total(january)).toBe("4100.00");
  expect(february && total(february)).toBe("450.00");
  expect(march && amounts(march)).toEqual({
    "speed-bonus@2021-03": "-750.00",
    "missed-pickup@2021-03": "1000.00",
    "hold-time@2021-Q1": "4120.00",
  });
  expect(march && total(march)).toBe("4370.00");
});

it("states what each other reading would give", () => {
  const march = statement(sowOf(DOCUMENT), "2021-03", FACTS);
  expect(
    march.readings.map(({ id, others }) => [id, others.map(({ totalMinor }) => totalMinor - march.totalMinor)]),
  ).toEqual([
    ["hold-threshold", [1_442_000 - 412_000]],
    ["seconds", [75_000 - 50_000, 75_000 - 100_000]],
  ]);
});

it("moves amounts with the index from 2022 on", () => {
  const january = statement(sowOf(DOCUMENT), "2022-01", FACTS);
  expect(amounts(january)).toEqual({ "speed-above@2022-01": "3096.00", "missed-pickup@2022-01": "619.20" });
  expect(amounts(statement(sowOf(DOCUMENT), "2022-03", FACTS))).toEqual({ "hold-time@2022-Q1": "4251.84" });
});

it("is free at exactly 30 s, unless a reading counts the second at the standard", () => {
  const facts = { results: { "2021-01": { ...FACTS.results["2021-01"], speed: 30 } } };
  expect(amounts(statement(sowOf(DOCUMENT), "2021-01", facts))).not.toHaveProperty("speed-above@2021-01");
  const counted = structuredClone(DOCUMENT);
  const rule = counted.versions[0]?.creditScheme?.rules?.[0];
  if (rule === undefined) throw new Error("No rule");
  rule.when = { result: ">=", level: 30 };
  rule.quantity = { per: "distance", from: 30, side: "above", step: "full", atLevel: "counts" };
  expect(amounts(statement(sowOf(counted), "2021-01", facts))["speed-above@2021-01"]).toBe("500.00");
});

it("gives the counts behind the amounts of 2012 that the staff report of 2013 names", () => {
  const year = contract({
    vendor: "recology",
    from: "2012-01-01",
    targets: [
      { ...count, id: "pickups", parameters: { amount: "pickups-below-standard" }, expected: 0 },
      { ...count, id: "held", parameters: { amount: "held-beyond-allowance" }, expected: 0 },
    ],
    scheme: {
      rules: [
        {
          id: "pickups",
          kind: "bonus",
          targets: ["pickups"],
          when: { always: true },
          quantity: { per: "excess", over: 0 },
          price: { kind: "amount", amount: 50 },
        },
        { id: "held", targets: ["held"], quantity: { per: "excess", over: 0 }, price: { kind: "amount", amount: 5 } },
      ],
    },
  });
  const made = statement(sowOf(year), "2012-12", { results: { "2012-12": { pickups: 3879, held: 4451 } } });
  expect(amounts(made)).toEqual({ "pickups@2012-12": "-193950.00", "held@2012-12": "22255.00" });
});

it("pays a bonus for each ton above the average of the five years before, and for a level above every earlier one", () => {
  const share = {
    metric: "stated-share",
    comparator: ">=",
    rounding: "none",
    period: "year",
    parameters: { amount: "diverted", base: "tons" },
  } as const;
  const document = contract({
    vendor: "recology",
    from: "2010-01-01",
    targets: [{ ...share, id: "diversion", expected: 0 }],
    scheme: {
      rules: [
        {
          id: "above-average",
          kind: "bonus",
          targets: ["diversion"],
          when: { result: ">", level: { history: "average", periods: 5 } },
          quantity: { per: "excess", over: { history: "average", periods: 5 } },
          price: { kind: "amount", amount: 70 },
        },
        {
          id: "record",
          kind: "bonus",
          targets: ["diversion"],
          when: { result: ">", level: { history: "best", start: 36.45 } },
          price: { kind: "amount", amount: 1 },
        },
      ],
    },
  });
  const shares = { "2012": 37.66, "2013": 38.59, "2014": 38.38, "2015": 37.64, "2016": 37, "2017": 40 };
  const results = Object.fromEntries(
    Object.entries(shares).map(([year, percent]) => [year, { diversion: [percent * 10, 1000] as const }]),
  );
  const made = statements(
    sowOf(document),
    Object.keys(shares).map((year) => `${year}-12`),
    { results },
  );
  const records = made.map(({ lines }) => lines.some(({ source }) => source === "record"));
  // The contract's own example pays 2013 only; its rule pays 2012 as well.
  expect(records).toEqual([true, true, false, false, false, true]);
  // (37.66 + 38.59 + 38.38 + 37.64 + 37) ÷ 5 = 37.854%; 400 tons − 378.54 tons = 21.46 × $70.
  expect(made.at(-1)?.lines.find(({ source }) => source === "above-average")?.amountMinor).toBe(-150_220);
});

it("refuses allowances that do not add up to the printed total", () => {
  const wrong = structuredClone(DOCUMENT);
  const shares = wrong.versions[0]?.creditScheme?.allowances?.[0]?.shares;
  if (shares === undefined) throw new Error("No shares");
  shares["Redwood City"] = 6;
  expect(() => sowOf(wrong)).toThrow("The shares add up to 31, not to the total 30");
});
