import { describe, expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { validateSow } from "~/domain/contracts/validate";
import { amounts, contract, sowOf, statement, statements, total, type Facts, type Given } from "./month";

/* Documents and months at the edges of what a credit scheme can say. */

type Targets = SowDocument["versions"][number]["targets"];
type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;
type Version = SowDocument["versions"][number];

const CSAT = {
  id: "csat",
  metric: "csat",
  comparator: ">=",
  expected: 85,
  minimum: 80,
} as const satisfies Targets[number];
const COUNT = {
  id: "events",
  metric: "stated-count",
  comparator: "<=",
  expected: 0,
  parameters: { amount: "events" },
} as const satisfies Targets[number];

type Rule = NonNullable<Scheme["rules"]>[number];

function flat(id: string, amount: number, target = "csat"): Rule {
  return { id, targets: [target], price: { kind: "amount", amount } };
}

function versions(list: readonly Version[], document: Partial<SowDocument> = {}): SowDocument {
  return contract({ vendor: "edges", targets: [], scheme: {}, document: { versions: [...list], ...document } });
}

function problems(document: unknown): string[] {
  const reading = validateSow(document);
  return (reading.ok ? reading.warnings : reading.problems).map(({ code, path }) => `${code} at ${path}`);
}

function kinds(made: ReturnType<typeof statement>): string[] {
  return made.lines.map(({ kind, amountMinor }) => `${kind} ${amountMinor / 100}`);
}

const byMonth = (results: Record<string, Record<string, Given>>, facts: Partial<Facts> = {}): Facts => ({
  results,
  ...facts,
});

describe("invoices", () => {
  it("credit nothing of a month whose invoice is negative, such as one of credit notes", () => {
    const scheme: Scheme = {
      bases: [{ id: "invoice", name: "Invoice" }],
      pools: [{ id: "pool", name: "Pool", atRiskPercent: 10, base: "invoice" }],
      rules: [
        { id: "percent", targets: ["csat"], price: { kind: "percent", percent: 5, base: "invoice" } },
        { id: "pool", targets: ["csat"], price: { kind: "pool", pool: "pool", allocation: 50 } },
      ],
    };
    const made = statement(
      sowOf(contract({ vendor: "edges", targets: [CSAT], scheme })),
      "2021-03",
      byMonth({ "2021-03": { csat: 70 } }, { charges: { "2021-03": [{ kind: "notes", amountMinor: -500_000 }] } }),
    );
    expect(total(made)).toBe("0.00");
    expect(made.lines.every(({ amountMinor }) => Object.is(amountMinor, 0) || amountMinor > 0)).toBe(true);
  });
});

describe("calendars", () => {
  it("count a cap of a calendar year by the year that fiscal months are named for", () => {
    const document = contract({
      vendor: "edges",
      targets: [{ ...CSAT, period: "fiscal-month" }],
      scheme: {
        rules: [flat("csat", 600)],
        caps: [{ id: "year", per: "calendar-year", limit: { amount: 1000 } }],
      },
      document: { calendar: { kind: "monthly", fiscalMonthStartDay: 22 } },
      from: "2021-10-22",
    });
    const keys = ["2021-11@22", "2021-12@22", "2022-01@22", "2022-02@22", "2022-03@22"];
    const results = Object.fromEntries(keys.map((key) => [key, { csat: 70 }]));
    expect(statements(sowOf(document), keys, { results }).map(total)).toEqual([
      "600.00",
      "400.00",
      "600.00",
      "400.00",
      "0.00",
    ]);
  });

  it("judge quarters in the fiscal month in which they end", () => {
    const document = contract({
      vendor: "edges",
      targets: [{ ...CSAT, period: "quarter" }],
      scheme: { rules: [flat("csat", 600)] },
      document: { calendar: { kind: "monthly", fiscalMonthStartDay: 22 } },
    });
    const results = { "2021-Q1": { csat: 70 } };
    expect(
      statements(sowOf(document), ["2021-03@22", "2021-04@22", "2021-05@22"], { results }).map((made) => amounts(made)),
    ).toEqual([{}, { "csat@2021-Q1": "600.00" }, {}]);
  });

  it("return a credit of a week once the weeks after it met the target, also in the middle of a month", () => {
    const document = contract({
      vendor: "edges",
      targets: [{ ...CSAT, period: "week" }],
      scheme: {
        rules: [flat("csat", 100)],
        earnBacks: [{ id: "back", when: "met", periods: 6 }],
      },
    });
    const weeks = Array.from({ length: 14 }, (_, index) => `2021-W${String(index + 1).padStart(2, "0")}`);
    const results = Object.fromEntries(weeks.map((key, index) => [key, { csat: index === 0 ? 70 : 90 }]));
    const made = statements(sowOf(document), ["2021-01", "2021-02", "2021-03"], { results });
    expect(made.map(total)).toEqual(["100.00", "-100.00", "0.00"]);
  });
});

describe("names", () => {
  it("keep a rule, a cap and a points scheme of one ID apart", () => {
    const scheme: Scheme = {
      bases: [{ id: "fee", name: "Fee", amount: 1000 }],
      points: [{ id: "same", name: "Points", base: "fee", prices: [{ amount: 100 }] }],
      rules: [
        {
          id: "same",
          targets: ["events"],
          quantity: { per: "excess", over: 0 },
          price: { kind: "points", scheme: "same" },
        },
        { ...flat("outage", 300), incident: "outage" },
        { ...flat("other", 200), incident: "outage" },
      ],
      caps: [{ id: "outage", per: "period", limit: { amount: 500 } }],
      earnBacks: [{ id: "back", when: "no-credit", periods: 1 }],
    };
    const document = sowOf(contract({ vendor: "edges", targets: [CSAT, COUNT], scheme }));
    const [january, february] = statements(
      document,
      ["2021-01", "2021-02"],
      byMonth({ "2021-01": { csat: 70, events: 4 }, "2021-02": { csat: 90, events: 0 } }),
    );
    const ids = january?.lines.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    // Four points at 100 and the larger of two credits at 300: 700, of which the cap leaves 500.
    expect(january && total(january)).toBe("500.00");
    expect(february && total(february)).toBe("-500.00");
  });

  it.each(["constructor", "toString"])("take %s for a target and a share like any other name", (name) => {
    const document: unknown = JSON.parse(
      JSON.stringify(
        contract({
          vendor: "edges",
          targets: [{ ...COUNT, id: name }],
          scheme: {
            allowances: [{ id: "constructor", name: "Allowance", total: 3, shares: { one: 3 } }],
            rules: [
              {
                id: "constructor",
                targets: [name],
                quantity: { per: "excess", over: { allowance: "constructor", share: "one" } },
                price: { kind: "amount", amount: 10 },
              },
            ],
          },
        }),
      ).replaceAll('"one"', JSON.stringify(name)),
    );
    const reading = validateSow(document);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const results = { "2021-01": Object.fromEntries([[name, 5]]) };
    expect(total(statement(reading.sow, "2021-01", { results }))).toBe("20.00");
  });

  it("take __proto__ for the ID of a target", () => {
    const document = contract({
      vendor: "edges",
      targets: [{ ...COUNT, id: "__proto__" }],
      scheme: { rules: [flat("rule", 100, "__proto__")] },
    });
    const results = { "2021-01": Object.fromEntries([["__proto__", 5]]) };
    expect(total(statement(sowOf(document), "2021-01", { results }))).toBe("100.00");
  });

  it.each(["constructor", "__proto__"])("refuse a share that only the language has: %s", (share) => {
    const document = contract({
      vendor: "edges",
      targets: [COUNT],
      scheme: {
        allowances: [{ id: "table", name: "Table", total: 3, shares: { one: 3 } }],
        rules: [
          {
            id: "rule",
            targets: ["events"],
            quantity: { per: "excess", over: { allowance: "table", share } },
            price: { kind: "amount", amount: 10 },
          },
        ],
      },
    });
    expect(problems(document)).toEqual(["unknown-reference at versions[0].creditScheme.rules[0].quantity.over.share"]);
  });
});

describe("points", () => {
  it("add thirds of a point up to whole points", () => {
    const ids = ["a", "b", "c"];
    const document = contract({
      vendor: "edges",
      targets: ids.map((id) => ({ ...COUNT, id, parameters: { amount: id } })),
      scheme: {
        bases: [{ id: "fee", name: "Fee", amount: 1000 }],
        points: [
          {
            id: "points",
            name: "Points",
            base: "fee",
            table: [
              { from: 0, percent: 0 },
              { from: 1, percent: 10 },
            ],
          },
        ],
        rules: ids.map((id) => ({
          id,
          targets: [id],
          quantity: { per: "distance", from: 0, side: "above", unit: 3, step: "proportional" },
          price: { kind: "points", scheme: "points" },
        })),
      },
    });
    const made = statement(sowOf(document), "2021-01", byMonth({ "2021-01": { a: 1, b: 1, c: 1 } }));
    expect(total(made)).toBe("100.00");
  });

  it("limit and return the credit of points where a cap or an earn-back names their scheme", () => {
    const document = contract({
      vendor: "edges",
      targets: [COUNT],
      scheme: {
        bases: [{ id: "fee", name: "Fee", amount: 1000 }],
        points: [{ id: "points", name: "Points", base: "fee", prices: [{ amount: 100 }] }],
        rules: [
          {
            id: "events",
            targets: ["events"],
            quantity: { per: "excess", over: 0 },
            price: { kind: "points", scheme: "points" },
          },
        ],
        caps: [{ id: "cap", per: "period", limit: { amount: 250 }, rules: ["points"] }],
        earnBacks: [{ id: "back", when: "no-credit", periods: 1, rules: ["points"] }],
      },
    });
    const results = { "2021-01": { events: 4 }, "2021-02": { events: 0 } };
    expect(statements(sowOf(document), ["2021-01", "2021-02"], { results }).map(total)).toEqual(["250.00", "-250.00"]);
  });

  it("of a quarter are priced by the version that scored it, where an amendment in its middle renames their scheme", () => {
    const version = (number: number, from: string, name: string): Version => ({
      version: number,
      effectiveFrom: from,
      targets: [{ ...COUNT, period: "quarter" }],
      creditScheme: {
        bases: [{ id: "fee", name: "Fee", amount: 1000 }],
        points: [{ id: name, name, base: "fee", prices: [{ amount: number * 100 }] }],
        rules: [
          {
            id: `${name}-rule`,
            targets: ["events"],
            quantity: { per: "excess", over: 0 },
            price: { kind: "points", scheme: name },
          },
        ],
      },
    });
    const document = versions([version(1, "2021-01-01", "old"), version(2, "2021-02-15", "new")]);
    const results = { "2021-Q1": { events: 3 }, "2021-Q2": { events: 3 } };
    expect(statements(sowOf(document), ["2021-03", "2021-06"], { results }).map(total)).toEqual(["300.00", "600.00"]);
  });
});

describe("versions", () => {
  const of = (number: number, from: string, changes: Partial<Version> = {}): Version => ({
    version: number,
    effectiveFrom: from,
    targets: [CSAT],
    creditScheme: { rules: [flat("csat", 100)] },
    ...changes,
  });

  it("limit the credits of a quarter by the pool of the version that scored it", () => {
    const pooled = of(1, "2021-01-01", {
      targets: [{ ...CSAT, period: "quarter" }],
      creditScheme: {
        bases: [{ id: "fee", name: "Fee", amount: 10_000 }],
        pools: [{ id: "pool", name: "Pool", percent: 300, atRiskPercent: 10, base: "fee" }],
        rules: [{ id: "csat", targets: ["csat"], price: { kind: "pool", pool: "pool", allocation: 100 } }],
      },
    });
    const document = versions([pooled, of(2, "2021-03-01", { targets: [{ ...CSAT, period: "quarter" }] })]);
    expect(total(statement(sowOf(document), "2021-03", byMonth({ "2021-Q1": { csat: 70 } })))).toBe("1000.00");
  });

  it("break a row of misses where they change the kind of period of a target", () => {
    const row: Scheme = { rules: [{ ...flat("csat", 100), when: { misses: "expected", inARow: 2 } }] };
    const document = versions([
      of(1, "2021-01-01", { targets: [{ ...CSAT, period: "quarter" }], creditScheme: row }),
      of(2, "2021-04-01", { creditScheme: row }),
    ]);
    const results = {
      "2021-02": { csat: 70 },
      "2021-03": { csat: 70 },
      "2021-04": { csat: 70 },
      "2021-05": { csat: 70 },
    };
    expect(statements(sowOf(document), ["2021-03", "2021-04", "2021-05"], { results }).map(total)).toEqual([
      "0.00",
      "0.00",
      "100.00",
    ]);
  });

  it("carry a row of misses on from one to the next, and a gap between them breaks it", () => {
    const row: Scheme = { rules: [{ ...flat("csat", 100), when: { misses: "expected", inARow: 2 } }] };
    const results = Object.fromEntries(["01", "02", "03", "04"].map((month) => [`2021-${month}`, { csat: 70 }]));
    const run = (list: Version[]) =>
      statements(sowOf(versions(list)), ["2021-01", "2021-02", "2021-03", "2021-04"], { results }).map(total);
    expect(run([of(1, "2021-01-01", { creditScheme: row }), of(2, "2021-02-01", { creditScheme: row })])).toEqual([
      "0.00",
      "100.00",
      "100.00",
      "100.00",
    ]);
    expect(
      run([
        of(1, "2021-01-01", { creditScheme: row, effectiveUntil: "2021-01-31" }),
        of(2, "2021-03-01", { creditScheme: row }),
      ]),
    ).toEqual(["0.00", "0.00", "0.00", "100.00"]);
  });

  it("print the open readings of the version that scored a quarter, though another is in force in its last month", () => {
    const reading = {
      id: "step",
      clause: "4",
      question: "Full or started?",
      applies: "Full",
      others: [{ reading: "Twice", rules: { csat: { price: { amount: 200 } } } }],
    };
    const quarter: Targets = [{ ...CSAT, period: "quarter" }];
    const document = versions([
      of(1, "2021-01-01", { targets: quarter, creditScheme: { rules: [flat("csat", 100)], readings: [reading] } }),
      of(2, "2021-03-01", { targets: quarter, creditScheme: { rules: [flat("csat", 100)] } }),
    ]);
    const made = statement(sowOf(document), "2021-03", byMonth({ "2021-Q1": { csat: 70 } }));
    expect(made.readings.map(({ id, others }) => [id, others.map(({ totalMinor }) => totalMinor)])).toEqual([
      ["step", [20_000]],
    ]);
  });

  it("apply a reading that several of them share to all of them at once", () => {
    const reading = {
      id: "step",
      question: "Full or started?",
      applies: "Full",
      others: [{ reading: "Twice", rules: { csat: { price: { amount: 200 } } } }],
    };
    const scheme = { rules: [flat("csat", 100), flat("csat-month", 10, "monthly")], readings: [reading] };
    const targets: Targets = [
      { ...CSAT, period: "quarter" },
      { ...CSAT, id: "monthly" },
    ];
    const document = versions([
      of(1, "2021-01-01", { targets, creditScheme: scheme }),
      of(2, "2021-03-01", {
        targets,
        creditScheme: {
          ...scheme,
          readings: [
            { ...reading, others: [{ reading: "Twice", rules: { "csat-month": { price: { amount: 20 } } } }] },
          ],
        },
      }),
    ]);
    const made = statement(
      sowOf(document),
      "2021-03",
      byMonth({ "2021-Q1": { csat: 70 }, "2021-03": { monthly: 70 } }),
    );
    expect(total(made)).toBe("110.00");
    expect(made.readings.map(({ others }) => others.map(({ totalMinor }) => totalMinor))).toEqual([[22_000]]);
  });

  it("take no caps or points from a later one in a gap", () => {
    const quarter: Targets = [{ ...CSAT, period: "quarter" }];
    const capped = {
      rules: [flat("csat", 100)],
      caps: [{ id: "cap", per: "period" as const, limit: { amount: 1 } }],
    };
    const document = versions([
      of(1, "2021-01-01", { targets: quarter, effectiveUntil: "2021-02-15" }),
      of(2, "2022-01-01", { targets: quarter, creditScheme: capped }),
    ]);
    expect(total(statement(sowOf(document), "2021-03", byMonth({ "2021-Q1": { csat: 70 } })))).toBe("100.00");
  });
});

describe("the end of the term", () => {
  const scheme: Scheme = {
    rules: [flat("csat", 100)],
    earnBacks: [{ id: "back", when: "no-credit", periods: 2, returns: "offset" }],
  };

  it("returns no credit for months after it", () => {
    const document = contract({ vendor: "edges", targets: [CSAT], scheme, until: "2021-02-28" });
    const results = { "2021-01": { csat: 90 }, "2021-02": { csat: 70 } };
    const made = statements(sowOf(document), ["2021-01", "2021-02", "2021-03", "2021-04"], { results });
    expect(made.map(kinds)).toEqual([[], ["credit 100"], [], []]);
  });

  it("lets offsets expire", () => {
    const quarter = { ...CSAT, id: "quarter", period: "quarter" } as const;
    const document = contract({
      vendor: "edges",
      targets: [CSAT, quarter],
      scheme: { ...scheme, rules: [flat("csat", 100), flat("late", 70, "quarter")] },
      until: "2021-04-30",
    });
    const results = {
      "2021-01": { csat: 70 },
      "2021-02": { csat: 90 },
      "2021-03": { csat: 90 },
      "2021-Q1": { quarter: 90 },
      "2021-Q2": { quarter: 70 },
    };
    const made = statements(sowOf(document), ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06"], {
      results,
    });
    expect(made[2]?.lines.map(({ kind }) => kind)).toEqual(["offset"]);
    expect(made[5] && kinds(made[5])).toEqual(["credit 70"]);
  });
});

