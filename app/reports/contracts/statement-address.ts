import { parsePeriod } from "~/domain/calendar/period";
import { QUESTION_PROBLEMS } from "~/wording/metrics/questions";
import { STATEMENT_TEXT } from "~/wording/contracts/statement";
import type { QuestionProblem } from "../metrics/metric-question";
import type { StatementQuestion } from "./statement.server";

/** The statement that `?vendor=lumina&period=2026-10` asks for; both are required. */
export function readStatementAddress(
  address: URLSearchParams,
): { ok: true; question: StatementQuestion } | { ok: false; problems: QuestionProblem[] } {
  const [vendor, period] = [address.get("vendor") ?? "", address.get("period") ?? ""];
  const problems: QuestionProblem[] = [];
  if (vendor === "") problems.push({ parameter: "vendor", message: QUESTION_PROBLEMS.choosePartner });
  const kind = parsePeriod(period)?.kind;
  if (kind !== "month" && kind !== "fiscal-month") {
    problems.push({ parameter: "period", message: STATEMENT_TEXT.periodProblem });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, question: { vendor, period } };
}
