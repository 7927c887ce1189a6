import { LINK_FORM_TEXT } from "~/wording/sharing/link-form";
import type { Viewer } from "~/domain/access/viewer";
import { findMetric } from "~/domain/metrics/catalog/catalog";
import type { Database } from "~/data/db/database.server";
import type { LinkReach } from "~/data/sharing/links.server";
import { findVendor, findVendors } from "~/data/access/vendors.server";
import type { ShareQuestion } from "./share-question";

/** What a link to this question would show, and to which of the vendors it would be fixed. */
export type ShareOffer = {
  /** "Lumina · October 2026": what the link is called unless its maker says otherwise. */
  readonly name: string;
  readonly vendorNames: readonly string[];
  readonly reach: Omit<LinkReach, "notes" | "allowDownloads">;
};

/** Null where the vendor or metric is not there for this viewer, or there is no vendor at all. */
export async function offerShare(db: Database, viewer: Viewer, question: ShareQuestion): Promise<ShareOffer | null> {
  const { vendorKey, metric, sites, programs, channels, fromDay, toDay } = question;
  const metricName = metric === null ? null : findMetric(metric)?.name;
  if (metricName === undefined) return null;
  const one = vendorKey === null ? null : await findVendor(db, viewer, vendorKey);
  const vendors = vendorKey === null ? await findVendors(db, viewer) : one === null ? [] : [one];
  if (vendors.length === 0) return null;
  const subject = one?.name ?? LINK_FORM_TEXT.allPartners;
  const parts = [metricName, subject, ...sites, ...programs, ...channels, question.when];
  return {
    name: parts.filter((part) => part !== null).join(" · "),
    vendorNames: vendors.map((vendor) => vendor.name),
    reach: { vendorIds: vendors.map((vendor) => vendor.id), sites, programs, channels, fromDay, toDay },
  };
}
