import type { DeliveriesSummary } from "~/domain/deliveries/deliveries-view";
import { countText, capitalized } from "../shared/text";

/** What needs attention: `2 files overdue, 1 incomplete`; null if nothing does. */
export function deliveriesInNeedText({ counts }: DeliveriesSummary): string | null {
  const parts = [
    counts.overdue > 0 ? `${countText(counts.overdue, "file", "files")} overdue` : null,
    counts.incomplete > 0
      ? `${counts.overdue > 0 ? counts.incomplete : countText(counts.incomplete, "file", "files")} incomplete`
      : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

/** The lead sentence of the expected files. */
export function deliveriesLead(summary: DeliveriesSummary): string | null {
  const { expected, counts } = summary;
  if (expected === 0) return null;
  const over = counts.overdue + counts.incomplete + counts.late + counts.received;
  if (over === 0) return `${countText(expected, "file", "files")} expected; none due yet.`;
  const need = deliveriesInNeedText(summary);
  const inTime = `${counts.received} of ${over} files received complete and on time`;
  const late = counts.late === 0 ? "" : `, ${counts.late} late`;
  return need === null
    ? `No overdue or incomplete files: ${inTime}${late}.`
    : `${capitalized(need)}; ${inTime}${late}.`;
}
