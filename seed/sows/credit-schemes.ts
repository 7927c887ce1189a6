import type { VersionDocument } from "./build";

type Scheme = NonNullable<VersionDocument["creditScheme"]>;

const INVOICE = { id: "invoice", name: "Invoice of the month" };

/** What misses cost, each partner in another of the ways that contracts have; Kestrel's has none yet. */
export const CREDIT_SCHEMES: Readonly<Record<string, Scheme>> = {
  lumina: {
    bases: [INVOICE],
    pools: [{ id: "at-risk", name: "Amount at risk", atRiskPercent: 8, base: "invoice" }],
    rules: [
      {
        id: "csat",
        clause: "8.3(a)",
        targets: ["csat-buyer"],
        price: { kind: "pool", pool: "at-risk", allocation: 40 },
      },
      {
        id: "service-level",
        clause: "8.3(b)",
        targets: ["service-level-voice"],
        price: { kind: "pool", pool: "at-risk", allocation: 35 },
      },
      { id: "quality", clause: "8.3(c)", targets: ["qa"], price: { kind: "pool", pool: "at-risk", allocation: 25 } },
    ],
    caps: [{ id: "year", clause: "8.6", per: "contract-year", limit: { amount: 15_000 } }],
    earnBacks: [{ id: "half", clause: "8.7(a)", when: "met", periods: 6, percent: 50 }],
    rights: [
      {
        id: "chronic-failure",
        clause: "12.4",
        name: "Terminate for chronic failure",
        misses: "minimum",
        times: 2,
        within: 4,
      },
    ],
    ratchets: [{ id: "continuous-improvement", clause: "8.9", targets: ["qa"], limitPercent: 20 }],
  },
  norwind: {
    rules: [
      {
        id: "service-level",
        clause: "7.2",
        targets: ["service-level-voice"],
        when: { misses: "expected" },
        quantity: { per: "distance", from: 80, side: "below", step: "started", most: 10 },
        price: { kind: "amount", amount: 250 },
        repeat: [{ inARow: 3, times: 2 }],
      },
      { id: "compliance", clause: "7.3", targets: ["compliance-critical"], price: { kind: "amount", amount: 1500 } },
      {
        id: "satisfaction-bonus",
        clause: "7.5",
        kind: "bonus",
        targets: ["csat"],
        when: {
          all: [
            { result: ">=", level: 88 },
            { meets: "expected", targets: ["service-level-voice"] },
          ],
        },
        price: { kind: "amount", amount: 1000 },
      },
    ],
    caps: [{ id: "month", clause: "7.4", per: "period", limit: { amount: 4000 } }],
    rights: [{ id: "chronic-failure", clause: "11.2", name: "Terminate", misses: "minimum", inARow: 3 }],
    readings: [
      {
        id: "percentage-points",
        clause: "7.2",
        question: "Is a percentage point of service level full, started or in proportion?",
        applies: "Each started percentage point",
        others: [
          { reading: "Full percentage points only", rules: { "service-level": { quantity: { step: "full" } } } },
          { reading: "In proportion", rules: { "service-level": { quantity: { step: "proportional" } } } },
        ],
      },
    ],
  },
  sandpiper: {
    bases: [{ id: "fee", name: "Monthly service fee", amount: 18_000 }],
    rules: ["resolution-mail", "csat", "service-level-voice"].map((id, index) => ({
      id,
      clause: `6.${index + 1}`,
      targets: [id],
      price: { kind: "percent", percent: 3, base: "fee" },
    })),
    caps: [{ id: "month", clause: "6.4", per: "period", limit: { percent: 6, base: "fee" } }],
    earnBacks: [{ id: "offset", clause: "6.5", when: "no-credit", periods: 3, returns: "offset" }],
  },
  "atlas-trust": {
    bases: [{ id: "next-invoice", name: "Invoice of the next month", of: "next-period" }],
    points: [
      {
        id: "points",
        name: "Service points",
        clause: "9.2",
        base: "next-invoice",
        table: [
          { from: 4, percent: 0 },
          { from: 5, percent: 1 },
          { from: 10, percent: 2 },
          { from: 15, percent: 4 },
        ],
      },
    ],
    rules: [
      {
        id: "accuracy",
        clause: "9.1(a)",
        targets: ["accuracy"],
        when: { misses: "expected" },
        quantity: {
          per: "band",
          bands: [
            { from: 96.5, value: 2 },
            { from: 96, until: 96.5, includes: "from", value: 4 },
            { until: 96, includes: "neither", value: 8 },
          ],
        },
        price: { kind: "points", scheme: "points" },
        repeat: [{ inARow: 2, times: 2 }],
      },
      {
        id: "turnaround",
        clause: "9.1(b)",
        targets: ["turnaround"],
        when: { misses: "expected" },
        quantity: {
          per: "band",
          bands: [
            { from: 90, value: 2 },
            { until: 90, includes: "neither", value: 5 },
          ],
        },
        price: { kind: "points", scheme: "points" },
        repeat: [{ inARow: 2, times: 2 }],
      },
    ],
  },
  harbour: {
    rules: [
      {
        id: "service-level",
        clause: "5.4",
        targets: ["service-level-voice"],
        when: { misses: "expected" },
        quantity: {
          per: "band",
          bands: [
            { from: 78, value: 25 },
            { from: 75, until: 78, includes: "from", value: 50 },
            { until: 75, includes: "neither", value: 100 },
          ],
        },
        price: { kind: "amount", amount: 2500 },
      },
    ],
  },
};
