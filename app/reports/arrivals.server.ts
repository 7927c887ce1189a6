import { findArrivedDays } from "~/data/arrived-days.server";
import type { Database } from "~/data/database.server";
import { findExpectedFiles, listClosedDates } from "~/data/expected-files.server";
import { findOrganisation } from "~/data/organisation.server";
import { findSowsInUse } from "~/data/sows-in-use.server";
import { findVendors } from "~/data/vendors.server";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import {
  byNeed,
  needsSomebody,
  summariseArrivals,
  type ArrivalLine,
  type ArrivalsSummary,
  type ArrivalsView,
} from "~/domain/arrivals/arrivals-view";
import type { Delivery } from "~/domain/arrivals/delivery";
import { judgeArrival } from "~/domain/arrivals/judge-arrival";
import { lookBackFrom, owedPeriods, type OwedPeriod } from "~/domain/arrivals/owed-periods";
import type { Day } from "~/domain/calendar/day";
import { dayInZone } from "~/domain/calendar/time-zone";
import { versionOn } from "~/domain/sow/sow";
import type { ArrivalsQuestion } from "./arrivals-question";

type Partner = { readonly id: number; readonly key: string; readonly name: string };
type Owed = Omit<ArrivalLine, "arrivals"> & { readonly vendorId: number; readonly startsOn: Day };

/** What the partners in the viewer's sight owe, and how it came. */
export async function loadArrivals(
  db: Database,
  viewer: Viewer,
  question: ArrivalsQuestion,
  { clock }: { clock: () => Date },
): Promise<ArrivalsView> {
  const now = clock();
  const [organisation, partners] = await Promise.all([findOrganisation(db), findVendors(db, viewer)]);
  const timeZone = organisation?.timeZone ?? "UTC";
  const asked = question.vendor === null ? partners : partners.filter(({ key }) => key === question.vendor);
  const owed = await findOwed(db, viewer, asked, dayInZone(now, timeZone));
  const lines = byNeed(await judgeAll(db, viewer, owed, { now, timeZone }));
  const shown = question.inNeed ? lines.filter(isInNeed) : lines;
  return { timeZone, now, lines: shown, summary: summariseArrivals(shown) };
}

/** One file that is owed, or null where this viewer may know of none by that key. */
export async function loadArrivalLine(
  db: Database,
  viewer: Viewer,
  key: string,
  options: { clock: () => Date },
): Promise<{ line: ArrivalLine; timeZone: string; now: Date } | null> {
  const { lines, timeZone, now } = await loadArrivals(db, viewer, { vendor: null, inNeed: false }, options);
  const line = lines.find((one) => one.key === key);
  return line === undefined ? null : { line, timeZone, now };
}

/** How many files are overdue or short, for pages that lead to the arrivals; null for viewers who may not see them. */
export async function loadArrivalsSummary(
  db: Database,
  viewer: Viewer,
  options: { clock: () => Date },
): Promise<ArrivalsSummary | null> {
  if (!may(viewer, "arrivals.read")) return null;
  return (await loadArrivals(db, viewer, { vendor: null, inNeed: false }, options)).summary;
}

function isInNeed({ arrivals }: ArrivalLine): boolean {
  return arrivals.some(({ state }) => needsSomebody(state));
}

/** What contracts in force today name, then what people keep a schedule of. */
async function findOwed(db: Database, viewer: Viewer, partners: readonly Partner[], today: Day): Promise<Owed[]> {
  const [files, sows] = await Promise.all([findExpectedFiles(db, viewer), findSowsInUse(db, viewer)]);
  return partners.flatMap(({ id: vendorId, key, name }) => {
    const partner = { key, name };
    const sow = sows.get(vendorId);
    const version = sow === undefined ? null : versionOn(sow, today);
    const agreed = (version?.deliveries ?? []).map((delivery, index): Owed => ({
      key: `${key}.${version?.version}.${index + 1}`,
      partner,
      vendorId,
      delivery,
      origin: { by: "sow", version: version?.version ?? 0 },
      standing: "expected",
      startsOn: version?.effectiveFrom ?? today,
    }));
    const kept = files
      .filter((file) => file.vendorId === vendorId)
      .map(({ id, delivery, startsOn, paused }): Owed => {
        const named = agreed.some((one) => isSameFile(one.delivery, delivery));
        const standing = named ? "set-aside" : paused ? "paused" : "expected";
        return { key: id, partner, vendorId, delivery, origin: { by: "schedule", id }, standing, startsOn };
      });
    return [...agreed, ...kept];
  });
}

function isSameFile(one: Delivery, other: Delivery): boolean {
  return one.kind === other.kind && one.source === other.source && one.cadence.every === other.cadence.every;
}

async function judgeAll(
  db: Database,
  viewer: Viewer,
  owed: readonly Owed[],
  { now, timeZone: zone }: { now: Date; timeZone: string },
): Promise<ArrivalLine[]> {
  const periods = new Map<string, OwedPeriod[]>(
    owed.map(({ key, delivery, standing, startsOn }) => {
      return [key, standing === "expected" ? owedPeriods(delivery, { zone, now, startsOn }) : []];
    }),
  );
  const vendorIds = [...new Set(owed.map(({ vendorId }) => vendorId))];
  const from = lookBackFrom([...periods.values()].flat());
  const [arrived, closed] = await Promise.all([
    from === null ? new Map<number, never[]>() : findArrivedDays(db, viewer, { vendorIds, from }),
    listClosedDates(db, vendorIds),
  ]);
  return owed.map(({ vendorId, startsOn: _from, ...line }) => {
    const setting = { zone, now, arrived: arrived.get(vendorId) ?? [], closed: closed.get(vendorId) ?? new Set<Day>() };
    const own = periods.get(line.key) ?? [];
    return { ...line, arrivals: own.map((period) => judgeArrival(line.delivery, period, setting)) };
  });
}
