import type { Verdict } from "~/domain/contracts/verdict";

/** Text color of a verdict's mark and figure. */
export function verdictTextClass(verdict: Verdict): string {
  if (verdict === "missed") return "text-missed";
  if (verdict === "below") return "text-below";
  return "text-ink-3";
}
