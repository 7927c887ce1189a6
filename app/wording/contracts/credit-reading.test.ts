import { expect, it } from "vitest";
import { CSAT_TARGET, documentWith, readSow } from "~/domain/contracts/test-documents";
import type { SowDocument } from "~/domain/contracts/document";
import { compareSow } from "./sow-changes";
import { creditReadings } from "./credit-reading";

type Scheme = NonNullable<SowDocument["versions"][number]["creditScheme"]>;

const SCHEME: Scheme = {
  bases: [{ id: "invoice", name: "Invoice" }],
  pools: [{ id: "pool", name: "Amount at risk", atRiskPercent: 10, base: "invoice" }],
  rules: [
    { id: "pool", clause: "8.1", targets: ["csat"], price: { kind: "pool", pool: "pool", allocation: 40 } },
    {
      id: "steps",
      targets: ["csat"],
      when: { misses: "expected", inARow: 2 },
      quantity: { per: "distance", from: 85, side: "below", step: "started" },
      price: { kind: "amount", amount: 500 },
      repeat: [{ inARow: 3, times: 2 }],
    },
    {
      id: "bands",
      kind: "bonus",
      targets: ["csat"],
      when: { result: ">=", level: 90 },
      quantity: {
        per: "band",
        bands: [
          { from: 90, until: 95, includes: "from", value: 50 },
          { from: 95, value: 100 },
        ],
      },
      price: { kind: "percent", percent: 2, base: "invoice" },
    },
  ],
  caps: [{ id: "year", per: "contract-year", limit: { amount: 9000 } }],
  earnBacks: [{ id: "half", when: "met", periods: 6, percent: 50 }],
};

function documentOf(creditScheme: Scheme): SowDocument {
  const document = documentWith([CSAT_TARGET]);
  return { ...document, versions: document.versions.map((version) => ({ ...version, creditScheme })) };
}

it("reads every clause about money in plain sentences", () => {
  const [version] = readSow(documentOf(SCHEME)).versions;
  const readings = version === undefined ? [] : creditReadings(version, "USD");
  expect(readings.map(({ key, text }) => `${key}: ${text}`)).toEqual([
    "rule pool: When Customer satisfaction misses the minimum in a month: 40% of “Amount at risk”.",
    "rule steps: When Customer satisfaction misses the expected level 2 periods in a row in a month: $500.00 for each started percentage point below 85.0%, × 2 from the third period in a row.",
    "rule bands: When Customer satisfaction is at or above 90.0% in a month: by bands: 90.0% to 95.0%: 50% of 2% of “Invoice”; from 95.0%: 100% of 2% of “Invoice”.",
    "pool pool: 10% of “Invoice” is at risk each month; no more is credited.",
    "cap year: Credits add up to at most $9,000.00 in a contract year.",
    "earn-back half: 50% of a credit is returned when its target is met in each of the next 6 periods.",
  ]);
});

it("names a changed clause among the changes of a revision", () => {
  const [before, after] = [SCHEME, { ...SCHEME, caps: [] }].map((scheme) => readSow(documentOf(scheme)));
  if (before === undefined || after === undefined) throw new Error("No document");
  expect(compareSow(before, after).versions).toMatchObject([
    { fields: [{ field: "cap year", before: "Credits add up to at most $9,000.00 in a contract year.", after: "" }] },
  ]);
});
