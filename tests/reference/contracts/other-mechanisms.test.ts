import { describe, expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { contract, sowOf, statements, total, type Given } from "./month";

/* Mechanisms of cloud service levels, framework call-offs and outsourcing agreements, each as a document. Amounts and results are made up. */

type Targets = SowDocument["versions"][number]["targets"];
type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;

function count(id: string, expected = 0): Targets[number] {
  return { id, metric: "stated-count", parameters: { amount: id }, comparator: "<=", expected };
}

const CSAT = {
  id: "csat",
  metric: "csat",
  comparator: ">=",
  expected: 85,
  minimum: 80,
} as const satisfies Targets[number];
const FEES = { id: "fees", name: "Fees" };

function run(
  targets: Targets,
  scheme: Scheme,
  results: readonly Record<string, Given>[],
  charges: readonly (readonly [kind: string, major: number])[] = [["service", 100_000]],
  document: Partial<SowDocument> = {},
): string[] {
  const keys = results.map((_, index) => `2021-${String(index + 1).padStart(2, "0")}`);
  const month = charges.map(([kind, major]) => ({ kind, amountMinor: major * 100 }));
  const made = statements(sowOf(contract({ vendor: "other", targets, scheme, document })), keys, {
    results: Object.fromEntries(
      keys.flatMap((key, index) => [
        [key, results[index] ?? {}],
        ...((index + 1) % 3 === 0 ? [[`2021-Q${(index + 1) / 3}`, results[index] ?? {}] as const] : []),
      ]),
    ),
    charges: Object.fromEntries(keys.map((key) => [key, month])),
  });
  return made.map(total);
}

it("minutes of outage in tiers: up to 43 free, then 10%, from 432 on 25%, from 2,160 on all of the month's fee", () => {
  const scheme: Scheme = {
    bases: [FEES],
    rules: [
      {
        id: "outage",
        targets: ["minutes"],
        when: { always: true },
        quantity: {
          per: "band",
          bands: [
            { until: 43, value: 0 },
            { from: 43, until: 432, includes: "neither", value: 10 },
            { from: 432, until: 2160, includes: "from", value: 25 },
            { from: 2160, value: 100 },
          ],
        },
        price: { kind: "percent", percent: 100, base: "fees" },
      },
    ],
  };
  const minutes = [0, 43, 44, 431, 432, 2159, 2160].map((value) => ({ minutes: value }));
  expect(run([count("minutes")], scheme, minutes)).toEqual([
    "0.00",
    "0.00",
    "10000.00",
    "10000.00",
    "25000.00",
    "25000.00",
    "100000.00",
  ]);
});

it("a weighted score of all levels below 90: 0.5% of fees for each started point", () => {
  const score = {
    id: "score",
    metric: "stated-share",
    parameters: { amount: "points-earned", base: "points-possible" },
    comparator: ">=",
    expected: 90,
    rounding: "none",
  } as const satisfies Targets[number];
  const scheme: Scheme = {
    bases: [FEES],
    rules: [
      {
        id: "score",
        targets: ["score"],
        quantity: { per: "distance", from: 90, side: "below", step: "started" },
        price: { kind: "percent", percent: 0.5, base: "fees" },
      },
    ],
  };
  expect(run([score], scheme, [{ score: 90 }, { score: [447, 500] }, { score: 86 }])).toEqual([
    "0.00",
    "500.00",
    "2000.00",
  ]);
});

it("a share of the fee of the failed service alone", () => {
  const scheme: Scheme = {
    bases: [
      { id: "voice", name: "Voice", includes: ["voice"] },
      { id: "mail", name: "Mail", includes: ["mail"] },
    ],
    rules: [
      { id: "voice", targets: ["voice"], price: { kind: "percent", percent: 10, base: "voice" } },
      { id: "mail", targets: ["mail"], price: { kind: "percent", percent: 10, base: "mail" } },
    ],
  };
  const charges = [
    ["voice", 70_000],
    ["mail", 30_000],
  ] as const;
  const results = [
    { voice: 1, mail: 0 },
    { voice: 0, mail: 1 },
  ];
  expect(run([count("voice"), count("mail")], scheme, results, charges)).toEqual(["7000.00", "3000.00"]);
});

it("a holdback of 10% of each month's fee, released in the quarter whose milestone is met", () => {
  const milestone = {
    id: "milestone",
    metric: "stated-count",
    parameters: { amount: "open-points" },
    comparator: "<=",
    expected: 0,
    period: "quarter",
  } as const satisfies Targets[number];
  const scheme: Scheme = {
    bases: [FEES, { id: "quarter", name: "Fees of the quarter", months: 3 }],
    rules: [
      {
        id: "holdback",
        targets: ["csat"],
        when: { always: true },
        price: { kind: "percent", percent: 10, base: "fees" },
      },
      {
        id: "release",
        kind: "bonus",
        targets: ["milestone"],
        when: { meets: "expected", targets: ["milestone"] },
        price: { kind: "percent", percent: 10, base: "quarter" },
      },
    ],
  };
  const month = { csat: 90, milestone: 0 };
  expect(run([CSAT, milestone], scheme, [month, month, month])).toEqual(["10000.00", "10000.00", "-20000.00"]);
  const missed = { csat: 90, milestone: 1 };
  expect(run([CSAT, milestone], scheme, [missed, missed, missed])).toEqual(["10000.00", "10000.00", "10000.00"]);
});

it("gain share: the partner gets 30% of what its cost per contact saves below $5.00", () => {
  const cost = {
    id: "cost",
    metric: "cost-per-contact",
    comparator: "<=",
    expected: 5,
    rounding: "none",
  } as const satisfies Targets[number];
  const scheme: Scheme = {
    rules: [
      {
        id: "gain",
        kind: "bonus",
        targets: ["cost"],
        when: { result: "<", level: 5 },
        // Counted in cents: 30% of a cent is $0.003.
        quantity: { per: "excess", over: 5, side: "below" },
        price: { kind: "amount", amount: 0.003 },
      },
    ],
  };
  // 20,000 contacts × $5.00 are $100,000; invoiced were $90,000; 30% of $10,000.
  expect(run([cost], scheme, [{ cost: [9_000_000, 20_000] }, { cost: [11_000_000, 20_000] }])).toEqual([
    "-3000.00",
    "0.00",
  ]);
});

describe("a discount by volume", () => {
  it("on the whole volume of the month", () => {
    const scheme: Scheme = {
      bases: [FEES],
      rules: [
        {
          id: "discount",
          targets: ["volume"],
          when: { always: true },
          quantity: {
            per: "band",
            bands: [
              { until: 50_000, includes: "neither", value: 0 },
              { from: 50_000, until: 80_000, includes: "from", value: 2 },
              { from: 80_000, value: 5 },
            ],
          },
          price: { kind: "percent", percent: 100, base: "fees" },
        },
      ],
    };
    const volumes = [49_999, 50_000, 80_000].map((volume) => ({ volume }));
    expect(run([count("volume", 1e9)], scheme, volumes)).toEqual(["0.00", "2000.00", "5000.00"]);
  });

  it("band by band: the first 50,000 at full price, $0.02 off each of the next 30,000, $0.05 off each more", () => {
    const scheme: Scheme = {
      bases: [FEES],
      points: [
        {
          id: "volume",
          name: "Discount by volume",
          base: "fees",
          prices: [{ until: 50_000, amount: 0 }, { until: 80_000, amount: 0.02 }, { amount: 0.05 }],
        },
      ],
      rules: [
        {
          id: "contacts",
          targets: ["volume"],
          when: { always: true },
          quantity: { per: "excess", over: 0 },
          price: { kind: "points", scheme: "volume" },
        },
      ],
    };
    const volumes = [50_000, 60_000, 90_000].map((volume) => ({ volume }));
    expect(run([count("volume")], scheme, volumes)).toEqual(["0.00", "200.00", "1100.00"]);
  });
});

it("bonus and malus in proportion between two levels, flat beyond: 2% of fees at 75, nothing at 80, 2% bonus at 85", () => {
  const rule = (kind: "credit" | "bonus", side: "below" | "above"): NonNullable<Scheme["rules"]>[number] => ({
    id: kind,
    kind,
    targets: ["csat"],
    when: { always: true },
    quantity: { per: "distance", from: 80, side, unit: 5, step: "proportional", most: 1 },
    price: { kind: "percent", percent: 2, base: "fees" },
  });
  const scheme: Scheme = { bases: [FEES], rules: [rule("credit", "below"), rule("bonus", "above")] };
  const results = [70, 75, 77.5, 80, 82.5, 85, 95].map((csat) => ({ csat }));
  expect(run([{ ...CSAT, expected: 80, minimum: 75 }], scheme, results)).toEqual([
    "2000.00",
    "2000.00",
    "1000.00",
    "0.00",
    "-1000.00",
    "-2000.00",
    "-2000.00",
  ]);
});

it("the first failure within twelve months is free", () => {
  const scheme: Scheme = {
    rules: [
      {
        id: "again",
        targets: ["csat"],
        when: { misses: "minimum", times: 2, within: 12 },
        price: { kind: "amount", amount: 1000 },
      },
    ],
  };
  const results = [70, 90, 70, 90, 70].map((csat) => ({ csat }));
  expect(run([CSAT], scheme, results)).toEqual(["0.00", "0.00", "1000.00", "0.00", "1000.00"]);
});

it("a cap that steps up with an amendment", () => {
  const scheme = (percent: number): Scheme => ({
    bases: [FEES],
    rules: [{ id: "csat", targets: ["csat"], price: { kind: "percent", percent: 20, base: "fees" } }],
    caps: [{ id: "cap", per: "period", limit: { percent, base: "fees" } }],
  });
  const versions: SowDocument["versions"] = [
    { version: 1, effectiveFrom: "2021-01-01", targets: [CSAT], creditScheme: scheme(10) },
    { version: 2, effectiveFrom: "2021-03-01", targets: [CSAT], creditScheme: scheme(15) },
  ];
  const results = [70, 70, 70].map((csat) => ({ csat }));
  expect(run([CSAT], {}, results, undefined, { versions })).toEqual(["10000.00", "10000.00", "15000.00"]);
});

it("a credit only for failures that the client claimed", () => {
  const scheme: Scheme = {
    rules: [
      {
        id: "claimed",
        targets: ["csat"],
        when: { all: [{ misses: "minimum" }, { result: ">=", level: 1, target: "claims" }] },
        price: { kind: "amount", amount: 1000 },
      },
    ],
  };
  const results = [
    { csat: 70, claims: 0 },
    { csat: 70, claims: 1 },
    { csat: 90, claims: 1 },
  ];
  expect(run([CSAT, count("claims", 1e9)], scheme, results)).toEqual(["0.00", "1000.00", "0.00"]);
});

it("a cap of 10% of the charges of a rolling year, in the first months of those since the contract started", () => {
  const scheme: Scheme = {
    bases: [FEES, { id: "rolling", name: "Charges of the last twelve months", months: 12 }],
    rules: [{ id: "csat", targets: ["csat"], price: { kind: "percent", percent: 12, base: "fees" } }],
    caps: [{ id: "cap", per: "period", limit: { percent: 10, base: "rolling" } }],
  };
  expect(run([CSAT], scheme, [{ csat: 70 }, { csat: 70 }])).toEqual(["10000.00", "12000.00"]);
});