describe("huge amounts", () => {
  it("are refused as a problem of the statement, and no total loses a cent", () => {
    const document = contract({
      vendor: "edges",
      targets: [COUNT, CSAT],
      scheme: {
        rules: [
          {
            id: "huge",
            targets: ["events"],
            quantity: { per: "excess", over: 0 },
            price: { kind: "amount", amount: 1e12 },
          },
          flat("csat", 0.01),
        ],
      },
    });
    const made = statement(sowOf(document), "2021-01", byMonth({ "2021-01": { events: 1e9, csat: 70 } }));
    expect(made.totalMinor).toBe(1);
    expect(made.problems).toEqual([{ code: "too-large", about: "huge", period: "2021-01" }]);
  });
});

describe("conditions", () => {
  it("refuse a target that is scored over other periods, whose result they could never have", () => {
    const document = contract({
      vendor: "edges",
      targets: [CSAT, { ...COUNT, period: "quarter" }],
      scheme: {
        rules: [
          { ...flat("csat", 100), when: { result: ">", level: 0, target: "events" } },
          { ...flat("both", 100), when: { meets: "expected", targets: ["csat", "events"] } },
        ],
        suspensions: [{ id: "s", name: "S", when: { result: ">", level: 0, target: "events" }, targets: ["csat"] }],
      },
    });
    expect(problems(document)).toEqual([
      "different-periods at versions[0].creditScheme.rules[0].when.target",
      "different-periods at versions[0].creditScheme.rules[1].when.targets[1]",
      "different-periods at versions[0].creditScheme.suspensions[0].targets[0]",
    ]);
  });

  it("warn where times and within do not stand together", () => {
    const document = contract({
      vendor: "edges",
      targets: [CSAT],
      scheme: {
        rules: [
          { ...flat("times", 100), when: { misses: "expected", times: 4 } },
          { ...flat("within", 100), when: { misses: "expected", within: 12 } },
        ],
      },
    });
    expect(problems(document)).toEqual([
      "missing at versions[0].creditScheme.rules[0].when.within",
      "missing at versions[0].creditScheme.rules[1].when.times",
    ]);
  });

  it("let suspensions that suspend each other both hold", () => {
    const suspension = (id: string, target: string, other: string) => ({
      id,
      name: id,
      when: { result: ">" as const, level: 0, target },
      targets: [other],
    });
    const document = contract({
      vendor: "edges",
      targets: [
        { ...COUNT, id: "a", parameters: { amount: "a" } },
        { ...COUNT, id: "b", parameters: { amount: "b" } },
      ],
      scheme: {
        rules: [flat("a", 100, "a"), flat("b", 100, "b")],
        suspensions: [suspension("first", "a", "b"), suspension("second", "b", "a")],
      },
    });
    const made = statement(sowOf(document), "2021-01", byMonth({ "2021-01": { a: 1, b: 1 } }));
    expect(made.targets.map(({ verdict, suspendedBy }) => [verdict, suspendedBy])).toEqual([
      ["suspended", "second"],
      ["suspended", "first"],
    ]);
    expect(total(made)).toBe("0.00");
  });
});

