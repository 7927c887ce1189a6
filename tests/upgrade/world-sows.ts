import type { SowDocument } from "~/domain/contracts/document";

// Two contracts, each signed and then amended; with when each was applied.

const QUILL_TARGETS: SowDocument["versions"][number]["targets"] = [
  {
    id: "csat",
    clause: "4.2(a)",
    metric: "csat",
    comparator: ">=",
    expected: 55,
    minimum: 45,
    weight: 3,
    criticality: "critical",
    minimumSample: 10,
  },
  {
    id: "sl",
    clause: "4.1",
    metric: "service-level",
    parameters: { variant: 1, thresholdSeconds: 30 },
    scope: { channel: "Voice" },
    comparator: ">=",
    expected: 60,
    minimum: 40,
    weight: 2,
  },
  { id: "asa", clause: "4.3", metric: "asa", comparator: "<=", expected: 30, minimum: 45, period: "week", weight: 1 },
  {
    id: "in-hours",
    metric: "resolution-within",
    parameters: { withinSeconds: 36_000, clock: "business" },
    comparator: ">=",
    expected: 60,
  },
  { id: "first", metric: "first-response-time", parameters: { quantile: 0.9 }, comparator: "<=", expected: 21_600 },
  { id: "qa", metric: "qa-score", comparator: "band", expected: { low: 80, high: 95 }, decimals: 1, weight: 1 },
  { id: "quarter", metric: "csat", comparator: ">=", expected: 50, period: "quarter", weight: 0 },
  { id: "cost", metric: "cost-per-contact", comparator: "<=", expected: 12.5, weight: 0 },
  {
    id: "again",
    metric: "fcr",
    parameters: { variant: "no-repeat", days: 7 },
    comparator: ">=",
    expected: 70,
    weight: 1,
  },
];

const QUILL = {
  vendor: "quill",
  title: "Support in Spanish",
  currency: "EUR",
  timeZone: "Europe/Madrid",
} as const;

const QUILL_FIRST: SowDocument["versions"][number] = {
  version: 1,
  effectiveFrom: "2026-01-01",
  targets: QUILL_TARGETS,
};

const QUILL_SECOND: SowDocument["versions"][number] = {
  version: 2,
  effectiveFrom: "2026-10-01",
  amendment: "More satisfaction, and the calls by the tenth.",
  sources: [{ source: "quill-calls", metrics: ["csat"] }],
  deliveries: [
    { every: "day", kind: "contacts", source: "quill-calls", incompletePercent: 60 },
    { every: "week", dueOn: 2, kind: "totals", source: "staffing" },
    { every: "month", dueOn: 10, kind: "reviews", source: "quill-audits", graceDays: 2, name: "audits of the month" },
  ],
  targets: QUILL_TARGETS.map((target) =>
    target.id === "csat" && target.comparator === ">=" ? { ...target, expected: 65, minimum: 55 } : target,
  ),
};

const BIRCH: SowDocument = {
  vendor: "birch",
  title: "Tickets",
  currency: "GBP",
  timeZone: "Europe/Lisbon",
  calendar: { kind: "monthly", fiscalMonthStartDay: 22 },
  versions: [
    {
      version: 1,
      effectiveFrom: "2026-07-01",
      targets: [
        { id: "nps", metric: "nps", comparator: ">=", expected: 10, minimum: -20 },
        { id: "due", metric: "turnaround", comparator: ">=", expected: 70, minimum: 60, criticality: "critical" },
        { id: "due-high", metric: "turnaround", scope: { severity: "High" }, comparator: ">=", expected: 75 },
        { id: "fiscal", metric: "volume", comparator: ">=", expected: 40, period: "fiscal-month", weight: 0 },
        {
          id: "solved",
          metric: "resolution-within",
          parameters: { withinSeconds: 86_400 },
          comparator: ">=",
          expected: 50,
        },
      ],
    },
  ],
};

export const SOWS: readonly (readonly [SowDocument, string])[] = [
  [{ ...QUILL, versions: [QUILL_FIRST] }, "2026-01-01T09:00:00Z"],
  [{ ...QUILL, versions: [QUILL_FIRST, QUILL_SECOND] }, "2026-09-20T09:00:00Z"],
  [BIRCH, "2026-06-20T09:00:00Z"],
];
