import { beforeAll, describe, expect, test } from "vitest";
import { command } from "~/cli/commands/statement";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { registerParameters } from "~/data/rollups/parameters.server";
import type { SowDocument } from "~/domain/contracts/document";
import { statementDocument } from "~/reports/api/statement-document";
import { loadStatement, loadStatements } from "~/reports/contracts/statement.server";
import { csvFile } from "~/reports/export/csv-file";
import { statementExport } from "~/reports/export/statement-export";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { applyRows } from "../ingest/apply-rows";
import { lead, partnerOf } from "./tiny-data";

/* A partner with calls, stated totals and invoices, whose SOW prices them: from rows in the database to the statement. */

let db: TestDatabase;
let acme: number;
let other: number;
const clock = () => new Date("2026-05-10T12:00:00Z");

const DOCUMENT: SowDocument = {
  vendor: "acme",
  title: "Pick-ups",
  currency: "USD",
  timeZone: "UTC",
  versions: [
    {
      version: 1,
      effectiveFrom: "2026-01-01",
      targets: [
        {
          id: "pickups",
          clause: "3",
          metric: "stated-count",
          parameters: { amount: "missed-pickups" },
          comparator: "<=",
          expected: 5,
        },
        {
          id: "held",
          clause: "4",
          metric: "stated-share",
          parameters: { amount: "held", base: "calls" },
          comparator: "<=",
          expected: 5,
          period: "quarter",
        },
      ],
      creditScheme: {
        bases: [{ id: "invoice", name: "Invoice" }],
        rules: [
          {
            id: "pickup",
            targets: ["pickups"],
            quantity: { per: "excess", over: 5 },
            price: { kind: "amount", amount: 50 },
          },
          {
            id: "share",
            targets: ["pickups"],
            when: { misses: "expected", inARow: 2 },
            price: { kind: "percent", percent: 1, base: "invoice" },
          },
          { id: "held", targets: ["held"], quantity: { per: "excess", over: 5 }, price: { kind: "amount", amount: 5 } },
        ],
        caps: [{ id: "year", per: "calendar-year", limit: { amount: 5000 } }],
      },
    },
  ],
};

const total = (day: string, measure: string, amount: number) => ({
  id: `${day}${measure}`,
  day,
  fields: { measure, amount },
});

beforeAll(async () => {
  db = await createTestDatabase();
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  acme = (await db.inside.vendor.create({ data: { key: "acme", name: "Acme" } })).id;
  other = (await db.inside.vendor.create({ data: { key: "other", name: "Other" } })).id;
  await registerParameters(db, ["stated:missed-pickups"], null);
  await applyRows(db, {
    kind: "totals",
    rows: [
      total("2026-01-10", "stated:missed-pickups", 7),
      total("2026-01-20", "stated:missed-pickups", 5),
      total("2026-02-10", "stated:missed-pickups", 9),
      total("2026-03-10", "stated:missed-pickups", 3),
      total("2026-04-30", "stated:missed-pickups", 2),
      total("2026-01-31", "invoicedMinor", 1_000_000),
      total("2026-02-28", "invoicedMinor", 1_234_550),
      total("2026-03-31", "invoicedMinor", 900_000),
      total("2026-02-15", "stated:calls", 20_000),
      total("2026-03-15", "stated:calls", 21_200),
      total("2026-02-15", "stated:held", 1500),
      total("2026-03-15", "stated:held", 1384),
    ],
  });
  await applySow(db, { by: "Ines", actor: "ines@example.com" }, DOCUMENT, { clock });
});

const statement = (period: string, viewer = lead()) => loadStatement(db, viewer, { vendor: "acme", period }, { clock });

const amounts = async (period: string) => {
  const view = await statement(period);
  return Object.fromEntries((view?.statement.lines ?? []).map(({ id, amountMinor }) => [id, amountMinor]));
};