describe("readings", () => {
  const withReading = (others: NonNullable<Scheme["readings"]>[number]["others"]) =>
    contract({
      vendor: "edges",
      targets: [CSAT],
      scheme: {
        rules: [flat("csat", 100)],
        readings: [{ id: "open", question: "Which?", applies: "This", others }],
      },
    });

  it("are warned of where they change nothing", () => {
    const document = withReading([
      { reading: "None" },
      { reading: "The same", rules: { csat: { price: { amount: 100 } } } },
    ]);
    expect(problems(document)).toEqual([
      "changes-nothing at versions[0].creditScheme.readings[0].others[0]",
      "changes-nothing at versions[0].creditScheme.readings[0].others[1]",
    ]);
  });

  it("are refused at their own place where they make the version invalid", () => {
    const reading = validateSow(
      withReading([
        { reading: "Renamed", targets: { csat: { id: "other" } } },
        { reading: "Negative", rules: { csat: { price: { amount: -1 } } } },
        { reading: "Strict", targets: { csat: { minimum: 95 } } },
      ]),
    );
    expect(reading.ok ? [] : reading.problems.map(({ path, message }) => [path, message])).toEqual([
      [
        "versions[0].creditScheme.readings[0].others[0]",
        "Rule csat (1st), target csat (1st): The version has no target csat",
      ],
      ["versions[0].creditScheme.readings[0].others[1]", "Rule csat (1st), price amount: Must be 0 or more"],
      [
        "versions[0].creditScheme.readings[0].others[2]",
        "Target csat (1st), minimum: 95 is stricter than the expected 85",
      ],
    ]);
  });

  it("cannot reach beyond the fields of a target or rule", () => {
    const patch: Record<string, Record<string, string>> = JSON.parse('{"csat":{"__proto__":"x"}}');
    expect(problems(withReading([{ reading: "Prototype", rules: patch }]))).toEqual([
      "changes-nothing at versions[0].creditScheme.readings[0].others[0]",
    ]);
  });
});

