import type { RequestHandler, Response } from "express";

const FORM_BYTES = 2 * 1024 * 1024;
const FILE_BYTES = 512 * 1024 * 1024;

/** Addresses that take files; what a file may hold is decided where it is read. */
const TAKES_FILES = /^\/+(api\/v1\/)?(imports|sows)\b/i;

/**
 * Refuses a body that is too large before it is read. A body must say its size: Node then reads exactly so much, and a stream
 * without end cannot begin.
 */
export const limitBodies: RequestHandler = (request, response, next) => {
  const isApi = /^\/+api\//i.test(request.path);
  if (request.headers["transfer-encoding"] !== undefined)
    return refuse(response, isApi, 411, "The size of the content must be given.");
  const limit = TAKES_FILES.test(request.path) ? FILE_BYTES : FORM_BYTES;
  if (Number(request.headers["content-length"] ?? 0) <= limit) return next();
  const words = `What was sent is larger than the ${limit / 1024 / 1024} MB that this address takes. Nothing was stored.`;
  refuse(response, isApi, 413, words);
};

/** Programs are told in a problem document (RFC 9457). */
function refuse(response: Response, isApi: boolean, status: number, words: string): void {
  response.status(status).set("Connection", "close");
  if (!isApi) return void response.type("text/plain").send(`${words}\n`);
  response.type("application/problem+json").send(`${JSON.stringify({ type: "about:blank", title: words, status })}\n`);
}
