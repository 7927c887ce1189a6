import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseWithZod } from "@conform-to/zod/v4";
import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { optionalViewer } from "~/auth/require-viewer.server";
import { parseEnvironment } from "~/config/environment";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { get, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../../integration/access/people";

vi.mock("@conform-to/zod/v4", { spy: true });

/** Bytes taken from the sender of a form. */
let bytesRead = 0;

/** How many fields were handed to what makes objects of their names. */
function fieldsParsed(): number {
  return vi.mocked(parseWithZod).mock.calls.reduce((sum, [fields]) => sum + [...fields.entries()].length, 0);
}

type Requested = { request: Request; params: Record<string, string>; context: AppLoadContext };
type RouteModule = { action?: (args: Requested) => unknown };

const ROUTES = fileURLToPath(new URL("../../../app/routes/", import.meta.url));
const PIECE = 16 * 1024;
const URLENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data; boundary=cut";

const part = (name: string, text: string) =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
const file = (name: string, text: string) =>
  `--cut\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${text}\r\n`;
const depth = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

/** Bodies that no page of ours sends. `most`: how many bytes of it may be read. `asFile`: where files are taken, it is one. */
const HOSTILE: readonly { name: string; type: string; body: string; most?: number; asFile?: boolean }[] = [
  { name: "a huge index", type: URLENCODED, body: "email=a&x[30000000]=1" },
  {
    name: "twenty huge indexes",
    type: URLENCODED,
    body: Array.from({ length: 20 }, (_, n) => `x${n}[30000000]=1`).join("&"),
  },
  { name: "nested names", type: URLENCODED, body: `${"a.".repeat(10_000)}b=1` },
  { name: "nested lists", type: URLENCODED, body: `a${"[0]".repeat(10_000)}=1` },
  { name: "a command to the form library", type: URLENCODED, body: "__intent__=%7B%22type%22%3A%22reset%22%7D" },
  { name: "a state of the form library", type: URLENCODED, body: `__state__=${depth(10_000)}` },
  { name: "__proto__", type: URLENCODED, body: "__proto__=1&constructor.prototype=1" },
  { name: "twenty thousand fields", type: URLENCODED, body: "f=&".repeat(20_000) },
  { name: "twenty thousand values of one field", type: URLENCODED, body: "email=&".repeat(9_000) },
  { name: "more than a form holds", type: URLENCODED, body: `a=${"x".repeat(3_000_000)}`, most: 2_200_000 },
  { name: "NUL", type: URLENCODED, body: "email=a%00b&name=%00" },
  { name: "a lone surrogate", type: URLENCODED, body: "email=%ED%A0%80" },
  { name: "percent and nothing", type: URLENCODED, body: "email=%" },
  { name: "deep JSON", type: "application/json", body: depth(30_000) },
  { name: "a type that nobody knows", type: "x/y", body: "email=a" },
  { name: "nested names in parts", type: MULTIPART, body: `${part("a[30000000]", "1")}${part("b.c", "1")}--cut--\r\n` },
  { name: "thousands of parts", type: MULTIPART, body: `${part("x", "1").repeat(3_000)}--cut--\r\n`, most: 200_000 },
  { name: "NUL in parts", type: MULTIPART, body: `${file("a.json", "\0")}${part("vendor", "\0")}--cut--\r\n` },
  { name: "NUL in the name of a part", type: MULTIPART, body: `${part("a\0", "1")}--cut--\r\n` },
  { name: "a form without an end", type: MULTIPART, body: file("a.csv", "a,b") },
  {
    name: "a deep document",
    type: MULTIPART,
    body: `${part("mapping", `{"a":${depth(30_000)}}`)}${part("document", depth(30_000))}${file("a.json", depth(30_000))}--cut--\r\n`,
    most: 200_000,
    asFile: true,
  },
  {
    name: "a document with NUL",
    type: MULTIPART,
    body: `${part("mapping", '{"key":"\\u0000"}')}${part("intent", "apply")}${file("a.json", '{"title":"\\u0000\\ud800"}')}--cut--\r\n`,
    asFile: true,
  },
];

let db: TestDatabase;
let dataFolder: string;
let context: AppLoadContext;
let headers: Record<string, string>;
let values: Record<string, string>;
/** Routes with an action, by file. */
const actions = new Map<string, NonNullable<RouteModule["action"]>>();

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { id: 1, name: "Kontor", timeZone: "UTC" } });
  await db.inside.vendor.create({ data: { key: "lumina", name: "Lumina" } });
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-hostile-"));
  context = testContext(db, {
    environment: parseEnvironment({ NODE_ENV: "test", PLUMBLINE_DATA: dataFolder, LOG_LEVEL: "silent" }, dataFolder),
  });
  const id = await addPerson(db, "admin@org.example", "admin");
  const cookie = await signedIn(db, "admin@org.example");
  const admin = await optionalViewer(get("/", [cookie]), context);
  const key =
    admin &&
    (await createApiKey(db, admin, {
      name: "push",
      role: "analyst",
      vendorId: null,
      importSources: [],
      importVendorIds: [],
    }));
  if (!key?.ok) throw new Error("no key");
  headers = { Cookie: cookie.split(";", 1)[0] ?? "", Authorization: `Bearer ${key.key}`, Origin: TEST_ORIGIN };
  values = { id, run: id, vendor: "lumina", period: "2026-10", metric: "volume", token: "A".repeat(43), "": "x" };
  for (const name of await readdir(ROUTES)) {
    const { action }: RouteModule = await import(/* @vite-ignore */ `${ROUTES}${name}`);
    if (action) actions.set(name, action);
  }
});

