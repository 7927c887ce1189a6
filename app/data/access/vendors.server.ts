import type { Viewer } from "~/domain/access/viewer";
import type { Database } from "../db/database.server";
import type { Prisma } from "../generated/client";
import { readAs } from "../db/read-as.server";
import { sharedRead } from "../db/shared-read";

/** A partner as addresses and headings name it. `revision` rises with every change of its facts, SOW or notes. */
export type Vendor = {
  id: number;
  key: string;
  name: string;
  /** Null: the organization's. */
  timeZone: string | null;
  revision: number;
};

const VENDOR_FIELDS = { id: true, key: true, name: true, timeZone: true, revision: true } as const;

const vendorsRead = sharedRead<readonly Vendor[]>();

/** The partners that the viewer may see, by name. */
export async function findVendors(db: Database, viewer: Viewer): Promise<readonly Vendor[]> {
  const query = {
    where: withinScope(viewer),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: VENDOR_FIELDS,
  } satisfies Prisma.VendorFindManyArgs;
  return vendorsRead(db, viewer, () => readAs(db, viewer, (tx) => tx.vendor.findMany(query)));
}

/** The partner of that key, or null where this viewer may see none. */
export async function findVendor(db: Database, viewer: Viewer, key: string): Promise<Vendor | null> {
  return readAs(db, viewer, (tx) =>
    tx.vendor.findFirst({ where: { AND: [withinScope(viewer), { key }] }, select: VENDOR_FIELDS }),
  );
}

function withinScope(viewer: Viewer): Prisma.VendorWhereInput {
  const { vendorIds } = viewer.scope;
  return vendorIds === "all" ? {} : { id: { in: [...vendorIds] } };
}
