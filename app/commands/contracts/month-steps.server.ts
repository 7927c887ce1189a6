import {
  closeMonth,
  reopenMonth,
  returnToReview,
  signMonth,
  startReview,
  type MonthMoved,
  type MonthMover,
  type MoveRefusal,
} from "~/data/contracts/move-month.server";
import type { Database } from "~/data/db/database.server";
import { actorOf } from "~/domain/access/actor";
import { viewerName, type Viewer } from "~/domain/access/viewer";
import { isBlocked } from "~/domain/contracts/closing/checklist";
import type { EvaluatedMonth } from "~/domain/contracts/closing/closed-document";
import { mayTakeStep, type MonthStep } from "~/domain/contracts/closing/month-state";
import { CHECKED_STEPS, type MonthView } from "~/domain/contracts/closing/month-view";
import { isStorableText } from "~/domain/input/storable-text";
import { monthProblemText, type MonthProblem } from "~/wording/contracts/closing";

/** Which month of which partner, and what the signer read: the hash of the statement and its total. */
export type MonthStepRequest = {
  readonly vendor: string;
  readonly period: string;
  readonly step: MonthStep;
  readonly seenHash: string | null;
  readonly seenTotalMinor: number | null;
  readonly reason: string;
};

export type MonthStepRefusal = { readonly ok: false; readonly status: 400 | 403 | 404 | 409; readonly message: string };

/** The month as it evaluates now; null where this viewer may not see it. */
type EvaluateMonth = (
  db: Database,
  viewer: Viewer,
  question: { vendor: string; period: string },
  options: { clock: () => Date },
) => Promise<{ readonly evaluated: EvaluatedMonth; readonly month: MonthView } | null>;

export const MAX_REASON_LENGTH = 500;

/** Moves a month one step on its way to being closed, or back. Signing means having read: the statement must be the one that was seen. */
export async function takeMonthStep(
  db: Database,
  viewer: Viewer,
  request: MonthStepRequest,
  { clock, evaluate }: { clock: () => Date; evaluate: EvaluateMonth },
): Promise<MonthMoved | MonthStepRefusal> {
  const { vendor, period, step } = request;
  const found = await evaluate(db, viewer, { vendor, period }, { clock });
  if (found === null) return refused(404, { code: "not-found" });
  if (!mayTakeStep(viewer, step)) return refused(403, { code: "not-permitted", step });
  const { evaluated, month } = found;
  if (CHECKED_STEPS.includes(step) && month.state !== "closed" && isBlocked(month.checklist)) {
    return refused(409, { code: "blocked", checklist: month.checklist });
  }
  const { statement, statementHash } = evaluated.content;
  const { currency, totalMinor } = statement;
  if (step === "sign-as-lead" || step === "sign-as-partner") {
    if (request.seenHash === null || request.seenHash === "") return refused(400, { code: "not-read" });
    if (request.seenHash !== statementHash) {
      return refused(409, { code: "changed", currency, beforeMinor: request.seenTotalMinor, nowMinor: totalMinor });
    }
  }
  const reason = request.reason.trim();
  if (step === "reopen" && (reason === "" || reason.length > MAX_REASON_LENGTH || !isStorableText(reason))) {
    return refused(400, { code: "no-reason", limit: MAX_REASON_LENGTH });
  }
  const mover: MonthMover = { by: viewerName(viewer), actor: actorOf(viewer), at: clock() };
  const moved = await move(db, evaluated, { step, reason, mover });
  return moved.ok ? moved : refusalOf(moved, step, evaluated);
}

function move(
  db: Database,
  evaluated: EvaluatedMonth,
  { step, reason, mover }: { step: MonthStep; reason: string; mover: MonthMover },
): Promise<MonthMoved | MoveRefusal> {
  switch (step) {
    case "start-review":
      return startReview(db, evaluated, mover);
    case "sign-as-lead":
    case "sign-as-partner":
      return signMonth(db, evaluated, step, mover);
    case "return":
      return returnToReview(db, evaluated, mover);
    case "close":
    case "close-without-signatures":
      return closeMonth(db, evaluated, step, mover);
    case "reopen":
      return reopenMonth(db, evaluated, reason, mover);
  }
}

function refusalOf(refusal: MoveRefusal, step: MonthStep, { content }: EvaluatedMonth): MonthStepRefusal {
  const { currency, totalMinor, period } = content.statement;
  switch (refusal.code) {
    case "wrong-state":
      return refused(409, { code: "wrong-state", step, state: refusal.month.state });
    case "stale":
      return refused(409, { code: "stale" });
    case "not-as-signed": {
      const { by, totalMinor: beforeMinor } = refusal.signed;
      return refused(409, { code: "not-as-signed", by, currency, beforeMinor, nowMinor: totalMinor });
    }
    case "not-last":
      return refused(409, { code: "not-last", period: period.key, last: refusal.last });
  }
}

function refused(status: MonthStepRefusal["status"], problem: MonthProblem): MonthStepRefusal {
  return { ok: false, status, message: monthProblemText(problem) };
}
