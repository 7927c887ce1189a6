import type { SowDocument } from "~/domain/contracts/document";

/** A statement of work such as call centers have: eight measures of the whole, of a program, and of one program's phone. */
export function contractOf(vendor: string): SowDocument {
  return {
    vendor,
    title: `Support by ${vendor}`,
    currency: "USD",
    timeZone: "UTC",
    versions: [
      {
        version: 1,
        effectiveFrom: "2024-01-01",
        targets: [
          { id: "service-level", metric: "service-level", comparator: ">=", expected: 80, minimum: 75 },
          { id: "abandonment", metric: "abandonment", comparator: "<=", expected: 5 },
          { id: "asa", metric: "asa", comparator: "<=", expected: 60 },
          { id: "aht", metric: "aht", comparator: "<=", expected: 420 },
          { id: "resolution", metric: "resolution-rate", comparator: ">=", expected: 75 },
          { id: "csat", metric: "csat", comparator: ">=", expected: 40 },
          { id: "volume", metric: "volume", comparator: ">=", expected: 1 },
          {
            id: "billing-service-level",
            metric: "service-level",
            comparator: ">=",
            expected: 85,
            scope: { program: "Billing" },
          },
          { id: "billing-csat", metric: "csat", comparator: ">=", expected: 45, scope: { program: "Billing" } },
          {
            id: "technical-calls",
            metric: "aht",
            comparator: "<=",
            expected: 480,
            scope: { program: "Technical", channel: "Phone" },
          },
        ],
      },
    ],
  };
}
