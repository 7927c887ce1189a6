import { parsePeriod } from "~/domain/calendar/period";
import { QUESTION_PROBLEMS } from "~/wording/metrics/questions";
import type { QuestionProblem } from "../metrics/metric-question";
import { readScorecardQuestion, type ScorecardQuestion } from "./scorecard-question";

/** The scorecard that `?vendor=lumina&period=2026-10` asks for; both are required. */
export function readScorecardAddress(
  address: URLSearchParams,
): { ok: true; question: ScorecardQuestion } | { ok: false; problems: QuestionProblem[] } {
  const [vendor, period] = [address.get("vendor") ?? "", address.get("period") ?? ""];
  const problems: QuestionProblem[] = [];
  if (vendor === "") problems.push({ parameter: "vendor", message: QUESTION_PROBLEMS.choosePartner });
  const kind = parsePeriod(period)?.kind ?? "day";
  if (kind === "day") {
    problems.push({ parameter: "period", message: QUESTION_PROBLEMS.period });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, question: readScorecardQuestion(vendor, period, address) };
}
