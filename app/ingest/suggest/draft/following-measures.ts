import type { TargetKey } from "../suggestion";

/** Measures that a count also states where the needed ones are given: of what is handled it is known how long it took, and so on. */
export const FOLLOWING_MEASURES: readonly {
  measure: TargetKey;
  from: readonly TargetKey[];
  needs: readonly TargetKey[];
}[] = [
  { measure: "waitKnown", from: ["answered"], needs: ["waitSeconds"] },
  { measure: "handleKnown", from: ["handled", "answered"], needs: ["handleSeconds"] },
  { measure: "handleKnown", from: ["handled", "answered"], needs: ["talkSeconds"] },
  { measure: "talkKnown", from: ["handled", "answered"], needs: ["talkSeconds"] },
  { measure: "holdKnown", from: ["handled", "answered"], needs: ["holdSeconds"] },
  { measure: "wrapKnown", from: ["handled", "answered"], needs: ["wrapSeconds"] },
  { measure: "resolutionKnown", from: ["handled", "answered"], needs: ["resolved"] },
  { measure: "fcrKnown", from: ["resolved", "handled"], needs: ["resolvedFirstContact"] },
  { measure: "reopenKnown", from: ["handled"], needs: ["reopened"] },
  { measure: "transferKnown", from: ["handled", "answered"], needs: ["transferred"] },
  { measure: "escalationKnown", from: ["handled", "answered"], needs: ["escalated"] },
  { measure: "firstResponseKnown", from: ["handled", "answered"], needs: ["firstResponseSeconds"] },
  { measure: "resolutionTimeKnown", from: ["resolved", "handled"], needs: ["resolutionSeconds"] },
  // Only where it was multiplied by a count: points earned alone do not say what was possible.
  { measure: "pointsPossible", from: [], needs: ["pointsEarned"] },
];

/** What handle time is made of. */
export const HANDLE_PARTS: readonly TargetKey[] = ["talkSeconds", "holdSeconds", "wrapSeconds"];
