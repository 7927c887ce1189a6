import { type CreatorState, isStopped } from "../access/credential-state";

export type LinkState = "active" | "paused" | "stopped" | "expired" | "revoked";

/** What has become of a link: revoked outlasts expired, expired outlasts stopped, stopped outlasts paused. */
export function linkState(
  link: { revokedAt: Date | null; pausedAt: Date | null; expiresAt: Date; creator: CreatorState },
  now: Date,
): LinkState {
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt <= now) return "expired";
  if (isStopped(link.creator)) return "stopped";
  return link.pausedAt === null ? "active" : "paused";
}
