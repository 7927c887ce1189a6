import { existsSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { importFile } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../support/database";

const folder = path.resolve(import.meta.dirname, "../../../shared/data");
const present = existsSync(folder);
if (!present)
  console.warn(`Skipped: the real files are not beside the repository (${path.relative(process.cwd(), folder)}).`);

let db: TestDatabase;
let filesFolder: string;

function importReal(file: string, mapping: string) {
  const document: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, "mappings", mapping), "utf8"));
  return importFile(db, {
    path: path.join(folder, file),
    fileName: path.basename(file),
    mapping: document,
    by: { actor: "test", userId: null },
    filesFolder,
  });
}

async function sums(vendor: string, columns: string): Promise<Record<string, number>> {
  const { rows } = await db.pool.query<Record<string, number>>(
    `SELECT ${columns} FROM measure_day m JOIN vendor v ON v.id = m.vendor_id WHERE v.key = $1`,
    [vendor],
  );
  return rows[0] ?? {};
}

async function quantiles(vendor: string, column: string): Promise<{ median: number; p90: number } | undefined> {
  const { rows } = await db.pool.query<{ median: number; p90: number }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ${column}) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY ${column}) AS p90
     FROM contact c JOIN vendor v ON v.id = c.vendor_id WHERE v.key = $1`,
    [vendor],
  );
  return rows[0];
}

describe.runIf(present)("files that other people made", () => {
  beforeAll(async () => {
    db = await createTestDatabase();
    filesFolder = await mkdtemp(path.join(tmpdir(), "plumbline-files-"));
  });

  test("a phone desk's calls give the totals that are known of them", async () => {
    const first = await importReal("phone-calls/phone-calls.csv", "phone-calls.json");
    expect(first).toMatchObject({ read: 5000, accepted: 5000, new: 5000, changed: 0, unchanged: 0, rejected: 0 });
    const { rows } = await db.pool.query<{ within: number; top: number; total: number }>(
      `SELECT count(*) FILTER (WHERE answered AND wait_seconds <= 60)::int AS within, count(*) FILTER (WHERE csat_score >= 4)::int AS top,
         count(*)::int AS total FROM contact`,
    );
    expect(rows[0]?.total).toBe(5000);
    const totals = await sums(
      "phone-desk",
      "sum(offered) offered, sum(answered) answered, sum(resolved) resolved, sum(resolution_known) known, sum(csat_responses) responses",
    );
    expect(totals).toMatchObject({ offered: 5000, answered: 4054, known: 4054 });
    expect((100 * (totals["resolved"] ?? 0)) / 4054).toBeCloseTo(89.935866, 6);
    expect((100 * (rows[0]?.top ?? 0)) / (totals["responses"] ?? 0)).toBeCloseTo(49.901332, 6);
    expect((100 * (rows[0]?.within ?? 0)) / 5000).toBeCloseTo(35.92, 6);
    expect(await quantiles("phone-desk", "talk_seconds")).toEqual({ median: 226, p90: 378 });

    const second = await importReal("phone-calls/phone-calls.csv", "phone-calls.json");
    expect(second).toMatchObject({ read: 5000, accepted: 5000, new: 0, changed: 0, unchanged: 5000, rejected: 0 });
    expect(await sums("phone-desk", "sum(offered) offered, sum(answered) answered")).toEqual({
      offered: 5000,
      answered: 4054,
    });
  });

  test("ride-hailing tickets keep pending ones open although they carry an end", async () => {
    expect(await importReal("rides-tickets/rides-tickets.csv", "rides-tickets.json")).toMatchObject({
      read: 1000,
      accepted: 1000,
    });
    const totals = await sums(
      "rides-desk",
      "sum(unqueued) unqueued, sum(resolved) resolved, sum(resolution_known) known, sum(resolution_time_known) timed, sum(csat_responses) responses",
    );
    expect(totals).toEqual({ unqueued: 1000, resolved: 848, known: 1000, timed: 848, responses: 960 });
  });

  test("daily averages and shares count with the volume they belong to", async () => {
    expect(await importReal("daily-calls/daily-calls.csv", "daily-calls.json")).toMatchObject({
      read: 1251,
      accepted: 1251,
      rejected: 0,
    });
    const lines = readFileSync(path.join(folder, "daily-calls/daily-calls.csv"), "utf8").trim().split(/\r?\n/).slice(1);
    const days = lines.map((line) => line.split(",").slice(1).map(Number));
    const total = (amount: (day: number[]) => number) => days.reduce((sum, day) => sum + amount(day), 0);
    const totals = await sums(
      "call-centre",
      "sum(offered) offered, sum(answered) answered, sum(wait_seconds) wait, sum(parameter_counts[(SELECT id FROM rollup_parameter WHERE measure = 'wait<=20')]) AS within",
    );
    expect(totals["offered"]).toBe(total((day) => day[0] ?? 0));
    expect(totals["answered"]).toBe(total((day) => day[1] ?? 0));
    expect(totals["wait"]).toBeCloseTo(
      total((day) => (day[1] ?? 0) * (day[4] ?? 0)),
      3,
    );
    expect(totals["within"]).toBeCloseTo(
      total((day) => (day[0] ?? 0) * (day[7] ?? 0)),
      3,
    );
  });

  test("shop tickets with two date forms in a row and blank handle times are read", async () => {
    expect(await importReal("ecommerce-tickets/ecommerce-tickets-sample.csv", "ecommerce-tickets.json")).toMatchObject({
      read: 19,
      accepted: 19,
    });
    const totals = await sums(
      "shop-desk",
      "sum(unqueued) unqueued, sum(csat_responses) responses, sum(handle_known) handled, sum(first_response_known) responded",
    );
    expect(totals).toMatchObject({ unqueued: 19, responses: 19, responded: 19, handled: null });
  });

  test("a log of events counts each incident once, by its last event", async () => {
    const first = await importReal("itsm-incidents/incident-events.csv", "itsm-incidents.json");
    expect(first).toMatchObject({ read: 5998, accepted: 890, collapsed: 5108, new: 890, rejected: 0 });
    expect(await sums("service-desk", "sum(done_in_sla) made, sum(due) due, sum(resolved) resolved")).toEqual({
      made: 495,
      due: 890,
      resolved: 890,
    });
    const again = await importReal("itsm-incidents/incident-events.csv", "itsm-incidents.json");
    expect(again).toMatchObject({ accepted: 890, collapsed: 5108, new: 0, changed: 0, unchanged: 890, rejected: 0 });
  });
});
