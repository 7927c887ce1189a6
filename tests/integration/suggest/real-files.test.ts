import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftMapping } from "~/ingest/suggest/draft/draft-mapping";
import type { SuggestionChoices } from "~/ingest/suggest/suggestion";
import { suggestMapping } from "~/ingest/suggest/suggest-mapping";
import { importFile } from "~/ingest/load/import-file.server";
import { detectReading } from "~/ingest/format/detect-reading.server";
import { sampleTable } from "~/ingest/format/sample-table.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { partnerFiles } from "../../support/partner-files/partner-files";

let db: TestDatabase;
let filesFolder: string;
let folder: string;

/** Imports a file as it is found to be read, by its suggested mapping and these choices alone. */
async function importSuggested(name: string, vendor: string, choices: SuggestionChoices = {}, zone = "UTC") {
  const file = path.join(folder, name);
  const reading = await detectReading(file);
  const suggestion = suggestMapping(await sampleTable(file, reading.file), { zone, choices });
  const draft = draftMapping(suggestion, { key: vendor, name: vendor, source: vendor, file: reading.file, vendor });
  expect(draft.open).toEqual([]);
  const result = await importFile(db, {
    path: file,
    fileName: path.basename(file),
    mapping: draft.document,
    by: { actor: "test", userId: null },
    filesFolder,
  });
  return { suggestion, result };
}

async function one(sql: string, vendor: string): Promise<Record<string, number | null> | undefined> {
  const { rows } = await db.pool.query<Record<string, number | null>>(sql, [vendor]);
  return rows[0];
}

const sums = (vendor: string, columns: string) =>
  one(`SELECT ${columns} FROM measure_day m JOIN vendor v ON v.id = m.vendor_id WHERE v.key = $1`, vendor);
const contacts = (vendor: string, columns: string) =>
  one(`SELECT ${columns} FROM contact c JOIN vendor v ON v.id = c.vendor_id WHERE v.key = $1`, vendor);

