import type { RequestHandler } from "express";

const FORM_BYTES = 2 * 1024 * 1024;
const FILE_BYTES = 512 * 1024 * 1024;

/** Addresses that take files; what a file may hold is decided where it is read. */
const TAKES_FILES = /^\/+(api\/v1\/)?(imports|sows)\b/i;

/**
 * Refuses a body that is too large before it is read. A body must say its size: Node then reads exactly so much, and a stream
 * without end cannot begin.
 */
export const limitBodies: RequestHandler = (request, response, next) => {
  if (request.headers["transfer-encoding"] !== undefined) {
    response.status(411).set("Connection", "close").type("text/plain").send("The size of the content must be given.\n");
    return;
  }
  const limit = TAKES_FILES.test(request.path) ? FILE_BYTES : FORM_BYTES;
  if (Number(request.headers["content-length"] ?? 0) <= limit) return next();
  const words = `What was sent is larger than the ${limit / 1024 / 1024} MB that this address takes. Nothing was stored.\n`;
  response.status(413).set("Connection", "close").type("text/plain").send(words);
};
