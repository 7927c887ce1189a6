import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rollUpDays } from "~/data/rollups/roll-up-days.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { sumMeasures } from "~/data/metrics/measures.server";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { explanationExport } from "~/reports/export/view-exports";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { checkText } from "~/wording/scorecards/explanation";
import type { SowDocument } from "~/domain/contracts/document";
import { csvText } from "../../support/csv-text";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { lead, partnerOf } from "../reports/tiny-data";
import { applyRows, clearFacts } from "./apply-rows";

type Version = SowDocument["versions"][number];
type Sources = Version["sources"];

let db: TestDatabase;
const clock = () => new Date("2026-03-10T12:00:00Z");
const DAYS = ["2026-01-05", "2026-02-02"] as const;
const ABANDON = { id: "abandon", metric: "abandonment", comparator: "<=", expected: 5 } as const;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
});
beforeEach(async () => {
  await clearFacts(db);
  await db.inside.sowDocument.deleteMany();
});

function versionOf(sources: Sources, changes: Partial<Version> = {}): Version {
  return { version: 1, effectiveFrom: "2026-01-01", targets: [ABANDON], ...(sources ? { sources } : {}), ...changes };
}

async function upload(...versions: Version[]) {
  const document = { vendor: "acme", title: "Services", currency: "USD", timeZone: "UTC", versions };
  const applied = await applySow(db, { by: "test", actor: "test" }, document, { clock });
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
  return applied;
}

/** Ten calls on each day, two of them abandoned, one of them within its first ten seconds. */
const importContacts = (source = "telephony") =>
  applyRows(db, {
    kind: "contacts",
    source,
    rows: DAYS.flatMap((day) =>
      Array.from({ length: 10 }, (_, index) => ({
        id: `${source} ${day} ${index}`,
        day,
        fields: { openedAt: `${day}T12:00:00Z`, channel: "Phone", answered: index >= 2, waitSeconds: index * 10 },
      })),
    ),
  });

/** What a source's own totals say of each day. */
const importTotals = (source: string, amounts: Record<string, number>, days: readonly string[] = DAYS) =>
  applyRows(db, {
    kind: "totals",
    source,
    rows: days.flatMap((day) =>
      Object.entries(amounts).map(([measure, amount]) => ({
        id: `${day} ${measure}`,
        day,
        fields: { channel: "Phone", measure, amount },
      })),
    ),
  });

async function vendorId(): Promise<number> {
  return (await db.inside.vendor.findUniqueOrThrow({ where: { key: "acme" } })).id;
}

/** Offered, abandoned and answered on each day, as the roll-up has them. */
async function stored() {
  const { rows } = await db.pool.query(
    "SELECT day::text, offered, abandoned, answered FROM measure_day ORDER BY day, site, program, channel",
  );
  return rows.map((row) => Object.values(row));
}

async function expectClean() {
  const check = await checkRollUp(db, await vendorId(), { repair: false, actor: "test" });
  expect(check.differences).toEqual([]);
}

const NAMED = [{ source: "ledger" }];

