import type { ClosedLink } from "./open-link.server";

/** What every answer about a shared link carries: kept nowhere, found by no search, telling no other site where one came from. */
export const SHARED_HEADERS: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow, noarchive",
};

/** The headers of a link that shows nothing now: after too many tries they say when to try again. */
export function closedHeaders(closed: ClosedLink | { readonly state: "locked" }): Record<string, string> {
  return closed.state === "slowed"
    ? { ...SHARED_HEADERS, "Retry-After": String(closed.retryAfterSeconds) }
    : { ...SHARED_HEADERS };
}

/** The status of a link that shows nothing now. */
export const CLOSED_STATUS = { unknown: 404, ended: 410, paused: 403, locked: 401, slowed: 429 } as const;
