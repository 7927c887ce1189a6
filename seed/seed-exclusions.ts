import type { Database } from "~/data/db/database.server";
import { findVendors } from "~/data/access/vendors.server";
import { putDemoExclusions, type DemoExclusion } from "~/data/demo/seed-demo.server";
import { addDays, dayFromNumber } from "~/domain/calendar/day";
import { startOfDay } from "~/domain/calendar/time-zone";
import type { DemoOptions } from "./demo-history";
import { ORGANIZATION } from "./organization";
import type { DemoAuthor } from "./seed-people";
import { SEEDER } from "./seeder";
import { monthStart, type EpochDay } from "./timeline";

type Planned = Omit<DemoExclusion, "vendorId"> & { readonly vendor: string };

/** What the demo's partners requested to leave out: one accepted, one refused, one waiting for a decision. */
function planned(today: EpochDay, lead: string): Planned[] {
  const dayOf = (monthsBack: number, day: number) => dayFromNumber(monthStart(today, monthsBack) + day - 1);
  const at = (monthsBack: number, day: number, later: number) =>
    startOfDay(addDays(dayOf(monthsBack, day), later), ORGANIZATION.timeZone);
  const whole = { program: null, site: null, channel: null, hours: null, contacts: null };
  return [
    {
      vendor: "lumina",
      request: {
        requested: { ...whole, site: "Manila", firstDay: dayOf(3, 28), lastDay: dayOf(3, 28) },
        reason: "Typhoon: the authorities closed the site from 10:00 on. Staff were sent home with pay.",
        clause: "11.1, force majeure",
        requestedBy: "Bea Santos",
        byPartner: true,
        requestedAt: at(3, 28, 3),
      },
      decision: {
        state: "accepted",
        reason: "The order of the authorities is attached to the incident. Force majeure under clause 11.1.",
        extent: null,
        by: lead,
        at: at(3, 28, 7),
      },
    },
    {
      vendor: "sandpiper",
      request: {
        requested: { ...whole, channel: "Email", firstDay: dayOf(1, 12), lastDay: dayOf(1, 12) },
        reason: "Public holiday: the team was closed.",
        clause: "3.4",
        requestedBy: "Laura Restrepo",
        byPartner: true,
        requestedAt: at(1, 12, 9),
      },
      decision: {
        state: "refused",
        reason: "Holidays are planned: clause 3.4 asks for cover on them.",
        extent: null,
        by: lead,
        at: at(1, 12, 14),
      },
    },
    {
      vendor: "norwind",
      request: {
        requested: {
          ...whole,
          site: "Kraków",
          channel: "Voice",
          firstDay: dayOf(1, 14),
          lastDay: dayOf(1, 15),
        },
        reason:
          "The carrier lost both trunks on the first day and restored the second one late on the next. Callers waited or hung up; agents were on shift.",
        clause: "E.4, third-party failure",
        requestedBy: "Kinga Zięba",
        byPartner: true,
        requestedAt: at(1, 14, 10),
      },
      decision: null,
    },
  ];
}

/** Records the exclusions of the demo; what an earlier attempt recorded is not recorded again. */
export async function seedExclusions(db: Database, { today, partners }: DemoOptions, lead: DemoAuthor): Promise<void> {
  const vendors = new Map((await findVendors(db, SEEDER)).map(({ id, key }) => [key, id]));
  const exclusions = planned(today, lead.name).flatMap(({ vendor, ...exclusion }) => {
    const vendorId = vendors.get(vendor);
    return vendorId === undefined || !partners.includes(vendor) ? [] : [{ vendorId, ...exclusion }];
  });
  await putDemoExclusions(db, exclusions, lead.email);
}
