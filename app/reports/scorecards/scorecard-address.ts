import { parsePeriod } from "~/domain/calendar/period";
import type { QuestionProblem } from "../metrics/metric-question";
import { readScorecardQuestion, type ScorecardQuestion } from "./scorecard-question";

/** The scorecard that `?vendor=lumina&period=2026-10` asks for; both must be said. */
export function readScorecardAddress(
  address: URLSearchParams,
): { ok: true; question: ScorecardQuestion } | { ok: false; problems: QuestionProblem[] } {
  const [vendor, period] = [address.get("vendor") ?? "", address.get("period") ?? ""];
  const problems: QuestionProblem[] = [];
  if (vendor === "") problems.push({ parameter: "vendor", message: "Choose a partner" });
  const kind = parsePeriod(period)?.kind ?? "day";
  if (kind === "day") {
    const message =
      "Enter a week, month, fiscal month, quarter or year, for example 2026-W43, 2026-10, 2026-10@22, 2026-Q4 or 2026";
    problems.push({ parameter: "period", message });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, question: readScorecardQuestion(vendor, period, address) };
}
