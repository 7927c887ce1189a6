import type { Check, CheckResult } from "~/domain/contracts/closing/checklist";
import type { Alteration } from "~/domain/contracts/closing/verify-chain";
import type { MonthState, MonthStep } from "~/domain/contracts/closing/month-state";
import type { ClosedStatement } from "~/domain/contracts/credits/statement-view";
import { countText } from "../shared/text";
import { minorText } from "./statement";

export const MONTH_STATE_NAMES: Readonly<Record<MonthState, string>> = {
  open: "Open",
  "under-review": "Under review",
  "signed-by-lead": "Signed by lead",
  "signed-by-partner": "Signed by partner",
  closed: "Closed",
};

export const MONTH_STEP_NAMES: Readonly<Record<MonthStep, string>> = {
  "start-review": "Start review",
  "sign-as-lead": "Sign as lead",
  "sign-as-partner": "Sign as partner",
  return: "Return to review",
  close: "Close month",
  "close-without-signatures": "Close without signatures",
  reopen: "Reopen month",
};

export const CLOSING = {
  title: "Sign-off",
  checklist: "Checklist",
  blocks: "blocks",
  note: "note",
  ok: "done",
  by: (person: string) => `by ${person}`,
  reason: "Reason",
  signTitle: "Sign this statement?",
  signDetail: (total: string) => `You confirm that you have read the statement. Its total is ${total}.`,
  closeTitle: "Close this month?",
  closeDetail: "The statement is frozen. Data that is imported later does not change it.",
  reopenDetail: "The closed statement stays stored. The month needs both signatures again.",
  hash: "SHA-256 of the closed month",
  notSigned: "Closed without signatures, on the command line.",
  isFirst: "Earlier months are before the records of closed months.",
  altered: "This closed month was altered in the database",
  alteredDetail: "Run npm run plumbline -- verify to see which months are affected, and restore them from a backup.",
  reopened: "Reopened",
  unknownStep: "This page has no such step.",
} as const;

const CHECK_TEXTS: Readonly<Record<Check, (result: CheckResult) => string>> = {
  "month-over": ({ result }) => (result === "ok" ? "The month is over" : "The month is not over"),
  "data-complete": ({ result, about }) =>
    result === "ok" ? "Data reach the end of the month" : `Data reach ${about ?? "no day"}, not the end of the month`,
  "statement-complete": ({ result, count }) => {
    if (result === "ok") return "The statement is complete";
    return count === 0 ? "There is no statement" : `The statement has ${countText(count, "problem", "problems")}`;
  },
  "final-figures": ({ result, count }) =>
    result === "ok" ? "All figures are final" : `${countText(count, "row is", "rows are")} preliminary`,
  "exclusions-decided": ({ result, count }) =>
    result === "ok"
      ? "No exclusion waits for a decision"
      : `${countText(count, "exclusion waits", "exclusions wait")} for a decision`,
  "earlier-months": ({ result, count, about }) => {
    if (result === "ok") return "No earlier month is open";
    if (count === 0) return `The month is before ${about ?? "the first closed month"}, the first month that was closed`;
    return `${countText(count, "earlier month is", "earlier months are")} open: close ${about ?? "it"} first`;
  },
  "rejected-rows": ({ result, count }) =>
    result === "ok"
      ? "No rows were rejected"
      : `${countText(count, "row was", "rows were")} rejected in files of the month`,
};

export function checkText(result: CheckResult): string {
  return CHECK_TEXTS[result.check](result);
}

/** Why a month was not moved. */
export type MonthProblem =
  | { readonly code: "not-found" | "not-read" | "stale" }
  | { readonly code: "no-reason"; readonly limit: number }
  | { readonly code: "not-permitted"; readonly step: MonthStep }
  | { readonly code: "blocked"; readonly checklist: readonly CheckResult[] }
  | {
      readonly code: "changed";
      readonly currency: string;
      readonly beforeMinor: number | null;
      readonly nowMinor: number;
    }
  | {
      readonly code: "not-as-signed";
      readonly by: string;
      readonly currency: string;
      readonly beforeMinor: number;
      readonly nowMinor: number;
    }
  | { readonly code: "wrong-state"; readonly step: MonthStep; readonly state: MonthState }
  | { readonly code: "not-last"; readonly period: string; readonly last: string };

export function monthProblemText(problem: MonthProblem): string {
  switch (problem.code) {
    case "not-found":
      return "This statement does not exist, or you may not see all of the partner's data.";
    case "not-read":
      return "Open the statement, read it and sign it there.";
    case "stale":
      return "Data, the SOW or a closed month changed at the same moment. Read the statement again and repeat the step.";
    case "no-reason":
      return `Enter why the month is reopened, in at most ${problem.limit} characters.`;
    case "not-permitted":
      return NOT_PERMITTED[problem.step] ?? "Only leads and admins of the organization may do this.";
    case "blocked": {
      const blocking = problem.checklist.filter(({ result }) => result === "blocks").map(checkText);
      return `The month cannot be signed or closed yet. ${blocking.join(". ")}.`;
    }
    case "changed": {
      const { beforeMinor, nowMinor, currency } = problem;
      const before = beforeMinor === null ? "" : `The total was ${minorText(beforeMinor, currency)}, it is now `;
      const now = minorText(nowMinor, currency);
      return `The statement changed since you read it. ${before === "" ? `The total is now ${now}.` : `${before}${now}.`} Read it again, then sign.`;
    }
    case "not-as-signed": {
      const [before, now] = [problem.beforeMinor, problem.nowMinor].map((minor) => minorText(minor, problem.currency));
      return `The statement changed since ${problem.by} signed it. The total was ${before}, it is now ${now}. Return the month to review and sign again.`;
    }
    case "wrong-state":
      return problem.state === "closed"
        ? "The month is already closed. Nothing changed."
        : `The month is ${MONTH_STATE_NAMES[problem.state].toLowerCase()}: "${MONTH_STEP_NAMES[problem.step]}" is not possible now.`;
    case "not-last":
      return `A later month is closed. Reopen ${problem.last} first, or correct ${problem.period} by an adjustment in an open month.`;
  }
}

const NOT_PERMITTED: Partial<Record<MonthStep, string>> = {
  "sign-as-partner": "Only people of the partner sign as the partner.",
  "close-without-signatures": "Only the command line closes a month without signatures.",
};

/** `Later data would change the total by −$120.00, to $1,880.00.` */
export function laterDataText(
  { totalTodayMinor }: Pick<ClosedStatement, "totalTodayMinor">,
  frozenMinor: number,
  currency: string,
): string {
  if (totalTodayMinor === null) return "";
  if (totalTodayMinor === frozenMinor) return "Later data would change lines of the statement, but not its total.";
  const difference = totalTodayMinor - frozenMinor;
  const sign = difference > 0 ? "+" : "";
  return `Later data would change the total by ${sign}${minorText(difference, currency)}, to ${minorText(totalTodayMinor, currency)}. The closed statement stays as it is.`;
}

export function changedSinceText(by: string, before: string, now: string): string {
  return `The statement changed since ${by} signed it: the total was ${before}, it is now ${now}. Return the month to review and sign again.`;
}

export const ALTERATION_TEXT: Readonly<Record<Alteration, string>> = {
  document: "its document is not the one that was closed",
  hash: "its hash is not the one in the audit log",
  chain: "it does not follow the month closed before it",
  columns: "its period or sequence is not the one that was closed",
  missing: "it is missing",
};
