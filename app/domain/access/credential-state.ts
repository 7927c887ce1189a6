import type { Permission } from "./permissions";

/**
 * What a key or link rests on besides its own state. `demoted`: the account's role no longer includes creating such a key or link.
 * `none`: nobody's account, such as one made on the console.
 */
export type CreatorState = "active" | "disabled" | "demoted" | "gone" | "none";

/** What a person must be permitted for what they created to work. */
export const CREATING = { key: "keys.write", link: "links.write" } as const satisfies Record<string, Permission>;

export type KeyState = "active" | "stopped" | "expired" | "revoked";

/** Whether a key or link is stopped because of the account that created it. */
export function isStopped(creator: CreatorState): boolean {
  return creator === "disabled" || creator === "demoted" || creator === "gone";
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
