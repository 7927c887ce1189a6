import { amended, SIGNED_MONTHS_BACK, type LevelTargetDocument, type MonthOf, type TargetDocument, type VersionDocument } from "./build";

const accuracy: LevelTargetDocument = {
  id: "accuracy",
  clause: "3.1",
  metric: "moderation-accuracy",
  comparator: ">=",
  expected: 97.5,
  minimum: 96,
  weight: 30,
  criticality: "critical",
  minimumSample: 200,
};

const SIGNED: readonly TargetDocument[] = [
  accuracy,
  {
    id: "turnaround",
    clause: "3.2",
    metric: "turnaround",
    comparator: ">=",
    expected: 95,
    minimum: 90,
    weight: 25,
    criticality: "critical",
    minimumSample: 200,
  },
  {
    id: "turnaround-week",
    clause: "3.2(b)",
    name: "Turnaround, weekly",
    metric: "turnaround",
    scope: { program: "Live trust & safety" },
    comparator: ">=",
    expected: 92,
    minimum: 85,
    period: "week",
    weight: 0,
    minimumSample: 100,
  },
  {
    id: "overturned",
    clause: "3.3",
    metric: "overturn",
    comparator: "<=",
    expected: 14,
    minimum: 20,
    weight: 15,
    minimumSample: 60,
  },
  { id: "recall", clause: "3.4", metric: "recall", comparator: ">=", expected: 96.5, minimum: 94, weight: 0, minimumSample: 200 },
  {
    id: "handle-time",
    clause: "3.5",
    metric: "aht",
    comparator: "band",
    expected: { low: 80, high: 110 },
    minimum: { low: 70, high: 125 },
    weight: 5,
  },
  { id: "qa", clause: "4.1", metric: "qa-score", comparator: ">=", expected: 93, minimum: 90, weight: 15, minimumSample: 100 },
  {
    id: "csat-appeals",
    clause: "4.3",
    name: "Satisfaction of sellers after an appeal",
    metric: "csat",
    comparator: ">=",
    expected: 75,
    minimum: 70,
    weight: 5,
    minimumSample: 50,
  },
  { id: "adherence", clause: "5.1", metric: "adherence", comparator: ">=", expected: 93, minimum: 90, weight: 5 },
];

export function atlasTrustVersions(month: MonthOf): VersionDocument[] {
  return [
    { version: 1, effectiveFrom: month(SIGNED_MONTHS_BACK), targets: [...SIGNED] },
    {
      version: 2,
      effectiveFrom: month(8),
      amendment: "Amendment 1: expected moderation accuracy raised from 97.5% to 98.0%, minimum from 96.0% to 96.5%.",
      targets: amended(SIGNED, [{ ...accuracy, expected: 98, minimum: 96.5 }]),
    },
  ];
}
