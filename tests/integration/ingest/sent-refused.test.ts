import { request as send } from "node:http";
import { gzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { importRunSchema } from "~/reports/api/import-run-document";
import { problemSchema } from "~/reports/api/record-documents";
import { zipOf } from "../../support/zip-files";
import { requireRollUpsEqualFacts, requireWholeBatches } from "../../support/survival/stored";
import { FILE, formOf, MAPPING, withMapping, useSentImports } from "./sent-files";

const data = useSentImports();
const { keyOf, address, postFile, filesLeft, work, takenUp } = data;

describe("nothing is started and nothing stays on disk", () => {
  const refused = async (answer: Promise<{ status: number; headers: Headers; body: unknown }>) => {
    const { status, headers, body } = await answer;
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect([takenUp, await filesLeft(), await data.db.inside.importRun.count()]).toEqual([[], [], 0]);
    return { ...problemSchema.parse(body), status };
  };

  test.each([
    ["no mapping is named", {}, "mapping"],
    ["the mapping is not known", { mapping: "nowhere" }, "mapping"],
    ["the mapping is no JSON", { mapping: "{" }, "mapping"],
    ["the mapping is no mapping", { mapping: "{}" }, "mapping"],
    ["the partner is not known", { ...withMapping, vendor: "nobody" }, "vendor"],
    ["dryRun is neither true nor false", { ...withMapping, dryRun: "maybe" }, "dryRun"],
  ])("when %s", async (_name, requested, parameter) => {
    const { key } = await keyOf();
    const problem = await refused(postFile({ key, body: formOf(FILE, requested) }));
    expect(problem).toMatchObject({ status: 422, errors: [{ parameter }] });
  });

  test("when no file comes along, or the form is none", async () => {
    const { key } = await keyOf();
    const headers = { "Content-Type": "multipart/form-data; boundary=x" };
    expect((await refused(postFile({ key, body: "--y\r\n", headers }))).status).toBe(400);
    expect((await refused(postFile({ key, body: "", query: withMapping }))).status).toBe(400);
    const empty = new FormData();
    empty.set("mapping", withMapping.mapping);
    expect((await refused(postFile({ key, body: empty }))).status).toBe(400);
  });

  test("when the key may not import at all, or there is none", async () => {
    const { key } = await keyOf({ role: "stakeholder" });
    expect((await refused(postFile({ key, body: formOf(FILE, withMapping) }))).status).toBe(403);
    expect((await refused(postFile({ key: "plk_x", body: formOf(FILE, withMapping) }))).status).toBe(401);
  });

  test("when the key may not import that source", async () => {
    const { key } = await keyOf({ importSources: ["phone"] });
    expect((await refused(postFile({ key, body: formOf(FILE, withMapping) }))).status).toBe(403);
  });

  test("when the key may not import that partner's files, whoever names the partner", async () => {
    const other = await data.db.inside.vendor.findUniqueOrThrow({ where: { key: "other" } });
    const { key } = await keyOf({ importVendorIds: [other.id] });
    expect((await refused(postFile({ key, body: formOf(FILE, withMapping) }))).status).toBe(403);
    expect((await refused(postFile({ key, body: formOf(FILE, { ...withMapping, vendor: "desk" }) }))).status).toBe(403);
    const byRow = JSON.stringify({ ...MAPPING, vendor: { column: "Agent" } });
    expect((await refused(postFile({ key, body: formOf(FILE, { mapping: byRow }) }))).status).toBe(403);
  });

  test("when another method is used", async () => {
    const { key } = await keyOf();
    const response = await fetch(address(), { method: "DELETE", headers: { Authorization: `Bearer ${key}` } });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  });

  const headers = { "Content-Length": "10000000" };
  const formHead = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  test.each<[string, Record<string, string>, string]>([
    ["a body", { "Content-Type": "text/csv", ...headers }, ""],
    ["a body of unknown length", { "Content-Type": "text/csv" }, ""],
    ["a form", { "Content-Type": "multipart/form-data; boundary=x", ...headers }, formHead],
    ["a form of unknown length", { "Content-Type": "multipart/form-data; boundary=x" }, formHead],
  ])("when the sender of %s hangs up half-way; sent again, each row is there once", async (_name, about, head) => {
    const { key } = await keyOf();
    const idempotency = { "Idempotency-Key": "hung up" };
    const request = send(address({ mapping: "m" }), {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, ...idempotency, ...about },
    });
    request.on("error", () => undefined);
    request.write(`${head}${FILE}${"4,2026-01-06 10:00,Ana\n".repeat(20_000)}`);
    await until(async () => (await filesLeft()).length === 1);
    request.destroy();
    await until(async () => (await filesLeft()).length === 0);
    expect([takenUp, await data.db.inside.importRun.count()]).toEqual([[], 0]);

    const again = await postFile({ key, body: formOf(FILE, withMapping), headers: idempotency });
    await work(importRunSchema.parse(again.body).id);
    expect([await data.db.inside.contact.count(), await data.db.inside.importBatch.count()]).toEqual([2, 1]);
    await requireWholeBatches(data.db);
    await requireRollUpsEqualFacts(data.db);
  });

  test.each<[string, () => Buffer, string]>([
    ["a ZIP bomb", () => zipOf([{ name: "calls.csv", content: Buffer.alloc(40 * 1024 * 1024) }]), "calls.zip"],
    ["a gzip bomb", () => gzipSync(Buffer.alloc(40 * 1024 * 1024)), "calls.csv.gz"],
  ])("when %s comes", async (_what, make, fileName) => {
    const { key } = await keyOf();
    const body = new FormData();
    body.set("mapping", withMapping.mapping);
    body.set("file", new File([new Uint8Array(make())], fileName));
    expect((await refused(postFile({ key, body }))).status).toBe(400);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}
