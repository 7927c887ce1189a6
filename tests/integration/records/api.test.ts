import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { command as metricCommand } from "~/cli/commands/metric";
import { command as scorecardCommand } from "~/cli/commands/scorecard";
import { WHOLE_SCOPE } from "~/domain/access/scope";
import type { Role, Viewer } from "~/domain/access/viewer";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { noteSchema } from "~/reports/api/note-document";
import { openApiDocument } from "~/reports/api/openapi";
import { importSchema, listSchema, metricRowSchema, problemSchema, vendorSchema } from "~/reports/api/record-documents";
import { portfolioSchema, scorecardSchema } from "~/reports/api/scorecard-document";
import { readMetricAddress } from "~/reports/metrics/metric-address";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import { writeNote } from "~/commands/causes/notes.server";
import { action as refusing, loader as metric } from "~/routes/api.v1.metric";
import { loader as metrics } from "~/routes/api.v1.metrics";
import { loader as imports } from "~/routes/api.v1.imports";
import { loader as notes } from "~/routes/api.v1.notes";
import { loader as nowhere } from "~/routes/api.v1.$";
import { loader as openapi } from "~/routes/api.v1.openapi[.]json";
import { loader as portfolio } from "~/routes/api.v1.portfolio";
import { loader as scorecard } from "~/routes/api.v1.scorecard";
import { loader as schema } from "~/routes/api.v1.sow[.]schema[.]json";
import { loader as sow } from "~/routes/api.v1.sows.$vendor";
import { loader as vendors } from "~/routes/api.v1.vendors";
import { z } from "zod";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { addDesk, deskSow } from "../../support/desk-data";
import { testContext, TEST_ORIGIN } from "../../support/load-context";
import { everyNth } from "../../support/property-runs";

const clock = () => new Date("2026-11-03T09:00:00Z");
const admin: Viewer = { kind: "key", keyId: "test", name: "test", role: "admin", scope: WHOLE_SCOPE };

type Loader = typeof metric | typeof sow;

let db: TestDatabase;
let context: AppLoadContext;
const keys: Partial<Record<Role, string>> = {};

beforeAll(async () => {
  db = await createTestDatabase();
  context = testContext(db, { clock });
  const lumina = await addDesk(db, "lumina");
  await addDesk(db, "atlas");
  for (const role of ["admin", "stakeholder", "partner"] as const) {
    const made = await createApiKey(db, admin, { name: role, role, vendorId: role === "partner" ? lumina : null });
    if (!made.ok) throw new Error(made.problem);
    keys[role] = made.key;
  }
  for (const [vendor, visibility] of [
    ["lumina", "inside"],
    ["lumina", "partner"],
    ["atlas", "partner"],
  ] as const) {
    const position = {
      vendor,
      metric: "csat",
      from: "2026-10-01",
      to: "2026-10-31",
      category: "policy",
      fault: "client",
    };
    const note = noteContentSchema.parse({
      ...position,
      title: `${vendor} ${visibility}`,
      symptom: "It fell.",
      visibility,
    });
    await writeNote(db, admin, note, { clock });
  }
});

function request(path: string, role: Role | null, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (role !== null) headers.set("Authorization", `Bearer ${keys[role] ?? ""}`);
  return new Request(new URL(`/api/v1${path}`, TEST_ORIGIN), { ...init, headers });
}

async function ask(loader: Loader, path: string, role: Role | null = "admin", params: Record<string, string> = {}) {
  const response = await loader({ request: request(path, role), params, context });
  const body: unknown = await response.json();
  return { status: response.status, type: response.headers.get("Content-Type"), response, body };
}

const OCTOBER = "from=2026-10-01&to=2026-10-31";

