import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { revokeApiKey } from "~/commands/access/api-keys.server";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { importRunSchema } from "~/reports/api/import-run-document";
import { problemSchema } from "~/reports/api/record-documents";
import { zipOf } from "../../support/zip-files";
import { TEST_NOW } from "../../support/load-context";
import { FILE, formOf, MAPPING, withMapping, useSentImports } from "./sent-files";

const data = useSentImports();
const { keyOf, address, postFile, runAt, filesLeft, work, takenUp } = data;

describe("a file that a program sends", () => {
  test("in a form is imported in the background; the run's address tells how it ended", async () => {
    const { key } = await keyOf();
    const { status, headers, body } = await postFile({ key, body: formOf(FILE, withMapping) });
    const run = importRunSchema.parse(body);
    expect([status, run.state, run.fileName, run.fileBytes]).toEqual([202, "queued", "January.csv", FILE.length]);
    expect(headers.get("Location")).toBe(`${data.context.origin}/api/v1/imports/${run.id}`);
    expect(takenUp).toEqual([run.id]);
    expect(await filesLeft()).toHaveLength(1);

    await work(run.id);
    const ended = await runAt(run.id, key);
    expect(ended).toMatchObject({
      state: "applied",
      requestedBy: "key:nightly",
      result: { read: 3, accepted: 2, new: 2, rejected: 1, errors: [{ line: 4, column: "Opened", text: "yesterday" }] },
      problem: null,
    });
    expect(await data.db.inside.importBatch.findMany()).toMatchObject([{ id: ended.batch, appliedBy: "key:nightly" }]);
    expect(await filesLeft()).toEqual([]);
  });

  test("with totals and a footer tells how many lines were skipped, while it is known and in the list", async () => {
    const { key } = await keyOf();
    const file = { format: "csv", skipRowsWhen: [{ column: "Id", startsWith: ["Total", "Printed"] }] };
    const requested = { mapping: JSON.stringify({ ...MAPPING, file }) };
    const sent = { key, body: formOf(`${FILE}Total,,3\nPrinted by Ana,,\n`, requested) };
    const tried = importRunSchema.parse((await postFile({ ...sent, query: { dryRun: "true" } })).body);
    await work(tried.id);
    expect(await runAt(tried.id, key)).toMatchObject({ state: "tried", dryRunResult: { read: 3, skipped: 2 } });
    const run = importRunSchema.parse(
      (await postFile({ key, body: formOf(`${FILE}Total,,3\nPrinted by Ana,,\n`, requested) })).body,
    );
    await work(run.id);
    expect(await runAt(run.id, key)).toMatchObject({ state: "applied", result: { read: 3, skipped: 2 } });
    const list = await fetch(address(), { headers: { Authorization: `Bearer ${key}` } });
    expect(await list.json()).toMatchObject({ items: [{ read: 3, skipped: 2, rejected: 1 }] });
  });

  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ["gzip", new Uint8Array(gzipSync(FILE)), "January.csv.gz"],
    ["zip", new Uint8Array(zipOf([{ name: "reports/January.csv", content: FILE }])), "all.zip"],
  ])("packed with %s is unpacked, and known again by what was sent", async (_what, bytes, fileName) => {
    const { key } = await keyOf();
    const form = () => {
      const made = new FormData();
      made.set("mapping", withMapping.mapping);
      made.set("file", new File([bytes], fileName));
      return made;
    };
    const headers = { "Idempotency-Key": "once" };
    const run = importRunSchema.parse((await postFile({ key, body: form(), headers })).body);
    expect([run.fileName, run.fileBytes]).toEqual(["January.csv", FILE.length]);
    expect(await filesLeft()).toHaveLength(1);
    const again = importRunSchema.parse((await postFile({ key, body: form(), headers })).body);
    expect(again.id).toBe(run.id);
    await work(run.id);
    expect(await runAt(run.id, key)).toMatchObject({ state: "applied", result: { read: 3, accepted: 2 } });
    expect(await filesLeft()).toEqual([]);
  });

  test("that is an archive of several files is refused with their names, and nothing of it stays", async () => {
    const { key } = await keyOf();
    const archive = zipOf([
      { name: "a.csv", content: FILE },
      { name: "b.csv", content: FILE },
    ]);
    const body = new FormData();
    body.set("mapping", withMapping.mapping);
    body.set("file", new File([new Uint8Array(archive)], "all.zip"));
    const answer = await postFile({ key, body });
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(answer.body).detail).toContain("a.csv, b.csv");
    expect(await filesLeft()).toEqual([]);
  });

  test("as the whole body names a remembered mapping by its key, then by its id", async () => {
    const { key } = await keyOf();
    const first = importRunSchema.parse((await postFile({ key, body: formOf(FILE, withMapping) })).body);
    await work(first.id);
    const { id } = await data.db.inside.mapping.findFirstOrThrow({ where: { key: MAPPING.key } });
    for (const mapping of [MAPPING.key, String(id)]) {
      const headers = { "Content-Type": "text/csv" };
      const { status, body } = await postFile({
        key,
        body: FILE,
        query: { mapping, fileName: "../Again.csv" },
        headers,
      });
      const run = importRunSchema.parse(body);
      await work(run.id);
      expect([status, await runAt(run.id, key)]).toMatchObject([202, { result: { new: 0, changed: 0, unchanged: 2 } }]);
    }
    expect(await data.db.inside.contact.count()).toBe(2);
  });

  test("as a dry run says what it would do, and does nothing", async () => {
    const { key } = await keyOf();
    const sent = await postFile({ key, body: formOf(FILE, { ...withMapping, dryRun: "true" }) });
    const { id } = importRunSchema.parse(sent.body);
    await work(id);
    const ended = await runAt(id, key);
    expect(ended).toMatchObject({ state: "tried", batch: null, result: null, dryRunResult: { new: 2, rejected: 1 } });
    expect([await data.db.inside.contact.count(), await data.db.inside.importBatch.count()]).toEqual([0, 0]);
    expect(await filesLeft()).toEqual([]);
  });

  test("with counts that cannot be tells them with their rows, as a dry run", async () => {
    const { key } = await keyOf();
    const mapping = {
      ...MAPPING,
      kind: "totals",
      externalId: undefined,
      fields: { day: { column: "Day", format: "yyyy-MM-dd" } },
      totals: ["offered", "answered", "abandoned"].map((measure) => ({ measure, column: measure })),
    };
    const body = formOf("Day,offered,answered,abandoned\n2026-01-05,1006,966,1006\n2026-01-06,100,90,10\n", {
      mapping: JSON.stringify(mapping),
      dryRun: "true",
    });
    const { id } = importRunSchema.parse((await postFile({ key, body })).body);
    await work(id);
    expect(await runAt(id, key)).toMatchObject({
      state: "tried",
      dryRunResult: {
        accepted: 2,
        implausible: [{ names: ["answered", "abandoned", "offered"], rows: 1, lines: [2] }],
      },
    });
  });

  test("that cannot be used leaves its run with a problem", async () => {
    const { key } = await keyOf();
    const { id } = importRunSchema.parse(
      (await postFile({ key, body: formOf("Id,Agent\n1,Ana\n", withMapping) })).body,
    );
    await work(id);
    const ended = await runAt(id, key);
    expect(ended).toMatchObject({
      state: "failed",
      batch: null,
      problem: { type: "urn:plumbline:import:missing-column" },
    });
    expect(await filesLeft()).toEqual([]);
  });

  test("whose key is revoked before the work begins is not imported", async () => {
    const { id: keyId, key } = await keyOf();
    const { id } = importRunSchema.parse((await postFile({ key, body: formOf(FILE, withMapping) })).body);
    await revokeApiKey(data.db, CONSOLE_VIEWER, keyId, TEST_NOW);
    await work(id);
    expect(await data.db.inside.importRun.findUnique({ where: { id } })).toMatchObject({
      state: "failed",
      refusalCode: "not-permitted",
    });
    expect(await data.db.inside.contact.count()).toBe(0);
  });
});

