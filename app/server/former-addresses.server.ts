import type { RequestHandler } from "express";

/** Paths and parameters of earlier releases, and their current names. What follows in the address stays: an ID, `.csv`, the query. */
const FORMER = [
  { former: /^\/arrivals(?=[/.?]|$)/i, current: "/expected-files" },
  { former: /^\/organisation(?=[/?]|$)/i, current: "/organization" },
  { former: /^\/metrics\/utilisation(?=[/.?]|$)/i, current: "/metrics/utilization" },
  { former: /^\/metrics\/ageing(?=[/.?]|$)/i, current: "/metrics/aging" },
  { former: /(?<=[?&]metric=)utilisation(?=&|$)/, current: "utilization" },
  { former: /(?<=[?&]metric=)ageing(?=&|$)/, current: "aging" },
  { former: /(?<=[?&])annualisedBy(?==)/, current: "annualizedBy" },
] as const;

/** The current form of an address of an earlier release, with its query; null for any other. */
export function currentAddress(address: string): string | null {
  const moved = FORMER.reduce((path, { former, current }) => path.replace(former, current), address);
  return moved === address ? null : moved;
}

/** Bookmarks and links in mails keep working: a former address redirects permanently. Forms are not sent on. */
export const redirectFormerAddresses: RequestHandler = (request, response, next) => {
  const address = request.method === "GET" || request.method === "HEAD" ? currentAddress(request.originalUrl) : null;
  if (address === null) next();
  else response.redirect(301, address);
};
