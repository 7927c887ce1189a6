import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import remixConfig from "../../../remix.config.js";

const packageSchema = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lock = z
  .object({ packages: z.record(z.string(), packageSchema) })
  .parse(JSON.parse(readFileSync(new URL("../../../package-lock.json", import.meta.url), "utf8")));

const installed = Object.entries(lock.packages)
  .filter(([location]) => location !== "")
  .map(([location, { version }]) => ({
    location,
    name: location.slice(location.lastIndexOf("node_modules/") + 13),
    version: version ?? "",
  }));

/** Stands in for `npm audit`, which gets no answer on a closed network. */
const DENIED: Readonly<Record<string, string>> = {
  xlsx: "stuck on npm with published holes (prototype pollution, regular expressions that explode)",
  "react-server-dom-webpack": "remote code execution by a request; nothing here needs server components",
  "react-server-dom-turbopack": "remote code execution by a request; nothing here needs server components",
  "react-server-dom-parcel": "remote code execution by a request; nothing here needs server components",
  "event-stream": "was taken over to steal wallets",
  "flatmap-stream": "the payload of that",
  request: "abandoned, with an open server-side request forgery",
  "node-uuid": "replaced by crypto.randomUUID",
  vm2: "a sandbox that was broken out of again and again",
  "crypto-js": "abandoned; Node has what it did",
  moment: "abandoned, with regular expressions that explode in old versions; date-fns is used",
  "serialize-to-js": "evaluates what it reads",
  "node-serialize": "evaluates what it reads",
};

/** Oldest versions without a published hole that matters here. */
const AT_LEAST: Readonly<Record<string, string>> = {
  "@remix-run/node": "2.17.5",
  "@remix-run/react": "2.17.5",
  "@remix-run/express": "2.17.5",
  "@remix-run/server-runtime": "2.17.5",
  express: "4.22.0",
};

function isAtLeast(version: string, oldest: string): boolean {
  const [have, want] = [version, oldest].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  for (let location = 0; location < 3; location++) {
    const difference = (have?.[location] ?? 0) - (want?.[location] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

describe("the lock file", () => {
  test("holds no package that is known to be harmful", () => {
    expect(
      installed.filter(({ name }) => name in DENIED).map(({ location, name }) => `${location}: ${DENIED[name]}`),
    ).toEqual([]);
    expect(installed.filter(({ name }) => name.startsWith("react-server-dom-"))).toEqual([]);
  });

  test("holds nothing older than its known holes", () => {
    const old = installed.filter(({ name, version }) => AT_LEAST[name] && !isAtLeast(version, AT_LEAST[name]));
    expect(old).toEqual([]);
  });

  test("names no download address, so that any registry serves", () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith("http"))).toEqual([]);
  });

  test("names every platform's part of a package, so that npm ci agrees with it everywhere", () => {
    const names = new Set(installed.map(({ name }) => name));
    const lost = Object.values(lock.packages).flatMap(({ optionalDependencies }) =>
      Object.keys(optionalDependencies ?? {}).filter((name) => !names.has(name)),
    );
    expect(lost).toEqual([]);
  });
});

describe("single fetch", () => {
  test("is off for as long as turbo-stream has its open advisory (docs/decisions/0001)", () => {
    expect("v3_singleFetch" in remixConfig.future).toBe(false);
  });
});
