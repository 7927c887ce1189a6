import type { RequestHandler } from "express";

/** Pages of earlier releases, and where they are now. What follows in the address stays: an ID, `.csv`, the query. */
const FORMER = [
  { former: /^\/arrivals(?=[/.?]|$)/i, current: "/expected-files" },
  { former: /^\/organisation(?=[/?]|$)/i, current: "/organization" },
] as const;

/** The current form of an address of an earlier release, with its query; null for any other. */
export function currentAddress(address: string): string | null {
  const moved = FORMER.find(({ former }) => former.test(address));
  return moved === undefined ? null : address.replace(moved.former, moved.current);
}

/** Bookmarks and links in mails keep working: a former address redirects permanently. Forms are not sent on. */
export const redirectFormerAddresses: RequestHandler = (request, response, next) => {
  const address = request.method === "GET" || request.method === "HEAD" ? currentAddress(request.originalUrl) : null;
  if (address === null) next();
  else response.redirect(301, address);
};
