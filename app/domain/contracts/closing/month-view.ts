import type { CheckResult } from "./checklist";
import type { Signature } from "./closed-document";
import type { MonthState, MonthStep } from "./month-state";

/** How far a month is, what stands in the way, and what the viewer may do about it. */
export type MonthView = {
  readonly state: MonthState;
  readonly review: { readonly by: string; readonly at: string } | null;
  readonly lead: Signature | null;
  readonly partner: Signature | null;
  readonly checklist: readonly CheckResult[];
  /** The steps that the viewer may take now. */
  readonly steps: readonly MonthStep[];
  /** The signature on a statement that is no longer this one; null: there is none. */
  readonly changedSince: Signature | null;
  readonly reopenings: readonly { readonly by: string; readonly at: string; readonly reason: string }[];
};

/** Steps that a blocked month does not take. */
export const CHECKED_STEPS: readonly MonthStep[] = [
  "sign-as-lead",
  "sign-as-partner",
  "close",
  "close-without-signatures",
];
