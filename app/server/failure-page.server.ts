import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { pathForLog } from "./log.server";

function statusOf(error: unknown): number {
  if (typeof error === "object" && error !== null && "status" in error && typeof error.status === "number") {
    return error.status >= 400 && error.status < 500 ? error.status : 500;
  }
  return error instanceof URIError ? 400 : 500;
}

/** The last resort when even the pages' own error page could not be made: calm words and an id; the log holds the rest. */
export function failurePage(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const id = String(response.locals["requestId"] ?? "");
    const status = statusOf(error);
    if (status >= 500)
      logger.error({ err: error, requestId: id, path: pathForLog(request.originalUrl) }, "a request failed");
    if (response.headersSent) return next(error);
    const title = status >= 500 ? "Something went wrong on our side" : "This address cannot be read";
    response.status(status).set("Cache-Control", "no-store");
    if (request.accepts(["html", "json"]) === "json") {
      response
        .type("application/problem+json")
        .send(JSON.stringify({ type: "about:blank", title, status, instance: id }));
      return;
    }
    const nonce = String(response.locals["cspNonce"] ?? "");
    response.type("html").send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Plumbline</title>
<style nonce="${nonce}">:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}
h1{font-size:1.25rem}code{font-size:.875rem}</style></head>
<body><h1>${title}</h1><p>${
      status >= 500
        ? "Nothing that was stored has changed because of it. Please try again in a moment."
        : "Please check it, or begin again from the front page."
    }</p><p><a href="/">Front page</a></p><p><code>${id}</code></p></body></html>
`);
  };
}
