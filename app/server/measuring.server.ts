import { REQUEST_SECONDS_HELP } from "~/wording/access/console";
import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Environment } from "~/config/environment";
import { isLoopbackHost } from "./own-address.server";
import { isSentDirectly } from "./scraper-headers";

/** First segments of addresses that get a figure of their own; the rest share one, so that suggestions cannot fill the memory. */
const AREAS = new Set([
  "portfolio",
  "scorecards",
  "metrics",
  "explain",
  "notes",
  "imports",
  "sows",
  "links",
  "people",
  "organization",
  "s",
  "api",
  "sign-in",
  "set-up",
  "assets",
]);

export type Measuring = { watch: RequestHandler; show: RequestHandler };

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Takes the same time wherever a suggestion is wrong and however long it is. */
function holdsToken(request: Request, token: string): boolean {
  return timingSafeEqual(digest(request.get("Authorization") ?? ""), digest(`Bearer ${token}`));
}

/**
 * Whether a program on this machine asks on a connection of its own, by this machine's own name. HTTP/1.0 is what proxies speak that
 * add no header.
 */
function isLocalRequest(request: Request): boolean {
  if (request.httpVersion === "1.0") return false;
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
  return isLoopback(request.socket.remoteAddress) && isLoopbackHost(request.get("Host") ?? "") && isSentDirectly(names);
}

function isLoopback(address: string | undefined): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address ?? "");
}

/** Prometheus figures of this process: `watch` counts requests, `show` answers those who may ask. */
export function startMeasuring(environment: Pick<Environment, "metricsToken">): Measuring {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "plumbline_http_request_seconds",
    help: REQUEST_SECONDS_HELP,
    labelNames: ["area", "method", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    watch(request, response, next) {
      const done = requests.startTimer();
      response.once("close", () => {
        const segment = request.path.split("/")[1] ?? "";
        const area = AREAS.has(segment) ? segment : "other";
        done({ area, method: request.method, status: `${Math.floor(response.statusCode / 100)}xx` });
      });
      next();
    },
    show(request, response, next) {
      // The page of the same address is for people; a scraper asks for text.
      if (request.get("Accept")?.includes("text/html") || request.query["_data"] !== undefined) return next();
      const { metricsToken } = environment;
      const allowed = metricsToken === null ? isLocalRequest(request) : holdsToken(request, metricsToken);
      if (!allowed) return next();
      registry
        .metrics()
        .then((text) => response.type(registry.contentType).set("Cache-Control", "no-store").send(text))
        .catch(next);
    },
  };
}
