/**
 * Headers that a scraper or a person at this machine's terminal sends on a connection of its own. Any other one means that something
 * else stands between (X-Forwarded-*, Forwarded, Via, X-Real-IP, CF-*, True-Client-IP and whatever comes next): a list of what proxies
 * add would never be complete.
 */
const SENT_DIRECTLY = new Set([
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "authorization",
  "baggage",
  "cache-control",
  "connection",
  "host",
  "if-modified-since",
  "if-none-match",
  "keep-alive",
  "pragma",
  "priority",
  "sec-fetch-dest",
  "sec-fetch-mode",
  "sec-fetch-site",
  "te",
  "traceparent",
  "tracestate",
  "user-agent",
  "x-prometheus-scrape-timeout-seconds",
]);

/** Whether every header of a request may come from the one who asks, rather than from a proxy. */
export function isSentDirectly(headerNames: Iterable<string>): boolean {
  for (const name of headerNames) if (!SENT_DIRECTLY.has(name.toLowerCase())) return false;
  return true;
}