describe("an idempotency key", () => {
  const sent = (key: string, file: string, requested: Record<string, string> = withMapping) =>
    postFile({ key, body: formOf(file, requested), headers: { "Idempotency-Key": "2026-01" } });

  test("makes the same content one run, however often and at once it is sent", async () => {
    const { key } = await keyOf();
    const answers = await Promise.all([sent(key, FILE), sent(key, FILE), sent(key, FILE)]);
    const ids = answers.map(({ status, body }) => [status, importRunSchema.parse(body).id]);
    expect(new Set(ids.map(String)).size).toBe(1);
    const [id = ""] = takenUp;
    expect(takenUp).toHaveLength(1);
    expect(await filesLeft()).toHaveLength(1);
    await work(id);
    const again = await sent(key, FILE);
    expect(importRunSchema.parse(again.body)).toMatchObject({ id, state: "applied", result: { new: 2 } });
    expect([await data.db.inside.importBatch.count(), (await filesLeft()).length]).toEqual([1, 0]);
  });

  test("refuses other content, and other requests, as a conflict", async () => {
    const { key } = await keyOf();
    await sent(key, FILE);
    for (const other of [
      await sent(key, `${FILE}4,2026-01-06 10:00,Ana\n`),
      await sent(key, FILE, { ...withMapping, dryRun: "true" }),
    ]) {
      expect([other.status, other.headers.get("Content-Type")]).toEqual([409, "application/problem+json"]);
      expect(problemSchema.parse(other.body).status).toBe(409);
    }
    expect([takenUp.length, (await filesLeft()).length]).toEqual([1, 1]);
  });

  test("is one's own: another key may use the same", async () => {
    const [one, two] = [await keyOf(), await keyOf()];
    await sent(one.key, FILE);
    expect((await sent(two.key, `${FILE}4,2026-01-06 10:00,Ana\n`)).status).toBe(202);
    expect(takenUp).toHaveLength(2);
  });
});

test("a key limited to a source and a partner imports just that", async () => {
  const desk = await data.db.inside.vendor.findUniqueOrThrow({ where: { key: "desk" } });
  const { key } = await keyOf({ importSources: ["sent-desk"], importVendorIds: [desk.id] });
  expect((await postFile({ key, body: formOf(FILE, withMapping) })).status).toBe(202);
});
