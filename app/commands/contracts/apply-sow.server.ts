import { z } from "zod";
import type { Database } from "~/data/db/database.server";
import { registerMonthStart } from "~/data/rollups/roll-up-months.server";
import { findParameterRoom, registerParameters } from "~/data/rollups/parameters.server";
import { recordSow } from "~/data/contracts/record-sow.server";
import { findSow } from "~/data/contracts/sows.server";
import { findOrganization } from "~/data/access/organization.server";
import { findVendor, type Vendor } from "~/data/access/vendors.server";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { vendorNameFromKey } from "~/domain/access/vendor-name";
import { optionalOneLineName } from "~/domain/input/one-line-name";
import { dayInZone } from "~/domain/calendar/time-zone";
import { compareSow, type SowChange } from "~/wording/contracts/sow-changes";
import { noRoomForCounts, type NoParameterRoom } from "~/domain/metrics/parameter-room";
import { readTarget, type TargetReading } from "~/wording/contracts/targets";
import { parametricMeasuresOf } from "~/domain/contracts/parametric-measures";
import { readJsonText } from "~/domain/contracts/read-json";
import type { Sow } from "~/domain/contracts/sow";
import { moneyWarnings } from "~/domain/contracts/credits/money-warnings";
import { validateSow } from "~/domain/contracts/validate";
import { SOW_WARNING_TEXT } from "~/wording/contracts/sow-problems";

/** What is wrong, at which field of the document; path, place and code as the domain names them, `json` for a text that is none. */
export type SowUploadProblem = { path: string; pathLabel: string; code: string; message: string };

/** Who applies a SOW: `by` stands beside the revision, `actor` in the audit trail. */
export type SowApplicant = { by: string; actor: string };

export type SowUploadOptions = {
  clock: () => Date;
  /** The partner whose page it was uploaded on; another partner's document is refused there. */
  vendor?: string;
  /** What to call a partner that nobody knows yet; made from its key when absent. */
  vendorName?: string;
  demo?: boolean;
};

export type SowCheck =
  | {
      ok: true;
      vendor: string;
      /** What the partner is called, or would be. */
      displayName: string;
      /** Null for a partner's first SOW. */
      current: number | null;
      changes: SowChange | null;
      /** What the document asks for, version by version. */
      versions: { version: number; effectiveFrom: Day; targets: TargetReading[] }[];
      warnings: SowUploadProblem[];
    }
  | { ok: false; problems: SowUploadProblem[] };

export type SowApplication =
  | {
      ok: true;
      vendor: string;
      revision: number;
      /** True where the document already was the one in use: nothing was stored. */
      unchanged: boolean;
      changes: SowChange | null;
      warnings: SowUploadProblem[];
    }
  | { ok: false; problems: SowUploadProblem[] };

/** Reads an upload's text as JSON. */
export function readSowText(text: string): { ok: true; json: unknown } | { ok: false; problems: SowUploadProblem[] } {
  const read = readJsonText(text);
  if (read.ok) return read;
  return { ok: false, problems: [{ path: "", pathLabel: "", code: "json", message: read.fault.message }] };
}

/** What applying the document would change, without changing anything. */
export async function checkSow(
  db: Database,
  json: unknown,
  options: { clock: () => Date; vendor?: string; vendorName?: string },
): Promise<SowCheck> {
  const reading = readSow(json, options);
  if (!reading.ok) return reading;
  const user = { vendor: reading.sow.vendor, by: "sow" } as const;
  const room = await findParameterRoom(db, parametricMeasuresOf(reading.sow), user);
  if (!room.ok) return { ok: false, problems: [noRoom(room)] };
  const vendor = await findVendor(db, REGISTRAR, reading.sow.vendor);
  const current = vendor === null ? null : await findSow(db, REGISTRAR, vendor.id);
  const before = current?.sow ?? null;
  const { sow } = reading;
  const changes = before && compareSow(before, sow);
  const today = dayInZone(options.clock(), reading.sow.timeZone);
  return {
    ok: true,
    vendor: sow.vendor,
    displayName: vendor?.name ?? (options.vendorName?.trim() || vendorNameFromKey(sow.vendor)),
    current: current?.revision ?? null,
    changes,
    versions: sow.versions.map(({ version, effectiveFrom, targets }) => ({
      version,
      effectiveFrom,
      targets: targets.map((target) => readTarget(target, sow.currency)),
    })),
    warnings: [
      ...reading.warnings,
      ...(before && changes ? changesOfThePast(before, changes, today) : []),
      ...otherTimeZone(sow, vendor, (await findOrganization(db))?.timeZone ?? null),
    ],
  };
}

