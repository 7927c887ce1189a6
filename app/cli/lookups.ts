import type { Database } from "~/data/database.server";
import { findVendor } from "~/data/vendors.server";
import { CommandFailure } from "./command";
import { CONSOLE_VIEWER } from "./console-viewer";

/** The id of the partner that an option names; undefined where the option was not given. */
export async function vendorOf(db: Database, key: string | undefined): Promise<number | undefined> {
  if (key === undefined) return undefined;
  const vendor = await findVendor(db, CONSOLE_VIEWER, key);
  if (vendor === null) throw new CommandFailure(`There is no partner ${key}.`, "unknown-vendor");
  return vendor.id;
}
