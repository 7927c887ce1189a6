import { createServer, request as send, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { connect, type AddressInfo } from "node:net";
import express, { type RequestHandler } from "express";
import { parseEnvironment } from "~/config/environment";
import type { Database } from "~/data/db/database.server";
import { createWebApp } from "~/server/http.server";
import { openLog } from "~/server/log/log.server";
import { afterFile } from "../../support/after-file";

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
type Requested = { method?: string; headers?: Record<string, string>; body?: string };

/**
 * A web application whose pages cannot be made at all: what stands before them, and what is shown when they fail. Returns its port on
 * loopback, where it listens until the test file ends.
 */
export function startApp(
  db: Database,
  variables: Record<string, string>,
  {
    log = () => undefined,
    isStopping = () => false,
  }: { log?: (line: string) => void; isStopping?: () => boolean } = {},
): Promise<number> {
  const app = createWebApp(
    {
      db,
      environment: parseEnvironment({ NODE_ENV: "production", ...variables }, "/"),
      clock: () => new Date(),
      logger: openLog({ logLevel: "info" }, { write: log }),
      jobs: { runSoon: async () => undefined, takeUpRun: async () => undefined, stop: async () => undefined },
      isStopping,
    },
    { build: () => Promise.reject(new Error("secret detail of a failure")), files: [] },
  );
  return listen(app);
}

/** A server on loopback that lets requests pass these handlers and then answers by the last one. */
export function startServer(...handlers: RequestHandler[]): Promise<number> {
  return listen(express().use(...handlers));
}

async function listen(app: RequestListener): Promise<number> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterFile(() => server.close());
  return (server.address() as AddressInfo).port;
}

export function ask(
  port: number,
  path: string,
  { method = "GET", headers = {}, body }: Requested = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Sends a request as it is written and resolves to all that comes back. */
export function askPlainly(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}
