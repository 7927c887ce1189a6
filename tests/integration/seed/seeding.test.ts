import { readdir } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findAccountByEmail } from "~/data/access/accounts.server";
import { verifyPassword } from "~/data/access/secrets.server";
import { removeDemo } from "~/data/demo/demo-data.server";
import { sumMeasures } from "~/data/metrics/measures.server";
import { dayFromNumber, dayNumber } from "~/domain/calendar/day";
import { loadDeliveries } from "~/reports/deliveries/deliveries.server";
import { findDemoSignIn, seedDemo, type SeedOptions } from "../../../seed/main";
import { PARTNERS } from "../../../seed/partners";
import { SEEDER } from "../../../seed/seeder";
import type { SimulatedDay } from "../../../seed/simulated";
import { demoDays } from "../../../seed/timeline";
import { DEFAULT_SEED, simulatePartner } from "../../../seed/demo-history";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { newFolder, NOW, SCALE, SEEDED_PARTNERS as KEYS, seededContents, seedOptions } from "./seed-options";

const TODAY = dayNumber("2026-11-23");

function data(key: string): SimulatedDay[] {
  const partner = PARTNERS.find((candidate) => candidate.key === key);
  if (partner === undefined) throw new Error(`no partner ${key}`);
  return [...simulatePartner(partner, { seed: DEFAULT_SEED, today: TODAY, scale: SCALE, partners: KEYS })];
}

