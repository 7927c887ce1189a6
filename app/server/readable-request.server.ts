import type { Request, RequestHandler } from "express";
import { isStorableText } from "~/domain/input/storable-text";
import { sendPlainPage } from "./plain-page.server";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Turns away what no page could make sense of, before any page sees it: methods that the platform has no requests for, addresses
 * that are no paths or hold NUL or bytes that are no characters, and changes sent by pages of another site. Needs the origin.
 */
export const requireReadableRequest: RequestHandler = (request, response, next) => {
  if (!METHODS.includes(request.method)) {
    const message = `Plumbline takes ${METHODS.join(", ")}.`;
    const headers = { Allow: METHODS.join(", ") };
    return sendPlainPage(request, response, { status: 405, title: "This method is not taken", message, headers });
  }
  if (!isReadableAddress(request.originalUrl)) {
    const message =
      "It has characters that no address of ours has. Please check it, or begin again from the front page.";
    return sendPlainPage(request, response, { status: 400, title: "This address cannot be read", message });
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== "null" && !URL.canParse(origin)) {
    const message = "The Origin header is malformed. Nothing was changed.";
    return sendPlainPage(request, response, { status: 400, title: "This request cannot be read", message });
  }
  if (isFromAnotherSite(request, String(response.locals["origin"]))) {
    const message =
      "This form was sent from another site, so nothing was changed. Open the page here and send it again.";
    return sendPlainPage(request, response, { status: 403, title: "Sent from another site", message });
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
