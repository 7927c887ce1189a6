import { createHash } from "node:crypto";

/** What row-level security may know of a transaction, in the order of `plumbline_scope()` behind its expiry. */
export type ScopeParts = {
  readonly viewer: string;
  readonly vendorIds: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly sites: string;
  readonly programs: string;
  readonly channels: string;
  readonly notes: string;
};

/** The keys of the HMAC by which the application signs scopes: its key, padded and combined with the inner and the outer pad. */
export type ScopeKeys = { readonly innerKey: Uint8Array; readonly outerKey: Uint8Array };

export type ScopeSigner = (parts: ScopeParts) => string;

/** Longer than any read waits for its transaction; the difference of two clocks that changes by less is borne. */
const LIFETIME_MS = 15 * 60_000;

/** Signs scopes that hold for transactions started within the next minutes, by the database's clock as `now` tells it. */
export function createScopeSigner({ innerKey, outerKey }: ScopeKeys, now: () => number): ScopeSigner {
  return ({ viewer, vendorIds, fromDay, toDay, sites, programs, channels, notes }) => {
    const expiry = new Date(now() + LIFETIME_MS).toISOString();
    const signed = arrayLiteral([expiry, viewer, vendorIds, fromDay, toDay, sites, programs, channels, notes]);
    const inner = createHash("sha256").update(innerKey).update(signed).digest();
    return createHash("sha256").update(outerKey).update(inner).digest("hex") + signed;
  };
}

/** A PostgreSQL array as text, each element quoted. */
export function arrayLiteral(values: readonly (string | number)[]): string {
  const quoted = values.map((value) => `"${String(value).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);
  return `{${quoted.join(",")}}`;
}