describe("seeding the demo data", () => {
  let db: TestDatabase;
  let given: SeedOptions;
  let signIn: { email: string; password: string }[];

  beforeAll(async () => {
    db = await createTestDatabase();
    given = await seedOptions();
    ({ signIn } = await seedDemo(db, given));
  });

  it("stores every contact and every audit that the partners' files tell of", async () => {
    for (const key of KEYS) {
      const days = data(key);
      const vendor = await db.inside.vendor.findUniqueOrThrow({ where: { key } });
      const where = { vendorId: vendor.id };
      expect(await db.inside.contact.count({ where })).toBe(days.flatMap(({ contacts }) => contacts).length);
      expect(await db.inside.review.count({ where })).toBe(days.flatMap(({ reviews }) => reviews).length);
    }
    expect(await db.inside.rejectedRow.count()).toBe(0);
  });

  it("has the sums of the demo data in its roll-ups", async () => {
    const vendor = await db.inside.vendor.findUniqueOrThrow({ where: { key: "harbour" } });
    const { from, until } = demoDays(TODAY);
    const range = { key: "all", from: dayFromNumber(from), until: dayFromNumber(until) };
    const refs = [
      "offered",
      "answered",
      "waitSeconds",
      "csatResponses",
      "csat>=4",
      "pointsEarned",
      "leavers",
      "forecastContacts",
      "invoicedMinor",
    ] as const;
    const [sum] = await sumMeasures(db, SEEDER, { vendorIds: [vendor.id], refs, ranges: [range] });
    const contacts = data("harbour").flatMap((day) => day.contacts);
    const calls = contacts.filter(({ channel }) => channel === "Voice");
    const answered = calls.filter((call) => call.answered);
    const totals = data("harbour").flatMap((day) => [...day.staffing, ...day.volumes]);
    const summed = (measure: string) => totals.reduce((total, { amounts }) => total + (amounts[measure] ?? 0), 0);
    expect(sum?.amounts).toMatchObject({
      offered: calls.length,
      answered: answered.length,
      waitSeconds: answered.reduce((total, call) => total + (call.waitSeconds ?? 0), 0),
      csatResponses: contacts.filter(({ csat }) => csat !== null).length,
      "csat>=4": contacts.filter(({ csat }) => (csat ?? 0) >= 4).length,
      pointsEarned: data("harbour")
        .flatMap((day) => day.reviews)
        .reduce((total, review) => total + review.pointsEarned, 0),
      leavers: summed("leavers"),
      forecastContacts: summed("forecastContacts"),
    });
    expect(sum?.amounts.invoicedMinor).toBeGreaterThan(0);
  });

  it("files each contact under the day on which it came in the reporting zone", async () => {
    const { rows } = await db.pool.query<{ wrong: number }>(
      "SELECT count(*)::int AS wrong FROM contact WHERE day <> (opened_at AT TIME ZONE 'America/Phoenix')::date",
    );
    expect(rows[0]?.wrong).toBe(0);
    const span = await db.pool.query<{ first: string; last: string }>(
      "SELECT min(day)::text AS first, max(day)::text AS last FROM contact",
    );
    expect(span.rows[0]).toEqual({ first: "2025-09-01", last: "2026-11-22" });
  });

  it("marks everything as demo and names the audits' contacts", async () => {
    const not = { where: { demo: false } };
    expect(await db.inside.vendor.count(not)).toBe(0);
    expect(await db.inside.user.count(not)).toBe(0);
    expect(await db.inside.importBatch.count(not)).toBe(0);
    expect(await db.inside.mapping.count(not)).toBe(0);
    expect(await db.inside.sowDocument.count(not)).toBe(0);
    expect(await db.inside.rootCauseNote.count(not)).toBe(0);
    expect(await db.inside.expectedFile.count(not)).toBe(0);
    const { rows } = await db.pool.query<{ lost: number }>(
      `SELECT count(*)::int AS lost FROM review r WHERE NOT EXISTS
        (SELECT 1 FROM contact c WHERE c.vendor_id = r.vendor_id AND c.external_id = r.contact_external_id AND c.agent = r.agent)`,
    );
    expect(rows[0]?.lost).toBe(0);
  });

  it("lets its people in with the password that it answers and writes down", async () => {
    const lead = signIn.find(({ email }) => email.startsWith("lead@"));
    const account = await findAccountByEmail(db, lead?.email ?? "");
    expect(account?.account.role).toBe("lead");
    expect(await verifyPassword(account?.passwordHash ?? null, lead?.password ?? "")).toBe(true);
    expect(await findDemoSignIn(given.dataFolder)).toEqual(signIn);
    expect(await findDemoSignIn(await newFolder())).toBeNull();
  });

  it("expects their files, and dates what came to the morning after it", async () => {
    const { lines } = await loadDeliveries(db, SEEDER, { vendor: null, inNeed: false }, { clock: () => NOW });
    expect([...new Set(lines.map(({ partner }) => partner.key))].sort()).toEqual(KEYS);
    const invoices = await db.inside.importBatch.findFirstOrThrow({ where: { source: "invoices" } });
    expect(invoices.appliedAt.toISOString()).toBe("2026-11-01T13:10:00.000Z");
    const days = await db.inside.receivedDay.findMany({ where: { batchId: invoices.id } });
    expect(days.length).toBeGreaterThan(10);
    expect(new Set(days.map(({ receivedAt }) => receivedAt.toISOString()))).toEqual(
      new Set(["2026-11-01T13:10:00.000Z"]),
    );
  });

  it("leaves the partners' files where a person can read them", async () => {
    const files = await readdir(path.join(given.dataFolder, "demo", "harbour"));
    expect(files.some((name) => name.startsWith("harbour-cases"))).toBe(true);
  });

  it("changes nothing when it is done again", async () => {
    const before = await seededContents(db);
    await seedDemo(db, given);
    expect(await seededContents(db)).toEqual(before);
  });

  it("goes away alone: what is the organization's own stays", async () => {
    const own = await db.inside.vendor.create({ data: { key: "own", name: "Own partner" } });
    const removal = await removeDemo(db, "test", { name: "Ada Own", email: "ada@own.example", passwordHash: "x" });
    expect(removal).toMatchObject({ ok: true, vendors: KEYS.length });
    expect(await db.inside.vendor.findMany({ select: { id: true } })).toEqual([{ id: own.id }]);
    expect(await db.inside.contact.count()).toBe(0);
    expect(await db.inside.measureDay.count()).toBe(0);
    expect(await db.inside.measureMonth.count()).toBe(0);
    expect(await db.inside.receivedDay.count()).toBe(0);
    expect(await db.inside.expectedFile.count()).toBe(0);
    expect(await db.inside.user.count()).toBe(1);
  });
});
