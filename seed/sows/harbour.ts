import { SIGNED_MONTHS_BACK, type MonthOf, type VersionDocument } from "./build";

export function harbourVersions(month: MonthOf): VersionDocument[] {
  return [
    {
      version: 1,
      effectiveFrom: month(SIGNED_MONTHS_BACK),
      targets: [
        {
          id: "csat",
          clause: "5.1",
          metric: "csat",
          comparator: ">=",
          expected: 87,
          minimum: 83,
          weight: 25,
          criticality: "critical",
          minimumSample: 60,
        },
        {
          id: "service-level-voice",
          clause: "5.2",
          metric: "service-level",
          parameters: { variant: 1, thresholdSeconds: 20 },
          scope: { channel: "Voice" },
          comparator: ">=",
          expected: 82,
          minimum: 76,
          weight: 20,
          criticality: "critical",
          minimumSample: 100,
        },
        {
          id: "handle-time",
          clause: "5.3",
          metric: "aht",
          comparator: "band",
          expected: { low: 370, high: 450 },
          minimum: { low: 350, high: 480 },
          weight: 5,
        },
        {
          id: "first-contact-payments",
          clause: "5.4",
          metric: "fcr",
          scope: { program: "Payments risk" },
          comparator: ">=",
          expected: 75,
          minimum: 70,
          weight: 10,
          minimumSample: 30,
        },
        { id: "qa", clause: "6.1", metric: "qa-score", comparator: ">=", expected: 92, minimum: 89, weight: 20, minimumSample: 40 },
        {
          id: "end-user-critical",
          clause: "6.2",
          metric: "critical-accuracy",
          parameters: { type: "end-user" },
          comparator: ">=",
          expected: 97.5,
          minimum: 95,
          weight: 10,
          minimumSample: 40,
        },
        { id: "adherence", clause: "7.1", metric: "adherence", comparator: ">=", expected: 93, minimum: 90, weight: 10 },
      ],
    },
  ];
}
