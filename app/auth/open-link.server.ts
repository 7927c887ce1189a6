import type { Viewer } from "~/domain/access/viewer";
import { type AttemptLimit, countAttempt } from "~/data/access/rate-limits.server";
import { networkOf } from "~/data/access/client-network";
import type { Database } from "~/data/db/database.server";
import type { SignInClient } from "~/data/access/known-clients.server";
import { findLinkByToken, recordLinkOpening, type StoredLink } from "~/data/sharing/links.server";
import { type PasswordLimits, tryPassword } from "~/data/access/password-attempts.server";
import { verifyPassword } from "~/data/access/secrets.server";
import { recordLinkVisit, recordUnknownLink } from "~/data/access/audit-trail.server";
import { linkState } from "~/domain/sharing/link-state";
import { isUnlocked, rememberUnlocked } from "./unlock-cookie.server";

const TEN_MINUTES = 600;
const UNKNOWN_PER_NETWORK: AttemptLimit = { name: "link-unknown", attempts: 30, windowSeconds: TEN_MINUTES };
/** Of one link from one network, so that neither attempts nor another link use it up. */
const OPENINGS: AttemptLimit = { name: "link-opening", attempts: 600, windowSeconds: TEN_MINUTES };
const PASSWORDS: PasswordLimits = {
  device: { name: "link-password-device", attempts: 5, windowSeconds: TEN_MINUTES },
  network: { name: "link-password", attempts: 5, windowSeconds: TEN_MINUTES },
  subject: { name: "link-password-all", attempts: 50, windowSeconds: TEN_MINUTES },
};

const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** Who opens a link: the address, its cookies, and when. */
export interface LinkRequest extends SignInClient {
  readonly token: string;
  readonly cookieHeader: string | null;
  readonly origin: string;
  readonly now: Date;
}

/** A link that shows nothing, and no more about it than this. */
export type ClosedLink = { state: "paused" | "ended" | "unknown" } | { state: "slowed"; retryAfterSeconds: number };

/** What stands behind a token. Only an open link says anything about what it shows. */
export type OpenedLink = { state: "open"; viewer: Viewer; link: StoredLink } | { state: "locked" } | ClosedLink;

/** The link's viewer: its scope is what was fixed when the link was made, whatever the request says. */
export function viewerOfLink({ id, name, reach }: StoredLink): Viewer {
  const limit = (values: readonly string[]) => (values.length === 0 ? ("all" as const) : values);
  return {
    kind: "share",
    linkId: id,
    linkName: name,
    scope: {
      vendorIds: reach.vendorIds,
      sites: limit(reach.sites),
      programs: limit(reach.programs),
      channels: limit(reach.channels),
      fromDay: reach.fromDay,
      toDay: reach.toDay,
      notes: reach.notes,
      downloads: reach.allowDownloads,
    },
  };
}

/** A link that is neither unknown nor ended nor paused; attempts are counted against the network they come from. */
async function findLivingLink(
  db: Database,
  linkRequest: LinkRequest,
): Promise<{ state: "living"; link: StoredLink } | ClosedLink> {
  const link = TOKEN_PATTERN.test(linkRequest.token) ? await findLinkByToken(db, linkRequest.token) : null;
  if (link === null) {
    const attempt = await countAttempt(db, [{ limit: UNKNOWN_PER_NETWORK, key: networkOf(linkRequest.clientAddress) }]);
    await recordUnknownLink(db, linkRequest.clientAddress);
    return attempt.allowed ? { state: "unknown" } : { state: "slowed", retryAfterSeconds: attempt.retryAfterSeconds };
  }
  const state = linkState(link, linkRequest.now);
  if (state === "active") return { state: "living", link };
  return { state: state === "paused" || state === "stopped" ? "paused" : "ended" };
}

/** Opens the link for one request. */
export async function openLink(db: Database, linkRequest: LinkRequest): Promise<OpenedLink> {
  const found = await findLivingLink(db, linkRequest);
  if (found.state !== "living") return found;
  const { id, passwordHash } = found.link;
  if (passwordHash !== null) {
    const unlocked = await isUnlocked(
      { id, passwordHash },
      linkRequest.origin,
      linkRequest.cookieHeader,
      linkRequest.now,
    );
    if (!unlocked) return { state: "locked" };
  }
  const opening = await countAttempt(db, [{ limit: OPENINGS, key: `${id} ${networkOf(linkRequest.clientAddress)}` }]);
  if (!opening.allowed) return { state: "slowed", retryAfterSeconds: opening.retryAfterSeconds };
  return { state: "open", viewer: viewerOfLink(found.link), link: found.link };
}

export type UnlockOutcome = { state: "unlocked"; setCookie: string | null } | { state: "wrong-password" } | ClosedLink;

/** Tries a password on a link. A few tries per network and link, then slower; the cookie lasts an hour. */
export async function unlockLink(db: Database, linkRequest: LinkRequest, password: string): Promise<UnlockOutcome> {
  const found = await findLivingLink(db, linkRequest);
  if (found.state !== "living") return found;
  const { id, passwordHash } = found.link;
  if (passwordHash === null) return { state: "unlocked", setCookie: null };
  const attempt = await tryPassword(db, {
    subject: `link ${id}`,
    client: linkRequest,
    limits: PASSWORDS,
    now: linkRequest.now,
  });
  if (!attempt.allowed) return { state: "slowed", retryAfterSeconds: attempt.retryAfterSeconds };
  if (!(await verifyPassword(passwordHash, password))) {
    const { clientAddress } = linkRequest;
    await recordLinkVisit(db, found.link, { action: "link.password-failed", clientAddress });
    return { state: "wrong-password" };
  }
  await attempt.succeed();
  return {
    state: "unlocked",
    setCookie: await rememberUnlocked({ id, passwordHash }, linkRequest.origin, linkRequest.now),
  };
}

/** One more opening. */
export async function countOpening(
  db: Database,
  link: StoredLink,
  { now, clientAddress }: Pick<LinkRequest, "now" | "clientAddress">,
): Promise<void> {
  await recordLinkOpening(db, link.id, now);
  await recordLinkVisit(db, link, { action: "link.opened", clientAddress });
}
