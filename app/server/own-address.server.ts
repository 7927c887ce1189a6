import type { Request, RequestHandler } from "express";
import { ownOrigin, type Environment } from "~/config/environment";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Whether a `Host` names this machine, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Decides under which origin a request is answered (`response.locals.origin`). A configured one always; without one, the loopback
 * address that was asked for, and any other name is turned away: a name that anybody may point at this machine must not end up in
 * links or in the origin check.
 */
export function requireOwnAddress(environment: Environment): RequestHandler {
  return (request, response, next) => {
    // Believed by @remix-run/express even where no proxy is trusted.
    if (environment.trustedProxies === 0) delete request.headers["x-forwarded-host"];
    const host = request.headers.host ?? "";
    if (environment.origin !== null) {
      if (!URL.canParse(`http://${host}`))
        return void response.status(400).type("text/plain").send("The Host header is malformed.\n");
      response.locals["origin"] = environment.origin;
      nameHiddenOrigin(request, environment.origin);
      return next();
    }
    if (isLoopbackHost(host)) {
      response.locals["origin"] = `http://${host.toLowerCase()}`;
      nameHiddenOrigin(request, `http://${host.toLowerCase()}`);
      return next();
    }
    response
      .status(421)
      .type("text/plain")
      .send(
        `Plumbline answers at ${ownOrigin(environment)} on this machine.\n` +
          "To use another address, start it with PLUMBLINE_ORIGIN set to that address, such as https://plumbline.example.\n",
      );
  };
}

/**
 * A page that sends no referrer sends its forms with `Origin: null`. Where the browser vouches that they come from this very site
 * (`Sec-Fetch-Site`, which no page can set), the origin is filled in, for our own check and for Remix's.
 */
function nameHiddenOrigin(request: Request, origin: string): void {
  const { headers } = request;
  if (headers.origin === "null" && headers["sec-fetch-site"] === "same-origin") headers.origin = origin;
}
