import { describe, expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { checkMoney } from "~/domain/contracts/credits/check-money";
import { validateSow } from "~/domain/contracts/validate";
import { amounts, contract, dollars, sowOf, statement, statements, total, type Facts, type Given } from "./month";

/* Single rules of public contracts, each with the money that its clause names or that follows from it. */

type Targets = SowDocument["versions"][number]["targets"];
type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;

const CSAT: Targets[number] = {
  id: "csat",
  metric: "csat",
  comparator: ">=",
  expected: 85,
  minimum: 80,
  criticality: "critical",
};
const SPEED: Targets[number] = { id: "speed", metric: "asa", comparator: "<=", expected: 30, rounding: "none" };
const AVAILABLE: Targets[number] = {
  id: "available",
  metric: "stated-share",
  parameters: { amount: "available", base: "minutes" },
  comparator: ">=",
  expected: 99.99,
  decimals: 2,
};
const COUNT: Targets[number] = { id: "events", metric: "stated-count", comparator: "<=", expected: 0 };

const INVOICE = { id: "invoice", name: "Invoice" };
const FEE_40K = { id: "fee", name: "Monthly fee", amount: 40_000 };

const HUNDRED_THOUSAND = [{ kind: "contact", amountMinor: 10_000_000 }];

function months(count: number, first = "2021-01"): string[] {
  const [year = 0, month = 0] = first.split("-").map(Number);
  return Array.from({ length: count }, (_, index) => {
    const at = month - 1 + index;
    return `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

function run(targets: Targets, scheme: Scheme, results: readonly Record<string, Given>[], facts: Partial<Facts> = {}) {
  const keys = months(results.length);
  const byMonth = Object.fromEntries(keys.map((key, index) => [key, results[index] ?? {}]));
  const document = contract({ vendor: "cases", targets, scheme });
  return statements(sowOf(document), keys, {
    results: byMonth,
    charges: Object.fromEntries(months(results.length + 2).map((key) => [key, HUNDRED_THOUSAND])),
    ...facts,
  });
}

function pointsOf(made: ReturnType<typeof run>): string[][] {
  return made.map(({ lines }) => lines.flatMap(({ points }) => points ?? []));
}

function totals(made: ReturnType<typeof run>): string[] {
  return made.map((one) => total(one));
}

describe("pool", () => {
  const scheme: Scheme = {
    bases: [INVOICE],
    pools: [{ id: "pool", name: "Pool", percent: 50, atRiskPercent: 10, base: "invoice" }],
    rules: [{ id: "csat", targets: ["csat"], price: { kind: "pool", pool: "pool", allocation: 40 } }],
  };

  it("credits 50% of the pool × 40% allocation × 10% of $100,000: $2,000", () => {
    const [made] = run([CSAT], scheme, [{ csat: 79 }]);
    expect(made && total(made)).toBe("2000.00");
  });

  it("credits nothing between expected and minimum", () => {
    expect(totals(run([CSAT], scheme, [{ csat: 82 }]))).toEqual(["0.00"]);
  });

  it("never credits more than the amount at risk", () => {
    const full: Scheme = {
      ...scheme,
      pools: [{ id: "pool", name: "Pool", percent: 100, allocationLimit: 250, atRiskPercent: 10, base: "invoice" }],
      rules: ["csat", "speed"].map((id) => ({
        id,
        targets: [id],
        price: { kind: "pool", pool: "pool", allocation: 90 },
      })),
    };
    const [made] = run([CSAT, SPEED], full, [{ csat: 79, speed: 31 }]);
    expect(made && amounts(made)).toEqual({
      "csat@2021-01": "9000.00",
      "speed@2021-01": "9000.00",
      "pool@2021-01": "-8000.00",
    });
    expect(made && total(made)).toBe("10000.00");
  });

  it("refuses allocations above the pool", () => {
    const rules = ["csat", "speed"].map((id) => ({
      id,
      targets: [id],
      price: { kind: "pool", pool: "pool", allocation: 60 } as const,
    }));
    const reading = validateSow(contract({ vendor: "cases", targets: [CSAT, SPEED], scheme: { ...scheme, rules } }));
    expect(!reading.ok && reading.problems.map(({ code }) => code)).toEqual(["above-the-pool"]);
  });
});

describe("flat", () => {
  const target = (id: string): Targets[number] => ({ ...COUNT, id, parameters: { amount: id } });
  const scheme: Scheme = {
    bases: [{ id: "fee", name: "Fee", amount: 1000 }],
    rules: ["a", "b", "c"].map((id) => ({ id, targets: [id], price: { kind: "percent", percent: 3, base: "fee" } })),
    caps: [{ id: "six-percent", per: "period", limit: { percent: 6, base: "fee" } }],
  };

  it.each([
    [{ a: 1, b: 0, c: 0 }, "30.00"],
    [{ a: 1, b: 1, c: 0 }, "60.00"],
    [{ a: 1, b: 1, c: 1 }, "60.00"],
  ])("credits 3%% of a fee of 1,000 for each failure and at most 6%%: %o, %s", (results, expected) => {
    expect(totals(run(["a", "b", "c"].map(target), scheme, [results]))).toEqual([expected]);
  });
});

describe("points", () => {
  const target: Targets[number] = { ...CSAT, expected: 99, minimum: 96, decimals: 1 };
  const rule = (id: string): NonNullable<Scheme["rules"]>[number] => ({
    id,
    targets: [id],
    when: { result: "<", level: 99 },
    quantity: {
      per: "band",
      bands: [
        { from: 98, until: 98.9, value: 1 },
        { from: 97, until: 97.9, value: 2 },
        { from: 96, until: 96.9, value: 3 },
        { until: 96, includes: "from", value: 4 },
      ],
    },
    price: { kind: "points", scheme: "points" },
    repeat: [{ inARow: 2, times: 2 }],
  });
  const scheme: Scheme = {
    bases: [{ id: "next", name: "Next month", of: "next-period" }],
    points: [
      {
        id: "points",
        name: "Service points",
        base: "next",
        table: [
          { from: 0, percent: 0 },
          { from: 5, percent: 0 },
          { from: 10, percent: 2 },
          { from: 15, percent: 4 },
          { from: 20, percent: 6 },
          { from: 25, percent: 8 },
          { from: 30, percent: 10 },
        ],
      },
    ],
    rules: [rule("csat")],
  };

  it("gives 1 point for 98.5, doubled in the next period", () => {
    const made = run([target], scheme, [{ csat: 98.5 }, { csat: 98.5 }, { csat: 99 }, { csat: 97.5 }]);
    expect(pointsOf(made)).toEqual([["1"], ["2"], [], ["2"]]);
  });

  it("gives 4 points below 96, and rounds 98.95 before it is compared", () => {
    const made = run([target], scheme, [{ csat: 95.9 }, { csat: 98.95 }]);
    expect(pointsOf(made)).toEqual([["4"], []]);
  });

  it.each([
    [4, "0.00"],
    [5, "0.00"],
    [10, "2000.00"],
    [14, "2000.00"],
    [15, "4000.00"],
    [20, "6000.00"],
    [25, "8000.00"],
    [30, "10000.00"],
    [90, "10000.00"],
  ])("turns %s points into %s of next month's charges of 100,000", (points, expected) => {
    const byCount: Scheme = {
      ...scheme,
      rules: [
        {
          id: "events",
          targets: ["events"],
          quantity: { per: "excess", over: 0 },
          price: { kind: "points", scheme: "points" },
        },
      ],
    };
    expect(totals(run([COUNT], byCount, [{ events: points }]))).toEqual([expected]);
  });

  it("prices points by band after a free allowance, dearer band by band", () => {
    const priced: Scheme = {
      bases: [INVOICE],
      points: [
        {
          id: "points",
          name: "Points",
          base: "invoice",
          prices: [{ until: 4, amount: 0 }, { until: 10, amount: 100 }, { amount: 250 }],
        },
      ],
      rules: [
        {
          id: "events",
          targets: ["events"],
          quantity: { per: "excess", over: 0 },
          price: { kind: "points", scheme: "points" },
        },
      ],
    };
    expect(totals(run([COUNT], priced, [{ events: 4 }, { events: 6 }, { events: 12 }]))).toEqual([
      "0.00",
      "200.00",
      "1100.00",
    ]);
  });
});

describe("per unit away from the target", () => {
  const scheme: Scheme = {
    rules: [
      {
        id: "slow",
        targets: ["speed"],
        when: { result: ">", level: 30 },
        quantity: { per: "distance", from: 30, side: "above", step: "proportional" },
        price: { kind: "amount", amount: 500 },
      },
      {
        id: "fast",
        kind: "bonus",
        targets: ["speed"],
        when: { result: "<", level: 15 },
        quantity: { per: "distance", from: 15, side: "below", step: "proportional" },
        price: { kind: "amount", amount: 500 },
      },
    ],
  };

  it.each([
    [47, "8500.00"],
    [22, "0.00"],
    [30, "0.00"],
    [15, "0.00"],
    [13, "-1000.00"],
  ])("at %s s the month ends at %s", (speed, expected) => {
    expect(totals(run([SPEED], scheme, [{ speed }]))).toEqual([expected]);
  });

  it.each([
    [97.5, "5000.00"],
    [98.5, "0.00"],
    [97, "10000.00"],
  ])("credits fees per full percentage point below 99.00: at %s it is %s", (available, expected) => {
    const perStep: Scheme = {
      bases: [INVOICE],
      rules: [
        {
          id: "full-steps",
          targets: ["available"],
          quantity: { per: "distance", from: 99, side: "below", step: "full" },
          price: { kind: "percent", percent: 5, base: "invoice" },
        },
      ],
    };
    expect(totals(run([{ ...AVAILABLE, expected: 99 }], perStep, [{ available }]))).toEqual([expected]);
  });
});

describe("cloud contact center tiers", () => {
  const scheme = (fee: number): Scheme => ({
    bases: [{ id: "fee", name: "Fee", amount: fee }],
    rules: [
      {
        id: "tiers",
        targets: ["available"],
        quantity: {
          per: "band",
          bands: [
            { until: 99.99, from: 99, includes: "from", value: 5 },
            { until: 99, from: 95, includes: "from", value: 15 },
            { until: 95, includes: "neither", value: 100 },
          ],
        },
        price: { kind: "percent", percent: 100, base: "fee" },
      },
    ],
    minimumPayable: 1,
  });

  it.each([
    [99.99, "0.00"],
    [99.5, "50.00"],
    [99, "50.00"],
    [98.99, "150.00"],
    [94.9, "1000.00"],
  ])("at %s percent available a fee of 1,000 loses %s", (available, expected) => {
    expect(totals(run([AVAILABLE], scheme(1000), [{ available }]))).toEqual([expected]);
  });

  it("pays nothing where the credit is not above $1", () => {
    expect(totals(run([AVAILABLE], scheme(16), [{ available: 99.5 }]))).toEqual(["0.00"]);
    expect(totals(run([AVAILABLE], scheme(20), [{ available: 99.5 }]))).toEqual(["0.00"]);
    expect(totals(run([AVAILABLE], scheme(20.2), [{ available: 99.5 }]))).toEqual(["1.01"]);
  });
});

describe("state tax agency", () => {
  it("2 occurrences × 0.03 × $40,000 are $2,400", () => {
    const scheme: Scheme = {
      bases: [FEE_40K],
      rules: [
        {
          id: "occurrences",
          targets: ["events"],
          quantity: { per: "excess", over: 0 },
          price: { kind: "percent", percent: 3, base: "fee" },
        },
      ],
    };
    expect(totals(run([COUNT], scheme, [{ events: 2 }]))).toEqual(["2400.00"]);
  });

  it("a deliverable seven days late costs $3,500, and never more than its price", () => {
    const scheme: Scheme = {
      bases: [{ id: "price", name: "Price of the deliverable", amount: 20_000 }],
      rules: [
        {
          id: "late",
          targets: ["events"],
          quantity: { per: "excess", over: 0 },
          price: { kind: "amount", amount: 500 },
          cap: { percent: 100, base: "price" },
        },
      ],
    };
    expect(totals(run([COUNT], scheme, [{ events: 7 }, { events: 60 }]))).toEqual(["3500.00", "20000.00"]);
  });
});

describe("UK call-off with a contradiction", () => {
  const rule = (id: string, percent: number): NonNullable<Scheme["rules"]>[number] => ({
    id,
    targets: ["available"],
    quantity: { per: "distance", from: 98, side: "below", step: "proportional" },
    price: { kind: "percent", percent, base: "invoice" },
  });
  const target: Targets[number] = { ...AVAILABLE, expected: 98 };

  it.each([
    [1, "23000.00"],
    [0.5, "11500.00"],
    [2, "46000.00"],
  ])("at 75 against 98 percent, %s percent of charges a point give %s", (percent, expected) => {
    expect(totals(run([target], { bases: [INVOICE], rules: [rule("clause", percent)] }, [{ available: 75 }]))).toEqual([
      expected,
    ]);
  });

  it("warns of two clauses that give different money for the same result", () => {
    const document = contract({
      vendor: "cases",
      targets: [target],
      scheme: { bases: [INVOICE], rules: [rule("clause", 1), rule("table", 0.5)] },
    });
    const sow = sowOf(document);
    const [version] = sow.versions;
    expect(version && checkMoney(sow, version).map(({ code }) => code)).toContain("two-clauses");
  });
});

describe("earn-back", () => {
  const scheme = (earnBack: NonNullable<Scheme["earnBacks"]>[number], changes: Partial<Scheme> = {}): Scheme => ({
    bases: [INVOICE],
    rules: [{ id: "csat", targets: ["csat"], price: { kind: "amount", amount: 2000 } }],
    earnBacks: [earnBack],
    ...changes,
  });
  const met = { csat: 85 };

  it("(a) returns half, $1,000, once the level was met for six months in a row", () => {
    const made = run([CSAT], scheme({ id: "half", when: "met", periods: 6, percent: 50 }), [
      { csat: 79 },
      ...Array.from({ length: 7 }, () => met),
    ]);
    expect(totals(made)).toEqual(["2000.00", "0.00", "0.00", "0.00", "0.00", "0.00", "-1000.00", "0.00"]);
  });

  it("(a) starts again after a miss", () => {
    const results = [{ csat: 79 }, met, met, { csat: 82 }, met, met, met, met, met, met];
    const made = run([CSAT], scheme({ id: "half", when: "met", periods: 6, percent: 50 }), results);
    expect(totals(made).map(Number)).toEqual([2000, 0, 0, 0, 0, 0, 0, 0, 0, -1000]);
  });

  it("(b) turns a credit into an offset after three months without one, which later credits use up", () => {
    const earnBack = { id: "offset", when: "no-credit", periods: 3, returns: "offset" } as const;
    const made = run([CSAT], scheme(earnBack), [{ csat: 79 }, met, met, met, { csat: 79 }, met]);
    expect(totals(made)).toEqual(["2000.00", "0.00", "0.00", "0.00", "0.00", "0.00"]);
    expect(made[3]?.lines.map(({ kind, netMinor }) => [kind, dollars(netMinor)])).toEqual([["offset", "2000.00"]]);
    expect(made[4]?.lines.map(({ kind, amountMinor }) => [kind, dollars(amountMinor)])).toEqual([
      ["credit", "2000.00"],
      ["offset-used", "-2000.00"],
    ]);
  });

  it("(b) leaves egregious failures out", () => {
    const earnBack = { id: "offset", when: "no-credit", periods: 3, returns: "offset", exceptEgregious: true } as const;
    const egregious = {
      rules: [{ id: "csat", targets: ["csat"], egregious: true, price: { kind: "amount", amount: 2000 } }],
    } satisfies Partial<Scheme>;
    const made = run([CSAT], scheme(earnBack, egregious), [{ csat: 79 }, met, met, met, { csat: 79 }]);
    expect(totals(made)).toEqual(["2000.00", "0.00", "0.00", "0.00", "2000.00"]);
  });

  it("(c) returns all where the level was exceeded in each of the next three months", () => {
    const earnBack = { id: "all", when: "exceeded", periods: 3 } as const;
    const better = { csat: 86 };
    expect(totals(run([CSAT], scheme(earnBack), [{ csat: 79 }, better, better, better]))).toEqual([
      "2000.00",
      "0.00",
      "0.00",
      "-2000.00",
    ]);
    expect(totals(run([CSAT], scheme(earnBack), [{ csat: 79 }, better, met, better]))).toEqual([
      "2000.00",
      "0.00",
      "0.00",
      "0.00",
    ]);
  });

  it("skips peak months", () => {
    const earnBack = { id: "all", when: "exceeded", periods: 3, exceptMonths: [2] } satisfies NonNullable<
      Scheme["earnBacks"]
    >[number];
    const better = { csat: 86 };
    const made = run([CSAT], scheme(earnBack), [{ csat: 79 }, { csat: 85 }, better, better, better]);
    expect(totals(made)).toEqual(["2000.00", "0.00", "0.00", "0.00", "-2000.00"]);
  });
});

describe("triggers", () => {
  const rule = (when: NonNullable<NonNullable<Scheme["rules"]>[number]["when"]>): Scheme => ({
    rules: [{ id: "csat", targets: ["csat"], when, price: { kind: "amount", amount: 100 } }],
  });
  const below = { csat: 82 };

  it("applies when expected is missed three periods in a row", () => {
    const made = run([CSAT], rule({ misses: "expected", inARow: 3 }), [
      below,
      below,
      below,
      below,
      { csat: 85 },
      below,
    ]);
    expect(totals(made).map(Number)).toEqual([0, 0, 100, 100, 0, 0]);
  });

  it("applies when expected is missed four times within twelve periods", () => {
    const results = [below, { csat: 85 }, below, { csat: 85 }, below, { csat: 85 }, below];
    const made = run([CSAT], rule({ misses: "expected", times: 4, within: 12 }), results);
    expect(totals(made).map(Number)).toEqual([0, 0, 0, 0, 0, 0, 100]);
  });

  it("multiplies a second miss in a row", () => {
    const scheme: Scheme = {
      rules: [
        {
          id: "csat",
          targets: ["csat"],
          price: { kind: "amount", amount: 100 },
          repeat: [
            { inARow: 2, times: 1.5 },
            { inARow: 3, times: 2 },
          ],
        },
      ],
    };
    const miss = { csat: 70 };
    expect(totals(run([CSAT], scheme, [miss, miss, miss, { csat: 85 }, miss])).map(Number)).toEqual([
      100, 150, 200, 0, 100,
    ]);
  });

  it("credits only the largest of several failures of one incident", () => {
    const scheme: Scheme = {
      rules: [
        { id: "csat", targets: ["csat"], incident: "outage", price: { kind: "amount", amount: 100 } },
        { id: "speed", targets: ["speed"], incident: "outage", price: { kind: "amount", amount: 300 } },
      ],
    };
    expect(totals(run([CSAT, SPEED], scheme, [{ csat: 70, speed: 40 }]))).toEqual(["300.00"]);
  });
});

describe("rights", () => {
  const scheme: Scheme = {
    rights: [
      { id: "two-of-four", name: "Terminate", misses: "minimum", times: 2, within: 4 },
      { id: "in-a-row", name: "Terminate", misses: "minimum", inARow: 2 },
    ],
  };
  const states = (results: Record<string, Given>[]) =>
    run([CSAT], scheme, results)
      .at(-1)
      ?.rights.map(({ id, state }) => [id, state]);

  it("are one miss away after a miss, and given after the second", () => {
    expect(states([{ csat: 79 }])).toEqual([
      ["two-of-four", "one-away"],
      ["in-a-row", "one-away"],
    ]);
    expect(states([{ csat: 79 }, { csat: 85 }, { csat: 85 }])).toEqual([
      ["two-of-four", "one-away"],
      ["in-a-row", "none"],
    ]);
    expect(states([{ csat: 79 }, { csat: 85 }, { csat: 85 }, { csat: 85 }])).toEqual([
      ["two-of-four", "none"],
      ["in-a-row", "none"],
    ]);
    expect(states([{ csat: 79 }, { csat: 85 }, { csat: 79 }])).toEqual([
      ["two-of-four", "given"],
      ["in-a-row", "one-away"],
    ]);
    expect(states([{ csat: 79 }, { csat: 79 }])).toEqual([
      ["two-of-four", "given"],
      ["in-a-row", "given"],
    ]);
  });
});

describe("ratchet", () => {
  const better = Array.from({ length: 12 }, () => ({ csat: 91 }));

  it("moves the level halfway to the average of twelve months that were all above it", () => {
    const scheme: Scheme = { ratchets: [{ id: "ratchet", targets: ["csat"] }] };
    expect(run([CSAT], scheme, better).at(-1)?.ratchets).toMatchObject([
      { level: "85", average: "91", newLevel: "88" },
    ]);
    expect(run([CSAT], scheme, [...better.slice(1), { csat: 85 }]).at(-1)?.ratchets).toEqual([]);
  });

  it("limits a rise to a percentage of what is missing to 100%", () => {
    const scheme: Scheme = { ratchets: [{ id: "ratchet", targets: ["csat"], limitPercent: 10 }] };
    expect(run([CSAT], scheme, better).at(-1)?.ratchets).toMatchObject([{ newLevel: "86.5" }]);
  });
});

describe("caps over a year", () => {
  it("leave what earlier statements of the contract year used", () => {
    const scheme: Scheme = {
      rules: [{ id: "csat", targets: ["csat"], price: { kind: "amount", amount: 400 } }],
      caps: [{ id: "year", per: "contract-year", limit: { amount: 1000 } }],
    };
    const results = Array.from({ length: 14 }, () => ({ csat: 70 }));
    expect(totals(run([CSAT], scheme, results)).map(Number)).toEqual([
      400,
      400,
      200,
      ...Array<number>(9).fill(0),
      400,
      400,
    ]);
  });
});

it("reports why a statement cannot be final: a month that runs, no data, charges that are missing", () => {
  const scheme: Scheme = {
    bases: [INVOICE],
    rules: [{ id: "csat", targets: ["csat"], price: { kind: "percent", percent: 5, base: "invoice" } }],
  };
  const document = sowOf(contract({ vendor: "cases", targets: [CSAT], scheme }));
  const problems = (facts: Facts) => statement(document, "2021-01", facts).problems.map(({ code }) => code);
  expect(problems({ results: { "2021-01": { csat: 70 } }, asOf: "2021-01-20" })).toEqual(["running"]);
  expect(problems({ results: {} })).toEqual(["no-data"]);
  expect(problems({ results: { "2021-01": { csat: 70 } } })).toEqual(["no-charges"]);
  expect(problems({ results: { "2021-01": { csat: 70 } }, charges: { "2021-01": HUNDRED_THOUSAND } })).toEqual([]);
});
