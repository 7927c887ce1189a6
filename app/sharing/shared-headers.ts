/** What every answer about a shared link carries: kept nowhere, found by no search, telling no other site where one came from. */
export const SHARED_HEADERS: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow, noarchive",
};

/** The status of a link that shows nothing now. */
export const CLOSED_STATUS = { unknown: 404, ended: 410, paused: 403, locked: 401, slowed: 429 } as const;
