import { connect } from "node:net";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { closeUnread, cutIdleRequests, limitBodies } from "~/server/request-limits.server";
import { createTestDatabase } from "../../support/database";
import { ask, askPlainly, startApp, startServer } from "./web-apps";

let loopback = 0;

beforeAll(async () => {
  loopback = await startApp(await createTestDatabase(), {});
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
