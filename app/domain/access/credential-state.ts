/** What a key or link rests on besides its own state. `none`: nobody's account, such as one made on the console. */
export type CreatorState = "active" | "disabled" | "gone" | "none";

export type KeyState = "active" | "stopped" | "expired" | "revoked";

/** Whether whoever made a key or link still stands behind it. */
export function isStopped(creator: CreatorState): boolean {
  return creator === "disabled" || creator === "gone";
}

/** What has become of an API key: revoked outlasts expired, expired outlasts stopped. */
export function keyState(
  key: { readonly revokedAt: Date | null; readonly expiresAt: Date; readonly creator: CreatorState },
  now: Date,
): KeyState {
  if (key.revokedAt !== null) return "revoked";
  if (key.expiresAt <= now) return "expired";
  return isStopped(key.creator) ? "stopped" : "active";
}