afterAll(() => rm(dataFolder, { recursive: true, force: true }));

/** The address of a route's file, and what its parameters stand for. */
function addressOf(name: string): { address: string; params: Record<string, string> } {
  const params: Record<string, string> = {};
  const segments = name
    .replace(/\.tsx?$/, "")
    .replaceAll("[.]", "\0")
    .split(".");
  const shown = segments.flatMap((segment) => {
    if (segment.startsWith("_")) return [];
    const parameter = /^\$(\w*?)_?$/.exec(segment)?.[1];
    if (parameter === undefined) return [segment.replace(/_$/, "").replaceAll("\0", ".")];
    const value = values[parameter];
    if (value === undefined) throw new Error(`No value is known for $${parameter} of ${name}`);
    params[parameter || "*"] = value;
    return [value];
  });
  const query = name === "_app.links.new.tsx" ? "?view=portfolio&period=2026-10" : "";
  return { address: `/${shown.join("/")}${query}`, params };
}

/** A request whose body counts what is taken of it. */
function hostileRequest(address: string, type: string, body: string): Request {
  const bytes = Buffer.from(body);
  let at = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        const piece = bytes.subarray(at, at + PIECE);
        at += piece.length;
        bytesRead += piece.length;
        controller.enqueue(new Uint8Array(piece));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: "POST", headers: { ...headers, "Content-Type": type }, body: stream, duplex: "half" } as const;
  return new Request(new URL(address, TEST_ORIGIN), init);
}

async function statusOf(answer: () => unknown): Promise<number | string> {
  const given = await (async () => answer())().catch((thrown: unknown) => thrown);
  return given instanceof Response ? given.status : String(given);
}

describe("a hostile form", () => {
  it("meets every action there is", () => {
    expect([...actions.keys()]).toContain("sign-in.tsx");
    expect(actions.size).toBeGreaterThan(30);
  });

  it.each(HOSTILE)(
    "of $name is refused by every action, at little cost",
    async ({ type, body, most = 100_000, asFile = false }) => {
      const wrong: string[] = [];
      for (const [name, action] of actions) {
        bytesRead = 0;
        vi.mocked(parseWithZod).mockClear();
        const { address, params } = addressOf(name);
        const status = await statusOf(() => action({ request: hostileRequest(address, type, body), params, context }));
        // What a file holds is looked at in the wizard and in the work on it.
        const isFile = asFile && name === "_app.imports.new.tsx" && status === 302;
        const refused = isFile || (typeof status === "number" && status >= 400 && status < 500);
        const cheap = fieldsParsed() === 0 && (name === "api.v1.imports.ts" || bytesRead <= most + PIECE);
        if (!refused || !cheap) wrong.push(`${name}: ${status}, ${bytesRead} bytes, ${fieldsParsed()} fields`);
      }
      expect(wrong).toEqual([]);
      expect(await db.inside.importRun.count()).toBe(0);
      expect(await db.inside.sowDocument.count()).toBe(0);
    },
  );
});
