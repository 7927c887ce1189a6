import type { RequestHandler } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Environment } from "~/config/environment";

/** First segments of addresses that get a figure of their own; the rest share one, so that guesses cannot fill the memory. */
const AREAS = new Set(
  "portfolio scorecards metrics explain notes imports sows links people organisation s api sign-in set-up assets".split(
    " ",
  ),
);

export type Measuring = { watch: RequestHandler; show: RequestHandler };

function isLoopback(address: string | undefined): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address ?? "");
}

/** Prometheus figures of this process: `watch` counts requests, `show` answers those who may ask. */
export function startMeasuring(environment: Pick<Environment, "metricsToken">): Measuring {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "plumbline_http_request_seconds",
    help: "Time to answer a request, by area of the product, method and kind of status.",
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
      const allowed =
        environment.metricsToken === null
          ? isLoopback(request.socket.remoteAddress) && request.get("X-Forwarded-For") === undefined
          : request.get("Authorization") === `Bearer ${environment.metricsToken}`;
      if (!allowed) return next();
      registry
        .metrics()
        .then((text) => response.type(registry.contentType).set("Cache-Control", "no-store").send(text))
        .catch(next);
    },
  };
}
