import { REQUESTS } from "~/wording/access/requests";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that may change something was sent by a page of this site: the browser's `Origin` is the configured one, or,
 * where a browser sends none, `Sec-Fetch-Site` says so. Requests that change nothing always pass.
 */
export function isFromOwnOrigin(request: Request, origin: string): boolean {
  if (SAFE_METHODS.has(request.method.toUpperCase())) return true;
  const sent = request.headers.get("Origin");
  if (sent !== null) return sent === new URL(origin).origin;
  return request.headers.get("Sec-Fetch-Site") === "same-origin";
}

/** Throws 403 unless the request came from a page of this site. */
export function requireOwnOrigin(request: Request, origin: string): void {
  if (isFromOwnOrigin(request, origin)) return;
  throw new Response(`${REQUESTS.otherSite.title}. ${REQUESTS.otherSite.detail}`, { status: 403 });
}
