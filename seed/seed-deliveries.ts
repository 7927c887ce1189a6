import type { Database } from "~/data/db/database.server";
import { putDemoExpectedFiles } from "~/data/demo/seed-demo.server";
import { findVendors } from "~/data/access/vendors.server";
import { DELIVERY_DEFAULTS, EVERY_WEEKDAY, type Cadence, type Delivery } from "~/domain/contracts/delivery-schedule";
import { dayFromNumber, isoWeekday, type Day } from "~/domain/calendar/day";
import type { FactKind } from "~/domain/facts/fact-fields";
import { SEEDER } from "./seeder";
import { monthStart, type EpochDay } from "./timeline";
import type { DemoOptions } from "./demo-history";

type Schedule = { vendor: string; delivery: Delivery; startsOn: Day };

const DAILY: Cadence = { every: "day", weekdays: EVERY_WEEKDAY };
const monthly = (monthDay: number): Cadence => ({ every: "month", monthDay });

function expected(kind: FactKind, source: string, cadence: Cadence, more: Partial<Delivery> = {}): Delivery {
  return { ...DELIVERY_DEFAULTS, name: "", kind, source, cadence, ...more };
}

/** What the partners owe besides what their contracts say; Lumina's contract says all of it itself. */
export function schedules(today: EpochDay): Schedule[] {
  const months = dayFromNumber(monthStart(today, 2));
  const sentDaily = dayFromNumber(today - 7);
  const [yesterday, weekBefore] = [dayFromNumber(today - 1), dayFromNumber(today - 8)];
  const monthlyOf = (vendor: string, contacts: readonly string[], audits: string, staffing: string): Schedule[] => [
    ...contacts.map((source) => ({ vendor, delivery: expected("contacts", source, monthly(2)), startsOn: months })),
    { vendor, delivery: expected("reviews", audits, monthly(3), { graceDays: 2 }), startsOn: months },
    { vendor, delivery: expected("totals", staffing, monthly(3), { graceDays: 2 }), startsOn: months },
  ];
  return [
    {
      vendor: "norwind",
      delivery: expected("contacts", "norwind-interactions", DAILY, { incompletePercent: 50 }),
      startsOn: sentDaily,
    },
    ...monthlyOf("norwind", [], "quality-audits", "workforce"),
    {
      vendor: "harbour",
      delivery: expected("contacts", "harbour-cases", DAILY, { incompletePercent: 30 }),
      startsOn: sentDaily,
    },
    ...monthlyOf("harbour", [], "quality-audits", "workforce"),
    ...monthlyOf("sandpiper", ["sandpiper-contacts", "sandpiper-cases"], "quality-audits", "workforce-shares"),
    // Was due yesterday for the first time, and never came.
    {
      vendor: "sandpiper",
      delivery: expected(
        "totals",
        "sandpiper-forecast",
        { every: "week", weekday: isoWeekday(yesterday) },
        { name: "weekly volume forecast" },
      ),
      startsOn: weekBefore,
    },
    ...monthlyOf("atlas-trust", ["atlas-decisions"], "decision-audits", "workforce"),
    ...monthlyOf("kestrel", ["kestrel-tickets"], "quality-audits", "workforce"),
  ];
}

/** Writes the expected files of the demo partners; what an earlier attempt wrote is replaced. */
export async function seedDeliveries(db: Database, { today, partners }: DemoOptions, actor: string): Promise<void> {
  const vendors = new Map((await findVendors(db, SEEDER)).map(({ id, key }) => [key, id]));
  const files = schedules(today).flatMap(({ vendor, ...file }) => {
    const vendorId = vendors.get(vendor);
    return vendorId === undefined || !partners.includes(vendor) ? [] : [{ vendorId, ...file }];
  });
  await putDemoExpectedFiles(db, files, actor);
}
