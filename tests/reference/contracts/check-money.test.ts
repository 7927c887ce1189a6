import { describe, expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { checkMoney } from "~/domain/contracts/credits/check-money";
import { MAX_MONEY_WARNINGS, moneyWarnings } from "~/domain/contracts/credits/money-warnings";
import { contract, sowOf } from "./month";

/* Contradictions between the clauses of a document, as a person who edits it is warned of them. */

type Targets = SowDocument["versions"][number]["targets"];
type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;

const CSAT: Targets[number] = { id: "csat", metric: "csat", comparator: ">=", expected: 85, minimum: 80, decimals: 1 };
const SPEED: Targets[number] = { id: "speed", metric: "asa", comparator: "<=", expected: 30, rounding: "none" };

function found(targets: Targets, scheme: Scheme): string[] {
  const sow = sowOf(contract({ vendor: "checked", targets, scheme }));
  return sow.versions.flatMap((version) =>
    checkMoney(sow, version).map(({ code, path }) => `${code} at ${path.join(".")}`),
  );
}

const bandsThatFavorWorse: Scheme = {
  rules: [
    { id: "speed", targets: ["speed"], price: { kind: "amount", amount: 10 } },
    {
      id: "bands",
      targets: ["csat"],
      when: { misses: "expected" },
      quantity: {
        per: "band",
        bands: [
          { until: 80, includes: "neither", value: 10 },
          { from: 80, until: 85, includes: "from", value: 50 },
        ],
      },
      price: { kind: "amount", amount: 1000 },
    },
  ],
};

it("warns of a better result that costs more, also where other targets have rules", () => {
  expect(found([CSAT, SPEED], bandsThatFavorWorse)).toEqual(["better-costs-more at rules.1"]);
});

it("warns of a better daily result that costs more", () => {
  const daily = [{ ...CSAT, period: "day" as const }, SPEED];
  expect(found(daily, bandsThatFavorWorse)).toEqual(["better-costs-more at rules.1"]);
});

it("warns of a rule that no result triggers, a cap below a single credit and an example that the rule does not give", () => {
  const scheme: Scheme = {
    rules: [
      { id: "csat", targets: ["csat"], price: { kind: "amount", amount: 500 } },
      { id: "never", targets: ["speed"], when: { result: "<", level: 0 }, price: { kind: "amount", amount: 1 } },
    ],
    caps: [{ id: "month", per: "period", limit: { amount: 400 } }],
    examples: [{ id: "printed", name: "Printed", rule: "csat", result: 79, amount: 600 }],
  };
  expect(found([CSAT, SPEED], scheme)).toEqual([
    "never-applies at rules.1",
    "cap-below-credit at caps.0",
    "example-differs at examples.0",
  ]);
});

it("does not warn of a rule that only several misses in a row trigger", () => {
  const rules: Scheme["rules"] = [
    {
      id: "three",
      targets: ["csat"],
      when: { misses: "expected", inARow: 3 },
      price: { kind: "amount", amount: 1 },
    },
  ];
  expect(found([{ ...CSAT, period: "day" }], { rules })).toEqual([]);
});

it("names the place in the document also where versions are not in the order of their first day", () => {
  const clause = (id: string, amount: number) => ({
    id,
    targets: ["csat"],
    price: { kind: "amount" as const, amount },
  });
  const document = contract({
    vendor: "checked",
    targets: [CSAT],
    scheme: {},
    document: {
      versions: [
        {
          version: 2,
          effectiveFrom: "2022-01-01",
          targets: [CSAT],
          creditScheme: { rules: [clause("clause", 100), clause("table", 50)] },
        },
        { version: 1, effectiveFrom: "2021-01-01", targets: [CSAT] },
      ],
    },
  });
  expect(moneyWarnings(document, sowOf(document)).map(({ code, path, pathLabel }) => [code, path, pathLabel])).toEqual([
    ["two-clauses", "versions[0].creditScheme.rules[1]", "Version 2 (1st), rule table (2nd)"],
  ]);
});

describe("a document as large as the schema allows", () => {
  const ids = Array.from({ length: 200 }, (_, index) => `t${index}`);
  const targets = ids.map((id): Targets[number] => ({
    ...CSAT,
    id,
    scope: { program: id },
  }));
  const rules = ids.map((id, index): NonNullable<Scheme["rules"]>[number] => ({
    id: `r${index}`,
    targets: ids.slice(index % 175, (index % 175) + 25),
    quantity: {
      per: "band",
      bands: Array.from({ length: 60 }, (_, band) => ({
        from: band,
        until: band + 1,
        includes: "from",
        value: band + 1,
      })),
    },
    price: { kind: "amount", amount: 10 + index },
  }));

  it("is checked with bounded work, and lists a bounded number of warnings", () => {
    const document = contract({ vendor: "checked", targets, scheme: { rules } });
    const warnings = moneyWarnings(document, sowOf(document));
    expect(warnings.map(({ code }) => code)).toContain("two-clauses");
    expect(warnings.length).toBeLessThanOrEqual(MAX_MONEY_WARNINGS);
  });
});
