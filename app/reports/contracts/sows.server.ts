import type { Database } from "~/data/db/database.server";
import { findOrganization } from "~/data/access/organization.server";
import { findSow, findSowRevisions, findSows, type SowRevision, type StoredSow } from "~/data/contracts/sows.server";
import { findVendor, findVendors, type Vendor } from "~/data/access/vendors.server";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { dayInZone } from "~/domain/calendar/time-zone";
import {
  compareSow,
  compareVersions,
  deliveriesText,
  sourcesText,
  type SowChange,
  type TargetChange,
} from "~/wording/contracts/sow-changes";
import { creditReadings, type CreditReading } from "~/wording/contracts/credit-reading";
import { levelText, readTarget, type TargetReading } from "~/wording/contracts/targets";
import type { SowProblem } from "~/domain/contracts/sow-problem";
import { daysInForce, versionOn, type Sow, type SowVersion } from "~/domain/contracts/sow";

type Options = { clock: () => Date };

/** A partner in the list of SOWs; `sow` is null while it has none that can be used. */
export type SowSummary = {
  vendor: string;
  vendorName: string;
  /** Why the one that is stored cannot be used. */
  invalid: InvalidSow | null;
  sow: null | {
    title: string;
    revision: number;
    uploadedBy: string;
    uploadedAt: string;
    inForce: { version: number; from: Day; targets: number; critical: number } | null;
    /** The next amendment that is already agreed. */
    next: { version: number; from: Day } | null;
  };
};

/** A revision that no longer validates, with what is wrong at which field. */
export type InvalidSow = { revision: number; problems: readonly SowProblem[] };

export type SowList = { sows: SowSummary[]; today: Day; timeZone: string; mayWrite: boolean };

/** Every partner that the viewer may see, with the SOW version in force today. */
export async function loadSows(db: Database, viewer: Viewer, { clock }: Options): Promise<SowList> {
  const [vendors, stored, timeZone] = await Promise.all([
    findVendors(db, viewer),
    findSows(db, viewer),
    loadTimeZone(db),
  ]);
  const today = dayInZone(clock(), timeZone);
  const byVendor = new Map(stored.map((sow) => [sow.vendorId, sow]));
  const sows = vendors.map((vendor) => summarize(vendor, byVendor.get(vendor.id), today));
  return { sows, today, timeZone, mayWrite: may(viewer, "sows.write") };
}

function summarize(vendor: Vendor, stored: StoredSow | undefined, today: Day): SowSummary {
  const named = { vendor: vendor.key, vendorName: vendor.name, invalid: null };
  if (stored === undefined) return { ...named, sow: null };
  const { sow, revision, uploadedBy, uploadedAt } = stored;
  if (sow === null) return { ...named, sow: null, invalid: invalidOf(stored) };
  const inForce = versionOn(sow, today);
  const next = sow.versions.find(({ effectiveFrom }) => effectiveFrom > today);
  return {
    ...named,
    sow: {
      title: sow.title,
      revision,
      uploadedBy,
      uploadedAt,
      inForce: inForce && {
        version: inForce.version,
        from: inForce.effectiveFrom,
        targets: inForce.targets.length,
        critical: inForce.targets.filter(({ criticality }) => criticality === "critical").length,
      },
      next: next === undefined ? null : { version: next.version, from: next.effectiveFrom },
    },
  };
}

function invalidOf({ revision, problems }: StoredSow): InvalidSow {
  return { revision, problems };
}

export type TargetRow = TargetReading & {
  id: string;
  metric: string;
  clause: string;
  expected: string;
  minimum: string | null;
  weight: number;
  criticality: "critical" | "key";
};

export type VersionReading = {
  version: number;
  from: Day;
  /** First day on which it no longer is in force; null where nothing ends it. */
  until: Day | null;
  state: "past" | "in-force" | "coming";
  amendment: string;
  /** Whose totals win over single contacts and reviews; '' where it names none. */
  sources: string;
  deliveries: string;
  targets: TargetRow[];
  /** What results cost, clause by clause; empty where no money follows from them. */
  credits: CreditReading[];
  /** What it changed in the version before; null for the first. */
  changed: { since: number; targets: readonly TargetChange[] } | null;
};

