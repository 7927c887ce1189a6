import type { Database } from "~/data/db/database.server";
import { findVendor } from "~/data/access/vendors.server";
import { CommandFailure } from "./command";
import { CONSOLE_VIEWER } from "./console-viewer";
import { COMMAND_LINE } from "~/wording/access/command-line";

/** The id of the partner that an option names, as a form writes it; undefined where the option was not given. */
export async function vendorFieldOf(db: Database, key: string | undefined): Promise<string | undefined> {
  if (key === undefined) return undefined;
  const vendor = await findVendor(db, CONSOLE_VIEWER, key);
  if (vendor === null) throw new CommandFailure(COMMAND_LINE.partnerUnknown(key), "unknown-vendor");
  return String(vendor.id);
}
