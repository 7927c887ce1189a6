import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Environment } from "~/config/environment";

/** A nonce for this answer's scripts and styles, in `response.locals.cspNonce`. */
export const giveNonce: RequestHandler = (_request, response, next) => {
  response.locals["cspNonce"] = randomBytes(18).toString("base64");
  next();
};

/**
 * Everything from this site alone, scripts only with the answer's nonce, never inside a frame. Style attributes are allowed:
 * server-rendered charts and bars place themselves with them.
 */
export function securityHeaders(environment: Environment): RequestHandler {
  const secure = environment.origin?.startsWith("https:") ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        "style-src": ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        ...(secure ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    crossOriginEmbedderPolicy: false,
  });
}

function nonceOf(response: object): string {
  const locals: unknown = "locals" in response ? response.locals : undefined;
  if (typeof locals === "object" && locals !== null && "cspNonce" in locals) return String(locals.cspNonce);
  throw new Error("The answer has no nonce yet.");
}

/** What a page says in a header replaces what was set for it beforehand; only cookies add up. */
export const pagesHaveTheLastWord: RequestHandler = (_request, response, next) => {
  const append = response.append.bind(response);
  response.append = (name, value) =>
    name.toLowerCase() === "set-cookie" ? append(name, value) : response.set(name, value);
  next();
};
