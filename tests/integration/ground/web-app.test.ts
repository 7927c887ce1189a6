import { createServer, request as send, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { createWebApp } from "~/server/http.server";
import { requireOwnAddress } from "~/server/own-address.server";
import { createTestDatabase } from "../../support/database";

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
type Asked = { method?: string; headers?: Record<string, string>; body?: string };

let logged = "";
let stopping = false;
const closers: (() => void)[] = [];
let loopback = 0;
let proxied = 0;

/** A web application whose pages cannot be made at all: what stands before them, and what is shown when they fail. */
async function startApp(variables: Record<string, string>): Promise<number> {
  const db = await createTestDatabase();
  const environment = parseEnvironment({ NODE_ENV: "production", ...variables }, "/");
  const app = createWebApp(
    {
      db,
      environment,
      clock: () => new Date(),
      logger: pino({ level: "info" }, { write: (line) => void (logged += line) }),
      jobs: { runSoon: async () => undefined, takeUpRun: async () => undefined, stop: async () => undefined },
      isStopping: () => stopping,
    },
    { build: () => Promise.reject(new Error("secret detail of a failure")), files: [] },
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

function ask(port: number, path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Answer> {
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

beforeAll(async () => {
  loopback = await startApp({});
  proxied = await startApp({
    PLUMBLINE_ORIGIN: "https://plumbline.example",
    PLUMBLINE_TRUST_PROXY: "1",
    PLUMBLINE_METRICS_TOKEN: "a-token-for-figures",
  });
});

afterAll(() => {
  for (const close of closers) close();
});

describe("every answer", () => {
  test("may come from this site alone, runs no foreign script and sits in no frame", async () => {
    const { headers } = await ask(loopback, "/portfolio");
    const policy = headers["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/]{24}'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toContain("no-store");
    expect(headers["x-powered-by"]).toBeUndefined();
  });

  test("has a nonce of its own", async () => {
    const nonceOf = async () =>
      /nonce-([^']+)/.exec((await ask(loopback, "/")).headers["content-security-policy"] as string)?.[1];
    expect(await nonceOf()).not.toBe(await nonceOf());
  });

  test("asks for TLS where the configured origin has it", async () => {
    expect((await ask(proxied, "/healthz")).headers["strict-transport-security"]).toContain("max-age=");
    expect((await ask(loopback, "/healthz")).headers["strict-transport-security"]).toBeUndefined();
  });
});

describe("a failure that no page could show", () => {
  test("is told in calm words with an id; the log holds the rest", async () => {
    const { status, headers, text } = await ask(loopback, "/portfolio", { headers: { Accept: "text/html" } });
    const id = String(headers["x-request-id"]);
    expect(status).toBe(500);
    expect(text).toContain("Something went wrong on our side");
    expect(text).toContain(id);
    expect(text).not.toContain("secret detail");
    expect(logged).toContain("secret detail");
  });

  test("is a problem document for programs", async () => {
    const { headers, text } = await ask(loopback, "/api/v1/metrics", { headers: { Accept: "application/json" } });
    expect(headers["content-type"]).toContain("application/problem+json");
    expect(JSON.parse(text)).toMatchObject({ status: 500, instance: headers["x-request-id"] });
  });

  test("does not come from an address that cannot be read", async () => {
    expect((await ask(loopback, "/%E0%A4%A")).status).toBe(400);
  });

  test("leaves no link's token in the log", async () => {
    await ask(loopback, "/s/Zm9vYmFyYmF6?_data=x", { headers: { Cookie: "plumbline=c00kie" } });
    expect(logged).toContain("/s/[token]");
    expect(logged).not.toMatch(/Zm9vYmFyYmF6|c00kie/);
  });
});

describe("the address asked for", () => {
  test.each(["localhost:1", "127.0.0.1:3000", "[::1]:3000"])("%s is this machine", async (host) => {
    expect((await ask(loopback, "/", { headers: { Host: host } })).status).toBe(500);
  });

  test.each(["plumbline.example", "localhost.evil.example", "192.0.2.7:3000"])(
    "%s is turned away without a configured origin, with what to do",
    async (host) => {
      const { status, text } = await ask(loopback, "/", { headers: { Host: host, "X-Forwarded-Host": "localhost" } });
      expect(status).toBe(421);
      expect(text).toContain("PLUMBLINE_ORIGIN");
    },
  );
});

describe("a form of a page that sends no referrer", () => {
  async function originSeen(headers: Record<string, string>): Promise<string> {
    const app = express();
    app.use(requireOwnAddress(parseEnvironment({}, "/")));
    app.use((request, response) => response.send(request.headers.origin ?? "none"));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(() => server.close());
    const answer = await ask((server.address() as AddressInfo).port, "/", { method: "POST", headers });
    return answer.text;
  }

  test("counts as our own where the browser vouches for it, and only there", async () => {
    const own = { Host: "localhost:3000", Origin: "null" };
    expect(await originSeen({ ...own, "Sec-Fetch-Site": "same-origin" })).toBe("http://localhost:3000");
    expect(await originSeen({ ...own, "Sec-Fetch-Site": "cross-site" })).toBe("null");
    expect(await originSeen(own)).toBe("null");
  });
});

describe("a body", () => {
  test("larger than the address takes is refused before it is read", async () => {
    const headers = { "Content-Length": String(3 * 1024 * 1024) };
    expect((await ask(loopback, "/notes/new", { method: "POST", headers })).status).toBe(413);
  });

  test("without a size is refused", async () => {
    const headers = { "Transfer-Encoding": "chunked" };
    expect((await ask(loopback, "/sign-in", { method: "POST", headers, body: "x" })).status).toBe(411);
  });

  test("that a program sends is refused in a problem document", async () => {
    for (const [status, headers] of [
      [413, { "Content-Length": String(600 * 1024 * 1024) }],
      [411, { "Transfer-Encoding": "chunked" }],
    ] as const) {
      const answer = await ask(loopback, "/api/v1/imports", { method: "POST", headers });
      expect([answer.status, answer.headers["content-type"]]).toEqual([
        status,
        "application/problem+json; charset=utf-8",
      ]);
      expect(JSON.parse(answer.text)).toMatchObject({ type: "about:blank", status });
    }
  });
});

describe("health", () => {
  test("is up and ready with a migrated database, and no longer ready while stopping", async () => {
    expect((await ask(loopback, "/healthz")).status).toBe(200);
    expect((await ask(loopback, "/readyz")).status).toBe(200);
    stopping = true;
    expect((await ask(loopback, "/readyz")).status).toBe(503);
    expect((await ask(loopback, "/healthz")).status).toBe(200);
    stopping = false;
  });
});

describe("Prometheus figures", () => {
  test("are given to this machine, and never to a browser", async () => {
    expect((await ask(loopback, "/metrics")).text).toContain("plumbline_http_request_seconds_bucket");
    expect((await ask(loopback, "/metrics", { headers: { Accept: "text/html" } })).text).not.toContain("_bucket");
  });

  test("are not given through a proxy without the token", async () => {
    expect((await ask(loopback, "/metrics", { headers: { "X-Forwarded-For": "192.0.2.1" } })).text).not.toContain(
      "_bucket",
    );
    expect((await ask(proxied, "/metrics")).text).not.toContain("_bucket");
    const headers = { Authorization: "Bearer a-token-for-figures" };
    expect((await ask(proxied, "/metrics", { headers })).text).toContain("_bucket");
  });
});
