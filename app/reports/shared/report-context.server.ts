import { defineCache } from "~/data/db/cache";
import type { Database } from "~/data/db/database.server";
import { findDataDays, type DataDays } from "~/data/metrics/measures.server";
import { findOrganization } from "~/data/access/organization.server";
import { findSowsInUse, type SowsInUse } from "~/data/contracts/sows-in-use.server";
import { findVendor, findVendors, type Vendor } from "~/data/access/vendors.server";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { parsePeriod, periodOf, previousPeriod, type Period } from "~/domain/calendar/period";
import { dayInZone } from "~/domain/calendar/time-zone";
import type { SowProblem } from "~/domain/contracts/sow-problem";
import type { Sow } from "~/domain/contracts/sow";

/** A partner with what its reports stand on. */
export type PartnerContext = Vendor & {
  readonly sow: Sow | null;
  /** Of the document that is stored, valid or not. */
  readonly sowHash: string | null;
  /** Why the SOW that is stored cannot be used; null where there is none, or it can. */
  readonly invalidSow: SowProblem | null;
  readonly days: DataDays | null;
};

/** What every report needs: the organization, its current day, and the partners in the viewer's scope, by name. */
export type ReportContext = {
  readonly organization: string;
  readonly timeZone: string;
  readonly today: Day;
  readonly partners: readonly PartnerContext[];
};

export async function loadReportContext(db: Database, viewer: Viewer, clock: () => Date): Promise<ReportContext> {
  const [organization, vendors] = await Promise.all([findOrganization(db), findVendors(db, viewer)]);
  return contextOf(organization, vendors, await loadHoldings(db, viewer, vendors), clock);
}

/** The same with the one partner of that key, or none where the viewer may see none. */
export async function loadPartnerContext(
  db: Database,
  viewer: Viewer,
  key: string,
  clock: () => Date,
): Promise<ReportContext> {
  const [organization, vendor] = await Promise.all([findOrganization(db), findVendor(db, viewer, key)]);
  const vendors = vendor === null ? [] : [vendor];
  const narrowed = { ...viewer, scope: { ...viewer.scope, vendorIds: vendors.map(({ id }) => id) } };
  return contextOf(organization, vendors, await loadHoldings(db, narrowed, vendors), clock);
}

/** The SOWs of partners and the days of their data. */
type Holdings = SowsInUse & { readonly days: ReadonlyMap<number, DataDays> };

const HOLDINGS = defineCache<Holdings>("sows-and-data-days", 200);

/** Kept by the revisions of the partners, which rise with each change of data or SOW, and by what the viewer may see of them. */
async function loadHoldings(db: Database, viewer: Viewer, vendors: readonly Vendor[]): Promise<Holdings> {
  const revisions = vendors.map(({ id, revision }) => [id, revision]);
  const key = JSON.stringify([isOutside(viewer), viewer.scope, revisions]);
  const known = db.caches.get(HOLDINGS).get(key);
  if (known !== undefined) return known;
  const [sows, days] = await Promise.all([findSowsInUse(db, viewer), findDataDays(db, viewer)]);
  const found = { ...sows, days };
  db.caches.get(HOLDINGS).set(key, found);
  return found;
}

function contextOf(
  organization: Awaited<ReturnType<typeof findOrganization>>,
  vendors: readonly Vendor[],
  { sows, hashes, invalid, days }: Holdings,
  clock: () => Date,
): ReportContext {
  const timeZone = organization?.timeZone ?? "UTC";
  const today = dayInZone(clock(), timeZone);
  return {
    organization: organization?.name ?? "",
    timeZone,
    today,
    partners: vendors.map((vendor) => ({
      ...vendor,
      sow: sows.get(vendor.id) ?? null,
      sowHash: hashes.get(vendor.id) ?? null,
      invalidSow: invalid.get(vendor.id) ?? null,
      days: daysThrough(today, days.get(vendor.id) ?? null),
    })),
  };
}

/** A day that has not come yet, as a mistyped year brings, is no day that the data reach. */
function daysThrough(today: Day, days: DataDays | null): DataDays | null {
  if (days === null || days.last <= today) return days;
  return days.first > today ? null : { first: days.first, last: today };
}

/** The first and the last day that the data of any of the partners reaches; null without any. */
export function dataDays(partners: readonly PartnerContext[]): DataDays | null {
  const all = partners.flatMap(({ days }) => (days === null ? [] : [days]));
  const [first] = all.map((days) => days.first).toSorted();
  const last = all
    .map((days) => days.last)
    .toSorted()
    .at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** The period that an address names, unless it has not started yet; without a name the last month that is over, or that the data reaches. */
export function pagePeriodOf(key: string | null, today: Day, until: Day | null): Period | null {
  if (key !== null) {
    const named = parsePeriod(key);
    return named !== null && named.kind !== "day" && named.range.from <= today ? named : null;
  }
  const lastOver = previousPeriod(periodOf("month", today));
  return until !== null && until < lastOver.range.from ? periodOf("month", until) : lastOver;
}

export const revisionsOf = (partners: readonly PartnerContext[]): Map<number, number> => {
  return new Map(partners.map(({ id, revision }) => [id, revision]));
};
