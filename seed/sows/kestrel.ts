import {
  amended,
  SIGNED_MONTHS_BACK,
  type LevelTargetDocument,
  type MonthOf,
  type TargetDocument,
  type VersionDocument,
} from "./build";

const csat: LevelTargetDocument = {
  id: "csat",
  clause: "1.1",
  metric: "csat",
  comparator: ">=",
  expected: 80,
  minimum: 75,
  weight: 25,
  criticality: "critical",
  minimumSample: 100,
};

const SIGNED: readonly TargetDocument[] = [
  csat,
  {
    id: "service-level-voice",
    clause: "1.2",
    metric: "service-level",
    parameters: { variant: 1, thresholdSeconds: 20 },
    scope: { channel: "Voice" },
    comparator: ">=",
    expected: 80,
    minimum: 75,
    weight: 20,
    criticality: "critical",
    minimumSample: 200,
  },
  {
    id: "handle-time",
    clause: "1.3",
    metric: "aht",
    comparator: "band",
    expected: { low: 360, high: 430 },
    minimum: { low: 340, high: 460 },
    weight: 5,
  },
  {
    id: "first-contact",
    clause: "1.4",
    metric: "fcr",
    comparator: ">=",
    expected: 70,
    minimum: 66,
    weight: 15,
    minimumSample: 200,
  },
  {
    id: "resolution-mail",
    clause: "1.5",
    metric: "resolution-within",
    parameters: { withinSeconds: 172_800 },
    scope: { channel: "Email" },
    comparator: ">=",
    expected: 92,
    minimum: 88,
    weight: 10,
    minimumSample: 100,
  },
  {
    id: "qa",
    clause: "2.1",
    metric: "qa-score",
    comparator: ">=",
    expected: 90,
    minimum: 86,
    weight: 15,
    minimumSample: 60,
  },
  {
    id: "recommendation",
    clause: "2.2",
    metric: "nps",
    comparator: ">=",
    expected: 45,
    minimum: 30,
    weight: 0,
    minimumSample: 100,
  },
  { id: "adherence", clause: "3.1", metric: "adherence", comparator: ">=", expected: 93, minimum: 90, weight: 10 },
];

export function kestrelVersions(month: MonthOf): VersionDocument[] {
  return [
    { version: 1, effectiveFrom: month(SIGNED_MONTHS_BACK), targets: [...SIGNED] },
    {
      version: 2,
      effectiveFrom: month(6),
      amendment:
        "Amendment 1: with the pilot over, expected customer satisfaction rises from 80% to 84%, the minimum from 75% to 79%.",
      targets: amended(SIGNED, [{ ...csat, expected: 84, minimum: 79 }]),
    },
  ];
}
