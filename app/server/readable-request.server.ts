import type { Request, RequestHandler } from "express";
import { isStorableText } from "~/domain/input/storable-text";
import { sendPlainPage } from "./plain-page.server";
import { REQUESTS } from "~/wording/access/requests";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Turns away what no page could make sense of, before any page sees it: methods that the platform has no requests for, addresses
 * that are no paths or hold NUL or bytes that are no characters, and changes sent by pages of another site. Needs the origin.
 */
export const requireReadableRequest: RequestHandler = (request, response, next) => {
  if (!METHODS.includes(request.method)) {
    const headers = { Allow: METHODS.join(", ") };
    return sendPlainPage(request, response, { status: 405, ...REQUESTS.badMethod(METHODS), headers });
  }
  if (!isReadableAddress(request.originalUrl)) {
    return sendPlainPage(request, response, { status: 400, ...REQUESTS.badCharacters });
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== "null" && !URL.canParse(origin)) {
    return sendPlainPage(request, response, { status: 400, ...REQUESTS.badOrigin });
  }
  if (isFromAnotherSite(request, String(response.locals["origin"]))) {
    return sendPlainPage(request, response, { status: 403, ...REQUESTS.otherSite });
  }
  next();
};

function isReadableAddress(address: string): boolean {
  if (!address.startsWith("/") || !URL.canParse(`http://localhost${address}`)) return false;
  try {
    return isStorableText(decodeURIComponent(address));
  } catch {
    return false;
  }
}

/** Keys, unlike cookies, are never sent along by a browser of its own accord: the interface may be asked from anywhere. */
function isFromAnotherSite({ method, headers, path }: Request, own: string): boolean {
  if (SAFE_METHODS.includes(method) || headers.origin === undefined || /^\/+api\//i.test(path)) return false;
  return headers.origin !== new URL(own).origin;
}
