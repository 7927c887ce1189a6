import type { SowDocument } from "./document";
import type { Sow, Target } from "./sow";
import { validateSow } from "./validate";

type TargetInput = SowDocument["versions"][number]["targets"][number];

export const CSAT_TARGET = {
  id: "csat",
  clause: "4.2(a)",
  metric: "csat",
  comparator: ">=",
  expected: 85,
  minimum: 80,
  decimals: 1,
} as const satisfies TargetInput;

/** A SOW document around the given targets, in force from 1 January 2026. */
export function documentWith(targets: TargetInput[], changes: Partial<SowDocument> = {}): SowDocument {
  return {
    vendor: "lumina",
    title: "Support services",
    currency: "USD",
    timeZone: "America/Phoenix",
    versions: [{ version: 1, effectiveFrom: "2026-01-01", targets }],
    ...changes,
  };
}

/** The checked form of a document that must be valid. */
export function readSow(document: unknown): Sow {
  const reading = validateSow(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.sow;
}

/** The checked form of one target. */
export function readTarget(target: TargetInput): Target {
  const [read] = readSow(documentWith([target])).versions[0]?.targets ?? [];
  if (read === undefined) throw new Error("The document has no target");
  return read;
}
