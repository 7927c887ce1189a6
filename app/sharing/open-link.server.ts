import type { Viewer } from "~/domain/access/viewer";
import { type AttemptLimit, attemptsLeft, countAttempt, forgetAttempts } from "~/data/attempts.server";
import type { Database } from "~/data/database.server";
import { findLinkByToken, recordLinkOpening, type StoredLink } from "~/data/links.server";
import { verifyPassword } from "~/data/secrets.server";
import { linkState } from "./link-state";
import { isUnlocked, rememberUnlocked } from "./unlock-cookie.server";

const TEN_MINUTES = 600;
const UNKNOWN_PER_ADDRESS: AttemptLimit = { name: "link-unknown", attempts: 30, windowSeconds: TEN_MINUTES };
const OPENINGS_PER_ADDRESS: AttemptLimit = { name: "link-address", attempts: 600, windowSeconds: TEN_MINUTES };
const PASSWORDS_PER_ADDRESS: AttemptLimit = { name: "link-password", attempts: 5, windowSeconds: TEN_MINUTES };
const PASSWORDS_PER_LINK: AttemptLimit = { name: "link-password-all", attempts: 50, windowSeconds: TEN_MINUTES };

const TOKEN_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** Who knocks: the address asking, its cookies, and when. */
export interface Knock {
  readonly token: string;
  readonly clientAddress: string;
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

/** A link that is neither unknown nor ended nor paused; guesses are counted against the address they come from. */
async function findLivingLink(db: Database, knock: Knock): Promise<{ state: "living"; link: StoredLink } | ClosedLink> {
  const guesses = { limit: UNKNOWN_PER_ADDRESS, key: knock.clientAddress };
  const [left, openings] = await Promise.all([
    attemptsLeft(db, guesses),
    countAttempt(db, [{ limit: OPENINGS_PER_ADDRESS, key: knock.clientAddress }]),
  ]);
  for (const outcome of [left, openings]) {
    if (!outcome.allowed) return { state: "slowed", retryAfterSeconds: outcome.retryAfterSeconds };
  }
  const link = TOKEN_PATTERN.test(knock.token) ? await findLinkByToken(db, knock.token) : null;
  if (link === null) {
    await countAttempt(db, [guesses]);
    return { state: "unknown" };
  }
  const state = linkState(link, knock.now);
  if (state === "active") return { state: "living", link };
  return { state: state === "paused" ? "paused" : "ended" };
}

/** Opens the link for one request. */
export async function openLink(db: Database, knock: Knock): Promise<OpenedLink> {
  const found = await findLivingLink(db, knock);
  if (found.state !== "living") return found;
  const { id, passwordHash } = found.link;
  if (passwordHash !== null) {
    const unlocked = await isUnlocked({ id, passwordHash }, knock.origin, knock.cookieHeader, knock.now);
    if (!unlocked) return { state: "locked" };
  }
  return { state: "open", viewer: viewerOfLink(found.link), link: found.link };
}

export type UnlockOutcome = { state: "unlocked"; setCookie: string | null } | { state: "wrong-password" } | ClosedLink;

/** Tries a password on a link. A few tries per address and link, then slower; the cookie lasts an hour. */
export async function unlockLink(db: Database, knock: Knock, password: string): Promise<UnlockOutcome> {
  const found = await findLivingLink(db, knock);
  if (found.state !== "living") return found;
  const { id, passwordHash } = found.link;
  if (passwordHash === null) return { state: "unlocked", setCookie: null };
  const own = { limit: PASSWORDS_PER_ADDRESS, key: `${id} ${knock.clientAddress}` };
  const attempt = await countAttempt(db, [own, { limit: PASSWORDS_PER_LINK, key: id }]);
  if (!attempt.allowed) return { state: "slowed", retryAfterSeconds: attempt.retryAfterSeconds };
  if (!(await verifyPassword(passwordHash, password))) return { state: "wrong-password" };
  await forgetAttempts(db, [own]);
  return { state: "unlocked", setCookie: await rememberUnlocked({ id, passwordHash }, knock.origin, knock.now) };
}

/** One more opening, at this time. */
export async function countOpening(db: Database, link: StoredLink, now: Date): Promise<void> {
  await recordLinkOpening(db, link.id, now);
}
