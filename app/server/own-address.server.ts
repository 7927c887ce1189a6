import type { Request, RequestHandler } from "express";
import { ownOrigin, type Environment } from "~/config/environment";
import { sendPlainPage } from "./plain-page.server";
import { REQUESTS } from "~/wording/access/requests";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Whether a `Host` names this machine, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Decides under which origin a request is answered (`response.locals.origin`). A configured one always; without one, the loopback
 * address that was requested, and any other name is turned away: a name that anybody may point at this machine must not end up in
 * links or in the origin check.
 */
export function requireOwnAddress(environment: Environment): RequestHandler {
  return (request, response, next) => {
    const host = request.headers.host ?? "";
    if (!isHost(host) || request.headersDistinct["host"]?.length !== 1) {
      return sendPlainPage(request, response, { status: 400, ...REQUESTS.badHost });
    }
    const origin = environment.origin ?? (isLoopbackHost(host) ? `http://${host.toLowerCase()}` : null);
    if (origin === null) {
      return sendPlainPage(request, response, { status: 421, ...REQUESTS.wrongHost(ownOrigin(environment)) });
    }
    response.locals["origin"] = origin;
    answerAs(request, new URL(origin));
    nameHiddenOrigin(request, origin);
    next();
  };
}

function isHost(host: string): boolean {
  return /^[^\s/?#@\\]{1,270}$/.test(host) && URL.canParse(`http://${host}`);
}

/**
 * What Remix takes for the address of a request, and compares the origin of forms with, is our own origin: a proxy may pass on the
 * name it calls us by, and what anybody writes into these headers is not believed. Headers that are not there are not added, since
 * they tell whether a proxy stands in front.
 */
function answerAs({ headers }: Request, { host, protocol }: URL): void {
  headers.host = host;
  if (headers["x-forwarded-host"] !== undefined) headers["x-forwarded-host"] = host;
  if (headers["x-forwarded-proto"] !== undefined) headers["x-forwarded-proto"] = protocol.slice(0, -1);
}

/**
 * A page that sends no referrer sends its forms with `Origin: null`. Where the browser vouches that they come from this very site
 * (`Sec-Fetch-Site`, which no page can set), the origin is filled in, for our own check and for Remix's.
 */
function nameHiddenOrigin(request: Request, origin: string): void {
  const { headers } = request;
  if (headers.origin === "null" && headers["sec-fetch-site"] === "same-origin") headers.origin = origin;
}
