import fc from "fast-check";
import { expect, it } from "vitest";
import type { SowDocument } from "~/domain/contracts/document";
import { contract, sowOf, statements, type Facts } from "./month";

/* What holds for any scheme: random targets, rules, caps and earn-backs, over random months. */

type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;
type Rule = NonNullable<Scheme["rules"]>[number];

const MONTHS = ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06", "2021-07", "2021-08"];
const TARGETS = ["csat", "dsat", "speed"] as const;

const target = {
  csat: { id: "csat", metric: "csat", comparator: ">=", expected: 85, minimum: 80, decimals: 2 },
  dsat: { id: "dsat", metric: "dsat", comparator: "<=", expected: 10, minimum: 15, decimals: 2 },
  speed: { id: "speed", metric: "asa", comparator: "<=", expected: 30, minimum: 45, decimals: 2 },
} as const;

const money = fc.integer({ min: 0, max: 500_000 }).map((cents) => cents / 100);

const price = fc.oneof(
  fc.record({ kind: fc.constant("amount" as const), amount: money }),
  fc.record({
    kind: fc.constant("percent" as const),
    percent: fc.integer({ min: 0, max: 40 }),
    base: fc.constant("invoice"),
  }),
);

function rule(id: (typeof TARGETS)[number]): fc.Arbitrary<Rule> {
  const { comparator, expected, minimum } = target[id];
  const side = comparator === ">=" ? "below" : "above";
  const quantity = fc.oneof(
    fc.constant({ per: "failure" as const }),
    fc.record({
      per: fc.constant("distance" as const),
      from: fc.constantFrom(expected, minimum),
      side: fc.constant(side as "below" | "above"),
      unit: fc.constantFrom(0.5, 1, 3),
      step: fc.constantFrom("full" as const, "started" as const, "proportional" as const),
    }),
  );
  return fc.record({
    id: fc.constant(`${id}-rule`),
    targets: fc.constant([id]),
    when: fc.constantFrom({ misses: "minimum" as const }, { misses: "expected" as const }),
    quantity,
    price,
    repeat: fc.constantFrom([], [{ inARow: 2, times: 2 }]),
  });
}

const scheme = fc.record({
  rules: fc.tuple(rule("csat"), rule("dsat"), rule("speed")),
  cap: fc.option(money, { nil: undefined }),
  year: fc.option(money, { nil: undefined }),
  earnBack: fc.option(
    fc.record({
      when: fc.constantFrom("met" as const, "exceeded" as const, "no-credit" as const),
      periods: fc.integer({ min: 1, max: 3 }),
      percent: fc.constantFrom(50, 100),
      returns: fc.constantFrom("money" as const, "offset" as const),
    }),
    { nil: undefined },
  ),
});

const result = fc.record({
  csat: fc.tuple(fc.integer({ min: 60, max: 100 }), fc.constant(100)),
  dsat: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constant(150)),
  speed: fc.integer({ min: 0, max: 90 }),
});

const data = fc.record({
  scheme,
  results: fc.array(result, { minLength: MONTHS.length, maxLength: MONTHS.length }),
  charges: fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: MONTHS.length, maxLength: MONTHS.length }),
});

type Data = typeof data extends fc.Arbitrary<infer W> ? W : never;

function documentOf({ scheme: { rules, cap, year, earnBack } }: Data): SowDocument {
  return contract({
    vendor: "any",
    targets: TARGETS.map((id) => target[id]),
    scheme: {
      bases: [{ id: "invoice", name: "Invoice" }],
      rules: [...rules],
      caps: [
        ...(cap === undefined ? [] : [{ id: "month", per: "period" as const, limit: { amount: cap } }]),
        ...(year === undefined ? [] : [{ id: "year", per: "contract-year" as const, limit: { amount: year } }]),
      ],
      earnBacks: earnBack === undefined ? [] : [{ id: "earn-back", ...earnBack }],
    },
  });
}

function factsOf({ results, charges }: Data): Facts {
  return {
    results: Object.fromEntries(MONTHS.map((key, index) => [key, results[index] ?? {}])),
    charges: Object.fromEntries(
      MONTHS.map((key, index) => [key, [{ kind: "contact", amountMinor: charges[index] ?? 0 }]]),
    ),
  };
}

function made(given: Data) {
  return statements(sowOf(documentOf(given)), MONTHS, factsOf(given));
}

const minor = (amount: number) => Math.round(amount * 100);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

it("adds its lines up to the total, in minor units", () => {
  fc.assert(
    fc.property(data, (given) => {
      for (const { lines, totalMinor, subtotalsMinor } of made(given)) {
        expect(lines.every(({ amountMinor }) => Number.isSafeInteger(amountMinor))).toBe(true);
        expect(sum(lines.map(({ amountMinor }) => amountMinor))).toBe(totalMinor);
        expect(sum(Object.values(subtotalsMinor))).toBe(totalMinor);
      }
    }),
  );
});

