import type { Database } from "~/data/db/database.server";
import { findVendors } from "~/data/access/vendors.server";
import type { Viewer } from "~/domain/access/viewer";
import { PARTNER_PROBLEMS } from "~/wording/imports/wizard-problems";
import { isOneLine, ONE_LINE_WORDS } from "~/domain/input/one-line-name";
import { FileRefused } from "~/domain/input/refusal";
import type { WizardState } from "./wizard-state";

export type PartnerChoice = Pick<WizardState, "vendorKey" | "newVendorName">;

export type PartnerOfFile = {
  key: string;
  name: string;
  /** Of its times; null where none is known: a new partner's is requested, and others follow the organization. */
  timeZone: string | null;
  isNew: boolean;
};

/** The partner that was stated, by key and name; null: the file tells row by row. */
export async function findPartnerOfFile(
  db: Database,
  viewer: Viewer,
  { vendorKey, newVendorName }: PartnerChoice,
): Promise<PartnerOfFile | null> {
  if (newVendorName !== null) {
    const key = keyFromName(newVendorName);
    if (key === "") throw new FileRefused("vendor-missing", PARTNER_PROBLEMS.nameNeedsLetters);
    if (!isOneLine(newVendorName))
      throw new FileRefused("vendor-missing", PARTNER_PROBLEMS.invalidName(ONE_LINE_WORDS));
    return { key, name: newVendorName.slice(0, 120), timeZone: null, isNew: true };
  }
  if (vendorKey === null) return null;
  const vendor = (await findVendors(db, viewer)).find(({ key }) => key === vendorKey);
  if (!vendor) throw new FileRefused("vendor-missing", PARTNER_PROBLEMS.gone);
  return { key: vendor.key, name: vendor.name, timeZone: vendor.timeZone, isNew: false };
}

/** A name as a key: lower-case letters, digits and hyphens. */
export function keyFromName(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}
