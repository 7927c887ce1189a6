import { QUESTION_PROBLEMS } from "~/wording/metrics/questions";
import type { QuestionProblem } from "../metrics/metric-question";

/** The revision that `?revision=3` asks for; absent: the one in use. */
export function readRevision(
  address: URLSearchParams,
): { ok: true; question: { revision?: number } } | { ok: false; problems: QuestionProblem[] } {
  const text = address.get("revision");
  if (text === null) return { ok: true, question: {} };
  const revision = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
  if (revision !== null) return { ok: true, question: { revision } };
  return { ok: false, problems: [{ parameter: "revision", message: QUESTION_PROBLEMS.revision }] };
}
