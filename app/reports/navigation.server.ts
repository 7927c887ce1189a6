import type { Database } from "~/data/database.server";
import { findVendors } from "~/data/vendors.server";
import type { Viewer } from "~/domain/access/viewer";

/** What the frame around every page needs to know of the world: the partners within the viewer's sight, by name. */
export type NavigationReport = { partners: { key: string; name: string }[] };

export async function loadNavigation(db: Database, viewer: Viewer): Promise<NavigationReport> {
  const partners = await findVendors(db, viewer);
  return { partners: partners.map(({ key, name }) => ({ key, name })) };
}
