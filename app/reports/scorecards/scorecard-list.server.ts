import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { periodOf, periodsBack, periodState, type Period } from "~/domain/calendar/period";
import { versionOn } from "~/domain/contracts/sow";
import { dataDays, loadReportContext, pagePeriodOf } from "../shared/report-context.server";

export type ListedMonth = {
  readonly key: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly state: "running" | "over";
};

export type ScorecardListRow = {
  readonly key: string;
  readonly name: string;
  readonly sow: { readonly version: number; readonly effectiveFrom: Day; readonly targets: number } | null;
  readonly dataFrom: Day | null;
  /** Whether a SOW is stored that no longer validates. */
  readonly hasInvalidSow: boolean;
  readonly dataUntil: Day | null;
  /** Newest first; the first is the last month that is over, where there is one. */
  readonly months: readonly ListedMonth[];
};

const MONTHS_LISTED = 6;

/** The partners in sight with the months that can be opened. */
export async function loadScorecardList(
  db: Database,
  viewer: Viewer,
  { clock }: { clock: () => Date },
): Promise<{ month: { key: string; label: string }; rows: ScorecardListRow[] }> {
  const { partners, today } = await loadReportContext(db, viewer, clock);
  const latest = pagePeriodOf(null, today, dataDays(partners)?.last ?? null) ?? periodOf("month", today);
  const rows = partners.map(({ key, name, sow, invalidSow, days }): ScorecardListRow => {
    const version = sow === null ? null : versionOn(sow, today);
    return {
      key,
      name,
      sow:
        version === null
          ? null
          : { version: version.version, effectiveFrom: version.effectiveFrom, targets: version.targets.length },
      hasInvalidSow: invalidSow !== null,
      dataFrom: days?.first ?? null,
      dataUntil: days?.last ?? null,
      months: days === null ? [] : listedMonths(days, today),
    };
  });
  return { month: { key: latest.key, label: latest.label }, rows };
}

function listedMonths(days: { first: Day; last: Day }, today: Day): ListedMonth[] {
  const months = periodsBack(periodOf("month", days.last), MONTHS_LISTED + 1)
    .filter(({ range }) => range.until > days.first)
    .map((month) => listed(month, today))
    .toReversed();
  return [...months.filter(({ state }) => state === "over"), ...months.filter(({ state }) => state === "running")];
}

function listed(month: Period, today: Day): ListedMonth {
  const { key, label, shortLabel } = month;
  return { key, label, shortLabel, state: periodState(month, today) };
}

/** The month that a partner's scorecard opens with; null where this viewer sees no such partner. */
export async function findLatestMonth(
  db: Database,
  viewer: Viewer,
  vendor: string,
  { clock }: { clock: () => Date },
): Promise<string | null> {
  const { partners, today } = await loadReportContext(db, viewer, clock);
  const partner = partners.find(({ key }) => key === vendor);
  if (partner === undefined) return null;
  return pagePeriodOf(null, today, partner.days?.last ?? null)?.key ?? null;
}