describe("size", () => {
  it("refuses a scheme with more lines in a month than people can read", () => {
    const ids = Array.from({ length: 200 }, (_, index) => `t${index}`);
    const document = contract({
      vendor: "edges",
      targets: ids.map((id) => ({ ...COUNT, id, period: "day", parameters: { amount: id } })),
      scheme: {
        rules: Array.from({ length: 200 }, (_, index) => ({ ...flat(`r${index}`, 1), targets: ids.slice(0, 50) })),
      },
    });
    expect(problems(document)).toEqual(["too-many at versions[0].creditScheme.rules"]);
  });

  it("refuses more other readings than statements are made for", () => {
    const readings = Array.from({ length: 60 }, (_, index) => ({
      id: `r${index}`,
      question: "Which?",
      applies: "This",
      others: [{ reading: "That", rules: { csat: { price: { amount: index + 1 } } } }],
    }));
    const document = contract({
      vendor: "edges",
      targets: [CSAT],
      scheme: { rules: [flat("csat", 100)], readings },
    });
    expect(problems(document)).toEqual(["too-many at versions[0].creditScheme.readings"]);
  });
});

describe("settings of a rule", () => {
  const run = (scheme: Scheme, results: readonly Record<string, Given>[], targets: Targets = [CSAT, COUNT]) => {
    const keys = results.map((_, index) => `2021-${String(index + 1).padStart(2, "0")}`);
    const facts = { results: Object.fromEntries(keys.map((key, index) => [key, results[index] ?? {}])) };
    return statements(sowOf(contract({ vendor: "edges", targets, scheme })), keys, facts).map(total);
  };

  it.each([
    ["lower", "20.00"],
    ["upper", "40.00"],
    ["proportional", "24.00"],
  ] as const)("take the %s row for points between two rows of the table", (between, expected) => {
    const table = [
      { from: 10, percent: 2 },
      { from: 15, percent: 4 },
    ];
    const scheme: Scheme = {
      bases: [{ id: "fee", name: "Fee", amount: 1000 }],
      points: [{ id: "points", name: "Points", base: "fee", table, between }],
      rules: [
        {
          ...flat("events", 0, "events"),
          quantity: { per: "excess", over: 0 },
          price: { kind: "points", scheme: "points" },
        },
      ],
    };
    expect(run(scheme, [{ csat: 90, events: 11 }])).toEqual([expected]);
  });

  it("leave the first months of the contract free", () => {
    const rules = [{ ...flat("csat", 100), grace: { months: 1, from: "2021-01-01" } }];
    expect(run({ rules }, [{ csat: 70 }, { csat: 70 }])).toEqual(["0.00", "100.00"]);
  });

  it("apply where any of several conditions holds", () => {
    const any = [{ misses: "minimum" as const }, { result: ">" as const, level: 2, target: "events" }];
    const results = [
      { csat: 90, events: 0 },
      { csat: 90, events: 3 },
      { csat: 70, events: 0 },
    ];
    expect(run({ rules: [{ ...flat("csat", 100), when: { any } }] }, results)).toEqual(["0.00", "100.00", "100.00"]);
  });

  it("cap the credits of the whole term", () => {
    const caps: Scheme["caps"] = [{ id: "term", per: "term", limit: { amount: 150 } }];
    expect(run({ rules: [flat("csat", 100)], caps }, [{ csat: 70 }, { csat: 70 }, { csat: 70 }])).toEqual([
      "100.00",
      "50.00",
      "0.00",
    ]);
  });

  it("return no more than the credit where two earn-backs apply to it", () => {
    const earnBacks: Scheme["earnBacks"] = ["one", "two"].map((id) => ({ id, when: "met", periods: 1, percent: 80 }));
    expect(run({ rules: [flat("csat", 100)], earnBacks }, [{ csat: 70 }, { csat: 90 }])).toEqual(["100.00", "-100.00"]);
  });
});
