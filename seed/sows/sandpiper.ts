import {
  amended,
  SIGNED_MONTHS_BACK,
  type LevelTargetDocument,
  type MonthOf,
  type TargetDocument,
  type VersionDocument,
} from "./build";

const resolution: LevelTargetDocument = {
  id: "resolution-mail",
  clause: "2.5",
  metric: "resolution-time",
  parameters: { quantile: 0.9 },
  scope: { channel: "Email" },
  comparator: "<=",
  expected: 345_600,
  minimum: 518_400,
  weight: 10,
  minimumSample: 100,
};

const SIGNED: readonly TargetDocument[] = [
  {
    id: "csat",
    clause: "2.1",
    metric: "csat",
    comparator: ">=",
    expected: 85,
    minimum: 80,
    weight: 25,
    criticality: "critical",
    minimumSample: 100,
  },
  {
    id: "service-level-voice",
    clause: "2.2",
    metric: "service-level",
    parameters: { variant: 3, thresholdSeconds: 20 },
    scope: { channel: "Voice" },
    comparator: ">=",
    expected: 80,
    minimum: 72,
    weight: 20,
    criticality: "critical",
    minimumSample: 200,
  },
  {
    id: "handle-time",
    clause: "2.3",
    metric: "aht",
    comparator: "band",
    expected: { low: 390, high: 460 },
    minimum: { low: 370, high: 490 },
    weight: 5,
  },
  {
    id: "first-contact",
    clause: "2.4",
    metric: "fcr",
    comparator: ">=",
    expected: 72,
    minimum: 68,
    weight: 10,
    minimumSample: 200,
  },
  resolution,
  {
    id: "qa",
    clause: "3.1",
    metric: "qa-score",
    comparator: ">=",
    expected: 90,
    minimum: 85,
    weight: 15,
    minimumSample: 60,
  },
  { id: "adherence", clause: "4.1", metric: "adherence", comparator: ">=", expected: 93, minimum: 90, weight: 10 },
  {
    id: "attrition",
    clause: "4.2",
    metric: "attrition",
    comparator: "<=",
    expected: 75,
    minimum: 110,
    period: "quarter",
    weight: 0,
  },
  {
    id: "backlog-mail",
    clause: "2.6",
    metric: "backlog",
    scope: { channel: "Email" },
    comparator: "<=",
    expected: 60,
    minimum: 110,
    weight: 5,
  },
  { id: "cost", clause: "7.1", metric: "cost-per-contact", comparator: "<=", expected: 2.9, weight: 0 },
];

export function sandpiperVersions(month: MonthOf): VersionDocument[] {
  return [
    { version: 1, effectiveFrom: month(SIGNED_MONTHS_BACK), targets: [...SIGNED] },
    {
      version: 2,
      effectiveFrom: month(5),
      amendment:
        "Amendment 1: 90% of emails must be resolved within three days instead of four, with a limit of five days.",
      targets: amended(SIGNED, [{ ...resolution, expected: 259_200, minimum: 432_000 }]),
    },
  ];
}