describe("a metric asked for by the interface", () => {
  it("is the same as by the command line and by the report", async () => {
    const questions: [string, string[]][] = [
      [`metric=csat&${OCTOBER}`, ["csat"]],
      [`metric=csat&${OCTOBER}&vendor=lumina&grain=day`, ["csat", "--vendor", "lumina", "--grain", "day"]],
      [
        `metric=service-level&thresholdSeconds=60&${OCTOBER}&by=site`,
        ["service-level", "--param", "thresholdSeconds=60", "--by", "site"],
      ],
      [
        `metric=talk-time&quantile=0.9&${OCTOBER}&by=vendor`,
        ["talk-time", "--param", "quantile=0.9", "--by", "vendor"],
      ],
    ];
    for (const [address, args] of questions) {
      const requested = readMetricAddress(new URLSearchParams(address));
      if (!requested.ok) throw new Error(JSON.stringify(requested.problems));
      const report = await loadMetricRows(db, admin, requested.question);
      const days = ["--from", "2026-10-01", "--to", "2026-10-31"];
      expect((await ask(metric, `/metric?${address}`)).body).toEqual(report);
      expect(await runCommand(metricCommand, [...args, ...days], { db, clock })).toEqual(report);
    }
  });

  it("of more rows than one answer holds is refused before they are made, with the way out, as by the command line", async () => {
    // 20,001 agents: one row beyond the most, though each has one contact only.
    await db.pool.query(`INSERT INTO contact SELECT (jsonb_populate_record(c, jsonb_build_object(
      'source', 'crowd', 'external_id', 'crowd-' || n, 'agent', 'agent ' || n, 'csat_score', 5))).*
      FROM contact AS c, generate_series(1, 20001) AS n WHERE (c.vendor_id, c.source, c.external_id) =
        (SELECT vendor_id, source, external_id FROM contact WHERE day = '2026-10-01' LIMIT 1)`);
    try {
      for (const by of everyNth(2, ["agent", "agent,site"])) {
        const { status, body } = await ask(metric, `/metric?metric=csat&from=2026-10-01&to=2026-10-01&by=${by}`);
        const message = "More than 20,000 rows. Choose fewer days, a longer time unit or a coarser split.";
        expect([status, body]).toMatchObject([422, { errors: [{ parameter: "by", message }] }]);
        const args = [
          "csat",
          "--from",
          "2026-10-01",
          "--to",
          "2026-10-01",
          ...by.split(",").flatMap((part) => ["--by", part]),
        ];
        await expect(runCommand(metricCommand, args, { db, clock })).rejects.toThrow(message);
      }
      expect((await ask(metric, `/metric?metric=csat&${OCTOBER}&by=site`)).status).toBe(200);
    } finally {
      await db.pool.query("DELETE FROM contact WHERE source = 'crowd'");
    }
  });

  it("has numerator, denominator, value and sample, the last day included", async () => {
    const { body } = await ask(metric, `/metric?metric=csat&vendor=lumina&${OCTOBER}`);
    expect(body).toEqual([
      {
        period: "2026-10-01/2026-10-31",
        slice: { vendor: "lumina" },
        numerator: 2,
        denominator: 3,
        value: 2 / 3,
        n: 3,
        compared: 0.667,
        preliminary: null,
      },
    ]);
    const november = await ask(
      metric,
      "/metric?metric=answer-rate&vendor=lumina&from=2026-10-01&to=2026-11-01&grain=month",
    );
    expect(november.body).toEqual([
      {
        period: "2026-10",
        slice: { vendor: "lumina" },
        numerator: 3,
        denominator: 4,
        value: 0.75,
        n: 4,
        compared: null,
        preliminary: null,
      },
      {
        period: "2026-11",
        slice: { vendor: "lumina" },
        numerator: 1,
        denominator: 1,
        value: 1,
        n: 1,
        compared: null,
        preliminary: null,
      },
    ]);
  });

  it("is split by slice, with what was not measured as null", async () => {
    const { body } = await ask(
      metric,
      `/metric?metric=csat&vendor=lumina&from=2026-10-01&to=2026-10-15&grain=day&by=site`,
    );
    const rows = z.array(metricRowSchema).parse(body);
    expect(rows).toHaveLength(30);
    expect(
      rows.filter(({ value }) => value !== null).map(({ period, slice, value }) => [period, slice.site, value]),
    ).toEqual([
      ["2026-10-01", "Manila", 0.5],
      ["2026-10-15", "Cebu", 1],
    ]);
    expect(rows[0]).toMatchObject({ slice: { site: "Cebu" }, numerator: null, denominator: null, value: null, n: 0 });
  });

  it("gives exact percentiles, over several partners too", async () => {
    const { body } = await ask(metric, `/metric?metric=talk-time&quantile=0.5&${OCTOBER}`);
    expect(body).toEqual([
      {
        period: "2026-10-01/2026-10-31",
        slice: {},
        numerator: 160,
        denominator: null,
        value: 160,
        n: 6,
        compared: null,
        preliminary: null,
      },
    ]);
  });

  it("says everything that is wrong with a question at once", async () => {
    const { status, type, body } = await ask(
      metric,
      "/metric?metric=service-level&variant=9&from=2026-10-32&to=&by=mood&grain=age",
    );
    expect([status, type]).toEqual([422, "application/problem+json"]);
    const problem = problemSchema.parse(body);
    expect(problem.errors?.map(({ parameter }) => parameter).sort()).toEqual(["by", "from", "grain", "to", "variant"]);
    expect((await ask(metric, `/metric?metric=luck&${OCTOBER}`)).status).toBe(422);
    expect((await ask(metric, "/metric?metric=csat&from=2026-10-02&to=2026-10-01")).status).toBe(422);
    expect((await ask(metric, `/metric?metric=csat&${OCTOBER}&vendr=lumina`)).status).toBe(422);
  });
});

