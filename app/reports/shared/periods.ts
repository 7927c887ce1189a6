import type { Viewer } from "~/domain/access/viewer";
import { lastDay } from "~/domain/calendar/day-range";
import { nextPeriod, previousPeriod, type Period } from "~/domain/calendar/period";
import type { PeriodName } from "~/domain/scorecards/portfolio-view";
import type { World } from "./report-context.server";

export function periodName({ key, label, shortLabel, range }: Period): PeriodName {
  return { key, label, shortLabel, from: range.from, to: lastDay(range) };
}

/** The months beside this one that hold any data in the viewer's sight, or that are running. */
export function neighbours(
  month: Period,
  { partners, today }: Pick<World, "partners" | "today">,
  { scope }: Pick<Viewer, "scope">,
): { previous: string | null; next: string | null } {
  const firsts = partners.flatMap(({ days }) => (days === null ? [] : [days.first])).toSorted();
  const [before, after] = [previousPeriod(month), nextPeriod(month)];
  const isWithin = ({ range }: Period) => {
    return (
      (scope.fromDay === null || range.from >= scope.fromDay) && (scope.toDay === null || range.from <= scope.toDay)
    );
  };
  const hasBefore = firsts[0] !== undefined && before.range.until > firsts[0] && isWithin(before);
  return {
    previous: hasBefore ? before.key : null,
    next: after.range.from <= today && isWithin(after) ? after.key : null,
  };
}
