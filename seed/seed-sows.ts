import type { Database } from "~/data/db/database.server";
import { findSowRevisions } from "~/data/contracts/sows.server";
import { findVendor } from "~/data/access/vendors.server";
import { addDays, dayFromNumber } from "~/domain/calendar/day";
import { startOfDay } from "~/domain/calendar/time-zone";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { ORGANIZATION } from "./organization";
import { PARTNERS } from "./partners";
import { SEEDER } from "./seeder";
import { sowDocuments } from "./sows";
import { monthStart, MONTHS_OF_HISTORY } from "./timeline";
import type { DemoOptions } from "./demo-history";

/** Days before its first day in force on which an amendment was uploaded. */
const NOTICE_DAYS = 12;

/** Uploads every partner's statement of work as it was signed, then again with each amendment when that was agreed; once each. */
export async function seedSows(db: Database, { today, partners }: DemoOptions, actor: string): Promise<void> {
  const names = new Map(PARTNERS.map((partner) => [partner.key, partner.name]));
  const firstUpload = dayFromNumber(monthStart(today, MONTHS_OF_HISTORY - 1) + 2);
  for (const document of sowDocuments(today)) {
    if (!partners.includes(document.vendor)) continue;
    const vendor = await findVendor(db, SEEDER, document.vendor);
    const uploaded = vendor === null ? 0 : (await findSowRevisions(db, SEEDER, vendor.id)).length;
    for (let count = uploaded + 1; count <= document.versions.length; count++) {
      const versions = document.versions.slice(0, count);
      const from = versions.at(-1)?.effectiveFrom ?? firstUpload;
      const day = count === 1 ? firstUpload : addDays(from, -NOTICE_DAYS);
      const applied = await applySow(
        db,
        { by: "Dana Whitfield", actor },
        { ...document, versions },
        {
          clock: () => startOfDay(day, ORGANIZATION.timeZone),
          vendorName: names.get(document.vendor) ?? document.vendor,
          demo: true,
        },
      );
      if (!applied.ok)
        throw new Error(`The SOW of ${document.vendor} was refused: ${applied.problems[0]?.message ?? ""}`);
    }
  }
}
