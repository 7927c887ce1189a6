import { findVendor, findVendors, type Vendor } from "~/data/access/vendors.server";
import {
  findContactsByIds,
  findExclusion,
  recordExclusion,
  storeExclusionDecision,
} from "~/data/contracts/exclusions.server";
import { findClosedMonths } from "~/data/contracts/closed-months.server";
import { loadKnownSlices } from "~/data/contracts/known-slices.server";
import { findSowsInUse } from "~/data/contracts/sows-in-use.server";
import type { FormCreation } from "~/data/db/create-once.server";
import type { Database } from "~/data/db/database.server";
import { actorOf } from "~/domain/access/actor";
import { may } from "~/domain/access/permissions";
import { isOutside, seesWholeVendors, viewerName, type Viewer } from "~/domain/access/viewer";
import {
  checkExtent,
  checkPart,
  type ExtentProblem,
  type PartProblem,
} from "~/domain/contracts/exclusions/check-exclusion";
import { intersectRanges } from "~/domain/calendar/day-range";
import {
  daysOfExtent,
  EXCLUSION_PARTS,
  type Exclusion,
  type ExclusionExtent,
  type ExclusionPart,
} from "~/domain/contracts/exclusions/exclusion";
import { storedName } from "~/domain/metrics/slice-names";
import type { ExclusionDecisionForm, ExclusionRequestForm, RequestedExtent } from "./exclusion-form";

export type ExtentRefusal =
  | { readonly problem: "unknown-part"; readonly part: ExclusionPart; readonly names: readonly string[] }
  | { readonly problem: "unknown-contacts"; readonly ids: readonly string[] }
  | { readonly problem: ExtentProblem };

type ClosedRefusal = { readonly problem: "closed-month"; readonly month: string };

export type RequestRefusal = { readonly problem: "not-permitted" | "unknown-partner" } | ClosedRefusal | ExtentRefusal;

export type DecisionRefusal =
  | { readonly problem: "not-permitted" | "not-found" | "already-decided" | PartProblem }
  | { readonly problem: "removes-everything"; readonly targets: readonly string[] }
  | ClosedRefusal
  | ExtentRefusal;

/** Requests that contractual results leave something out, once per form; returns the id of the request. */
export async function requestExclusion(
  db: Database,
  viewer: Viewer,
  { vendor: vendorKey, reason, clause, extent }: ExclusionRequestForm,
  { clock, creation = null }: { clock: () => Date; creation?: FormCreation | null },
): Promise<{ ok: true; id: string } | { ok: false; refusal: RequestRefusal }> {
  if (!may(viewer, "exclusions.write") || !seesWholeVendors(viewer))
    return { ok: false, refusal: { problem: "not-permitted" } };
  const vendor = await findVendor(db, viewer, vendorKey);
  if (vendor === null) return { ok: false, refusal: { problem: "unknown-partner" } };
  const checked = await checkedExtent(db, viewer, vendor, extent);
  if (!checked.ok) return checked;
  const days = daysOfExtent(checked.extent);
  const closed = (await findClosedMonths(db, viewer, vendor.id)).find((month) => {
    return month.isInForce && intersectRanges(month, days) !== null;
  });
  if (closed !== undefined) return { ok: false, refusal: { problem: "closed-month", month: closed.period } };
  const request = {
    vendorId: vendor.id,
    requested: checked.extent,
    reason,
    clause,
    requestedBy: viewerName(viewer),
    byPartner: isOutside(viewer),
    requestedAt: clock(),
  };
  return { ok: true, id: await recordExclusion(db, request, { actor: actorOf(viewer), creation }) };
}

type Deciding = {
  readonly clock: () => Date;
  /** The names of targets of which nothing would be left to score if this were left out. */
  readonly findEmptied: (exclusion: Exclusion, extent: ExclusionExtent) => Promise<readonly string[]>;
};

