import type { Request, RequestHandler } from "express";
import { MAPPING_FORM, PLAIN_FORM } from "~/forms/form-limits";
import { SOW_FORM_BYTES } from "~/commands/contracts/sow-form.server";
import { sendPlainPage } from "./plain-page.server";
import { REQUESTS } from "~/wording/access/requests";

const FILE_BYTES = 512 * 1024 * 1024;

/** The addresses that take more than a plain form. What is taken of it is decided again where it is read. */
const MORE_THAN_A_FORM: readonly { path: RegExp; bytes: number }[] = [
  { path: /^\/+(imports\/+new|api\/+v1\/+imports)\/*$/i, bytes: FILE_BYTES },
  { path: /^\/+sows(\/|$)/i, bytes: SOW_FORM_BYTES },
  { path: /^\/+imports\/+staged\/+[^/]+\/+map\/*$/i, bytes: MAPPING_FORM.bytes },
];

function bytesTaken({ path }: Request): number {
  return MORE_THAN_A_FORM.find((more) => more.path.test(path))?.bytes ?? PLAIN_FORM.bytes;
}

/**
 * Refuses a body that is too large before it is read. A body must say its size: Node then reads exactly so much, and a stream
 * without end cannot begin.
 */
export const limitBodies: RequestHandler = (request, response, next) => {
  const headers = { Connection: "close" };
  if (request.headers["transfer-encoding"] !== undefined) {
    return sendPlainPage(request, response, { status: 411, ...REQUESTS.noLength, headers });
  }
  const limit = bytesTaken(request);
  if (Number(request.headers["content-length"] ?? 0) <= limit) return next();
  const size = limit < 1024 * 1024 ? `${limit / 1024} kB` : `${Math.floor(limit / 1024 / 1024)} MB`;
  sendPlainPage(request, response, { status: 413, ...REQUESTS.tooLarge(size), headers });
};

/**
 * Makes an answer that is given before the body was read the last one on its connection: nobody reads the rest, which would stand
 * before the next request.
 */
export const closeUnread: RequestHandler = (request, response, next) => {
  if (Number(request.headers["content-length"] ?? 0) > 0) {
    const { shouldKeepAlive } = response;
    response.shouldKeepAlive = false;
    request.once("end", () => {
      response.shouldKeepAlive = shouldKeepAlive;
    });
  }
  next();
};

const IDLE_MS = 30_000;
const LOOKS = 6;
/** In this many looks, a minute, the body of a form has come whole. */
const MAX_LOOKS = 2 * LOOKS;

/**
 * Ends a request whose body stops coming for half a minute, or has not come whole within a minute, so that nobody keeps connections
 * open by sending nothing or next to nothing. Uploads of
 * files have the time that the server gives to whole requests.
 */
export function cutIdleRequests(idleMs = IDLE_MS): RequestHandler {
  return (request, response, next) => {
    const hasBody = Number(request.headers["content-length"] ?? 0) > 0;
    if (!hasBody || bytesTaken(request) === FILE_BYTES) return next();
    const { socket } = request;
    let [seen, idleLooks, looks] = [socket.bytesRead, 0, 0];
    const watch = setInterval(() => {
      if (request.complete) return clearInterval(watch);
      idleLooks = socket.bytesRead === seen ? idleLooks + 1 : 0;
      seen = socket.bytesRead;
      looks += 1;
      if (idleLooks < LOOKS && looks < MAX_LOOKS) return;
      clearInterval(watch);
      if (!response.headersSent) socket.write("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
      socket.destroySoon();
    }, idleMs / LOOKS);
    response.once("close", () => clearInterval(watch));
    next();
  };
}
