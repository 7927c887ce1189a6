import { parsePeriod } from "~/domain/calendar/period";
import type { QuestionProblem } from "../metrics/metric-question";
import { readScorecardQuestion, type ScorecardQuestion } from "./scorecard-question";

/** The scorecard that `?vendor=lumina&period=2026-10` asks for; both must be said. */
export function readScorecardAddress(
  address: URLSearchParams,
): { ok: true; question: ScorecardQuestion } | { ok: false; problems: QuestionProblem[] } {
  const [vendor, period] = [address.get("vendor") ?? "", address.get("period") ?? ""];
  const problems: QuestionProblem[] = [];
  if (vendor === "") problems.push({ parameter: "vendor", message: "A partner is needed" });
  if (parsePeriod(period)?.kind !== "month") {
    problems.push({ parameter: "period", message: "A month is needed, as 2026-10" });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, question: readScorecardQuestion(vendor, period, address) };
}
