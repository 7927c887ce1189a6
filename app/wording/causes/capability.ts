import type { Verdict } from "~/domain/contracts/verdict";
import type { Assurance } from "~/domain/causes/capability";

const WORDS: Readonly<Record<Assurance, string>> = { always: "Stable", "by-luck": "Unstable", never: "Out of reach" };

/** What each stability mark means, after its word. */
export const ASSURANCE_MEANINGS: Readonly<Record<Assurance, string>> = {
  always: "its usual range is on target",
  "by-luck": "its usual range crosses the target",
  never: "its usual range is off target",
};

/** The word of the mark. Beside a result that is not on target, what is stable at other times is called usually stable. */
export function assuranceLabel(assurance: Assurance, verdict: Verdict): string {
  return assurance === "always" && (verdict === "missed" || verdict === "below") ? "Usually stable" : WORDS[assurance];
}
