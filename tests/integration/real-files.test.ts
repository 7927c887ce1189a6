import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importFile } from "~/ingest/load/import-file.server";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { partnerFiles } from "../support/partner-files/partner-files";

let db: TestDatabase;
let filesFolder: string;
let folder: string;

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

describe.each(await partnerFiles())("files $made", (files) => {
  const { phoneCalls, dailyCalls, ridesTickets, shopTickets, incidents } = files;

  beforeAll(async () => {
    ({ folder } = files);
    db = await createTestDatabase();
    filesFolder = await mkdtemp(path.join(tmpdir(), "plumbline-files-"));
  });
  afterAll(() => rm(filesFolder, { recursive: true, force: true }));

  test("a phone desk's calls give the totals that are known of them", async () => {
    const first = await importReal("phone-calls/phone-calls.csv", "phone-calls.json");
    const { calls, answered } = phoneCalls;
    expect(first).toMatchObject({ read: calls, accepted: calls, new: calls, changed: 0, unchanged: 0, rejected: 0 });
    const { rows } = await db.pool.query<{ within: number; top: number; total: number }>(
      `SELECT count(*) FILTER (WHERE answered AND wait_seconds <= 60)::int AS within, count(*) FILTER (WHERE csat_score >= 4)::int AS top,
         count(*)::int AS total FROM contact`,
    );
    expect(rows[0]?.total).toBe(calls);
    const totals = await sums(
      "phone-desk",
      "sum(offered) offered, sum(answered) answered, sum(resolved) resolved, sum(resolution_known) known, sum(csat_responses) responses",
    );
    expect(totals).toMatchObject({ offered: calls, answered, known: answered });
    expect((100 * (totals["resolved"] ?? 0)) / answered).toBeCloseTo(phoneCalls.resolvedPercent, 6);
    expect((100 * (rows[0]?.top ?? 0)) / (totals["responses"] ?? 0)).toBeCloseTo(phoneCalls.topRatedPercent, 6);
    expect((100 * (rows[0]?.within ?? 0)) / calls).toBeCloseTo(phoneCalls.withinMinutePercent, 6);
    expect(await quantiles("phone-desk", "talk_seconds")).toEqual({
      median: phoneCalls.talkMedian,
      p90: phoneCalls.talkP90,
    });

    const second = await importReal("phone-calls/phone-calls.csv", "phone-calls.json");
    expect(second).toMatchObject({ read: calls, accepted: calls, new: 0, changed: 0, unchanged: calls, rejected: 0 });
    expect(await sums("phone-desk", "sum(offered) offered, sum(answered) answered")).toEqual({
      offered: calls,
      answered,
    });
  });

  test("ride-hailing tickets keep pending ones open although they carry an end", async () => {
    expect(await importReal("rides-tickets/rides-tickets.csv", "rides-tickets.json")).toMatchObject({
      read: ridesTickets.tickets,
      accepted: ridesTickets.tickets,
    });
    const totals = await sums(
      "rides-desk",
      "sum(unqueued) unqueued, sum(resolved) resolved, sum(resolution_known) known, sum(resolution_time_known) timed, sum(csat_responses) responses",
    );
    expect(totals).toEqual({
      unqueued: ridesTickets.tickets,
      resolved: ridesTickets.resolved,
      known: ridesTickets.tickets,
      timed: ridesTickets.resolved,
      responses: ridesTickets.rated,
    });
  });

  test("daily averages and shares count with the volume they belong to", async () => {
    expect(await importReal("daily-calls/daily-calls.csv", "daily-calls.json")).toMatchObject({
      read: dailyCalls.days,
      accepted: dailyCalls.days,
      rejected: 0,
    });
    const lines = readFileSync(path.join(folder, "daily-calls/daily-calls.csv"), "utf8").trim().split(/\r?\n/).slice(1);
    const days = lines.map((line) => line.split(",").slice(1).map(Number));
    const total = (amount: (day: number[]) => number) => days.reduce((sum, day) => sum + amount(day), 0);
    const totals = await sums(
      "call-center",
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
      read: shopTickets.tickets,
      accepted: shopTickets.tickets,
    });
    const totals = await sums(
      "shop-desk",
      "sum(unqueued) unqueued, sum(csat_responses) responses, sum(handle_known) handled, sum(first_response_known) responded",
    );
    expect(totals).toMatchObject({
      unqueued: shopTickets.tickets,
      responses: shopTickets.tickets,
      responded: shopTickets.tickets,
      handled: null,
    });
  });

  test("a log of events counts each incident once, by its last event", async () => {
    const collapsed = incidents.events - incidents.incidents;
    const first = await importReal("itsm-incidents/incident-events.csv", "itsm-incidents.json");
    expect(first).toMatchObject({
      read: incidents.events,
      accepted: incidents.incidents,
      collapsed,
      new: incidents.incidents,
      rejected: 0,
    });
    expect(await sums("service-desk", "sum(done_in_sla) made, sum(due) due, sum(resolved) resolved")).toEqual({
      made: incidents.inSla,
      due: incidents.incidents,
      resolved: incidents.incidents,
    });
    const again = await importReal("itsm-incidents/incident-events.csv", "itsm-incidents.json");
    expect(again).toMatchObject({
      accepted: incidents.incidents,
      collapsed,
      new: 0,
      changed: 0,
      unchanged: incidents.incidents,
      rejected: 0,
    });
  });
});
