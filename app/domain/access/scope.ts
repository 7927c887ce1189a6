import type { Day } from "~/domain/calendar/day";
import { NOTES_SCOPES, type Scope } from "./viewer";

/** No limit: people of the organization. */
export const WHOLE_SCOPE: Scope = {
  vendorIds: "all",
  sites: "all",
  programs: "all",
  channels: "all",
  fromDay: null,
  toDay: null,
  notes: "all",
  downloads: true,
};

/** A partner sees its own figures at any time, and the notes that were shared with it. */
export function partnerScope(vendorId: number): Scope {
  return { ...WHOLE_SCOPE, vendorIds: [vendorId], notes: "partner" };
}

export function allowsVendor(scope: Scope, vendorId: number): boolean {
  return scope.vendorIds === "all" || scope.vendorIds.includes(vendorId);
}

export function allowsDay(scope: Scope, day: Day): boolean {
  return (scope.fromDay === null || day >= scope.fromDay) && (scope.toDay === null || day <= scope.toDay);
}

/** What both scopes allow: the way to mint a link that never shows more than its maker may see. */
export function intersectScopes(a: Scope, b: Scope): Scope {
  return {
    vendorIds: intersectLists(a.vendorIds, b.vendorIds),
    sites: intersectLists(a.sites, b.sites),
    programs: intersectLists(a.programs, b.programs),
    channels: intersectLists(a.channels, b.channels),
    fromDay: latest(a.fromDay, b.fromDay),
    toDay: earliest(a.toDay, b.toDay),
    notes: NOTES_SCOPES[Math.min(NOTES_SCOPES.indexOf(a.notes), NOTES_SCOPES.indexOf(b.notes))] ?? "none",
    downloads: a.downloads && b.downloads,
  };
}

/** True when everything that `inner` allows is allowed by `outer`. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  return (
    isSubset(inner.vendorIds, outer.vendorIds) &&
    isSubset(inner.sites, outer.sites) &&
    isSubset(inner.programs, outer.programs) &&
    isSubset(inner.channels, outer.channels) &&
    (outer.fromDay === null || (inner.fromDay !== null && inner.fromDay >= outer.fromDay)) &&
    (outer.toDay === null || (inner.toDay !== null && inner.toDay <= outer.toDay)) &&
    NOTES_SCOPES.indexOf(inner.notes) <= NOTES_SCOPES.indexOf(outer.notes) &&
    (outer.downloads || !inner.downloads)
  );
}

function intersectLists<T>(a: readonly T[] | "all", b: readonly T[] | "all"): readonly T[] | "all" {
  if (a === "all") return b;
  if (b === "all") return a;
  return a.filter((item) => b.includes(item));
}

function isSubset<T>(inner: readonly T[] | "all", outer: readonly T[] | "all"): boolean {
  if (outer === "all") return true;
  return inner !== "all" && inner.every((item) => outer.includes(item));
}

function latest(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function earliest(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
