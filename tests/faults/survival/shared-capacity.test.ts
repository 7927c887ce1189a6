import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type IncomingMessage, request as send } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { ROUTE_PERMISSIONS } from "~/auth/route-permissions";
import { createApiKey } from "~/commands/access/api-keys.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { openDatabase } from "~/data/db/database.server";
import { EXPORT_BATCH_ROWS, exportRows } from "~/data/db/export-rows.server";
import { Prisma } from "~/data/generated/client";
import { readAs } from "~/data/db/read-as.server";
import { isSaturation } from "~/data/db/saturation";
import { partnerScope, WHOLE_SCOPE } from "~/domain/access/scope";
import type { Viewer } from "~/domain/access/viewer";
import { loader as apiVendors } from "~/routes/api.v1.vendors";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { answerOf, testContext, TEST_ORIGIN } from "../../support/load-context";
import { openPages, type Pages } from "../../support/pages";
import { addPerson, signedIn } from "../../integration/access/people";

const ROWS = 15_000;
const EXPORT = "/explain.csv?vendor=acme&metric=csat&from=2026-10-01&to=2026-10-31";

let db: TestDatabase;
let vendorId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  ({ id: vendorId } = await db.inside.vendor.create({ data: { key: "acme", name: "Acme" } }));
  await db.pool.query(
    `WITH mapping AS (INSERT INTO mapping (key, version, name, kind, document) VALUES ('m', 1, 'm', 'contacts', '{}') RETURNING id),
       batch AS (
         INSERT INTO import_batch (source, kind, mapping_id, vendor_ids, file_name, file_sha256, file_bytes, status, applied_by,
           rows_read, rows_accepted, rows_new, rows_changed, rows_unchanged, rows_rejected)
         SELECT 'test', 'contacts', id, ARRAY[$1::int], 'f', '0', 1, 'applied', 'test', $2::int, $2, $2, 0, 0, 0 FROM mapping RETURNING id)
     INSERT INTO contact (vendor_id, source, external_id, batch_id, line, day, opened_at, csat_score)
     SELECT $1, 'test', repeat('x', 1500) || n, batch.id, n, '2026-10-05', '2026-10-05T10:00:00Z', 5 FROM batch, generate_series(1, $2) AS n`,
    [vendorId, ROWS],
  );
  await db.pool.query(
    "INSERT INTO measure_day (vendor_id, day, site, program, channel, csat_responses) VALUES ($1, '2026-10-05', '', '', '', $2)",
    [vendorId, ROWS],
  );
});

