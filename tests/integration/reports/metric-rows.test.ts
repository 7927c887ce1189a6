import { beforeAll, describe, expect, test } from "vitest";
import type { Database } from "~/data/db/database.server";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { daysOf } from "~/domain/calendar/day-range";
import { contactAmounts } from "~/domain/metrics/contact-amounts";
import { quantileOf } from "~/domain/metrics/quantile";
import { readMetricAddress } from "~/reports/metrics/metric-address";
import { loadMetricRows, type MetricRow } from "~/reports/scorecards/metric-rows.server";
import { createTestDatabase } from "../../support/database";
import { contactsOf, makeJudgedVendor, storeContacts, type TestContact } from "./judged-data";
import { lead, partnerOf } from "./tiny-data";

const OCTOBER = "from=2026-10-01&to=2026-10-31&vendor=alpha";

/** Which agent of three handled the contact at an index. */
const agentOf = (index: number) => `agent ${index % 3}`;

async function nameAgents(db: Database, vendorId: number): Promise<void> {
  await db.pool.query(
    `UPDATE contact SET agent = 'agent ' || (substr(external_id, 2)::int % 3), severity = 'S' || (substr(external_id, 2)::int % 2 + 1),
       language = CASE WHEN site = 'North' THEN 'en' ELSE 'pt' END, talk_seconds = (substr(external_id, 2)::int % 7) * 10.4
     WHERE vendor_id = $1`,
    [vendorId],
  );
}

describe("the rows of a metric", async () => {
  const db = await createTestDatabase();
  const contacts: TestContact[] = contactsOf(1).map((contact, index) => ({
    ...contact,
    talkSeconds: Number(((index % 7) * 10.4).toFixed(1)),
  }));
  let alpha = 0;

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
    alpha = await makeJudgedVendor(db, "alpha", "Alpha");
    const beta = await makeJudgedVendor(db, "beta", "Beta");
    await storeContacts(db, alpha, contacts);
    await storeContacts(db, beta, contactsOf(2));
    await nameAgents(db, alpha);
    await rollUpDays(db, alpha, [...new Set(contacts.map(({ day }) => day))]);
  });

  const rowsOf = async (address: string, viewer = lead()): Promise<MetricRow[]> => {
    const requested = readMetricAddress(new URLSearchParams(address));
    if (!requested.ok) throw new Error(JSON.stringify(requested.problems));
    return (await loadMetricRows(db, viewer, requested.question)) ?? [];
  };
  const october = contacts
    .map((contact, index) => ({ ...contact, index }))
    .filter(({ day }) => day.startsWith("2026-10"));

  test("split by agent, severity and language, each part is what its contacts say and the parts make the whole", async () => {
    const [whole] = await rowsOf(`metric=csat&${OCTOBER}`);
    for (const [by, partOf] of [
      ["agent", ({ index }: { index: number }) => agentOf(index)],
      ["severity", ({ index }: { index: number }) => `S${(index % 2) + 1}`],
      ["language", ({ site }: TestContact) => (site === "North" ? "en" : "pt")],
    ] as const) {
      const rows = await rowsOf(`metric=csat&${OCTOBER}&by=${by}`);
      const expected = new Map<string, { numerator: number; denominator: number }>();
      for (const contact of october) {
        const amounts = contactAmounts(contact, ["csat>=4", "csatResponses"], new Date("2026-11-30T00:00:00Z"));
        if (amounts.csatResponses === undefined) continue;
        const part = partOf(contact);
        const sum = expected.get(part) ?? { numerator: 0, denominator: 0 };
        sum.numerator += amounts["csat>=4"] ?? 0;
        sum.denominator += 1;
        expected.set(part, sum);
      }
      const found = rows.map(({ slice, numerator, denominator }) => [slice[by], { numerator, denominator }]);
      expect(new Map(found as [string, object][])).toEqual(expected);
      expect(
        rows.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0),
        by,
      ).toBe(whole?.numerator);
    }
  });

  test("split by agent, percentiles are those of the agent's contacts, interpolated or by nearest rank", async () => {
    for (const method of ["interpolated", "nearest-rank"] as const) {
      const rows = await rowsOf(`metric=talk-time&quantile=0.55&method=${method}&${OCTOBER}&by=agent`);
      expect(rows).toHaveLength(3);
      for (const { slice, value } of rows) {
        const times = october
          .filter(({ index, answered }) => agentOf(index) === slice.agent && answered !== false)
          .flatMap(({ talkSeconds }) => talkSeconds ?? [])
          .toSorted((a, b) => a - b);
        expect(value).toBe(quantileOf(times, 0.55, method));
      }
    }
  });

  test("averages are the exact sum over the contacts with a known time", async () => {
    const [row] = await rowsOf(`metric=average-talk&${OCTOBER}`);
    const handled = october.filter(({ answered }) => answered !== false);
    const tenths = handled.reduce((sum, { talkSeconds }) => sum + Math.round((talkSeconds ?? 0) * 10), 0);
    expect(row).toMatchObject({ numerator: tenths / 10, denominator: handled.length, n: handled.length });
    expect(row?.value).toBe(tenths / (10 * handled.length));
  });

  test("carry the value that the contract compares, and null where no target holds", async () => {
    const [row] = await rowsOf(`metric=csat&${OCTOBER}`);
    expect(row?.compared).toBe(Math.round((row?.value ?? 0) * 1000) / 1000);
    const [other] = await rowsOf(`metric=csat&${OCTOBER}&boxes=5`).catch(() => []);
    expect(other?.compared ?? null).toBeNull();
    const byAgent = await rowsOf(`metric=csat&${OCTOBER}&by=agent`);
    expect(byAgent.map(({ compared }) => compared)).toEqual([null, null, null]);
    const [ofTwo] = await rowsOf("metric=csat&from=2026-10-01&to=2026-10-31");
    expect(ofTwo?.compared).toBeNull();
  });

  test("say what of them rests on preliminary rows", async () => {
    expect((await rowsOf(`metric=csat&${OCTOBER}`)).map(({ preliminary }) => preliminary)).toEqual([null]);
    const days = daysOf({ from: "2026-10-20", until: "2026-10-31" });
    await db.pool.query(
      "UPDATE contact SET preliminary = TRUE WHERE vendor_id = $1 AND day = ANY ($2) AND site = 'North'",
      [alpha, days],
    );
    await rollUpDays(db, alpha, days);
    await db.pool.query("UPDATE vendor SET revision = revision + 1 WHERE id = $1", [alpha]);
    const rated = october.filter(
      ({ day, site, csatScore }) => days.includes(day) && site === "North" && csatScore !== null,
    );
    const rows = [{ kind: "contacts", rows: rated.length }];
    const stated = { rows, from: rated[0]?.day, to: rated.at(-1)?.day };
    const bySite = await rowsOf(`metric=csat&${OCTOBER}&by=site`);
    expect(bySite.map(({ slice, preliminary }) => [slice.site, preliminary])).toEqual([
      ["North", stated],
      ["South", null],
    ]);
    expect((await rowsOf("metric=csat&from=2026-10-01&to=2026-10-31"))[0]?.preliminary).toEqual(stated);
    const byAgent = await rowsOf(`metric=csat&${OCTOBER}&by=agent`);
    expect(byAgent[0]?.preliminary).toEqual({ ...stated, rows: [] });
  });

  test("show a partner its own agents alone", async () => {
    const rows = await rowsOf("metric=csat&from=2026-10-01&to=2026-10-31&by=vendor,agent", partnerOf(alpha));
    expect(new Set(rows.map(({ slice }) => slice.vendor))).toEqual(new Set(["alpha"]));
  });
});