export type SowPage = {
  vendor: string;
  vendorName: string;
  mayWrite: boolean;
  timeZone: string;
  /** Why the revision requested, or the one in use, cannot be used. */
  invalid: InvalidSow | null;
  /** Every revision, newest first. */
  revisions: SowRevision[];
  /** Null while the partner has none that can be used. */
  sow: null | {
    title: string;
    currency: string;
    contractZone: string;
    fiscalMonthStartDay: number;
    revision: number;
    /** Newest first. */
    versions: VersionReading[];
    /** What this revision of the document changed in the revision before; null for the first. */
    changedSince: { revision: number; changes: SowChange } | null;
  };
};

/** A partner's SOW read aloud: the revision requested, or the one in use. Null where there is none to see. */
export async function loadSow(
  db: Database,
  viewer: Viewer,
  question: { vendor: string; revision?: number },
  { clock }: Options,
): Promise<SowPage | null> {
  const vendor = await findVendor(db, viewer, question.vendor);
  if (vendor === null) return null;
  const [stored, revisions, timeZone] = await Promise.all([
    findSow(db, viewer, vendor.id, question.revision),
    findSowRevisions(db, viewer, vendor.id),
    loadTimeZone(db),
  ]);
  if (stored === null && question.revision !== undefined) return null;
  const named = { vendor: vendor.key, vendorName: vendor.name, mayWrite: may(viewer, "sows.write"), timeZone };
  const page = { ...named, revisions, invalid: null };
  if (stored === null) return { ...page, sow: null };
  const { sow } = stored;
  if (sow === null) return { ...page, sow: null, invalid: invalidOf(stored) };
  const earlier = stored.revision > 1 ? await findSow(db, viewer, vendor.id, stored.revision - 1) : null;
  const before = earlier?.sow ?? null;
  const today = dayInZone(clock(), timeZone);
  return {
    ...page,
    sow: {
      title: sow.title,
      currency: sow.currency,
      contractZone: sow.timeZone,
      fiscalMonthStartDay: sow.fiscalMonthStartDay,
      revision: stored.revision,
      versions: sow.versions.map((version, index) => readVersion(sow, version, index, today)).toReversed(),
      changedSince: before && { revision: stored.revision - 1, changes: compareSow(before, sow) },
    },
  };
}

export type SowDocument = {
  vendor: string;
  revision: number;
  uploadedBy: string;
  uploadedAt: string;
  document: unknown;
  /** What is wrong with it by now; none: it can be used. */
  problems: readonly SowProblem[];
};

/** The document as it was uploaded, for download. */
export async function loadSowDocument(
  db: Database,
  viewer: Viewer,
  question: { vendor: string; revision?: number },
): Promise<SowDocument | null> {
  const vendor = await findVendor(db, viewer, question.vendor);
  const stored = vendor && (await findSow(db, viewer, vendor.id, question.revision));
  if (stored === null) return null;
  const { revision, uploadedBy, uploadedAt, document, problems } = stored;
  return { vendor: question.vendor, revision, uploadedBy, uploadedAt, document, problems };
}

function readVersion(sow: Sow, version: SowVersion, index: number, today: Day): VersionReading {
  const { from, until } = daysInForce(sow, version);
  const previous = sow.versions[index - 1];
  return {
    version: version.version,
    from,
    until,
    state: from > today ? "coming" : until !== null && until <= today ? "past" : "in-force",
    amendment: version.amendment,
    sources: sourcesText(version.sources),
    deliveries: deliveriesText(version.deliveries),
    credits: creditReadings(version, sow.currency),
    targets: version.targets.map((target) => ({
      ...readTarget(target, sow.currency),
      id: target.id,
      metric: target.metric,
      clause: target.clause,
      expected: levelText(target.expected, target, sow.currency),
      minimum: target.minimum === null ? null : levelText(target.minimum, target, sow.currency),
      weight: target.weight,
      criticality: target.criticality,
    })),
    changed: previous === undefined ? null : { since: previous.version, targets: compareVersions(previous, version) },
  };
}

async function loadTimeZone(db: Database): Promise<string> {
  return (await findOrganization(db))?.timeZone ?? "UTC";
}
