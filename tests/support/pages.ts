import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { createServer as createVite } from "vite";
import type { Database } from "~/data/db/database.server";
import { createWebApp } from "~/server/http.server";
import { afterFile } from "./after-file";
import { TEST_NOW, TEST_ORIGIN, testContext } from "./load-context";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

const noFiles: RequestHandler = (_request, _response, next) => next();

export type Pages = {
  /** Asks for a path exactly as written, which `fetch` would tidy up. */
  ask: (
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
  ) => Promise<Answer>;
  build: ServerBuild;
  /** Of the loopback address. */
  port: number;
};

function isServerBuild(module: Record<string, unknown>): module is Record<string, unknown> & ServerBuild {
  return "routes" in module && "assets" in module && "entry" in module;
}

/** The pages from the sources, read once in a process: they know nothing of a database until they are asked. */
let built: Promise<ServerBuild> | null = null;
function serverBuild(): Promise<ServerBuild> {
  built ??= readServerBuild();
  return built;
}

async function readServerBuild(): Promise<ServerBuild> {
  const vite = await createVite({
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    logLevel: "error",
    appType: "custom",
  });
  const build = await vite.ssrLoadModule("virtual:remix/server-build");
  if (!isServerBuild(build)) throw new Error("Vite made no server build");
  return build;
}

/**
 * The whole web application on a database, pages included, listening on a loopback port until the test file ends. Each question comes
 * from an address of its own, so that many of them are not taken for somebody suggesting.
 */
export async function openPages(
  db: Database,
  clock: () => Date = () => TEST_NOW,
  { dataFolder }: { dataFolder?: string } = {},
): Promise<Pages> {
  const build = await serverBuild();
  const { environment, logger, jobs } = testContext(db);
  const foundation = {
    db,
    clock,
    logger,
    jobs,
    environment: {
      ...environment,
      dataFolder: dataFolder ?? environment.dataFolder,
      origin: TEST_ORIGIN,
      trustedProxies: 1,
    },
    isStopping: () => false,
  };
  const server = createServer(createWebApp(foundation, { build, files: [noFiles] }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterFile(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { build, port, ask: (path, options) => askRaw(port, path, options) };
}

let requested = 0;

function askRaw(
  port: number,
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  requested += 1;
  const from = { "X-Forwarded-For": `10.${(requested >> 16) & 255}.${(requested >> 8) & 255}.${requested & 255}` };
  const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = send(
      { host: "127.0.0.1", port, agent: false, path, method, headers: { ...from, ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
