import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { lastDay } from "~/domain/calendar/day-range";
import { nextPeriod, previousPeriod, type Period } from "~/domain/calendar/period";
import { periodPresets, siblingPeriods, type DaysPreset, type PeriodPreset } from "~/domain/calendar/period-choices";
import type { PeriodChoices, PeriodName } from "~/domain/scorecards/portfolio-view";
import type { ReportContext } from "./report-context.server";

export function periodName({ key, kind, label, shortLabel, range }: Period): PeriodName {
  return { key, kind, label, shortLabel, from: range.from, to: lastDay(range) };
}

/** The periods that a page leads to: those that hold any data in the viewer's sight, or that are in progress. */
export function periodChoices(
  page: Period,
  { partners, today }: Pick<ReportContext, "partners" | "today">,
  { scope }: Pick<Viewer, "scope">,
  fiscalStartDay = 1,
): PeriodChoices {
  const firsts = partners.flatMap(({ days }) => (days === null ? [] : [days.first])).toSorted();
  const [before, after] = [previousPeriod(page), nextPeriod(page)];
  const isWithin = ({ range }: Period) => {
    return (
      (scope.fromDay === null || range.from >= scope.fromDay) && (scope.toDay === null || range.from <= scope.toDay)
    );
  };
  const first = firsts[0];
  const holdsData = ({ range }: Period) => first !== undefined && range.until > first;
  return {
    previous: holdsData(before) && isWithin(before) ? before.key : null,
    next: after.range.from <= today && isWithin(after) ? after.key : null,
    kinds: siblingPeriods(page, today, fiscalStartDay)
      .filter((period) => period.key === page.key || isWithin(period))
      .map(({ kind, key }) => ({ kind, key })),
    presets: offeredPresets(partners, today, scope).map(({ which, kind, period }) => ({
      which,
      kind,
      key: period.key,
    })),
  };
}

/** The presets of a page about any days. */
export function daysPresets(
  { partners, today }: Pick<ReportContext, "partners" | "today">,
  { scope }: Pick<Viewer, "scope">,
) {
  return offeredPresets(partners, today, scope).map(({ which, kind, period }): DaysPreset => {
    return { which, kind, from: period.range.from, to: lastDay(period.range) };
  });
}

/** Of the presets those that the viewer may see from their first day, and that hold data or are in progress. */
function offeredPresets(
  partners: ReportContext["partners"],
  today: Day,
  { fromDay, toDay }: Viewer["scope"],
): readonly PeriodPreset[] {
  const [first] = partners.flatMap(({ days }) => (days === null ? [] : [days.first])).toSorted();
  return periodPresets(today).filter(({ period: { range } }) => {
    const isVisible = (fromDay === null || range.from >= fromDay) && (toDay === null || range.from <= toDay);
    return isVisible && ((first !== undefined && range.until > first) || range.until > today);
  });
}