/** Contracts count days in a zone of their own; figures are counted in the organization's, and files read in the vendor's. */
function otherTimeZone({ timeZone }: Sow, vendor: Vendor | null, organizationZone: string | null): SowUploadProblem[] {
  const other = [
    ...(organizationZone === null || timeZone === organizationZone
      ? []
      : [SOW_WARNING_TEXT.daysUseOrganizationsTime(organizationZone)]),
    ...(vendor === null || vendor.timeZone === null || vendor.timeZone === timeZone
      ? []
      : [SOW_WARNING_TEXT.thisPartnersFilesUse(vendor.timeZone)]),
  ];
  if (other.length === 0) return [];
  const message = SOW_WARNING_TEXT.thisDocumentUsesBut(timeZone, other.join(", and "));
  return [{ path: "timeZone", pathLabel: "timeZone", code: "other-time-zone", message }];
}

/** Versions that have started and would read otherwise: their periods would be judged again. */
function changesOfThePast(before: Sow, changes: SowChange, today: Day): SowUploadProblem[] {
  return changes.versions.flatMap(({ version, kind }) => {
    const started = before.versions.find((known) => known.version === version && known.effectiveFrom <= today);
    if (started === undefined || kind === "added") return [];
    const what = kind === "removed" ? SOW_WARNING_TEXT.wasRemoved : SOW_WARNING_TEXT.hasChanged;
    const message = SOW_WARNING_TEXT.versionInForceSince(version, started.effectiveFrom, what);
    return [{ path: "versions", pathLabel: "versions", code: "changes-the-past", message }];
  });
}

/**
 * Makes a document the SOW in use of the partner that it names. With any problem nothing changes. The same document again
 * changes nothing either.
 */
export async function applySow(
  db: Database,
  { by, actor }: SowApplicant,
  json: unknown,
  options: SowUploadOptions,
): Promise<SowApplication> {
  const reading = readSow(json, options);
  if (!reading.ok) return reading;
  const { sow, document, warnings } = reading;
  // Idempotent and without effect on any figure, so it may come first: a roll-up that counts too much is only slower.
  const room = await registerParameters(db, parametricMeasuresOf(sow), { vendor: sow.vendor, by: "sow" });
  if (!room.ok) return { ok: false, problems: [noRoom(room)] };
  await registerMonthStart(db, sow.fiscalMonthStartDay);
  const [vendor, organization] = await Promise.all([findVendor(db, REGISTRAR, sow.vendor), findOrganization(db)]);
  const zones = otherTimeZone(sow, vendor, organization?.timeZone ?? null);
  const written = await recordSow(
    db,
    { document, sow },
    {
      by,
      actor,
      at: options.clock(),
      vendorName: options.vendorName?.trim() || vendorNameFromKey(sow.vendor),
      demo: options.demo ?? false,
    },
  );
  return {
    ok: true,
    vendor: sow.vendor,
    revision: written.revision,
    unchanged: written.unchanged,
    changes: written.before === null ? null : compareSow(written.before, sow),
    warnings: [...warnings, ...zones],
  };
}

function noRoom(room: NoParameterRoom): SowUploadProblem {
  return { path: "versions", pathLabel: "versions", code: "too-many-limits", message: noRoomForCounts(room) };
}

const jsonObject = z.record(z.string(), z.json());

function readSow(json: unknown, { vendor, vendorName = "" }: Pick<SowUploadOptions, "vendor" | "vendorName">) {
  const name = optionalOneLineName.safeParse(vendorName);
  if (!name.success) {
    const problems = name.error.issues.map(({ message }) => ({
      path: "vendorName",
      pathLabel: "vendorName",
      code: "not-a-name",
      message,
    }));
    return { ok: false as const, problems };
  }
  const reading = validateSow(json);
  if (!reading.ok) return { ok: false as const, problems: [...reading.problems] };
  if (vendor !== undefined && reading.sow.vendor !== vendor) {
    const message = SOW_WARNING_TEXT.thisDocumentIsFor(reading.sow.vendor, vendor);
    return { ok: false as const, problems: [{ path: "vendor", pathLabel: "vendor", code: "other-vendor", message }] };
  }
  const warnings = [...reading.warnings, ...moneyWarnings(json, reading.sow)];
  return { ok: true as const, sow: reading.sow, warnings, document: jsonObject.parse(json) };
}

/** Whoever may apply a SOW sees every partner; reads on its behalf are not narrowed. */
const REGISTRAR: Viewer = {
  kind: "key",
  keyId: "",
  name: "sow-upload",
  role: "analyst",
  scope: WHOLE_SCOPE,
};
