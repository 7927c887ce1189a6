import { REQUESTS } from "~/wording/access/requests";

/** After how many seconds a request that was put off may be sent again. */
export const RETRY_AFTER = "5";

/** The answer to a request that there is no room for at the moment. */
export function busyResponse(): Response {
  return new Response(`${REQUESTS.busy.title}. ${REQUESTS.busy.detail}`, {
    status: 503,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": RETRY_AFTER, "Cache-Control": "no-store" },
  });
}