/** Accepts a request, entirely or in part, or refuses it; null when that is done. */
export async function decideExclusion(
  db: Database,
  viewer: Viewer,
  id: string,
  { decision, reason, extent: requestedPart }: ExclusionDecisionForm,
  { clock, findEmptied }: Deciding,
): Promise<DecisionRefusal | null> {
  if (!may(viewer, "exclusions.decide") || isOutside(viewer) || !seesWholeVendors(viewer))
    return { problem: "not-permitted" };
  const exclusion = await findExclusion(db, viewer, id);
  if (exclusion === null) return { problem: "not-found" };
  if (exclusion.state !== "requested") return { problem: "already-decided" };
  const read = await readPart(db, viewer, exclusion, requestedPart);
  if (!read.ok) return read.refusal;
  if (decision !== "refused") {
    const targets = await findEmptied(exclusion, read.part ?? exclusion.requested);
    if (targets.length > 0) return { problem: "removes-everything", targets };
  }
  const decided = { state: decision, reason, extent: read.part, by: viewerName(viewer), at: clock() };
  const outcome = await storeExclusionDecision(db, exclusion, decided, actorOf(viewer));
  if (outcome === "stored") return null;
  return outcome === "already-decided" ? { problem: outcome } : { problem: "closed-month", month: outcome.closed };
}

/** The part of a request that is to be accepted; null where the decision names none. */
async function readPart(
  db: Database,
  viewer: Viewer,
  exclusion: Exclusion,
  requestedPart: RequestedExtent | null,
): Promise<{ ok: true; part: ExclusionExtent | null } | { ok: false; refusal: DecisionRefusal }> {
  if (requestedPart === null) return { ok: true, part: null };
  const vendor = (await findVendors(db, viewer)).find(({ id }) => id === exclusion.vendorId);
  if (vendor === undefined) return { ok: false, refusal: { problem: "not-found" } };
  const checked = await checkedExtent(db, viewer, vendor, requestedPart);
  if (!checked.ok) return checked;
  const problem = checkPart(checked.extent, exclusion.requested);
  return problem === null ? { ok: true, part: checked.extent } : { ok: false, refusal: { problem } };
}

/** What a form says, with names as they are stored and contacts found by their IDs. */
async function checkedExtent(
  db: Database,
  viewer: Viewer,
  vendor: Vendor,
  { firstDay, lastDay, hours, contactIds, ...names }: RequestedExtent,
): Promise<{ ok: true; extent: ExclusionExtent } | { ok: false; refusal: ExtentRefusal }> {
  const { sows } = await findSowsInUse(db, viewer);
  const known = (await loadKnownSlices(db, viewer, [vendor]))[vendor.key];
  const parts: Record<ExclusionPart, string | null> = { program: null, site: null, channel: null };
  for (const part of EXCLUSION_PARTS) {
    if (names[part] === "") continue;
    const all = known?.[`${part}s`] ?? [];
    parts[part] = storedName(names[part], all);
    if (parts[part] === null) return { ok: false, refusal: { problem: "unknown-part", part, names: all } };
  }
  const days = { ...parts, firstDay, lastDay, hours };
  // Days and term come first: contacts are looked for on these days.
  const early = checkExtent({ ...days, contacts: null }, sows.get(vendor.id) ?? null);
  if (early !== null) return { ok: false, refusal: { problem: early } };
  if (contactIds.length === 0) return { ok: true, extent: { ...days, contacts: null } };
  const contacts = await findContactsByIds(db, viewer, vendor.id, { ...days, contacts: null }, contactIds);
  const found = new Set(contacts.map(({ externalId }) => externalId));
  const ids = contactIds.filter((one) => !found.has(one));
  if (ids.length > 0) return { ok: false, refusal: { problem: "unknown-contacts", ids } };
  const problem = checkExtent({ ...days, contacts }, sows.get(vendor.id) ?? null);
  return problem === null ? { ok: true, extent: { ...days, contacts } } : { ok: false, refusal: { problem } };
}