it("never credits more than the cap of a month or of a year, and never less than nothing", () => {
  fc.assert(
    fc.property(data, (given) => {
      const { cap, year } = given.scheme;
      const credited = made(given).map(({ lines }) =>
        sum(lines.filter(({ kind }) => kind === "credit" || kind === "cap").map(({ amountMinor }) => amountMinor)),
      );
      for (const amount of credited) {
        expect(amount).toBeGreaterThanOrEqual(0);
        if (cap !== undefined) expect(amount).toBeLessThanOrEqual(minor(cap));
      }
      if (year !== undefined) expect(sum(credited)).toBeLessThanOrEqual(minor(year));
    }),
  );
});

it("splits what a cap leaves among the credits without loss", () => {
  fc.assert(
    fc.property(data, (given) => {
      for (const { lines } of made(given)) {
        const credits = lines.filter(({ kind }) => kind === "credit");
        const taken = sum(lines.filter(({ kind }) => kind === "cap").map(({ amountMinor }) => amountMinor));
        expect(sum(credits.map(({ netMinor }) => netMinor))).toBe(
          sum(credits.map(({ amountMinor }) => amountMinor)) + taken,
        );
        expect(credits.every(({ netMinor, amountMinor }) => netMinor >= 0 && netMinor <= amountMinor)).toBe(true);
      }
    }),
  );
});

it("never returns more than was credited, nor uses more of an offset than there is", () => {
  fc.assert(
    fc.property(data, (given) => {
      const lines = made(given).flatMap((statement) => statement.lines);
      for (const credit of lines.filter(({ kind }) => kind === "credit")) {
        const returned = lines.filter(({ returns, kind }) => returns === credit.id && kind !== "offset-used");
        expect(sum(returned.map(({ netMinor }) => Math.abs(netMinor)))).toBeLessThanOrEqual(credit.netMinor);
      }
      for (const offset of lines.filter(({ kind }) => kind === "offset")) {
        const used = lines.filter(({ returns, kind }) => returns === offset.id && kind === "offset-used");
        expect(0 - sum(used.map(({ amountMinor }) => amountMinor))).toBeLessThanOrEqual(offset.netMinor);
      }
    }),
  );
});

it("gives the same bytes for the same input", () => {
  fc.assert(
    fc.property(data, (given) => {
      expect(JSON.stringify(made(given))).toBe(JSON.stringify(made(structuredClone(given))));
    }),
  );
});

it("never costs the partner more for a better result of the month", () => {
  fc.assert(
    fc.property(data, fc.integer({ min: 0, max: 30 }), (given, better) => {
      const [first, ...rest] = given.results;
      if (first === undefined) return;
      const [answered] = first.csat;
      const improved: typeof first = {
        ...first,
        csat: [Math.min(100, answered + better), 100],
        speed: Math.max(0, first.speed - better),
      };
      const [before] = made(given);
      const [after] = made({ ...given, results: [improved, ...rest] });
      expect(after?.totalMinor).toBeLessThanOrEqual(before?.totalMinor ?? 0);
    }),
  );
});

it("comes to the same amount by another way: a loop over months for flat prices", () => {
  const flat = data.map((given) => ({
    ...given,
    scheme: {
      ...given.scheme,
      year: undefined,
      earnBack: undefined,
      rules: given.scheme.rules.map((one) => ({
        ...one,
        quantity: { per: "failure" as const },
        when: { misses: "minimum" as const },
      })) as unknown as Data["scheme"]["rules"],
    },
  }));
  fc.assert(
    fc.property(flat, (given) => {
      const inARow = new Map<string, number>();
      const expected = given.results.map((month, index) => {
        const missed = {
          csat: month.csat[0] * 100 < 80 * month.csat[1],
          dsat: Math.round((month.dsat[0] / month.dsat[1]) * 10_000) / 100 > 15,
          speed: month.speed > 45,
        };
        const amount = sum(
          given.scheme.rules.map(({ targets: [id = "csat"], price: { ...cost }, repeat = [] }) => {
            const isMissed = missed[id as keyof typeof missed];
            inARow.set(id, isMissed ? (inARow.get(id) ?? 0) + 1 : 0);
            if (!isMissed) return 0;
            const times = repeat.length > 0 && (inARow.get(id) ?? 0) >= 2 ? 2 : 1;
            if (cost.kind === "amount") return minor(cost.amount) * times;
            const charges = BigInt(given.charges[index] ?? 0);
            const percent = BigInt("percent" in cost ? cost.percent * times : 0);
            return Number((charges * percent * 2n + 100n) / 200n);
          }),
        );
        const { cap } = given.scheme;
        return cap === undefined ? amount : Math.min(amount, minor(cap));
      });
      expect(made(given).map(({ totalMinor }) => totalMinor)).toEqual(expected);
    }),
  );
});