/** Waits for something that must come to be, however long the machine takes. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const partner = (): Viewer => {
  return { kind: "partner", userId: randomUUID(), name: "", email: "", vendorId, scope: partnerScope(vendorId) };
};
const member = (): Viewer => {
  return { kind: "member", userId: randomUUID(), name: "", email: "", role: "lead", scope: WHOLE_SCOPE };
};

/** The statements of exports that have a transaction open in the database; asked as the server's owner, who sees every role's. */
async function exportStatements(): Promise<string[]> {
  const database = new URL(db.url).pathname.slice(1);
  const { rows } = await asOwner(database, (client) =>
    client.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'plumbline%export' AND xact_start IS NOT NULL`,
    ),
  );
  return rows.map(({ query }) => query);
}
const openExports = async () => (await exportStatements()).length;

describe("reads that take long", () => {
  test.each([
    ["an external viewer", partner],
    ["a member of staff", member],
  ])("of %s leave connections to others, however many there are", async (_name, someone) => {
    const wide = await openDatabase({ url: db.url, outsideUrl: db.outsideUrl, connections: 10 });
    const greedy = someone();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let running = 0;
    const reads = Array.from({ length: 30 }, () =>
      readAs(wide, greedy, async (tx) => {
        await tx.$queryRaw`SELECT 1`;
        running += 1;
        await held;
      }),
    );
    const most = greedy.kind === "partner" ? 3 : 6;
    await until(() => running === most);
    const seen = await readAs(wide, someone(), (tx) => tx.vendor.findMany({ select: { key: true } }));
    expect(seen).toEqual([{ key: "acme" }]);
    await expect(wide.inside.vendor.count()).resolves.toBe(1);
    expect(running).toBe(most);
    release();
    await Promise.all(reads);
    expect(running).toBe(30);
    await wide.close();
  });

  test("are given up where the one who asked has gone while they waited", async () => {
    const gone = new AbortController();
    const mine = { ...db, signal: gone.signal };
    const viewer = partner();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const running = [1, 2].map(() => readAs(db, viewer, () => held));
    const requested: string[] = [];
    const waiting = readAs(mine, viewer, async () => requested.push("waiting"));
    gone.abort(new Error("hung up"));
    await expect(waiting).rejects.toThrow("hung up");
    release();
    await Promise.all(running);
    expect(requested).toEqual([]);
  });
});

describe("an export", () => {
  const routes = Object.keys(ROUTE_PERMISSIONS).filter((name) => /\[\.\]csv$|original$/.test(name));
  test.each(routes)(
    "at %s takes one of its viewer's places for exports and goes no faster than its reader",
    async (name) => {
      const source = await readFile(new URL(`../../../app/routes/${name}.ts`, import.meta.url), "utf8");
      expect(source).toMatch(/\b(requireViewer|enter)\([^;]*"export"\)/);
      expect(source).toMatch(/await (exportResponse|csvResponse|streamedResponse)\(\s*context\b/);
      expect(source).not.toMatch(/createReadableStreamFromReadable|new ReadableStream/);
    },
  );

  test("in either form is sent by the response that goes no faster than its reader", async () => {
    const source = await readFile(new URL("../../../app/reports/export/export-response.ts", import.meta.url), "utf8");
    expect(source).toMatch(/csvResponse\(context\b/);
    expect(source).toMatch(/streamedResponse\(context\.output\b/);
    expect(source).not.toMatch(/createReadableStreamFromReadable|new ReadableStream|new Response\((?!error)/);
  });

  const numbers = Prisma.sql`SELECT generate_series(1, ${10 * EXPORT_BATCH_ROWS}::int) AS n`;

  test.each([
    ["an external viewer", partner],
    ["a member of staff", member],
  ])("for %s holds one batch of its rows, and its transaction ends when its reader leaves", async (_name, someone) => {
    const rows = exportRows<{ n: number }>(db, someone(), [numbers]);
    const { value } = await rows.next();
    expect(value?.map(({ n }: { n: number }) => n)).toEqual(
      Array.from({ length: EXPORT_BATCH_ROWS }, (_, at) => at + 1),
    );
    expect(await exportStatements()).toEqual([`FETCH ${EXPORT_BATCH_ROWS} FROM export`]);
    await rows.return(undefined);
    expect(await openExports()).toBe(0);
  });

  test("ends its statement when the request ends, wherever it is", async () => {
    const gone = new AbortController();
    const rows = exportRows({ ...db, signal: gone.signal }, partner(), [Prisma.sql`SELECT pg_sleep(3600)`]);
    const first = rows.next().catch((error: unknown) => error);
    await until(async () => (await exportStatements()).some((query) => query.startsWith("FETCH")));
    gone.abort(new Error("hung up"));
    expect(isSaturation(await first)).toBe(true);
    await until(async () => (await openExports()) === 0);
    await expect(rows.next()).resolves.toMatchObject({ done: true });
  });
});

test("a request that gets no connection in time is refused with a problem document that says when to try again", async () => {
  const key = await createApiKey(db, CONSOLE_VIEWER, { name: "k", role: "lead", vendorId: null });
  const narrow = await openDatabase({ url: db.url, outsideUrl: db.outsideUrl, connections: 1 });
  const headers = { Authorization: `Bearer ${key.ok ? key.key : ""}` };
  const ask = () => {
    const request = new Request(new URL("/api/v1/vendors", TEST_ORIGIN), { headers });
    return answerOf(apiVendors({ request, context: testContext(narrow), params: {} }));
  };
  const taken = await narrow.pool.connect();
  const started = narrow.inside.$transaction((tx) => tx.vendor.count()).catch((error: unknown) => error);
  const answer = await ask();
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([503, "application/problem+json"]);
  expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(isSaturation(await started)).toBe(true);
  taken.release();
  expect((await ask()).status).toBe(200);
  await narrow.close();
});

describe("over the web", () => {
  let pages: Pages;
  let ana: string;
  let ben: string;

  beforeAll(async () => {
    pages = await openPages(db);
    await addPerson(db, "ana@example.com", "lead");
    await addPerson(db, "ben@example.com", "lead");
    ana = await signedIn(db, "ana@example.com");
    ben = await signedIn(db, "ben@example.com");
  });

  /** Asks, and takes nothing of the body until somebody reads it. */
  function open(path: string, cookie: string, onAnswer: (answer: IncomingMessage) => void = () => undefined) {
    const headers = { Cookie: cookie.split(";", 1)[0] ?? "", "X-Forwarded-For": "192.0.2.1" };
    const request = send({ host: "127.0.0.1", port: pages.port, agent: false, path, headers }, onAnswer);
    request.on("error", () => undefined);
    request.end();
    return request;
  }
  const opened = (path: string, cookie: string) =>
    new Promise<IncomingMessage>((resolve) => void open(path, cookie, resolve));
  const textOf = async (answer: IncomingMessage) => {
    let text = "";
    for await (const chunk of answer) text += String(chunk);
    return text;
  };

  test("one person's exports wait for each other and are then refused, while others export and read", async () => {
    const answers: IncomingMessage[] = [];
    const requests = Array.from({ length: 12 }, () => open(EXPORT, ana, (answer) => answers.push(answer)));
    const withStatus = (status: number) => answers.filter(({ statusCode }) => statusCode === status);
    await until(() => answers.length === 8);
    expect([withStatus(200).length, withStatus(503).length]).toEqual([2, 6]);
    for (const { headers } of withStatus(503)) expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    expect(await openExports()).toBe(2);

    expect((await pages.ask("/account", { headers: { Cookie: ana.split(";", 1)[0] ?? "" } })).status).toBe(200);
    expect((await pages.ask("/notes", { headers: { Cookie: ben.split(";", 1)[0] ?? "" } })).status).toBe(200);
    const bens = await opened(EXPORT, ben);
    expect(bens.statusCode).toBe(200);
    bens.destroy();

    for (const answer of withStatus(200)) answer.destroy();
    await until(() => withStatus(200).length === 4);
    for (const request of requests) request.destroy();
    await until(async () => (await openExports()) === 0);
  });

  test("an export arrives whole, through a reader that pauses", async () => {
    const answer = await opened(EXPORT, ana);
    expect(await openExports()).toBe(1);
    const lines = (await textOf(answer)).trimEnd().split("\r\n");
    expect(answer.complete).toBe(true);
    expect(lines.filter((line) => line.startsWith('"2026-10-05T10:00:00Z","contacts"'))).toHaveLength(ROWS);
    await until(async () => (await openExports()) === 0);
  });

  test("an export of which only the headers are requested reads on for nobody", async () => {
    const answer = await pages.ask(EXPORT, { method: "HEAD", headers: { Cookie: ana.split(";", 1)[0] ?? "" } });
    expect([answer.status, answer.body]).toEqual([200, ""]);
    await until(async () => (await openExports()) === 0);
  });

  test("an export that fails midway breaks the connection instead of looking complete", async () => {
    const answer = await opened(EXPORT, ana);
    await db.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plumbline-export' AND xact_start IS NOT NULL",
    );
    await expect(textOf(answer)).rejects.toThrow(/aborted/);
    expect(answer.complete).toBe(false);
    await until(async () => (await openExports()) === 0);
  });

  test("a page requested once too often by one person is a calm one that says when to come again", async () => {
    const lock = await db.pool.connect();
    await lock.query("BEGIN");
    await lock.query("LOCK TABLE root_cause_note IN ACCESS EXCLUSIVE MODE");
    const answers: IncomingMessage[] = [];
    for (let requested = 0; requested < 30; requested += 1) open("/notes", ana, (answer) => answers.push(answer));
    await until(() => answers.length === 6);
    for (const answer of answers) {
      expect([answer.statusCode, Number(answer.headers["retry-after"]) > 0]).toEqual([503, true]);
      expect(await textOf(answer)).toMatch(/Temporarily unavailable.*Plumbline is busy/s);
    }
    await lock.query("ROLLBACK");
    lock.release();
    await until(() => answers.length === 30);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(24);
    for (const answer of answers) answer.resume();
  });
});
