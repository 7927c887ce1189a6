import { randomUUID } from "node:crypto";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import { createAdmissions, type Visit } from "./admission.server";
import { withBusyAnswers } from "./busy-answers.server";
import { failurePage } from "./failure-page.server";
import { redirectFormerAddresses } from "./former-addresses.server";
import { healthRoutes } from "./health.server";
import { pathForLog } from "./log/log.server";
import { startMeasuring } from "./measuring.server";
import { requireOwnAddress } from "./own-address.server";
import { drained } from "./reader-output.server";
import { requireReadableRequest } from "./readable-request.server";
import { closeUnread, cutIdleRequests, limitBodies } from "./request-limits.server";
import { giveNonce, pagesHaveTheLastWord, securityHeaders } from "./security-headers.server";

/** What the process hands to every request; the rest of the load context belongs to the single request. */
export type Foundation = Pick<AppLoadContext, "db" | "environment" | "clock" | "logger" | "jobs"> & {
  isStopping: () => boolean;
};

/** How pages come to be: from a build, or from the development server that makes them as they change. */
export type Pages = { build: ServerBuild | (() => Promise<ServerBuild>); files: RequestHandler[] };

/** The web application: what stands before every page, then the pages. */
export function createWebApp(foundation: Foundation, pages: Pages): Express {
  const { environment, logger, db, isStopping } = foundation;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", environment.trustedProxies === 0 ? false : environment.trustedProxies);
  const measuring = startMeasuring(environment);

  app.use(identify, measuring.watch, logRequests(foundation), giveNonce);
  if (environment.mode !== "development") app.use(securityHeaders(environment));
  app.use(healthRoutes(db, isStopping));
  // Whether a program of this machine asks is recognized from its headers as they came.
  app.get("/metrics", measuring.show);
  app.use(
    closeUnread,
    requireOwnAddress(environment),
    requireReadableRequest,
    limitBodies,
    cutIdleRequests(),
    compression(),
  );
  for (const files of pages.files) app.use(files);
  app.use(noStore, redirectFormerAddresses, pagesHaveTheLastWord);
  app.all("*", answerPages(foundation, pages));
  app.use(failurePage(logger));
  return app;
}

const identify: RequestHandler = (_request, response, next) => {
  const id = randomUUID();
  response.locals["requestId"] = id;
  response.set("X-Request-Id", id);
  next();
};

/** Pages hold figures of a contract: they are kept nowhere on the way unless a page says otherwise. */
const noStore: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "private, no-store");
  next();
};

function logRequests({ logger }: Foundation): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.once("close", () => {
      const level = request.path.startsWith("/assets/") || request.path === "/healthz" ? "debug" : "info";
      logger[level](
        {
          requestId: String(response.locals["requestId"]),
          method: request.method,
          path: pathForLog(request.originalUrl),
          status: response.statusCode,
          ms: Math.round(performance.now() - started),
          ...(response.writableFinished ? {} : { cut: true }),
        },
        "answered",
      );
    });
    next();
  };
}

/** Answers a request as one visit, which is over when its work is done, and hung up when its reader goes. */
function answerPages(foundation: Foundation, { build }: Pages): RequestHandler {
  const openVisit = createAdmissions();
  const visits = new WeakMap<Response, Visit>();
  const answer = createRequestHandler({
    build: typeof build === "function" ? async () => withBusyAnswers(await build()) : withBusyAnswers(build),
    mode: foundation.environment.mode,
    getLoadContext: (request, response) => {
      const visit = openVisit();
      visits.set(response, visit);
      response.once("close", () => visit.hangUp());
      return loadContext(foundation, request, response, visit);
    },
  });
  return async (request, response, next) => {
    try {
      await answer(request, response, next);
    } finally {
      visits.get(response)?.leave();
    }
  };
}

function loadContext(foundation: Foundation, request: Request, response: Response, visit: Visit): AppLoadContext {
  const { db, environment, clock, logger, jobs } = foundation;
  const requestId = String(response.locals["requestId"]);
  const isRead = request.method === "GET" || request.method === "HEAD";
  return {
    // A change that has started is brought to its end, whoever waits for it.
    db: isRead ? { ...db, signal: visit.signal } : db,
    admission: visit.admission,
    output: { drained: () => drained(response), over: visit.signal },
    environment,
    clock,
    jobs,
    logger: logger.child({ requestId }),
    origin: String(response.locals["origin"]),
    cspNonce: String(response.locals["cspNonce"]),
    requestId,
    clientAddress: request.ip ?? "",
  };
}
