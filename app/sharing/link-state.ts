export type LinkState = "active" | "paused" | "expired" | "revoked";

/** What has become of a link: revoked outlasts expired, expired outlasts paused. */
export function linkState(
  link: { revokedAt: Date | null; pausedAt: Date | null; expiresAt: Date },
  now: Date,
): LinkState {
  if (link.revokedAt !== null) return "revoked";
  if (link.expiresAt <= now) return "expired";
  return link.pausedAt === null ? "active" : "paused";
}
