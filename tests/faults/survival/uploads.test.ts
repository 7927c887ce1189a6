import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW, TEST_ORIGIN } from "../../support/load-context";
import { openPages, type Pages } from "../../support/pages";
import { stored } from "../../support/survival/stored";
import { zipOf } from "../../support/zip-files";
import { addPerson, signedIn } from "../../integration/access/people";

const BOUNDARY = "plumbline-test-boundary";
const CSV = `Id,Opened\n${Array.from({ length: 20_000 }, (_, row) => `${row},2026-01-05 10:00\n`).join("")}`;

let db: TestDatabase;
let pages: Pages;
let dataFolder: string;
let cookie: string;

beforeAll(async () => {
  db = await createTestDatabase();
  dataFolder = await mkdtemp(path.join(tmpdir(), "plumbline-uploads-"));
  await addPerson(db, "ana@example.com", "analyst");
  cookie = (await signedIn(db, "ana@example.com")).split(";", 1)[0] ?? "";
  pages = await openPages(db, () => TEST_NOW, { dataFolder });
});
beforeEach(() => rm(path.join(dataFolder, "staged"), { recursive: true, force: true }));
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

type Part = readonly [name: string, content: string | Buffer];

const PARTNER = [
  ["vendor", "+new"],
  ["newVendor", "Acme"],
  ["zone", "UTC"],
] as const;

function formOf(files: readonly Part[]): Buffer {
  const pieces: (string | Buffer)[] = [];
  for (const [name, content] of files) {
    pieces.push(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
      content,
      "\r\n",
    );
  }
  for (const [name, value] of PARTNER)
    pieces.push(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  pieces.push(`--${BOUNDARY}--\r\n`);
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}

const headers = () => ({
  Host: new URL(TEST_ORIGIN).host,
  Cookie: cookie,
  Origin: TEST_ORIGIN,
  "Content-Type": `multipart/form-data; boundary=${BOUNDARY}`,
});

const upload = (files: readonly Part[]) =>
  pages.ask("/imports/new", { method: "POST", headers: headers(), body: formOf(files) });

/** Sends so much of the form, lets the server work on it, and is gone. */
async function hangUp(form: Buffer, bytes: number): Promise<void> {
  const socket = connect(pages.port, "127.0.0.1");
  socket.on("error", () => undefined);
  const lines = Object.entries({ ...headers(), "Content-Length": String(form.length) });
  const head = `POST /imports/new HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  await new Promise<void>((resolve) => {
    socket.write(Buffer.concat([Buffer.from(head), form.subarray(0, bytes)]), () => resolve());
  });
  // What was sent before the first file has started leaves nothing on disk to wait for.
  if (bytes > FIRST_FILE_BEGINS) await until(async () => (await staged()).length > 0);
  socket.destroy();
}

/** Behind the headings of the first part, where its content is on its way. */
const FIRST_FILE_BEGINS = 1_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

const staged = () => readdir(path.join(dataFolder, "staged")).catch(() => []);

describe("a browser that hangs up half-way through an upload", () => {
  const one = formOf([["calls.csv", CSV]]);
  const two = formOf([
    ["calls.csv", CSV],
    ["chats.csv", CSV],
  ]);
  test.each<[string, Buffer, number]>([
    ["in the headings of the first part", one, 60],
    ["in the middle of the file", one, Math.floor(CSV.length / 2)],
    ["after the file, before what is stated of it", one, CSV.length + 200],
    ["before the very last bytes", one, one.length - 3],
    ["in the second of two files", two, CSV.length + Math.floor(CSV.length / 2)],
  ])("%s: nothing is stored, and nothing is left of it", async (_where, form, bytes) => {
    const before = await stored(db);
    await hangUp(form, bytes);
    await until(async () => (await staged()).length === 0);
    expect(await stored(db)).toBe(before);
    expect((await upload([["calls.csv", CSV]])).status).toBe(302);
    expect(await staged()).toHaveLength(1);
  });
});

describe("an archive that unpacks to far more than it is", () => {
  const zeros = Buffer.alloc(40 * 1024 * 1024);
  const deep = zipOf([{ name: "inner.zip", content: zipOf([{ name: "zeros.csv", content: zeros }]) }]);
  test.each<[string, () => Buffer]>([
    ["a ZIP bomb", () => zipOf([{ name: "calls.csv", content: zeros }])],
    ["a ZIP bomb that lies about its size", () => zipOf([{ name: "calls.csv", content: zeros, declaredBytes: 1_000 }])],
    ["a gzip bomb", () => gzipSync(zeros)],
    ["an archive in an archive", () => deep],
    [
      "good files beside a bomb",
      () =>
        zipOf([
          { name: "good.csv", content: CSV },
          { name: "bad.csv", content: zeros },
        ]),
    ],
  ])("%s is refused, and nothing is left of it", async (_what, make) => {
    const before = await stored(db);
    const answer = await upload([["calls.zip", make()]]);
    expect(answer.status).toBe(400);
    expect(await staged()).toEqual([]);
    expect(await stored(db)).toBe(before);
  });
});
