import type { Database } from "~/data/db/database.server";
import { countDemoNotes } from "~/data/demo/seed-demo.server";
import { recordNote } from "~/data/causes/notes.server";
import { findVendors } from "~/data/access/vendors.server";
import type { Day } from "~/domain/calendar/day";
import { startOfDay } from "~/domain/calendar/time-zone";
import { writtenNotes } from "./notes";
import { ORGANIZATION } from "./organization";
import { PARTNER_AUTHORS } from "./people";
import type { DemoAuthor } from "./seed-people";
import { SEEDER } from "./seeder";
import type { DemoOptions } from "./demo-history";

const OFFICE_HOUR_MS = 10 * 3_600_000;

/** Records the notes in the order in which they were written; what an earlier attempt recorded is not recorded again. */
export async function seedNotes(db: Database, { today, partners }: DemoOptions, lead: DemoAuthor): Promise<void> {
  const vendors = new Map((await findVendors(db, SEEDER)).map((vendor) => [vendor.key, vendor.id]));
  const written = writtenNotes(today).filter(({ content }) => partners.includes(content.vendor));
  for (const note of written.slice(await countDemoNotes(db))) {
    const vendorId = vendors.get(note.content.vendor);
    if (vendorId === undefined) throw new Error(`A note is about ${note.content.vendor}, which is no partner`);
    const author =
      note.author === "lead"
        ? { userId: lead.userId, name: lead.name, actor: lead.email }
        : { userId: null, name: PARTNER_AUTHORS[note.content.vendor] ?? lead.name, actor: lead.email };
    await recordNote(db, author, vendorId, note.content, { at: morningOf(note.writtenOn), demo: true });
  }
}

function morningOf(day: Day): Date {
  return new Date(startOfDay(day, ORGANIZATION.timeZone).getTime() + OFFICE_HOUR_MS);
}
