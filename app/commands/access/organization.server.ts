import { filesFolder, removeOriginalFiles } from "~/ingest/load/original-files.server";
import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import type { Database } from "~/data/db/database.server";
import { hasOwnAdmin, removeDemo } from "~/data/demo/demo-data.server";
import {
  changeOrganization,
  findOrganization,
  isZoneFixed,
  type Organization,
} from "~/data/access/organization.server";
import { hashPassword } from "~/data/access/secrets.server";
import { passwordProblem, type PasswordProblem } from "~/domain/access/password-rules";
import { actorOf } from "~/domain/access/actor";

export type OrganizationSettings = Organization & {
  zoneFixed: boolean;
  mayChange: boolean;
  mayRemoveDemo: boolean;
  /** Without the people of the demo nobody could administer. */
  needsOwnAdmin: boolean;
};

/** Name and zone as the settings page shows them; null before the first set-up and for viewers who may not know. */
export async function loadOrganizationSettings(db: Database, viewer: Viewer): Promise<OrganizationSettings | null> {
  if (!may(viewer, "organization.read")) return null;
  const [organization, zoneFixed, ownAdmin] = await Promise.all([
    findOrganization(db),
    isZoneFixed(db),
    hasOwnAdmin(db),
  ]);
  return (
    organization && {
      ...organization,
      zoneFixed,
      mayChange: may(viewer, "organization.write"),
      mayRemoveDemo: organization.hasDemo && may(viewer, "demo.remove"),
      needsOwnAdmin: !ownAdmin,
    }
  );
}

/** Null when done. */
export async function saveOrganizationSettings(
  db: Database,
  viewer: Viewer,
  change: { name: string; timeZone: string },
): Promise<"zone-fixed" | "not-permitted" | null> {
  if (!may(viewer, "organization.write")) return "not-permitted";
  return changeOrganization(db, change, actorOf(viewer));
}

/** The reporting time zone; UTC before the first set-up. */
export async function loadZone(db: Database): Promise<string> {
  return (await findOrganization(db))?.timeZone ?? "UTC";
}

export type OwnAdminRequest = { name: string; email: string; password: string };
export type DemoRemovalProblem =
  "no-demo" | "needs-admin" | "email-taken" | "imports-open" | "not-permitted" | PasswordProblem;

/**
 * Removes the demo data with its files below `dataFolder`, and nothing else. Where only its people could administer, someone of the
 * organization's own is needed.
 */
export async function removeDemoData(
  db: Database,
  viewer: Viewer,
  { admin, dataFolder }: { admin: OwnAdminRequest | null; dataFolder: string },
): Promise<{ ok: true; adminId: string | null } | { ok: false; problem: DemoRemovalProblem }> {
  if (!may(viewer, "demo.remove")) return { ok: false, problem: "not-permitted" };
  const weakness = admin === null ? null : passwordProblem(admin.password, admin);
  if (weakness) return { ok: false, problem: weakness };
  const own = admin && { name: admin.name, email: admin.email, passwordHash: await hashPassword(admin.password) };
  const removed = await removeDemo(db, actorOf(viewer), own);
  if (!removed.ok) return removed;
  await removeOriginalFiles(filesFolder(dataFolder), removed.storedFiles);
  return { ok: true, adminId: removed.adminId };
}
