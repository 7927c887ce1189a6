/** After how many seconds a request that was put off may be sent again. */
export const RETRY_AFTER = "5";

export const BUSY_TITLE = "Too much is running at once";
export const BUSY_DETAIL = "Wait a few seconds, then try again.";

/** The answer to a request that there is no room for at the moment. */
export function busyResponse(): Response {
  return new Response(`${BUSY_TITLE}. ${BUSY_DETAIL}`, {
    status: 503,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": RETRY_AFTER, "Cache-Control": "no-store" },
  });
}
