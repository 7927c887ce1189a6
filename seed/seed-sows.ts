import type { Database } from "~/data/database.server";
import { addDays, dayFromNumber } from "~/domain/calendar/day";
import { startOfDay } from "~/domain/calendar/time-zone";
import { applySow } from "~/reports/sows-apply.server";
import { ORGANISATION } from "./organisation";
import { PARTNERS } from "./partners";
import { sowDocuments } from "./sows";
import { monthStart, MONTHS_OF_HISTORY, type EpochDay } from "./timeline";

/** Days before its first day in force on which an amendment was uploaded. */
const NOTICE_DAYS = 12;

/** Uploads every partner's statement of work as it was signed, then again with each amendment when that was agreed. */
export async function seedSows(db: Database, today: EpochDay, actor: string): Promise<void> {
  const names = new Map(PARTNERS.map((partner) => [partner.key, partner.name]));
  const firstUpload = dayFromNumber(monthStart(today, MONTHS_OF_HISTORY - 1) + 2);
  for (const document of sowDocuments(today)) {
    for (let count = 1; count <= document.versions.length; count++) {
      const versions = document.versions.slice(0, count);
      const from = versions.at(-1)?.effectiveFrom ?? firstUpload;
      const day = count === 1 ? firstUpload : addDays(from, -NOTICE_DAYS);
      const applied = await applySow(
        db,
        { by: "Dana Whitfield", actor },
        { ...document, versions },
        {
          clock: () => startOfDay(day, ORGANISATION.timeZone),
          vendorName: names.get(document.vendor) ?? document.vendor,
          demo: true,
        },
      );
      if (!applied.ok) throw new Error(`The SOW of ${document.vendor} was refused: ${applied.problems[0]?.message ?? ""}`);
    }
  }
}
