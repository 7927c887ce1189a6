import type { Database } from "~/data/db/database.server";
import { countNotes } from "~/data/causes/notes.server";
import { findOrganization } from "~/data/access/organization.server";
import { findVendors } from "~/data/access/vendors.server";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { type Period, periodOf, periodsBack } from "~/domain/calendar/period";
import { dayInZone } from "~/domain/calendar/time-zone";

/** Months that can be jumped to: as many as a trend shows, and this one. */
const MONTHS = 14;

/** What the frame around every page needs. */
export type NavigationReport = {
  /** The partners within the viewer's sight, by name. */
  partners: { key: string; name: string }[];
  /** Newest first. */
  months: Pick<Period, "key" | "label">[];
  /** Root-cause notes that wait for their proof; 0 for viewers who read none. */
  openNotes: number;
};

export async function loadNavigation(db: Database, viewer: Viewer, clock: () => Date): Promise<NavigationReport> {
  const [partners, organization] = await Promise.all([findVendors(db, viewer), findOrganization(db)]);
  const today = dayInZone(clock(), organization?.timeZone ?? "UTC");
  const openNotes = may(viewer, "notes.read") ? await countNotes(db, viewer, { state: "open" }, today) : 0;
  return {
    partners: partners.map(({ key, name }) => ({ key, name })),
    months: periodsBack(periodOf("month", today), MONTHS)
      .toReversed()
      .map(({ key, label }) => ({ key, label })),
    openNotes,
  };
}
