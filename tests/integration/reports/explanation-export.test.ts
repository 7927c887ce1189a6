import { beforeAll, describe, expect, test } from "vitest";
import { explanationCsv } from "~/reports/csv-exports";
import { readExplainQuestion } from "~/reports/explain-question";
import { loadExplanation } from "~/reports/explain.server";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-world";
import { lead } from "./tiny-world";

describe("the export of an explanation", async () => {
  const db = await createTestDatabase();
  const contacts = contactsOf(1);
  const rated = contacts.filter(({ csatScore }) => csatScore !== null).length;

  beforeAll(async () => {
    await db.inside.organisation.create({ data: { name: "Test", timeZone: "Asia/Manila" } });
    await storeContacts(db, await makeJudgedVendor(db, "alpha", "Alpha"), contacts);
  });

  const load = (viewer: ReturnType<typeof lead>, everyRow: boolean) => {
    const address = "vendor=alpha&metric=csat&from=2026-08-01&to=2026-11-20&page=2";
    const question = readExplainQuestion(new URLSearchParams(address));
    return question === null ? null : loadExplanation(db, viewer, question, { clock, everyRow });
  };

  test("holds every row where the page holds a hundred, its times with their offset", async () => {
    expect(rated).toBeGreaterThan(100);
    expect((await load(lead(), false))?.rows?.rows).toHaveLength(Math.min(100, rated - 100));
    const view = await load(lead(), true);
    if (view === null) throw new Error("no view");
    const { content } = explanationCsv(view);
    expect(content).toContain(`"rows","all ${rated}"\r\n`);
    const lines = content.trimEnd().split("\r\n");
    expect(lines.at(-rated - 1)).toMatch(/^"when","kind","id",/);
    expect(lines.at(-rated)).toMatch(/^"2026-08-\d\dT\d\d:\d\d:\d\d\+08:00","contacts",/);
  });

  test("says so where it is cut", async () => {
    const view = await load(lead(), true);
    if (!view?.rows) throw new Error("no rows");
    const { content } = explanationCsv({ ...view, rows: { ...view.rows, total: 61_234 } });
    expect(content).toContain(`"rows","the first ${rated} of 61234: narrow the days for the rest"\r\n`);
  });

  test("holds no row for those who may see none", async () => {
    const stakeholder = { ...lead(), role: "stakeholder" } as const;
    const view = await load(stakeholder, true);
    if (view === null) throw new Error("no view");
    expect(view.rows).toBeNull();
    expect(explanationCsv(view).content).toContain('"rows","not shown to this viewer"\r\n');
  });
});
