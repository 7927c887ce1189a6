import type { Database } from "../db/database.server";
import { recordRepeated, type RepeatBound } from "../db/repeated-audit.server";

const ANONYMOUS = "anonymous";
export const EACH_HOUR: RepeatBound = { individually: 10, per: "hour" };
const EACH_DAY: RepeatBound = { individually: 1, per: "day" };

/** Why nobody was signed in. What was typed as an address is not kept: people type passwords there. */
export type SignInFailure =
  { reason: "unknown-account" } | { reason: "wrong-password" | "disabled"; userId: string } | { reason: "slowed" };

export async function recordSignInFailure(db: Database, failure: SignInFailure, clientAddress: string): Promise<void> {
  const subject = "userId" in failure ? `user:${failure.userId}` : "sign-in";
  const action = failure.reason === "slowed" ? "sign-in.slowed" : "sign-in.failed";
  const detail = { reason: failure.reason, address: clientAddress };
  await recordRepeated(db, { actor: ANONYMOUS, action, subject, detail }, EACH_HOUR);
}

/** A link was opened, or somebody gave a wrong password for it. */
export async function recordLinkVisit(
  db: Database,
  link: { id: string; name: string },
  visit: { action: "link.opened" | "link.password-failed"; clientAddress: string },
): Promise<void> {
  const { action, clientAddress } = visit;
  const actor = action === "link.opened" ? `link:${link.name}` : ANONYMOUS;
  await recordRepeated(
    db,
    { actor, action, subject: `link:${link.id}`, detail: { address: clientAddress } },
    EACH_HOUR,
  );
}

/** An address that no link has, which may be a attempt. */
export async function recordUnknownLink(db: Database, clientAddress: string): Promise<void> {
  const detail = { address: clientAddress };
  await recordRepeated(db, { actor: ANONYMOUS, action: "link.unknown", subject: "link", detail }, EACH_HOUR);
}

/** That a key was used, on each day that it is. For uses that were written down, so that requests do not each write. */
export async function recordKeyUse(
  db: Database,
  key: { id: string; name: string },
  clientAddress: string,
): Promise<void> {
  const detail = { address: clientAddress };
  const entry = { actor: `key:${key.name}`, action: "key.used", subject: `key:${key.id}`, detail };
  await recordRepeated(db, entry, EACH_DAY);
}

/** A key that opens nothing; `id` is null where there is no such key. */
export async function recordKeyRefusal(
  db: Database,
  { id, reason }: { id: string | null; reason: "unknown" | "expired" | "revoked" | "stopped" },
  clientAddress: string,
): Promise<void> {
  const subject = id === null ? "key" : `key:${id}`;
  const detail = { reason, address: clientAddress };
  await recordRepeated(db, { actor: ANONYMOUS, action: "key.refused", subject, detail }, EACH_HOUR);
}