describe.each(await partnerFiles())("files $made, by their suggested mappings", (files) => {
  const { phoneCalls, dailyCalls, ridesTickets, shopTickets, incidents } = files;

  beforeAll(async () => {
    ({ folder } = files);
    db = await createTestDatabase();
    filesFolder = await mkdtemp(path.join(tmpdir(), "plumbline-files-"));
  });
  afterAll(() => rm(filesFolder, { recursive: true, force: true }));

  test.each(["phone-calls.csv", "phone-calls.xlsx"])("%s needs no correction", async (name) => {
    const vendor = name.replace(".", "-");
    const { result } = await importSuggested(`phone-calls/${name}`, vendor);
    const { calls: all, answered } = phoneCalls;
    expect(result).toMatchObject({ read: all, accepted: all, rejected: 0 });
    const totals = await sums(
      vendor,
      "sum(offered) offered, sum(answered) answered, sum(resolved) resolved, sum(resolution_known) known, sum(csat_responses) responses",
    );
    expect(totals).toMatchObject({ offered: all, answered, known: answered });
    expect((100 * (totals?.["resolved"] ?? 0)) / answered).toBeCloseTo(phoneCalls.resolvedPercent, 6);
    const calls = await contacts(
      vendor,
      `count(*) FILTER (WHERE answered AND wait_seconds <= 60)::int AS within, count(*) FILTER (WHERE csat_score >= 4)::int AS top,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY talk_seconds) median, percentile_cont(0.9) WITHIN GROUP (ORDER BY talk_seconds) p90,
       count(DISTINCT agent)::int agents, count(DISTINCT reason)::int reasons, count(DISTINCT opened_at)::int moments`,
    );
    expect((100 * (calls?.["within"] ?? 0)) / all).toBeCloseTo(phoneCalls.withinMinutePercent, 6);
    expect((100 * (calls?.["top"] ?? 0)) / (totals?.["responses"] ?? 0)).toBeCloseTo(phoneCalls.topRatedPercent, 6);
    expect(calls).toMatchObject({
      median: phoneCalls.talkMedian,
      p90: phoneCalls.talkP90,
      agents: phoneCalls.agents,
      reasons: 5,
    });
    expect(calls?.["moments"]).toBeGreaterThan(phoneCalls.momentsAbove);
  });

  test("daily-calls.csv needs one answer: of which calls its service level is a share", async () => {
    const { suggestion, result } = await importSuggested("daily-calls/daily-calls.csv", "call-center", {
      answers: [{ id: "share-of:Service Level (20 Seconds)", value: "Incoming Calls" }],
    });
    expect(suggestion.kind).toBe("totals");
    expect(result).toMatchObject({ read: dailyCalls.days, accepted: dailyCalls.days, rejected: 0 });
    const text = readFileSync(path.join(folder, "daily-calls/daily-calls.csv"), "utf8");
    const rows = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(",").slice(1).map(Number));
    const total = (amount: (day: number[]) => number) => rows.reduce((sum, day) => sum + amount(day), 0);
    const totals = await sums(
      "call-center",
      "sum(offered) offered, sum(answered) answered, sum(abandoned) abandoned, sum(wait_seconds) wait, sum(parameter_counts[(SELECT id FROM rollup_parameter WHERE measure = 'wait<=20')]) AS within",
    );
    expect(totals).toMatchObject({
      offered: total((day) => day[0] ?? 0),
      answered: total((day) => day[1] ?? 0),
      abandoned: total((day) => day[3] ?? 0),
      wait: expect.closeTo(
        total((day) => (day[1] ?? 0) * (day[4] ?? 0)),
        3,
      ),
      within: expect.closeTo(
        total((day) => (day[0] ?? 0) * (day[7] ?? 0)),
        3,
      ),
    });
  });

  test("rides-tickets.csv needs no correction: its hours are proven by its moments, and pending tickets stay open", async () => {
    const { result } = await importSuggested("rides-tickets/rides-tickets.csv", "rides-desk");
    expect(result).toMatchObject({ read: ridesTickets.tickets, accepted: ridesTickets.tickets, rejected: 0 });
    expect(
      await sums(
        "rides-desk",
        "sum(unqueued) unqueued, sum(resolved) resolved, sum(resolution_known) known, sum(resolution_time_known) timed, sum(csat_responses) responses",
      ),
    ).toEqual({
      unqueued: ridesTickets.tickets,
      resolved: ridesTickets.resolved,
      known: ridesTickets.tickets,
      timed: ridesTickets.resolved,
      responses: ridesTickets.rated,
    });
    const first = await one(
      `SELECT resolution_seconds seconds FROM contact c JOIN vendor v ON v.id = c.vendor_id WHERE v.key = $1 AND c.external_id = '${ridesTickets.one.id}'`,
      "rides-desk",
    );
    expect(first?.["seconds"]).toBeCloseTo(ridesTickets.one.hours * 3_600, 3);
  });

  test("ecommerce-tickets-sample.csv needs no correction: one column proves the order of day and month for another", async () => {
    const { result } = await importSuggested(
      "ecommerce-tickets/ecommerce-tickets-sample.csv",
      "shop-desk",
      {},
      "Asia/Kolkata",
    );
    expect(result).toMatchObject({ read: shopTickets.tickets, accepted: shopTickets.tickets, rejected: 0 });
    expect(
      await sums(
        "shop-desk",
        "sum(unqueued) unqueued, sum(csat_responses) responses, sum(handle_known) handled, sum(first_response_known) responded",
      ),
    ).toMatchObject({
      unqueued: shopTickets.tickets,
      responses: shopTickets.tickets,
      responded: shopTickets.tickets,
      handled: null,
    });
  });

  test("incident-events.csv needs no correction: the last event of each incident counts", async () => {
    const { suggestion, result } = await importSuggested("itsm-incidents/incident-events.csv", "service-desk");
    expect(suggestion).toMatchObject({ preset: "servicenow", nulls: ["?"] });
    expect(result).toMatchObject({ read: incidents.events, rejected: 0 });
    expect(
      await contacts("service-desk", "count(*)::int incidents, count(*) FILTER (WHERE made_sla)::int in_sla"),
    ).toEqual({ incidents: incidents.incidents, in_sla: incidents.inSla });
    expect(await sums("service-desk", "sum(due) due, sum(done_in_sla) done")).toMatchObject({
      due: incidents.incidents,
      done: incidents.inSla,
    });
  });
});
