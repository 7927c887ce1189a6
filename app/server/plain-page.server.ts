import type { Request, Response } from "express";
import { REQUESTS } from "~/wording/access/requests";

/** What a request is answered with before any page of the application can be made. */
export type PlainAnswer = {
  status: number;
  title: string;
  /** What to do about it, in a sentence or two. */
  detail: string;
  headers?: Readonly<Record<string, string>>;
};

/** A calm page without scripts; for programs, and wherever the address is the interface's, a problem document (RFC 9457). */
export function sendPlainPage(request: Request, response: Response, answer: PlainAnswer): void {
  const { status, title, detail, headers = {} } = answer;
  const id = String(response.locals["requestId"] ?? "");
  response.status(status).set({ "Cache-Control": "no-store", ...headers });
  if (/^\/+api\//i.test(request.path) || request.accepts(["html", "json"]) === "json") {
    const problem = { type: "about:blank", title, status, detail, instance: id };
    response.type("application/problem+json").send(`${JSON.stringify(problem)}\n`);
    return;
  }
  const nonce = String(response.locals["cspNonce"] ?? "");
  response.type("html").send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Plumbline</title>
<style nonce="${nonce}">:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}
h1{font-size:1.25rem}code{font-size:.875rem}</style></head>
<body><h1>${title}</h1><p>${detail}</p><p><a href="/">${REQUESTS.startPage}</a></p><p><code>${id}</code></p></body></html>
`);
}
