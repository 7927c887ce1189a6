import { may } from "~/domain/access/permissions";
import type { Viewer } from "~/domain/access/viewer";
import { actorOf } from "~/domain/access/actor";
import type { Database } from "~/data/database.server";
import {
  changeLink,
  insertLink,
  type LinkChange,
  type LinkReach,
  type ListedLink,
  listStoredLinks,
  type SharedView,
} from "~/data/links.server";
import { hashPassword } from "~/data/secrets.server";
import { linkState, type LinkState } from "./link-state";

export interface LinkWish {
  readonly name: string;
  readonly audience: string;
  readonly view: SharedView;
  readonly parameters: Readonly<Record<string, string>>;
  readonly reach: LinkReach;
  readonly password: string | null;
  readonly expiresAt: Date;
}

/** A link whose scope is fixed from now on; its address is in the answer and nowhere else. Null for viewers who may not share. */
export async function mintLink(
  db: Database,
  viewer: Viewer,
  wish: LinkWish,
  origin: string,
): Promise<{ id: string; token: string; href: string } | null> {
  if (!may(viewer, "links.write")) return null;
  const { password, ...link } = wish;
  const passwordHash = password === null ? null : await hashPassword(password);
  const createdBy = viewer.kind === "member" ? viewer.userId : null;
  const { id, token } = await insertLink(db, { ...link, passwordHash, createdBy }, actorOf(viewer));
  return { id, token, href: new URL(`/s/${token}`, origin).href };
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
