import { expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { validateSow } from "~/domain/contracts/validate";
import { amounts, contract, sowOf, statement, statements, total, type Facts } from "./month";

/*
 * Rows of the public contracts of this folder that bear no money in the copy that was read, and settings that several of them share: indexes,
 * currencies, invoices that arrive later, amendments. The allowances are those that the first contract prints; results are made up.
 */

type Targets = SowDocument["versions"][number]["targets"];
type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;

function count(id: string, expected = 0, period: "month" | "contract-year" = "month"): Targets[number] {
  return { id, metric: "stated-count", parameters: { amount: id }, comparator: "<=", expected, period };
}

const CSAT = {
  id: "csat",
  metric: "csat",
  comparator: ">=",
  expected: 85,
  minimum: 80,
} as const satisfies Targets[number];

it("Redwood City: scores rows whose money was not read against their printed allowances, and charges nothing", () => {
  const targets = [count("placement", 92), count("noise", 12), count("spills", 22)];
  const made = statement(sowOf(contract({ vendor: "recology", targets, scheme: {} })), "2021-01", {
    results: { "2021-01": { placement: 92, noise: 13, spills: 0 } },
  });
  expect(made.targets.map(({ target, verdict }) => [target, verdict])).toEqual([
    ["placement", "met"],
    ["noise", "missed"],
    ["spills", "met"],
  ]);
  expect(made.lines).toEqual([]);
});

it("Redwood City: pays $70 for each ton below the average of five years of a partial diversion level", () => {
  const level = {
    id: "partial",
    metric: "stated-share",
    parameters: { amount: "diverted", base: "tons" },
    comparator: ">=",
    expected: 0,
    rounding: "none",
    period: "year",
  } as const satisfies Targets[number];
  const history = { history: "average", periods: 5 } as const;
  const scheme: Scheme = {
    rules: [
      {
        id: "below",
        targets: ["partial"],
        when: { result: "<", level: history },
        quantity: { per: "excess", over: history, side: "below" },
        price: { kind: "amount", amount: 70 },
      },
    ],
  };
  const document = sowOf(contract({ vendor: "recology", from: "2016-01-01", targets: [level], scheme }));
  const results = Object.fromEntries(
    [400, 410, 390, 420, 380, 385].map((tons, index) => [String(2016 + index), { partial: [tons, 1000] as const }]),
  );
  // The average of the five years is 40% of 1,000 tons; 15 tons are missing.
  expect(total(statement(document, "2021-12", { results }))).toBe("1050.00");
});

it("Motivate: scores stations in the aggregate, without money, which was not read", () => {
  const stations = {
    id: "stations",
    clause: "KPI 7",
    metric: "stated-share",
    parameters: { amount: "station-minutes-operable", base: "station-minutes" },
    comparator: ">=",
    expected: 99,
    rounding: "none",
  } as const satisfies Targets[number];
  const made = statement(sowOf(contract({ vendor: "motivate", targets: [stations], scheme: {} })), "2021-09", {
    results: { "2021-09": { stations: [98_999, 100_000] } },
  });
  expect(made.targets.map(({ verdict }) => verdict)).toEqual(["missed"]);
  expect(total(made)).toBe("0.00");
});

it("Iowa: states what the other reading of the reporting period, a quarter, would give", () => {
  const abandonment = {
    id: "abandoned",
    metric: "abandonment",
    comparator: "<=",
    expected: 5,
    rounding: "none",
  } as const;
  const document = contract({
    vendor: "iowa",
    targets: [abandonment],
    scheme: {
      rules: [{ id: "abandoned", targets: ["abandoned"], price: { kind: "amount", amount: 5000 } }],
      readings: [
        {
          id: "reporting-period",
          question: "Is the reporting period a month or a quarter?",
          applies: "A month",
          others: [{ reading: "A quarter", targets: { abandoned: { period: "quarter" } } }],
        },
      ],
    },
  });
  const facts: Facts = {
    results: {
      "2021-01": { abandoned: [60, 1000] },
      "2021-02": { abandoned: [40, 1000] },
      "2021-03": { abandoned: [60, 1000] },
      "2021-Q1": { abandoned: [160, 3000] },
    },
  };
  const made = statements(sowOf(document), ["2021-01", "2021-02", "2021-03"], facts);
  expect(made.map(total)).toEqual(["5000.00", "0.00", "5000.00"]);
  expect(made.map(({ readings }) => readings[0]?.others[0]?.totalMinor)).toEqual([0, 0, 500_000]);
});

it.each([
  ["each change to the cent", { rounds: "each-change" }, "1.06"],
  ["after the last change", { rounds: "last-change" }, "1.07"],
  ["to whole dollars", { rounding: { decimals: 0 } }, "1.00"],
  ["not at all, but for the line itself", { rounding: "none" }, "1.07"],
] as const)("rounds an indexed amount %s", (_name, rounding, expected) => {
  const changes = [
    { from: "2022-01-01", percent: 3.4 },
    { from: "2023-01-01", percent: 3.1 },
  ];
  const document = contract({
    vendor: "indexed",
    targets: [CSAT],
    scheme: {
      indexes: [{ id: "cpi", name: "CPI", changes, ...rounding }],
      rules: [{ id: "csat", targets: ["csat"], price: { kind: "amount", amount: 1, index: "cpi" } }],
    },
  });
  // 1.034 × 1.031 = 1.066054; rounded each time: 1.03, then 1.0619.
  expect(total(statement(sowOf(document), "2023-01", { results: { "2023-01": { csat: 70 } } }))).toBe(expected);
});

it("rounds to whole yen, a currency without decimals", () => {
  const document = contract({
    vendor: "yen",
    targets: [CSAT],
    scheme: {
      bases: [{ id: "fees", name: "Fees" }],
      rules: [{ id: "csat", targets: ["csat"], price: { kind: "percent", percent: 2.5, base: "fees" } }],
    },
    document: { currency: "JPY" },
  });
  const made = statement(sowOf(document), "2021-01", {
    results: { "2021-01": { csat: 70 } },
    charges: { "2021-01": [{ kind: "service", amountMinor: 1_234_580 }] },
  });
  // 2.5% of ¥1,234,580 is ¥30,864.5.
  expect([made.currency, made.totalMinor]).toEqual(["JPY", 30_865]);
});

it("has one currency: a version cannot name another", () => {
  const document = contract({ vendor: "two", targets: [CSAT], scheme: {} });
  const versions = document.versions.map((version) => ({ ...version, currency: "EUR" }));
  const reading = validateSow({ ...document, versions });
  expect(reading.ok ? [] : reading.problems.map(({ code, path }) => `${code} at ${path}`)).toEqual([
    "unknown-field at versions[0].currency",
  ]);
});

it("waits for next month's invoice where a percentage refers to it, and is complete once it arrives", () => {
  const document = sowOf(
    contract({
      vendor: "next",
      targets: [CSAT],
      scheme: {
        bases: [{ id: "next", name: "Next month's charges", of: "next-period" }],
        rules: [{ id: "csat", targets: ["csat"], price: { kind: "percent", percent: 2, base: "next" } }],
      },
    }),
  );
  const results = { "2021-01": { csat: 70 } };
  const january = [{ kind: "service", amountMinor: 5_000_000 }];
  const waiting = statement(document, "2021-01", { results, charges: { "2021-01": january } });
  expect([total(waiting), waiting.problems.map(({ code }) => code)]).toEqual(["0.00", ["no-charges"]]);
  const arrived = { "2021-01": january, "2021-02": [{ kind: "service", amountMinor: 10_000_000 }] };
  const complete = statement(document, "2021-01", { results, charges: arrived });
  expect([total(complete), complete.problems]).toEqual(["2000.00", []]);
});

it("scores a contract year by the version in force on its first day, though an amendment changes the price in its middle", () => {
  const version = (number: number, effectiveFrom: string, amount: number): SowDocument["versions"][number] => ({
    version: number,
    effectiveFrom,
    targets: [count("events", 0, "contract-year"), CSAT],
    creditScheme: {
      rules: ["events", "csat"].map((id) => ({ id, targets: [id], price: { kind: "amount", amount } })),
    },
  });
  const document = contract({
    vendor: "amended",
    targets: [],
    scheme: {},
    document: { versions: [version(1, "2020-07-01", 100), version(2, "2021-01-15", 300)] },
  });
  const made = statements(sowOf(document), ["2021-01", "2021-02", "2021-06"], {
    results: {
      "2021-01": { csat: 70 },
      "2021-02": { csat: 70 },
      "2021-06": { csat: 90 },
      "2021~07-01": { events: 1 },
    },
  });
  // The amendment of January 15 takes effect with February, and for the contract year with the next one.
  expect(made.map(amounts)).toEqual([
    { "csat@2021-01": "100.00" },
    { "csat@2021-02": "300.00" },
    { "events@2021~07-01": "100.00" },
  ]);
});