describe("the source that a contract names", () => {
  const steps = {
    contacts: () => importContacts(),
    ledger: () => importTotals("ledger", { offered: 8, abandoned: 3 }),
    other: () => importTotals("other", { offered: 70, abandoned: 30 }),
    contract: () => upload(versionOf(NAMED)),
  };
  type Step = keyof typeof steps;
  const orders: Step[][] = [
    ["contacts", "ledger", "other", "contract"],
    ["contract", "contacts", "other", "ledger"],
    ["ledger", "contract", "contacts", "other"],
    ["other", "ledger", "contacts", "contract"],
    ["other", "contract", "ledger", "contacts"],
  ];

  test.each(orders)("wins whatever comes first: %s, %s, %s, %s", async (...order) => {
    for (const step of order) await steps[step]();
    expect(await stored()).toEqual(DAYS.map((day) => [day, 8, 3, 8]));
    await expectClean();
  });

  test("wins on the days of its version only, and a contract that names none leaves contacts first", async () => {
    await importContacts();
    await importTotals("ledger", { offered: 8 });
    await upload(
      versionOf(NAMED, { effectiveUntil: "2026-01-31" }),
      versionOf(undefined, { version: 2, effectiveFrom: "2026-02-01" }),
    );
    expect(await stored()).toEqual([
      ["2026-01-05", 8, 2, 8],
      ["2026-02-02", 10, 2, 8],
    ]);
    await upload(versionOf(undefined, { amendment: "None named" }));
    expect(await stored()).toEqual(DAYS.map((day) => [day, 10, 2, 8]));
    expect(await db.inside.sourceChoice.count()).toBe(0);
    await expectClean();
  });

  test("wins for the measures of the metrics named, and a source named for a metric goes before one for all", async () => {
    await importContacts();
    await importTotals("ledger", { offered: 8, abandoned: 3, answered: 5, csatResponses: 7 });
    await importTotals("books", { offered: 6, abandoned: 1, answered: 4, csatResponses: 9 });
    await upload(versionOf([{ source: "ledger", metrics: ["abandonment"] }]));
    expect(await stored()).toEqual(DAYS.map((day) => [day, 8, 3, 8]));
    await upload(versionOf([{ source: "books" }, { source: "ledger", metrics: ["abandonment"] }]));
    expect(await stored()).toEqual(DAYS.map((day) => [day, 8, 3, 4]));
    await upload(versionOf([{ source: "telephony", metrics: ["abandonment"] }, { source: "books" }]));
    expect(await stored()).toEqual(DAYS.map((day) => [day, 10, 2, 4]));
    await expectClean();
  });

  test("gives way again where its batch is reverted", async () => {
    await upload(versionOf(NAMED));
    await importContacts();
    const { batchId } = await importTotals("ledger", { offered: 8 }, [DAYS[0]]);
    expect(await stored()).toEqual([
      [DAYS[0], 8, 2, 8],
      [DAYS[1], 10, 2, 8],
    ]);
    await revertBatch(db, batchId, "test");
    expect(await stored()).toEqual(DAYS.map((day) => [day, 10, 2, 8]));
    await expectClean();
  });

  test("wins for counts with a limit too, held by the roll-up or not", async () => {
    await importContacts();
    await importTotals("ledger", { "wait<=20": 3, "wait<=33": 5 });
    await upload(
      versionOf([{ source: "ledger", metrics: ["service-level"] }], {
        targets: [
          { id: "sl", metric: "service-level", comparator: ">=", expected: 80, parameters: { thresholdSeconds: 20 } },
        ],
      }),
    );
    const [sum] = await sumMeasures(db, partnerOf(await vendorId()), {
      vendorIds: [await vendorId()],
      ranges: [{ key: "all", from: "2026-01-01", until: "2026-03-01" }],
      refs: ["wait<=20", "wait<=33", "wait<=50"],
    });
    expect(sum?.amounts).toEqual({ "wait<=20": 6, "wait<=33": 10, "wait<=50": 8 });
    await expectClean();
  });

  test("wins where contract and files come at the same time, again and again", async () => {
    for (const sources of [NAMED, [{ source: "other" }], NAMED]) {
      const named = (amendment: string) => upload(versionOf(sources, { amendment }));
      await Promise.all([
        importContacts(),
        importTotals("ledger", { offered: 8, abandoned: 3 }),
        importTotals("other", { offered: 70, abandoned: 30 }),
        named("One"),
        named("Two"),
      ]);
      const [offered, abandoned] = sources === NAMED ? [8, 3] : [70, 30];
      expect(await stored()).toEqual(DAYS.map((day) => [day, offered, abandoned, 8]));
      await expectClean();
    }
  });

  test("an upload that names the same again rolls nothing up", async () => {
    await importContacts();
    await importTotals("ledger", { offered: 8 });
    await upload(versionOf(NAMED));
    await db.pool.query("UPDATE measure_day SET offered = 99");
    await upload(
      versionOf(NAMED, { amendment: "Another word" }),
      versionOf(NAMED, { version: 2, effectiveFrom: "2026-02-01" }),
    );
    expect((await stored()).map(([, offered]) => offered)).toEqual([99, 99]);
    await rollUpDays(db, await vendorId(), DAYS);
    expect((await stored()).map(([, offered]) => offered)).toEqual([8, 8]);
  });
});

describe("the other side", () => {
  const explain = async (viewer = lead()) => {
    const question = readExplainQuestion(
      new URLSearchParams("metric=abandonment&vendor=acme&from=2026-01-01&to=2026-02-28"),
    );
    const view = question && (await loadExplanation(db, viewer, question, { clock }));
    if (!view) throw new Error("Nothing is explained");
    return view;
  };
  const offered = (view: Awaited<ReturnType<typeof explain>>) => view.checks.filter(({ ref }) => ref === "offered");

  test("is a check: totals where contacts count, on the days of which they speak", async () => {
    await importContacts();
    await importTotals("ledger", { offered: 7 }, [DAYS[0]]);
    await importTotals("ledger-b", { offered: 0.5 }, [DAYS[0]]);
    const view = await explain();
    expect(view.measures.find(({ ref }) => ref === "offered")?.amount).toBe(20);
    expect(view.checks).toEqual([
      {
        ref: "offered",
        label: "offered",
        unit: "count",
        kind: "totals",
        sources: ["ledger", "ledger-b"],
        stated: 7.5,
        counted: 10,
      },
    ]);
    expect(view.checks.map((check) => checkText(check, null))).toEqual([
      "Check: imported totals report 7.5 for offered (sources ledger, ledger-b), 2.5 fewer than the value used for the same days and slices.",
    ]);
    expect(await csvText(explanationExport({ view, rows: [] }))).toContain(
      '"check: offered, totals of ledger, ledger-b",7.5\r\n',
    );
  });

  test("is a check: contacts and other totals where the totals named count, for partners too", async () => {
    await importContacts();
    await importContacts("desk");
    await importTotals("ledger", { offered: 8, abandoned: 3 });
    await importTotals("other", { offered: 8 });
    await upload(versionOf(NAMED));
    const view = await explain(partnerOf(await vendorId()));
    expect(view.measures.find(({ ref }) => ref === "offered")?.amount).toBe(16);
    expect(offered(view).toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
      { kind: "contacts", sources: ["desk", "telephony"], stated: 40, counted: 16 },
      { kind: "totals", sources: ["other"], stated: 16, counted: 16 },
    ]);
    expect(
      offered(view)
        .map((check) => checkText(check, null))
        .toSorted(),
    ).toEqual([
      "Check: contact rows report 40 for offered (sources desk, telephony), 24 more than the value used for the same days and slices.",
      "Check: imported totals report 16 for offered (source other), the same as the value used for the same days and slices.",
    ]);
  });

  test("is none where no two sources speak of the same day and slice", async () => {
    await importContacts();
    await importTotals("ledger", { offered: 5, abandoned: 1 }, ["2026-01-20"]);
    const view = await explain();
    expect(view.checks).toEqual([]);
    expect(view.measures.find(({ ref }) => ref === "offered")?.amount).toBe(25);
  });
});
