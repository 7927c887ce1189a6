import { may } from "~/domain/access/permissions";
import { audienceKindsFor, type LinkAudienceKind } from "~/domain/access/link-audience";
import type { Viewer } from "~/domain/access/viewer";
import { actorOf } from "~/domain/access/actor";
import type { FormCreation } from "~/data/db/create-once.server";
import type { Database } from "~/data/db/database.server";
import {
  changeLink,
  insertLink,
  type LinkChange,
  type LinkReach,
  type ListedLink,
  listStoredLinks,
  type SharedView,
} from "~/data/sharing/links.server";
import { registerParameters } from "~/data/rollups/parameters.server";
import { hashPassword } from "~/data/access/secrets.server";
import { findMetric } from "~/domain/metrics/catalog/catalog";
import { repeatDaysOf, type MeasureRef } from "~/domain/metrics/measure-ref";
import { noRoomForCounts } from "~/domain/metrics/parameter-room";
import { linkState, type LinkState } from "~/domain/sharing/link-state";

export interface LinkRequest {
  readonly name: string;
  readonly audience: string;
  readonly audienceKind: LinkAudienceKind;
  readonly view: SharedView;
  readonly parameters: Readonly<Record<string, string>>;
  readonly reach: LinkReach;
  readonly password: string | null;
  readonly expiresAt: Date;
}

/** A link whose scope is fixed from now on; its address is in the answer and nowhere else. Null for viewers who may not share, and for an audience that the view is not for. */
export async function mintLink(
  db: Database,
  viewer: Viewer,
  requested: LinkRequest,
  origin: string,
  creation: FormCreation | null = null,
): Promise<{ id: string; token: string; href: string } | null> {
  const isFor = audienceKindsFor(requested.reach.vendorIds.length).includes(requested.audienceKind);
  if (!may(viewer, "links.write") || !isFor) return null;
  await holdRepeats(db, requested);
  const { password, ...link } = requested;
  const passwordHash = password === null ? null : await hashPassword(password);
  const createdBy = viewer.kind === "member" ? viewer.userId : null;
  const { id, token } = await insertLink(
    db,
    { ...link, passwordHash, createdBy },
    { actor: actorOf(viewer), creation },
  );
  return { id, token, href: new URL(`/s/${token}`, origin).href };
}

/** A link shows a part of the contacts; whether a customer came back behind it is known to the roll-up alone, so that is made to hold it. */
async function holdRepeats(db: Database, { view, parameters }: LinkRequest): Promise<void> {
  const room = await registerParameters(db, repeatsShown(view, parameters), null);
  if (!room.ok) throw new Response(noRoomForCounts(room), { status: 409 });
}

function repeatsShown(view: SharedView, given: Readonly<Record<string, string>>): MeasureRef[] {
  const metric = view === "metric" ? findMetric(given["metric"] ?? "") : null;
  if (metric === null) return [];
  const own = Object.entries(given).filter(([name]) => Object.hasOwn(metric.parameterLabels, name));
  const read = metric.readParameters(Object.fromEntries(own));
  const refs = read.ok ? metric.measures(read.parameters) : [];
  return refs.filter((ref) => repeatDaysOf([ref]).length > 0);
}

/** The repeats that links which may still be opened show. */
export async function repeatsOfLinks(db: Database, now: Date): Promise<MeasureRef[]> {
  const links = (await listStoredLinks(db)).filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now);
  return links.flatMap(({ view, parameters }) => repeatsShown(view, parameters));
}

/** Every link with its state. Empty for viewers who may not know. */
export async function listLinks(
  db: Database,
  viewer: Viewer,
  now: Date,
): Promise<(ListedLink & { state: LinkState })[]> {
  if (!may(viewer, "links.read")) return [];
  return (await listStoredLinks(db)).map((link) => ({ ...link, state: linkState(link, now) }));
}

async function change(db: Database, viewer: Viewer, id: string, what: LinkChange, now: Date): Promise<boolean> {
  return may(viewer, "links.write") && changeLink(db, id, what, { actor: actorOf(viewer), now });
}

/** At the next request the link opens nothing, until it is resumed. False where there was nothing to pause. */
export function pauseLink(db: Database, viewer: Viewer, id: string, now: Date): Promise<boolean> {
  return change(db, viewer, id, "pause", now);
}

export function resumeLink(db: Database, viewer: Viewer, id: string, now: Date): Promise<boolean> {
  return change(db, viewer, id, "resume", now);
}

/** At the next request the link opens nothing, for good. */
export function revokeLink(db: Database, viewer: Viewer, id: string, now: Date): Promise<boolean> {
  return change(db, viewer, id, "revoke", now);
}
