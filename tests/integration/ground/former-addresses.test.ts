import { beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { ask, startApp } from "./web-apps";

let app = 0;

beforeAll(async () => {
  app = await startApp(await createTestDatabase(), {});
});

test.each([
  ["/arrivals", "/expected-files"],
  ["/arrivals?vendor=lumina&state=in-need", "/expected-files?vendor=lumina&state=in-need"],
  ["/arrivals.csv?vendor=lumina", "/expected-files.csv?vendor=lumina"],
  ["/arrivals/new", "/expected-files/new"],
  ["/arrivals/0b8f2d7c?x=%2Fy", "/expected-files/0b8f2d7c?x=%2Fy"],
  ["/organisation", "/organization"],
  ["/organisation/?saved=1", "/organization/?saved=1"],
  ["/metrics/ageing?vendor=lumina", "/metrics/aging?vendor=lumina"],
  ["/metrics/attrition?annualisedBy=days", "/metrics/attrition?annualizedBy=days"],
  ["/api/v1/metrics?metric=utilisation&vendor=quill", "/api/v1/metrics?metric=utilization&vendor=quill"],
])("the former address %s redirects permanently and keeps its query", async (former, current) => {
  const { status, headers } = await ask(app, former);
  expect({ status, location: headers["location"] }).toEqual({ status: 301, location: current });
});

test.each(["/arrivalsx", "/organisations", "/x/arrivals", "//arrivals", "/s/arrivals"])(
  "another address that resembles a former one, %s, is not redirected",
  async (address) => {
    expect((await ask(app, address)).headers["location"] ?? "").not.toMatch(/expected-files|organization/);
  },
);

test("a form sent to a former address is not redirected", async () => {
  expect((await ask(app, "/organisation", { method: "POST" })).headers["location"]).toBeUndefined();
});
