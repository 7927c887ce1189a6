import type { Database } from "~/data/db/database.server";
import { findVendors, type Vendor } from "~/data/access/vendors.server";
import type { Viewer } from "~/domain/access/viewer";

/** The partners in the viewer's sight, by name. */
export async function loadVendors(db: Database, viewer: Viewer): Promise<readonly Vendor[]> {
  return findVendors(db, viewer);
}
