import { beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { ask, startApp } from "./web-apps";

let logged = "";
let stopping = false;
let loopback = 0;
let proxied = 0;

beforeAll(async () => {
  const db = await createTestDatabase();
  loopback = await startApp(db, {}, { log: (line) => void (logged += line), isStopping: () => stopping });
  proxied = await startApp(db, { PLUMBLINE_ORIGIN: "https://plumbline.example", PLUMBLINE_TRUST_PROXY: "1" });
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
  test("is a plain page with an ID; the log holds the rest", async () => {
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
