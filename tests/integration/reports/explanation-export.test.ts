import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { partnerScope } from "~/domain/access/scope";
import { explanationExport } from "~/reports/export/view-exports";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadExplanationExport } from "~/reports/export/explain-export.server";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { csvText } from "../../support/csv-text";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead } from "./tiny-data";

describe("the export of an explanation", async () => {
  const db = await createTestDatabase();
  const contacts = contactsOf(1);
  const rated = contacts.filter(({ csatScore }) => csatScore !== null).length;

  beforeAll(async () => {
    await db.inside.organization.create({ data: { name: "Test", timeZone: "Asia/Manila" } });
    await storeContacts(db, await makeJudgedVendor(db, "alpha", "Alpha"), contacts);
  });

  const question = readExplainQuestion(
    new URLSearchParams("vendor=alpha&metric=csat&from=2026-08-01&to=2026-11-20&page=2"),
  );
  const page = (viewer: ReturnType<typeof lead>) => question && loadExplanation(db, viewer, question, { clock });
  const load = async (viewer: ReturnType<typeof lead>) => {
    const explanation = question && (await loadExplanationExport(db, viewer, question, { clock }));
    if (explanation === null) throw new Error("no explanation");
    return explanation;
  };

  test("holds every row where the page holds a hundred, its times with their offset", async () => {
    expect(rated).toBeGreaterThan(100);
    expect((await page(lead()))?.rows?.rows).toHaveLength(Math.min(100, rated - 100));
    const content = await csvText(explanationExport(await load(lead())));
    expect(content).toContain(`"rows","all ${rated}"\r\n`);
    const lines = content.replace(/^\ufeff/, "").split("\r\n");
    expect(lines[0]).toMatch(/^"when","kind","id",/);
    expect(lines[rated + 1]).toBe("");
    expect(lines[1]).toMatch(/^"2026-08-\d\dT\d\d:\d\d:\d\d\+08:00","contacts",/);
  });

  test("says so where it is cut", async () => {
    const { view, rows } = await load(lead());
    if (!view.rows) throw new Error("no rows");
    const cut = { view: { ...view, rows: { ...view.rows, total: 1_234_567 } }, rows };
    const content = await csvText(explanationExport(cut));
    expect(content).toContain(`"rows","first 1000000 of 1234567; choose fewer days for the rest"\r\n`);
  });

  test("holds no row for those who may see none", async () => {
    const stakeholder = { ...lead(), role: "stakeholder" } as const;
    const explanation = await load(stakeholder);
    expect(explanation.view.rows).toBeNull();
    const content = await csvText(explanationExport(explanation));
    expect(content).toContain('"rows","no access to individual rows"\r\n');
    expect(content).toMatch(/^\ufeff"when","kind","id",[^\r]*\r\n\r\n"Plumbline",/);
  });

  test("is the same to a partner, read through the external role's own cursor", async () => {
    const { id } = await db.inside.vendor.findUniqueOrThrow({ where: { key: "alpha" } });
    const partner = {
      kind: "partner",
      userId: randomUUID(),
      name: "",
      email: "",
      vendorId: id,
      scope: partnerScope(id),
    } as const;
    const [inside, outside] = await Promise.all(
      [lead(), partner].map(async (viewer) => {
        const explanation = question && (await loadExplanationExport(db, viewer, question, { clock }));
        const found: unknown[] = [];
        for await (const batch of explanation?.rows ?? [])
          found.push(...batch.map(({ importName: _name, ...row }) => row));
        return found;
      }),
    );
    expect(outside).toHaveLength(rated);
    expect(outside).toEqual(inside);
  });
});