describe("a statement", () => {
  test("prices stated totals, misses in a row, the invoice and a quarter in its last month, and stops at the cap of the year", async () => {
    expect(await amounts("2026-01")).toEqual({ "pickup@2026-01": 35_000 });
    // 4 above the allowance, and 1% of $12,345.50.
    expect(await amounts("2026-02")).toEqual({ "pickup@2026-02": 20_000, "share@2026-02": 12_346 });
    // 2,884 of 41,200 calls: 824 above 5% at $5; of $5,000 a year $673.46 are used.
    expect(await amounts("2026-03")).toEqual({ "held@2026-Q1": 412_000 });
    expect(await amounts("2026-04")).toEqual({});
  });

  test("is the same on the page, in the API, on the command line and in the export", async () => {
    const view = await statement("2026-02");
    if (view === null) throw new Error("No statement");
    const document = statementDocument(view);
    expect(document).toMatchObject({ period: "2026-02", currency: "USD", total: "323.46", gap: null, problems: [] });
    const answered = await runCommand(command, ["--vendor", "acme", "--period", "2026-02"], { db, clock });
    expect(JSON.stringify(answered)).toBe(JSON.stringify(document));
    const text: string[] = [];
    for await (const line of csvFile(statementExport(view)).lines) text.push(line);
    expect(text.join("")).toContain("323.46");
    expect(document.hash).toMatch(/^[0-9a-f]{64}$/);
    const later = await loadStatement(
      db,
      lead(),
      { vendor: "acme", period: "2026-02" },
      { clock: () => new Date("2026-09-01T00:00:00Z") },
    );
    expect(later?.hash).toBe(view.hash);
  });

  test("says what is missing before it is final: a month in progress, invoices that have not come", async () => {
    expect((await statement("2026-05"))?.statement.problems.map(({ code }) => code)).toEqual(["running"]);
    expect((await statement("2026-05"))?.state).toBe("running");
  });

  test("is shown to its own partner, and to no one who sees only a part of it", async () => {
    expect((await statement("2026-02", partnerOf(acme)))?.statement.totalMinor).toBe(32_346);
    expect(await statement("2026-02", partnerOf(other))).toBeNull();
    expect(await statement("2026-02", lead({ sites: ["North"] }))).toBeNull();
    expect(await statement("2026-02", lead({ fromDay: "2026-02-01" }))).toBeNull();
    const list = await loadStatements(db, partnerOf(other), "2026-02", { clock });
    expect(list?.rows.map(({ partner, gap }) => [partner.key, gap])).toEqual([["other", "no-sow"]]);
    expect(await loadStatements(db, lead({ channels: ["Voice"] }), "2026-02", { clock })).toBeNull();
  });

  test.each(["2026-W10", "2026-Q1", "2026", "nonsense", "2026-13"])("is not there for %s", async (period) => {
    expect(await statement(period)).toBeNull();
  });

  test("is not final where a clause needs what is not imported: kinds of charges, the time of incidents", async () => {
    const [version] = DOCUMENT.versions;
    if (version === undefined) throw new Error("No version");
    const document: SowDocument = {
      ...DOCUMENT,
      vendor: "other",
      versions: [
        {
          ...version,
          creditScheme: {
            bases: [{ id: "fees", name: "Fees", excludes: ["reimbursed-costs"] }],
            rules: [
              { id: "share", targets: ["pickups"], price: { kind: "percent", percent: 1, base: "fees" } },
              {
                id: "minutes",
                targets: ["pickups"],
                when: { always: true },
                quantity: { per: "incident-time", step: "full" },
                price: { kind: "amount", amount: 1 },
              },
            ],
          },
        },
      ],
    };
    await applyRows(db, {
      kind: "totals",
      vendor: "other",
      rows: [total("2026-02-10", "stated:missed-pickups", 9), total("2026-02-28", "invoicedMinor", 500_000)],
    });
    await applySow(db, { by: "Ines", actor: "ines@example.com" }, document, { clock });
    const view = await loadStatement(db, lead(), { vendor: "other", period: "2026-02" }, { clock });
    expect(view?.statement.problems.map(({ code, about }) => [code, about])).toEqual([
      ["no-charges", "share"],
      ["no-incidents", "minutes"],
    ]);
    expect(view?.statement.totalMinor).toBe(0);
  });

  test("of a month before the contract has no version", async () => {
    expect(await statement("2025-12")).toMatchObject({ gap: "no-version", statement: { totalMinor: 0 } });
  });
});
