import { roleOf, type Viewer } from "../../access/viewer";

/** How far a month is on its way to being closed, in order. */
export const MONTH_STATES = ["open", "under-review", "signed-by-lead", "signed-by-partner", "closed"] as const;
export type MonthState = (typeof MONTH_STATES)[number];

/** What moves a month. `return`: back to review, without signatures. */
export const MONTH_STEPS = [
  "start-review",
  "sign-as-lead",
  "sign-as-partner",
  "return",
  "close",
  "close-without-signatures",
  "reopen",
] as const;
export type MonthStep = (typeof MONTH_STEPS)[number];

type Move = { readonly from: readonly MonthState[]; readonly to: MonthState };

const MOVES: Readonly<Record<MonthStep, Move>> = {
  "start-review": { from: ["open"], to: "under-review" },
  "sign-as-lead": { from: ["under-review"], to: "signed-by-lead" },
  "sign-as-partner": { from: ["signed-by-lead"], to: "signed-by-partner" },
  return: { from: ["signed-by-lead", "signed-by-partner"], to: "under-review" },
  close: { from: ["signed-by-partner"], to: "closed" },
  "close-without-signatures": { from: ["open", "under-review"], to: "closed" },
  reopen: { from: ["closed"], to: "under-review" },
};

export function isMonthState(text: string): text is MonthState {
  return MONTH_STATES.some((state) => state === text);
}

export function isMonthStep(text: string): text is MonthStep {
  return MONTH_STEPS.some((step) => step === text);
}

/** The state after the step; null where the month is in no state for it. */
export function stateAfter(state: MonthState, step: MonthStep): MonthState | null {
  const { from, to } = MOVES[step];
  return from.includes(state) ? to : null;
}

/**
 * Whose step it is: a partner signs as the partner, leads and admins do the rest. Only people sign, never keys or links. The
 * command line closes, also without signatures.
 */
export function mayTakeStep(viewer: Viewer, step: MonthStep): boolean {
  const role = roleOf(viewer);
  if (step === "sign-as-partner") return viewer.kind === "partner";
  if (viewer.kind === "key") return role === "admin" && (step === "close" || step === "close-without-signatures");
  return viewer.kind === "member" && step !== "close-without-signatures" && (role === "lead" || role === "admin");
}

/** The steps that the viewer may take in this state. */
export function stepsFor(viewer: Viewer, state: MonthState): MonthStep[] {
  return MONTH_STEPS.filter((step) => stateAfter(state, step) !== null && mayTakeStep(viewer, step));
}
