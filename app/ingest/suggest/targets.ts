import {
  BREAKDOWN_FIELDS,
  FACT_FIELDS,
  isReferenceKind,
  type FileKind,
  type FieldType,
} from "~/domain/facts/fact-fields";
import { measureDefinition, measureLabel } from "~/domain/metrics/measure-ref";
import { MEASURE_KEYS } from "~/domain/metrics/measures";
import { TARGET_LABELS } from "~/wording/imports/target-labels";
import type { TargetKey } from "./suggestion";

export type TargetOption = {
  key: TargetKey;
  label: string;
  type: FieldType;
  group: "row" | "when" | "where" | "who" | "what" | "times" | "flags" | "scores" | "volumes";
  required: boolean;
};

/** Counts with a limit whose limit no heading has stated yet. */
export const OPEN_LIMITS = {
  "wait<=": "wait<=20",
  "abandonedWait<=": "abandonedWait<=5",
  "csat>=": "csat>=4",
} as const;

const REQUIRED: Readonly<Record<FileKind, readonly TargetKey[]>> = {
  contacts: ["externalId", "openedAt"],
  reviews: ["externalId", "reviewedAt"],
  totals: ["day"],
  roster: ["agent", "startsOn"],
  // Either the weekdays or the date has to be stated: see `missingTargets`.
  calendar: [],
};

const GROUPS: readonly (readonly [TargetOption["group"], readonly TargetKey[]])[] = [
  ["row", ["externalId", "vendor", "eventOrder", "contactExternalId"]],
  [
    "when",
    [
      "openedAt",
      "reviewedAt",
      "day",
      "at",
      "firstResponseAt",
      "answeredAt",
      "doneAt",
      "dueAt",
      "date",
      "weekdays",
      "startsOn",
      "endsOn",
      "hiredOn",
    ],
  ],
  ["where", ["site", "program", "channel"]],
  ["who", ["agent", "team", "customer", "tenureDays"]],
  ["what", ["reason", "severity", "language"]],
  ["scores", ["csatScore", "npsScore", "pointsEarned", "pointsPossible"]],
];

/** What the columns of a file of the kind may feed, for a choice. */
export function targetsOf(kind: FileKind): TargetOption[] {
  return targetKeys(kind).map((key) => ({
    key,
    label: targetLabel(key, kind),
    type: targetType(key, kind),
    group: groupOf(key, kind),
    required: REQUIRED[kind].includes(key),
  }));
}

/** What a row of the kind cannot do without; a report's day may be the start of its intervals. */
export function neededTargets(kind: FileKind): ReadonlySet<TargetKey> {
  const needed = targetsOf(kind).flatMap(({ key, required }) => (required ? [key] : []));
  return new Set(kind === "totals" ? [...needed, "at"] : needed);
}

function targetKeys(kind: FileKind): TargetKey[] {
  if (kind === "totals") {
    const counted = [10, 20, 30, 60].map((seconds) => `wait<=${seconds}`);
    const limits = [...counted, "abandonedWait<=5", "abandonedWait<=10", "abandonedWait<=20", "csat>=4"];
    return [
      "externalId",
      "vendor",
      "day",
      "at",
      "site",
      "program",
      "channel",
      ...BREAKDOWN_FIELDS,
      "preliminary",
      ...MEASURE_KEYS,
      ...limits,
    ];
  }
  if (isReferenceKind(kind))
    return ["vendor", ...Object.keys(FACT_FIELDS[kind]), ...(kind === "calendar" ? ["hours"] : [])];
  const instants = kind === "contacts" ? ["eventOrder", "firstResponseAt", "answeredAt"] : [];
  return ["externalId", "vendor", ...instants, ...Object.keys(FACT_FIELDS[kind])];
}

export function targetLabel(key: TargetKey, kind: FileKind): string {
  const known = Object.hasOwn(TARGET_LABELS, key) ? TARGET_LABELS[key] : undefined;
  if (kind === "totals" && isMeasureTarget(key)) return capitalized(measureLabel(closedLimit(key)));
  return known ?? capitalized(key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
}

/** A measure with its limit, where the heading says none the usual one. */
export function closedLimit(key: TargetKey): TargetKey {
  return isOpenLimit(key) ? OPEN_LIMITS[key] : key;
}

export function isOpenLimit(key: TargetKey): key is keyof typeof OPEN_LIMITS {
  return Object.hasOwn(OPEN_LIMITS, key);
}

/** Whether the target is an amount of totals. */
export function isMeasureTarget(key: TargetKey): boolean {
  return measureDefinition(closedLimit(key)) !== null;
}

const SPECIAL_TYPES: Readonly<Record<string, FieldType>> = {
  externalId: "text",
  vendor: "text",
  eventOrder: "text",
  firstResponseAt: "instant",
  answeredAt: "instant",
  day: "instant",
  at: "instant",
  preliminary: "boolean",
};

export function targetType(key: TargetKey, kind: FileKind): FieldType {
  if (Object.hasOwn(SPECIAL_TYPES, key)) return SPECIAL_TYPES[key] ?? "text";
  if (kind === "totals") {
    const unit = measureDefinition(closedLimit(key))?.unit;
    return unit === undefined ? "text" : unit === "seconds" ? "seconds" : "number";
  }
  const fields: Readonly<Record<string, FieldType>> = FACT_FIELDS[kind];
  return Object.hasOwn(fields, key) ? (fields[key] ?? "text") : "text";
}

function groupOf(key: TargetKey, kind: FileKind): TargetOption["group"] {
  const grouped = GROUPS.find(([, keys]) => keys.includes(key));
  if (grouped && !(kind === "totals" && isMeasureTarget(key))) return grouped[0];
  if (kind === "totals") return targetType(key, kind) === "seconds" ? "times" : "volumes";
  return targetType(key, kind) === "seconds" ? "times" : "flags";
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
