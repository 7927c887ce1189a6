import { createServer, request as send, type IncomingHttpHeaders } from "node:http";
import { connect, type AddressInfo } from "node:net";
import express, { type RequestHandler } from "express";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { createWebApp } from "~/server/http.server";
import { openLog } from "~/server/log.server";
import { requireOwnAddress } from "~/server/own-address.server";
import { closeUnread, cutIdleRequests, limitBodies } from "~/server/request-limits.server";
import { createTestDatabase } from "../../support/database";

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
type Asked = { method?: string; headers?: Record<string, string>; body?: string };

let logged = "";
let stopping = false;
const closers: (() => void)[] = [];
let loopback = 0;
let proxied = 0;
/** With a public address and no token for figures. */
let publicly = 0;

/** A web application whose pages cannot be made at all: what stands before them, and what is shown when they fail. */
async function startApp(variables: Record<string, string>): Promise<number> {
  const db = await createTestDatabase();
  const environment = parseEnvironment({ NODE_ENV: "production", ...variables }, "/");
  const app = createWebApp(
    {
      db,
      environment,
      clock: () => new Date(),
      logger: openLog({ logLevel: "info" }, { write: (line) => void (logged += line) }),
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

/** Sends a request as it is written and resolves to all that comes back. */
function askPlainly(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}

beforeAll(async () => {
  loopback = await startApp({});
  publicly = await startApp({ PLUMBLINE_ORIGIN: "https://plumbline.example" });
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
    expect(text).toContain("<h1>Something went wrong</h1>");
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

  test("leaves no link's token in the log, however its address is written, nor where the request came from", async () => {
    const before = logged.length;
    const addresses = [
      "/s/Zm9vYmFyYmF6?_data=x",
      "/s/%5am9vYmFyYmF6.data",
      "/%73/Zm9vYmFyYmF6",
      "/%2573/Zm9vYmFyYmF6",
      "//S//Zm9vYmFyYmF6/data.csv",
      "/s%2fZm9vYmFyYmF6",
      "/s/./Zm9vYmFyYmF6",
      "/x/../s/%2e%2e/s/Zm9vYmFyYmF6",
      "/set-up/Zm9vYmFyYmF6",
      "/%73et%2dup%2fZm9vYmFyYmF6",
      "/portfolio?next=/s/Zm9vYmFyYmF6",
    ];
    const headers = { Cookie: "plumbline=c00kie", Referer: "https://plumbline.example/s/Zm9vYmFyYmF6" };
    for (const address of addresses) await ask(loopback, address, { headers });
    const lines = logged.slice(before);
    expect(lines.match(/"answered"/g)).toHaveLength(addresses.length);
    expect(lines).toContain("/s/[token]");
    expect(lines).toContain("/set-up/[token]");
    expect(lines).not.toMatch(/m9vYmFyYmF6|c00kie/);
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

describe("an absurd request", () => {
  const PAGE = { Accept: "text/html" };

  test.each([
    ["a Host that is none", { Host: "a b" }],
    ["a Host with a port that is none", { Host: "localhost:99999" }],
    ["a Host with an address in it", { Host: "localhost/..//" }],
    ["a Host with somebody's name in it", { Host: "x@localhost" }],
    ["an endless Host", { Host: `${"a".repeat(5_000)}.example` }],
    ["an Origin that is none", { Host: "localhost", Origin: "http://[::" }],
  ])("with %s is answered 400, with and without a public address", async (_what, headers) => {
    for (const port of [loopback, proxied]) {
      const answer = await ask(port, "/portfolio", { method: "POST", headers: { ...PAGE, ...headers } });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("<h1>Bad request</h1>");
    }
  });

  test("with two Hosts, of which a proxy may have looked at the other, is answered 400", async () => {
    const line = connect(loopback, "127.0.0.1");
    let text = "";
    line.on("data", (data: Buffer) => (text += data.toString()));
    const closed = new Promise((resolve) => line.once("close", resolve));
    line.write("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    await closed;
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each(["/x%00y", "/x?a=%00", "/x?a=%ED%A0%80", "/%ED%A0%80", "/x?%FF=1", "/%", "*", "http://localhost:1/x"])(
    "for the address %s is answered 400",
    async (path) => {
      const answer = await ask(loopback, path, { headers: PAGE });
      expect([answer.status, answer.text.includes("<h1>Invalid address</h1>")]).toEqual([400, true]);
    },
  );

  test("for an address of the interface is answered in a problem document", async () => {
    const { status, text } = await ask(loopback, "/api/v1/metrics?vendor=%00", { headers: PAGE });
    expect(JSON.parse(text)).toMatchObject({ type: "about:blank", status: 400, title: "Invalid address" });
    expect(status).toBe(400);
  });

  test("with a method that no page has is answered 405", async () => {
    for (const method of ["TRACE", "PROPFIND", "LOCK"]) {
      const { status, headers } = await ask(loopback, "/portfolio", { method });
      expect([status, headers.allow]).toEqual([405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]);
    }
  });

  test("that changes something and comes from another site is answered 403 with a calm page", async () => {
    const headers = { ...PAGE, Host: "localhost:3000", Origin: "https://evil.example" };
    const { status, text } = await ask(loopback, "/sign-in", { method: "POST", headers });
    expect([status, text.includes("<h1>Request from another site</h1>")]).toEqual([403, true]);
    expect((await ask(loopback, "/sign-in", { headers })).status).toBe(500);
  });
});

/** A server on loopback that lets requests pass these handlers and then answers by the last one. */
async function startServer(...handlers: RequestHandler[]): Promise<number> {
  const app = express();
  app.use(...handlers);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe("behind a proxy", () => {
  test("whatever Host and forwarded headers it passes on, pages see the public address", async () => {
    const port = await startServer(
      requireOwnAddress(parseEnvironment({ PLUMBLINE_ORIGIN: "https://plumbline.example" }, "/")),
      ({ headers }, response) => {
        const { host, "x-forwarded-host": forwardedHost = null, "x-forwarded-proto": protocol = null } = headers;
        response.json({ host, forwardedHost, protocol });
      },
    );
    const seen = async (headers: Record<string, string>) => JSON.parse((await ask(port, "/", { headers })).text);
    const own = { host: "plumbline.example", forwardedHost: null, protocol: null };
    expect(await seen({ Host: "127.0.0.1:3000" })).toEqual(own);
    expect(await seen({ Host: "upstream" })).toEqual(own);
    const forged = { Host: "upstream", "X-Forwarded-Host": "evil.example:99999", "X-Forwarded-Proto": "ht!tp" };
    expect(await seen(forged)).toEqual({ host: own.host, forwardedHost: own.host, protocol: "https" });
  });
});

describe("a form of a page that sends no referrer", () => {
  async function originSeen(headers: Record<string, string>): Promise<string> {
    const port = await startServer(requireOwnAddress(parseEnvironment({}, "/")), (request, response) =>
      response.send(request.headers.origin ?? "none"),
    );
    return (await ask(port, "/", { method: "POST", headers })).text;
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
    const port = await startServer(limitBodies, (_request, response) => response.end("taken"));
    for (const [path, takes] of [
      ["/notes/new", 64 * 1024],
      ["/sign-in", 64 * 1024],
      ["/api/v1/metrics", 64 * 1024],
      ["/imports/staged/x/map", 2 * 1024 * 1024],
      ["/sows/atlas", 2_020_000],
      ["/imports/new", 512 * 1024 * 1024],
      ["/api/v1/imports", 512 * 1024 * 1024],
    ] as const) {
      const statusAt = async (bytes: number) => {
        const headers = { "Content-Length": String(bytes), Connection: "close" };
        return (await ask(port, path, { method: "POST", headers })).status;
      };
      expect([path, await statusAt(takes + 1)]).toEqual([path, 413]);
      expect([path, await statusAt(takes)]).toEqual([path, 200]);
    }
  });

  test("that is refused is answered with a calm page", async () => {
    const headers = { "Content-Length": "70000", Accept: "text/html" };
    const { text, headers: sent } = await ask(loopback, "/sign-in", { method: "POST", headers });
    expect(sent["content-type"]).toContain("text/html");
    expect(text).toContain("<h1>Request too large</h1><p>Nothing was saved. The limit for this address is 64 kB.");
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

describe("a request whose body stops coming", () => {
  /** Sends a body of ten bytes, so much of it, and answers what comes back until the line is closed. */
  async function sendPart(path: string, sent: number, whilePending: (received: Promise<unknown>) => Promise<void>) {
    let arrive: (value: unknown) => void = () => undefined;
    let release: (value: unknown) => void = () => undefined;
    const received = new Promise((resolve) => (arrive = resolve));
    const released = new Promise((resolve) => (release = resolve));
    const port = await startServer(cutIdleRequests(), (request, response) => {
      request.resume().once("end", () => {
        arrive("whole");
        void released.then(() => response.end("whole"));
      });
      if (sent < 10) arrive("in part");
    });
    const line = connect(port, "127.0.0.1");
    let text = "";
    line.on("data", (data: Buffer) => (text += data.toString()));
    const closed = new Promise((resolve) => line.once("close", resolve));
    line.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n${"x".repeat(sent)}`);
    await whilePending(received);
    release("now");
    if (path === "/imports/new" || sent === 10) line.end("x".repeat(10 - sent));
    await closed;
    return text;
  }

  const halfAMinute = async (received: Promise<unknown>) => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      await received;
      // The first look may still see what came last.
      vi.advanceTimersByTime(35_000);
    } finally {
      vi.useRealTimers();
    }
  };

  test("is ended after half a minute", async () => {
    expect(await sendPart("/sign-in", 4, halfAMinute)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("is waited for where it brings a file, and where it came whole", async () => {
    expect(await sendPart("/imports/new", 4, halfAMinute)).toMatch(/^HTTP\/1\.1 200 [^]*whole$/);
    expect(await sendPart("/sign-in", 10, halfAMinute)).toMatch(/^HTTP\/1\.1 200 [^]*whole$/);
  });
});

test("a form whose body comes byte by byte is ended after a minute", async () => {
  let arrive: () => void = () => undefined;
  const port = await startServer(cutIdleRequests(), (request) => void request.on("data", () => arrive()));
  const line = connect(port, "127.0.0.1");
  let text = "";
  line.on("data", (data: Buffer) => (text += data.toString()));
  const closed = new Promise((resolve) => line.once("close", resolve));
  const sendByte = async (head = "") => {
    const received = new Promise<void>((resolve) => (arrive = resolve));
    line.write(`${head}x`);
    await received;
  };
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    await sendByte("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
    for (let second = 0; second < 55; second += 5) {
      vi.advanceTimersByTime(5_000);
      await sendByte();
    }
    expect(text).toBe("");
    vi.advanceTimersByTime(5_000);
  } finally {
    vi.useRealTimers();
  }
  line.end();
  await closed;
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
});

describe("a request that is answered before its body was read", () => {
  const post = (path: string, body: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

  test.each(["/imports/new", "/api/v1/imports", "/sign-in", "/%E0%A4%A"])(
    "is the last one on its connection: %s",
    async (path) => {
      const answer = await askPlainly(loopback, post(path, "x".repeat(50_000)));
      expect(answer).toMatch(/^HTTP\/1\.1 [45]/);
      expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    },
  );

  test("is not where the body was read, or where there is none", async () => {
    const port = await startServer(closeUnread, (request, response) => {
      request.resume().once("end", () => response.end("read"));
    });
    const two = `${post("/", "abc")}GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    expect((await askPlainly(port, two)).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
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

  test.each([
    ["X-Forwarded-For", "192.0.2.1"],
    ["X-Forwarded-For", "127.0.0.1"],
    ["X-Forwarded-Host", "localhost"],
    ["X-Forwarded-Proto", "https"],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Server", "edge"],
    ["Forwarded", "for=192.0.2.1"],
    ["X-Real-IP", "192.0.2.1"],
    ["Via", "1.1 edge"],
    ["CF-Connecting-IP", "192.0.2.1"],
    ["CF-Ray", "8c1"],
    ["True-Client-IP", "192.0.2.1"],
    ["Fastly-Client-IP", "192.0.2.1"],
    ["X-Client-IP", "192.0.2.1"],
    ["X-Cluster-Client-IP", "192.0.2.1"],
    ["X-Envoy-External-Address", "192.0.2.1"],
    ["X-Amzn-Trace-Id", "Root=1"],
    ["CDN-Loop", "edge"],
    ["X-Header-Of-A-Proxy-To-Come", ""],
  ])("need the token where a request carries %s: %s", async (name, value) => {
    for (const path of ["/metrics", "/metrics/", "/METRICS", "/metrics?x=1"])
      expect((await ask(loopback, path, { headers: { [name]: value } })).text).not.toContain("_bucket");
  });

  test("need the token over HTTP/1.0, which proxies speak that add no header", async () => {
    expect(await askPlainly(loopback, "GET /metrics HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")).not.toContain("_bucket");
    expect(
      await askPlainly(loopback, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"),
    ).toContain("_bucket");
  });

  test("need the token where another name than this machine's was asked for", async () => {
    const { text } = await ask(publicly, "/metrics", { headers: { Host: "plumbline.example" } });
    expect(text).not.toContain("_bucket");
    expect((await ask(publicly, "/metrics", { headers: { Host: "127.0.0.1:3000" } })).text).toContain("_bucket");
  });

  test("need the whole token once there is one, from this machine too", async () => {
    expect((await ask(proxied, "/metrics")).text).not.toContain("_bucket");
    for (const token of ["", "a-token-for-figure", "a-token-for-figuresx", "A-token-for-figures", "\u00e4".repeat(19)])
      expect((await ask(proxied, "/metrics", { headers: { Authorization: `Bearer ${token}` } })).text).not.toContain(
        "_bucket",
      );
    const headers = { Authorization: "Bearer a-token-for-figures", "X-Forwarded-For": "192.0.2.1" };
    expect((await ask(proxied, "/metrics", { headers })).text).toContain("_bucket");
  });
});
