import { containsDay, daysOf, intersectRanges, type DayRange } from "../../calendar/day-range";
import { instantInZone } from "../../calendar/time-zone";
import {
  hoursBetween,
  type ExcludedContact,
  type ExcludedHours,
  type ExcludedSlice,
  type Exclusions,
} from "../../metrics/counted";
import type { TargetScope } from "../../metrics/row-scope";
import { daysOfExtent, EXCLUSION_PARTS, type AcceptedExclusion, type ExclusionExtent } from "./exclusion";

/** An exclusion that takes something away from a result, and the days of the result that it touches. */
export type ExcludedDays = { readonly exclusion: string; readonly days: DayRange };

/** What accepted exclusions take away from a figure. */
export type ExcludedRows = { readonly excluded: Exclusions; readonly by: readonly ExcludedDays[] };

/**
 * What accepted exclusions leave out of a slice over some days; null where none touches it. Of an exclusion that names a narrower part,
 * only that part goes. What several exclusions leave out goes once. `timeZone`: of the days and hours.
 */
export function excludedRows(
  scope: TargetScope,
  range: DayRange,
  accepted: readonly AcceptedExclusion[],
  timeZone: string,
): ExcludedRows | null {
  const days: DayRange[] = [];
  const slices: ExcludedSlice[] = [];
  const hours: ExcludedHours[] = [];
  const contacts: ExcludedContact[] = [];
  const by: ExcludedDays[] = [];
  for (const { reference, extent } of accepted) {
    const touched = intersectRanges(daysOfExtent(extent), range);
    if (touched === null || !overlaps(extent, scope)) continue;
    const own = (extent.contacts ?? []).filter(({ day }) => containsDay(touched, day));
    if (extent.contacts !== null && own.length === 0) continue;
    const part = narrowerPart(extent, scope);
    if (extent.contacts !== null) contacts.push(...own);
    else if (extent.hours !== null)
      hours.push(...hoursOf(touched, extent.hours, timeZone).map((one) => ({ ...one, part })));
    else if (part === undefined) days.push(touched);
    else slices.push({ part, days: touched });
    by.push({ exclusion: reference, days: touched });
  }
  return by.length === 0 ? null : { excluded: { days, slices, hours, contacts }, by };
}

function overlaps(extent: ExclusionExtent, scope: TargetScope): boolean {
  return EXCLUSION_PARTS.every(
    (part) => extent[part] === null || scope[part] === undefined || extent[part] === scope[part],
  );
}

/** What the exclusion names beyond the slice; undefined: nothing, it speaks of all of it. */
function narrowerPart(extent: ExclusionExtent, scope: TargetScope): ExcludedSlice["part"] | undefined {
  const names = EXCLUSION_PARTS.flatMap((part) => {
    const name = extent[part];
    return name === null || scope[part] !== undefined ? [] : [[part, name] as const];
  });
  return names.length === 0 ? undefined : Object.fromEntries(names);
}

function hoursOf(
  range: DayRange,
  { fromMinute, untilMinute }: NonNullable<ExclusionExtent["hours"]>,
  timeZone: string,
): ExcludedHours[] {
  return daysOf(range).map((day) =>
    hoursBetween(instantInZone(day, fromMinute, timeZone), instantInZone(day, untilMinute, timeZone), timeZone),
  );
}
