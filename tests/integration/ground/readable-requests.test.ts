import { connect } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { parseEnvironment } from "~/config/environment";
import { requireOwnAddress } from "~/server/own-address.server";
import { createTestDatabase } from "../../support/database";
import { ask, startApp, startServer } from "./web-apps";

let loopback = 0;
let proxied = 0;

beforeAll(async () => {
  const db = await createTestDatabase();
  loopback = await startApp(db, {});
  proxied = await startApp(db, { PLUMBLINE_ORIGIN: "https://plumbline.example", PLUMBLINE_TRUST_PROXY: "1" });
});

describe("the address requested", () => {
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
