import type { CreatorState } from "~/domain/access/credential-state";
import { LINK_AUDIENCE_KINDS, type LinkAudienceKind } from "~/domain/access/link-audience";
import { NOTES_SCOPES, type NotesScope } from "~/domain/access/viewer";
import type { Day } from "~/domain/calendar/day";
import { recordAudit } from "../db/audit.server";
import { createOnce, type FormCreation } from "../db/create-once.server";
import { findCreators } from "../access/creators.server";
import type { Database } from "../db/database.server";
import type { Prisma, ShareLink } from "../generated/client";
import { digestToken } from "../access/secrets.server";

export const SHARED_VIEWS = ["scorecard", "portfolio", "metric"] as const;
export type SharedView = (typeof SHARED_VIEWS)[number];

/** What a link may show, fixed when it was made. Days are inclusive; an empty list of slices means no limit. */
export interface LinkReach {
  readonly vendorIds: readonly number[];
  readonly sites: readonly string[];
  readonly programs: readonly string[];
  readonly channels: readonly string[];
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly notes: NotesScope;
  readonly allowDownloads: boolean;
}

/** A link as stored; the token itself is nowhere. */
export interface StoredLink {
  readonly id: string;
  readonly name: string;
  readonly audience: string;
  readonly audienceKind: LinkAudienceKind;
  readonly view: SharedView;
  /** The view's question, fixed when the link was made. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly reach: LinkReach;
  readonly passwordHash: string | null;
  readonly expiresAt: Date;
  readonly pausedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly creator: CreatorState;
}

export interface ListedLink extends Omit<StoredLink, "passwordHash"> {
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly createdByName: string | null;
  readonly vendorNames: readonly string[];
  readonly openings: number;
  readonly lastOpenedAt: Date | null;
}

export interface NewLink {
  readonly name: string;
  readonly audience: string;
  readonly audienceKind: LinkAudienceKind;
  readonly view: SharedView;
  readonly parameters: Readonly<Record<string, string>>;
  readonly reach: LinkReach;
  readonly passwordHash: string | null;
  readonly expiresAt: Date;
  readonly createdBy: string | null;
}

const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

function toStoredLink(row: ShareLink, creator: CreatorState): StoredLink {
  const view = SHARED_VIEWS.find((known) => known === row.view);
  if (view === undefined) throw new Error(`Link ${row.id} has the unknown view ${row.view}`);
  const audienceKind = LINK_AUDIENCE_KINDS.find((known) => known === row.audienceKind);
  const notes = NOTES_SCOPES.find((known) => known === row.notes);
  if (audienceKind === undefined || notes === undefined) throw new Error(`Link ${row.id} has an unknown audience`);
  const parameters: Record<string, string> = {};
  for (const [name, value] of Object.entries(row.parameters ?? {}))
    if (typeof value === "string") parameters[name] = value;
  return {
    id: row.id,
    name: row.name,
    audience: row.audience,
    audienceKind,
    view,
    parameters,
    reach: {
      vendorIds: row.vendorIds,
      sites: row.sites,
      programs: row.programs,
      channels: row.channels,
      fromDay: dayOf(row.fromDay),
      toDay: dayOf(row.toDay),
      notes,
      allowDownloads: row.allowDownloads,
    },
    passwordHash: row.passwordHash,
    expiresAt: row.expiresAt,
    pausedAt: row.pausedAt,
    revokedAt: row.revokedAt,
    creator,
  };
}

/** Stores a link, once per form; its token is returned then and only its hash is kept. */
export async function insertLink(
  db: Database,
  link: NewLink,
  { actor, creation }: { actor: string; creation: FormCreation | null },
): Promise<{ id: string; token: string }> {
  const { reach, parameters, ...rest } = link;
  const create = async (tx: Prisma.TransactionClient, token: string) => {
    const row = await tx.shareLink.create({
      data: {
        ...rest,
        parameters,
        tokenHash: digestToken(token),
        vendorIds: [...reach.vendorIds],
        sites: [...reach.sites],
        programs: [...reach.programs],
        channels: [...reach.channels],
        fromDay: new Date(reach.fromDay),
        toDay: new Date(reach.toDay),
        notes: reach.notes,
        allowDownloads: reach.allowDownloads,
      },
      select: { id: true },
    });
    const detail = { view: link.view, audienceKind: link.audienceKind, notes: reach.notes };
    await recordAudit(tx, { actor, action: "link.minted", subject: `link:${row.id}`, detail });
    return row.id;
  };
  const once = await createOnce(db, { actor, creation, create, recordOf: (id) => id });
  return { id: once.isFirst ? once.made : once.record, token: once.token };
}

/** The link with this token, in whatever state. Looked up by the hash alone. */
export async function findLinkByToken(db: Database, token: string): Promise<StoredLink | null> {
  const row = await db.inside.shareLink.findUnique({ where: { tokenHash: digestToken(token) } });
  if (row === null) return null;
  const creatorOf = await findCreators(db, "link", [row.createdBy]);
  return toStoredLink(row, creatorOf(row.createdBy).state);
}

/** Every link, the newest first. Only for callers that have checked who asks. */
export async function listStoredLinks(db: Database): Promise<ListedLink[]> {
  const [links, openings, vendors] = await Promise.all([
    db.inside.shareLink.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }] }),
    db.inside.shareLinkOpening.groupBy({ by: ["linkId"], _count: { id: true }, _max: { openedAt: true } }),
    db.inside.vendor.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }),
  ]);
  const openingsOf = new Map(openings.map((row) => [row.linkId, row]));
  const creatorOf = await findCreators(
    db,
    "link",
    links.map(({ createdBy }) => createdBy),
  );
  return links.map((row) => {
    const creator = creatorOf(row.createdBy);
    const { passwordHash, ...link } = toStoredLink(row, creator.state);
    const opened = openingsOf.get(row.id);
    return {
      ...link,
      hasPassword: passwordHash !== null,
      createdAt: row.createdAt,
      createdByName: creator.name,
      vendorNames: vendors.filter((vendor) => row.vendorIds.includes(vendor.id)).map((vendor) => vendor.name),
      openings: opened?._count.id ?? 0,
      lastOpenedAt: opened?._max.openedAt ?? null,
    };
  });
}

export type LinkChange = "pause" | "resume" | "revoke";

const CHANGES = {
  pause: { action: "link.paused", from: { revokedAt: null, pausedAt: null }, to: (now: Date) => ({ pausedAt: now }) },
  resume: {
    action: "link.resumed",
    from: { revokedAt: null, pausedAt: { not: null } },
    to: () => ({ pausedAt: null }),
  },
  revoke: { action: "link.revoked", from: { revokedAt: null }, to: (now: Date) => ({ revokedAt: now }) },
} as const;

/** False where there was no such link in a state to be changed so. A revoked link stays revoked. */
export async function changeLink(
  db: Database,
  id: string,
  change: LinkChange,
  { actor, now }: { actor: string; now: Date },
): Promise<boolean> {
  const { action, from, to } = CHANGES[change];
  return db.inside.$transaction(async (tx) => {
    const { count } = await tx.shareLink.updateMany({ where: { id, ...from }, data: to(now) });
    if (count === 1) await recordAudit(tx, { actor, action, subject: `link:${id}` });
    return count === 1;
  });
}

export async function recordLinkOpening(db: Database, linkId: string, now: Date): Promise<void> {
  await db.inside.shareLinkOpening.create({ data: { linkId, openedAt: now } });
}
