import { findOrganization } from "~/data/access/organization.server";
import { findVendors } from "~/data/access/vendors.server";
import { findAcceptedExclusions, findExclusion, findExclusions } from "~/data/contracts/exclusions.server";
import { loadKnownSlices } from "~/data/contracts/known-slices.server";
import { defineCache } from "~/data/db/cache";
import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { momentInZone } from "~/domain/calendar/moment";
import { statementMonthOf } from "~/domain/contracts/credits/statement-run";
import { emptiedTargets, exclusionEffect, type ExclusionEffect } from "~/domain/contracts/exclusions/effect";
import { intersectRanges } from "~/domain/calendar/day-range";
import {
  daysOfExtent,
  exclusionReference,
  type Exclusion,
  type ExclusionExtent,
  type ExclusionState,
} from "~/domain/contracts/exclusions/exclusion";
import type { ExclusionRow, ExclusionsView, ExclusionView } from "~/domain/contracts/exclusions/exclusion-view";
import { loadCachedView } from "../shared/cached-view.server";
import { loadPartnerContext } from "../shared/report-context.server";
import { loadClosedStatements } from "./closed-statements.server";
import { evaluatedMonths, targetFormats } from "./statement.server";

export type ExclusionsQuestion = {
  readonly vendor: string | null;
  readonly state: ExclusionState | null;
  readonly page: number;
};

export const EXCLUSIONS_PER_PAGE = 50;
const MAX_EXPORTED = 10_000;

/** The register: a page of it, what waits for a decision first. */
export async function loadExclusions(
  db: Database,
  viewer: Viewer,
  { vendor, state, page }: ExclusionsQuestion,
  size: "page" | "all" = "page",
): Promise<ExclusionsView> {
  const [organization, vendors] = await Promise.all([findOrganization(db), findVendors(db, viewer)]);
  const timeZone = organization?.timeZone ?? "UTC";
  const vendorIds = vendors.filter(({ key }) => vendor === null || key === vendor).map(({ id }) => id);
  const filter = { vendorIds, ...(state === null ? {} : { state }) };
  const window =
    size === "all"
      ? { limit: MAX_EXPORTED, offset: 0 }
      : { limit: EXCLUSIONS_PER_PAGE, offset: (page - 1) * EXCLUSIONS_PER_PAGE };
  const { exclusions, total } = await findExclusions(db, viewer, filter, window);
  const { total: open } = await findExclusions(db, viewer, { vendorIds, state: "requested" }, { limit: 0, offset: 0 });
  const rows = exclusions.flatMap((exclusion) => {
    const partner = vendors.find(({ id }) => id === exclusion.vendorId);
    return partner === undefined ? [] : [rowOf(exclusion, partner, timeZone)];
  });
  return { rows, total, open, timeZone };
}

const EFFECTS = defineCache<ExclusionEffect>("exclusion-effects", 200);

/** An exclusion with what it moves, compared with the same statements without it; null where this viewer may not read it. */
export async function loadExclusion(
  db: Database,
  viewer: Viewer,
  id: string,
  { clock }: { clock: () => Date },
): Promise<ExclusionView | null> {
  const exclusion = await findExclusion(db, viewer, id);
  if (exclusion === null) return null;
  const extent = exclusion.decision?.extent ?? exclusion.requested;
  const measured = await measureEffect(db, viewer, exclusion, extent, clock);
  if (measured === null) return null;
  const { effect, partner, reportContext } = measured;
  return {
    exclusion: rowOf(exclusion, partner, reportContext.timeZone),
    effect,
    formats: targetFormats(partner.sow),
    timeZone: reportContext.timeZone,
  };
}

/** The names of targets of which nothing would be left to score if this were left out. */
export async function findEmptiedTargets(
  db: Database,
  viewer: Viewer,
  exclusion: Exclusion,
  extent: ExclusionExtent,
  { clock }: { clock: () => Date },
): Promise<readonly string[]> {
  const measured = await measureEffect(db, viewer, exclusion, extent, clock);
  return emptiedTargets(measured?.effect ?? { targets: [], months: [] }).map(
    ({ name, period }) => `${name} (${period.key})`,
  );
}

/** The statements through the current month, without the exclusion and with it beside all others that are accepted. */
async function measureEffect(
  db: Database,
  viewer: Viewer,
  exclusion: Exclusion,
  extent: ExclusionExtent,
  clock: () => Date,
) {
  const vendor = (await findVendors(db, viewer)).find(({ id }) => id === exclusion.vendorId);
  if (vendor === undefined) return null;
  const reportContext = await loadPartnerContext(db, viewer, vendor.key, clock);
  const [partner] = reportContext.partners;
  if (partner === undefined) return null;
  const { sow } = partner;
  const reference = exclusionReference(exclusion.number);
  const all = (await findAcceptedExclusions(db, viewer, [partner.id])).get(partner.id) ?? [];
  const others = all.filter((one) => one.reference !== reference);
  const question = { effectOf: reference, extent, others };
  const effect = await loadCachedView(db, EFFECTS, { viewer, reportContext, question }, async () => {
    if (sow === null) return { targets: [], months: [] };
    const month = statementMonthOf(sow, reportContext.today);
    // Months that it lies in are evaluated again, also where they are closed: frozen ones would show no difference.
    const closed = [...(await loadClosedStatements(db, viewer, partner.id))];
    const closedMonths = new Map(closed.filter(([, one]) => intersectRanges(one.month, daysOfExtent(extent)) === null));
    const evaluate = (accepted: typeof others) =>
      evaluatedMonths(db, viewer, reportContext, { ...partner, accepted }, month, closedMonths);
    return exclusionEffect(reference, await evaluate(others), await evaluate([...others, { reference, extent }]));
  });
  return { effect: effect ?? { targets: [], months: [] }, partner, reportContext };
}

function rowOf(exclusion: Exclusion, { key, name }: { key: string; name: string }, timeZone: string): ExclusionRow {
  const { decision } = exclusion;
  return {
    ...exclusion,
    reference: exclusionReference(exclusion.number),
    partner: { key, name },
    requestedAt: momentInZone(exclusion.requestedAt, timeZone),
    decision: decision === null ? null : { ...decision, at: momentInZone(decision.at, timeZone) },
  };
}

/** What the form for a new request offers to choose from. */
export async function loadExclusionChoices(db: Database, viewer: Viewer) {
  const [organization, vendors] = await Promise.all([findOrganization(db), findVendors(db, viewer)]);
  return {
    vendors: vendors.map(({ key, name }) => ({ value: key, label: name })),
    known: await loadKnownSlices(db, viewer, vendors),
    timeZone: organization?.timeZone ?? "UTC",
  };
}
