import type { ArrivalsSummary } from "~/domain/deliveries/deliveries-view";
import { countWords, capitalised } from "../shared/text";

/** What needs somebody, in a few words: `2 files overdue, 1 short`; null where nothing does. */
export function arrivalsInNeedWords({ counts }: ArrivalsSummary): string | null {
  const parts = [
    counts.overdue > 0 ? `${countWords(counts.overdue, "file", "files")} overdue` : null,
    counts.short > 0 ? `${counts.overdue > 0 ? counts.short : countWords(counts.short, "file", "files")} short` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

/** The sentence that the arrivals open with. */
export function arrivalsLead(summary: ArrivalsSummary): string | null {
  const { expected, counts } = summary;
  if (expected === 0) return null;
  const over = counts.overdue + counts.short + counts.late + counts.arrived;
  if (over === 0) return `${countWords(expected, "file is", "files are")} expected; none was due yet.`;
  const need = arrivalsInNeedWords(summary);
  const inTime = `${counts.arrived} of ${over} came in time and in full`;
  const late = counts.late === 0 ? "" : `, ${counts.late} late`;
  return need === null ? `Nothing is overdue or short: ${inTime}${late}.` : `${capitalised(need)}; ${inTime}${late}.`;
}
