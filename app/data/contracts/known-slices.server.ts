import type { Database } from "../db/database.server";
import { findDataDays } from "../metrics/measures.server";
import { findSlices } from "../metrics/slices.server";
import { findSowsInUse } from "./sows-in-use.server";
import type { Vendor } from "../access/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import { rangeThrough } from "~/domain/calendar/day-range";
import { distinct } from "~/domain/metrics/slice-names";

/** The names that a vendor's data or its SOW has. */
export type KnownSlices = {
  readonly sites: readonly string[];
  readonly programs: readonly string[];
  readonly channels: readonly string[];
};

/** The sites, programs and channels of each vendor, by its key: of all its data, and of the targets of its SOW. */
export async function loadKnownSlices(
  db: Database,
  viewer: Viewer,
  vendors: readonly Vendor[],
): Promise<Record<string, KnownSlices>> {
  const [days, { sows }] = await Promise.all([findDataDays(db, viewer), findSowsInUse(db, viewer)]);
  const known = await Promise.all(
    vendors.map(async (vendor): Promise<[string, KnownSlices]> => {
      const range = days.get(vendor.id);
      const slices =
        range === undefined ? [] : await findSlices(db, viewer, [vendor], rangeThrough(range.first, range.last));
      const scopes = (sows.get(vendor.id)?.versions ?? []).flatMap(({ targets }) => targets.map(({ scope }) => scope));
      const names = (part: "site" | "program" | "channel") =>
        distinct([...slices.map((slice) => slice[part]), ...scopes.flatMap((scope) => scope[part] ?? [])]);
      return [vendor.key, { sites: names("site"), programs: names("program"), channels: names("channel") }];
    }),
  );
  return Object.fromEntries(known);
}
