import { expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { amounts, contract, sowOf, statement, total, type Given } from "./month";

/* Single clauses of other contracts, each with a setting of its own. Results are made up. */

type Targets = SowDocument["versions"][number]["targets"];
type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;

function month(targets: Targets, scheme: Scheme, results: Record<string, Given>, key = "2021-03") {
  const document = contract({ vendor: "clauses", targets, scheme });
  return statement(sowOf(document), key, { results: { [key]: results, "2021-Q1": results } });
}

it("PG-5: charges each percentage point or fraction of one below 90.0% in a quarter", () => {
  const made = (result: number, target: Partial<Targets[number]>) =>
    total(
      month(
        [
          {
            id: "answered",
            metric: "service-level",
            comparator: ">=",
            expected: 90,
            period: "quarter",
            rounding: "none",
            ...target,
          } as Targets[number],
        ],
        {
          rules: [
            {
              id: "points",
              targets: ["answered"],
              quantity: { per: "distance", from: 90, side: "below", step: "started" },
              price: { kind: "amount", amount: 2000 },
            },
          ],
        },
        { answered: result },
      ),
    );
  expect(made(87.3, {})).toBe("6000.00");
  expect(made(89.96, {})).toBe("2000.00");
  expect(made(89.96, { rounding: "before-comparison", decimals: 1 })).toBe("0.00");
});

it.each([
  ["full", "5000.00"],
  ["proportional", "8000.00"],
  ["started", "10000.00"],
] as const)("financial accuracy: charges %s percentage points below 99 percent", (step, expected) => {
  const made = month(
    [
      {
        id: "accuracy",
        metric: "stated-share",
        parameters: { amount: "paid-right", base: "paid" },
        comparator: ">=",
        expected: 99,
      },
    ],
    {
      rules: [
        {
          id: "points",
          targets: ["accuracy"],
          quantity: { per: "distance", from: 99, side: "below", step },
          price: { kind: "amount", amount: 5000 },
        },
      ],
    },
    { accuracy: 97.4 },
  );
  expect(total(made)).toBe(expected);
});

it("Metavante: suspends the standards in a month of misdirected calls and charges the client for each of them", () => {
  const made = (misdirected: number) =>
    month(
      [
        {
          id: "answered",
          metric: "service-level",
          parameters: { thresholdSeconds: 30 },
          comparator: ">=",
          expected: 85,
        },
        {
          id: "misdirected",
          metric: "stated-share",
          parameters: { amount: "misdirected", base: "calls" },
          comparator: "<",
          expected: 3,
          rounding: "none",
          weight: 0,
        },
      ],
      {
        rules: [
          { id: "answered", targets: ["answered"], price: { kind: "amount", amount: 1000 } },
          {
            id: "misdirected-calls",
            kind: "charge",
            targets: ["misdirected"],
            when: { result: ">=", level: 3 },
            quantity: { per: "excess", over: 0 },
            price: { kind: "amount", amount: 10 },
          },
        ],
        suspensions: [
          {
            id: "misdirected",
            name: "Misdirected calls",
            when: { result: ">=", level: 3, target: "misdirected" },
            targets: ["answered"],
          },
        ],
      },
      { answered: 60, misdirected: [misdirected, 20_000] },
    );
  const suspended = made(640);
  expect(amounts(suspended)).toEqual({ "misdirected-calls@2021-03": "-6400.00" });
  expect(suspended.targets.find(({ target }) => target === "answered")).toMatchObject({
    verdict: "suspended",
    suspendedBy: "Misdirected calls",
  });
  expect(amounts(made(599))).toEqual({ "answered@2021-03": "1000.00" });
});

it.each([
  [76, 4.9, "-10000.00"],
  [82, 5.1, "0.00"],
  [74, 3, "0.00"],
  [59.9, 3, "10000.00"],
  [60, 3, "0.00"],
])("Vermont: at %s percent answered and %s percent abandoned the month ends at %s", (answered, abandoned, expected) => {
  const made = month(
    [
      { id: "answered", metric: "service-level", parameters: { thresholdSeconds: 24 }, comparator: ">=", expected: 75 },
      { id: "abandoned", metric: "abandonment", comparator: "<=", expected: 5 },
    ],
    {
      rules: [
        {
          id: "bonus",
          kind: "bonus",
          targets: ["answered"],
          when: {
            all: [
              { result: ">=", level: 75 },
              { result: "<=", level: 5, target: "abandoned" },
            ],
          },
          price: { kind: "amount", amount: 10_000 },
        },
        {
          id: "penalty",
          targets: ["answered"],
          when: { result: "<", level: 60 },
          price: { kind: "amount", amount: 10_000 },
        },
      ],
    },
    { answered, abandoned },
  );
  expect(total(made)).toBe(expected);
});

it("EFSA: two clauses give thirty times different money; only service fees bear it, reimbursed costs never", () => {
  const document = contract({
    vendor: "efsa",
    document: { currency: "EUR" },
    targets: [
      {
        id: "disruptions",
        metric: "stated-count",
        parameters: { amount: "disruptions" },
        comparator: "<=",
        expected: 0,
      },
      { id: "days-late", metric: "stated-count", parameters: { amount: "days-late" }, comparator: "<=", expected: 0 },
    ],
    scheme: {
      bases: [{ id: "fees", name: "Service fees", excludes: ["reimbursed-costs"] }],
      rules: [
        { id: "specification", targets: ["disruptions"], price: { kind: "percent", percent: 15, base: "fees" } },
        {
          id: "general-conditions",
          targets: ["days-late"],
          quantity: { per: "excess", over: 0 },
          price: { kind: "percent", percent: 30, base: "fees", dividedBy: 60 },
        },
      ],
    },
  });
  const made = statement(sowOf(document), "2021-03", {
    results: { "2021-03": { disruptions: 1, "days-late": 1 } },
    charges: {
      "2021-03": [
        { kind: "service", amountMinor: 10_000_000 },
        { kind: "reimbursed-costs", amountMinor: 4_000_000 },
      ],
    },
  });
  expect(amounts(made)).toEqual({ "specification@2021-03": "15000.00", "general-conditions@2021-03": "500.00" });
});
