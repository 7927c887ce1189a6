import { beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { ask, askPlainly, startApp } from "./web-apps";

let loopback = 0;
let proxied = 0;
/** With a public address and no token for figures. */
let publicly = 0;

beforeAll(async () => {
  const db = await createTestDatabase();
  loopback = await startApp(db, {});
  publicly = await startApp(db, { PLUMBLINE_ORIGIN: "https://plumbline.example" });
  proxied = await startApp(db, {
    PLUMBLINE_ORIGIN: "https://plumbline.example",
    PLUMBLINE_TRUST_PROXY: "1",
    PLUMBLINE_METRICS_TOKEN: "a-token-for-figures",
  });
  // There is something to tell of each.
  for (const port of [loopback, publicly, proxied]) await ask(port, "/portfolio");
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

  test("need the token where another name than this machine's was requested", async () => {
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
