import { defineCache } from "~/data/db/cache";
import { findReceivedDays } from "~/data/deliveries/received-days.server";
import type { Database } from "~/data/db/database.server";
import { findExpectedFiles, listClosedDates } from "~/data/deliveries/expected-files.server";
import { findOrganization } from "~/data/access/organization.server";
import { findSowsInUse } from "~/data/contracts/sows-in-use.server";
import { findVendors, type Vendor } from "~/data/access/vendors.server";
import { may } from "~/domain/access/permissions";
import { isOutside, type Viewer } from "~/domain/access/viewer";
import {
  byNeed,
  needsSomebody,
  summarizeDeliveries,
  type ExpectedFileLine,
  type DeliveriesSummary,
  type DeliveriesView,
} from "~/domain/deliveries/deliveries-view";
import type { Delivery } from "~/domain/contracts/delivery-schedule";
import { receivedRowsOf, evaluateDelivery } from "~/domain/deliveries/evaluate-delivery";
import { lookBackFrom, expectedPeriods, type ExpectedPeriod } from "~/domain/deliveries/expected-periods";
import type { Day } from "~/domain/calendar/day";
import { dayInZone } from "~/domain/calendar/time-zone";
import { versionOn } from "~/domain/contracts/sow";
import type { DeliveriesQuestion } from "./deliveries-question";

/** How many files are overdue or incomplete. */
const SUMMARIES = defineCache<DeliveriesSummary>("delivery-summaries", 200);

const MS_PER_MINUTE = 60_000;

type ExpectedFileOfPartner = Omit<ExpectedFileLine, "results"> & { readonly vendor: Vendor; readonly startsOn: Day };

/** What the partners in the viewer's sight owe, and how it came. */
export async function loadDeliveries(
  db: Database,
  viewer: Viewer,
  question: DeliveriesQuestion,
  { clock }: { clock: () => Date },
): Promise<DeliveriesView> {
  const now = clock();
  const [organization, partners] = await Promise.all([findOrganization(db), findVendors(db, viewer)]);
  const timeZone = organization?.timeZone ?? "UTC";
  const requested = question.vendor === null ? partners : partners.filter(({ key }) => key === question.vendor);
  const expected = await findExpected(db, viewer, requested, dayInZone(now, timeZone));
  const lines = byNeed(await judgeAll(db, viewer, expected, { now, timeZone }));
  const shown = question.inNeed ? lines.filter(isInNeed) : lines;
  return { timeZone, now, lines: shown, summary: summarizeDeliveries(shown) };
}

/** One file that is expected, or null where this viewer may know of none by that key. */
export async function loadExpectedFileLine(
  db: Database,
  viewer: Viewer,
  key: string,
  options: { clock: () => Date },
): Promise<{ line: ExpectedFileLine; timeZone: string; now: Date } | null> {
  const { lines, timeZone, now } = await loadDeliveries(db, viewer, { vendor: null, inNeed: false }, options);
  const line = lines.find((one) => one.key === key);
  return line === undefined ? null : { line, timeZone, now };
}

/**
 * How many files are overdue or incomplete, for pages that lead to the deliveries; null for viewers who may not see them. Judged once a minute,
 * and again as soon as anything of the partners or of the schedules changes.
 */
export async function loadDeliveriesSummary(
  db: Database,
  viewer: Viewer,
  options: { clock: () => Date },
): Promise<DeliveriesSummary | null> {
  if (!may(viewer, "deliveries.read")) return null;
  const [partners, files] = await Promise.all([findVendors(db, viewer), findExpectedFiles(db, viewer)]);
  const minute = Math.floor(options.clock().getTime() / MS_PER_MINUTE);
  const name = JSON.stringify([isOutside(viewer), viewer.scope, minute, partners, files]);
  const known = db.caches.get(SUMMARIES).get(name);
  if (known !== undefined) return known;
  const { summary } = await loadDeliveries(db, viewer, { vendor: null, inNeed: false }, options);
  db.caches.get(SUMMARIES).set(name, summary);
  return summary;
}

function isInNeed({ results }: ExpectedFileLine): boolean {
  return results.some(({ state }) => needsSomebody(state));
}

/** What contracts in force today name, then what people keep a schedule of. */
async function findExpected(
  db: Database,
  viewer: Viewer,
  partners: readonly Vendor[],
  today: Day,
): Promise<ExpectedFileOfPartner[]> {
  const [files, { sows }] = await Promise.all([findExpectedFiles(db, viewer), findSowsInUse(db, viewer)]);
  return partners.flatMap((vendor) => {
    const { id: vendorId, key, name } = vendor;
    const partner = { key, name };
    const sow = sows.get(vendorId);
    const version = sow === undefined ? null : versionOn(sow, today);
    const agreed = (version?.deliveries ?? []).map((delivery, index): ExpectedFileOfPartner => ({
      key: `${key}.${version?.version}.${index + 1}`,
      partner,
      vendor,
      delivery,
      origin: { by: "sow", version: version?.version ?? 0 },
      status: "expected",
      startsOn: version?.effectiveFrom ?? today,
    }));
    const retained = files
      .filter((file) => file.vendorId === vendorId)
      .map(({ id, delivery, startsOn, paused }): ExpectedFileOfPartner => {
        const named = agreed.some((one) => isSameFile(one.delivery, delivery));
        const status = named ? "set-aside" : paused ? "paused" : "expected";
        return { key: id, partner, vendor, delivery, origin: { by: "schedule", id }, status, startsOn };
      });
    return [...agreed, ...retained];
  });
}

function isSameFile(one: Delivery, other: Delivery): boolean {
  return one.kind === other.kind && one.source === other.source && one.cadence.every === other.cadence.every;
}

async function judgeAll(
  db: Database,
  viewer: Viewer,
  expected: readonly ExpectedFileOfPartner[],
  { now, timeZone: zone }: { now: Date; timeZone: string },
): Promise<ExpectedFileLine[]> {
  const periods = new Map<string, ExpectedPeriod[]>(
    expected.map(({ key, delivery, status, startsOn }) => {
      return [key, status === "expected" ? expectedPeriods(delivery, { zone, now, startsOn }) : []];
    }),
  );
  const today = dayInZone(now, zone);
  const vendors = [...new Set(expected.map(({ vendor }) => vendor))];
  const from = lookBackFrom([...periods.values()].flat());
  const [received, closed] = await Promise.all([
    from === null ? new Map<number, never[]>() : findReceivedDays(db, viewer, { vendors, from }),
    listClosedDates(
      db,
      vendors.map(({ id }) => id),
    ),
  ]);
  return expected.map(({ vendor: { id: vendorId }, startsOn: _from, ...line }) => {
    const own = periods.get(line.key) ?? [];
    const setting = {
      now,
      today,
      received: receivedRowsOf(line.delivery, received.get(vendorId) ?? []),
      closed: closed.get(vendorId) ?? new Set<Day>(),
    };
    return { ...line, results: own.map((period) => evaluateDelivery(line.delivery, period, setting)) };
  });
}
