import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { pathForLog } from "./log/log.server";
import { sendPlainPage } from "./plain-page.server";
import { REQUESTS } from "~/wording/access/requests";

function statusOf(error: unknown): number {
  if (typeof error === "object" && error !== null && "status" in error && typeof error.status === "number") {
    return error.status >= 400 && error.status < 500 ? error.status : 500;
  }
  return error instanceof URIError ? 400 : 500;
}

/** The last resort when even the pages' own error page could not be made: calm words and an id; the log holds the rest. */
export function failurePage(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const status = statusOf(error);
    if (status >= 500) {
      const requestId = String(response.locals["requestId"] ?? "");
      logger.error({ err: error, requestId, path: pathForLog(request.originalUrl) }, "request failed");
    }
    if (response.headersSent) return next(error);
    const answer = status >= 500 ? REQUESTS.failed : REQUESTS.badAddress;
    sendPlainPage(request, response, { status, ...answer });
  };
}