describe("documents of the interface", () => {
  it("are as they are described", async () => {
    z.array(vendorSchema).parse((await ask(vendors, "/vendors")).body);
    scorecardSchema.parse((await ask(scorecard, "/scorecard?vendor=lumina&period=2026-10")).body);
    portfolioSchema.parse((await ask(portfolio, "/portfolio?period=2026-10")).body);
    listSchema(noteSchema).parse((await ask(notes, "/notes")).body);
    listSchema(importSchema).parse((await ask(imports, "/imports")).body);
    expect((await ask(metrics, "/metrics")).status).toBe(200);
  });

  it("hold a scorecard that is the command line's", async () => {
    const { body } = await ask(scorecard, "/scorecard?vendor=lumina&period=2026-10");
    expect(await runCommand(scorecardCommand, ["--vendor", "lumina", "--period", "2026-10"], { db, clock })).toEqual(
      body,
    );
    const { results } = scorecardSchema.parse(body);
    expect(results.map(({ target, value, verdict, clause }) => [target, value, verdict, clause])).toEqual([
      ["csat", 2 / 3, "missed", "4.2(a)"],
      ["sl", 0.5, "met", "4.1"],
    ]);
  });

  it("hold a SOW as it was uploaded, and its published schema accepts it", async () => {
    const { body } = await ask(sow, "/sows/lumina", "admin", { vendor: "lumina" });
    expect(body).toMatchObject({ vendor: "lumina", revision: 1, document: deskSow("lumina") });
    const published = await ask(schema, "/sow.schema.json", null);
    expect(published.type).toBe("application/schema+json");
    expect(published.body).toMatchObject({ type: "object", title: "Statement of work" });
  });

  it("are described at an address that needs no key, every reference resolved", async () => {
    const { status, body } = await ask(openapi, "/openapi.json", null);
    expect(status).toBe(200);
    expect(body).toEqual(structuredClone(openApiDocument(TEST_ORIGIN)));
    const names = Object.keys(openApiDocument(TEST_ORIGIN).components.schemas);
    const referred = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name ?? "",
    );
    expect([...new Set(referred)].sort()).toEqual([...names].sort());
    expect(JSON.stringify(body)).not.toContain("#/$defs/");
  });
});

describe("the door of the interface", () => {
  it("opens to a bearer key alone", async () => {
    const forms = [
      {},
      { Authorization: "Bearer" },
      { Authorization: "Bearer plk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
      { Authorization: `Basic ${keys.admin}` },
      { Cookie: `plumbline=${keys.admin}; __Host-session=${keys.admin}` },
    ];
    for (const headers of forms) {
      const response = await vendors({ request: request("/vendors", null, { headers }), params: {}, context });
      expect(response.status).toBe(401);
      expect(response.headers.get("WWW-Authenticate")).toBe("Bearer");
      expect(problemSchema.parse(await response.json()).status).toBe(401);
    }
  });

  it("tells a key what it may not do, what is not there, and which method is not taken", async () => {
    expect((await ask(imports, "/imports", "stakeholder")).status).toBe(403);
    expect((await ask(scorecard, "/scorecard?vendor=nobody&period=2026-10")).status).toBe(404);
    expect((await ask(scorecard, "/scorecard?vendor=lumina&period=2026-13")).status).toBe(422);
    expect(nowhere({ request: request("/anything", null), params: {}, context }).status).toBe(404);
    const refused = refusing({ request: request("/metric", "admin", { method: "POST" }), params: {}, context });
    expect([refused.status, refused.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("shows a partner's key its own vendor and the notes shared with it", async () => {
    expect((await ask(vendors, "/vendors", "partner")).body).toEqual([expect.objectContaining({ key: "lumina" })]);
    expect((await ask(scorecard, "/scorecard?vendor=atlas&period=2026-10", "partner")).status).toBe(404);
    expect((await ask(metric, `/metric?metric=csat&vendor=atlas&${OCTOBER}`, "partner")).status).toBe(404);
    expect((await ask(sow, "/sows/atlas", "partner", { vendor: "atlas" })).status).toBe(404);
    const all = await ask(metric, `/metric?metric=answer-rate&by=vendor&${OCTOBER}`, "partner");
    expect(
      z
        .array(metricRowSchema)
        .parse(all.body)
        .map(({ slice }) => slice.vendor),
    ).toEqual(["lumina"]);
    const seen = listSchema(noteSchema).parse((await ask(notes, "/notes", "partner")).body);
    expect(seen.items.map(({ title }) => title)).toEqual(["lumina partner"]);
  });

  it("closes for a minute to a key that asks too often", async () => {
    const made = await createApiKey(db, admin, { name: "eager", role: "stakeholder", vendorId: null });
    if (!made.ok) throw new Error(made.problem);
    keys.stakeholder = made.key;
    expect((await ask(metrics, "/metrics", "stakeholder")).status).toBe(200);
    await db.inside.rateLimit.updateMany({ where: { key: { startsWith: "api-key" } }, data: { points: 600 } });
    const { status, type, response } = await ask(metrics, "/metrics", "stakeholder");
    expect([status, type]).toEqual([429, "application/problem+json"]);
    expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
