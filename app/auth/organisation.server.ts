import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import type { Database } from "~/data/database.server";
import { changeOrganisation, findOrganisation, isZoneFixed, type Organisation } from "~/data/organisation.server";
import { actorOf } from "./viewer-of";

export type OrganisationSettings = Organisation & { zoneFixed: boolean; mayChange: boolean };

/** Name and zone as the settings page shows them; null before the first set-up and for viewers who may not know. */
export async function loadOrganisationSettings(db: Database, viewer: Viewer): Promise<OrganisationSettings | null> {
  if (!may(viewer, "organisation.read")) return null;
  const [organisation, zoneFixed] = await Promise.all([findOrganisation(db), isZoneFixed(db)]);
  return organisation && { ...organisation, zoneFixed, mayChange: may(viewer, "organisation.write") };
}

/** Null when done. */
export async function saveOrganisationSettings(
  db: Database,
  viewer: Viewer,
  change: { name: string; timeZone: string },
): Promise<"zone-fixed" | "not-permitted" | null> {
  if (!may(viewer, "organisation.write")) return "not-permitted";
  return changeOrganisation(db, change, actorOf(viewer));
}

/** The reporting time zone; UTC before the first set-up. */
export async function loadZone(db: Database): Promise<string> {
  return (await findOrganisation(db))?.timeZone ?? "UTC";
}
