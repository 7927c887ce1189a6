import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "~/domain/access/viewer";
import { rowsExport } from "~/reports/export/rows-export";
import { readRowsQuestion } from "~/reports/scorecards/rows-question";
import { loadRows, loadRowsExport } from "~/reports/scorecards/rows.server";
import { csvText } from "../../support/csv-text";
import { createTestDatabase } from "../../support/database";
import { clock, contactsOf, makeJudgedVendor, storeContacts, type TestContact } from "./judged-data";
import { lead, partnerOf } from "./tiny-data";

const db = await createTestDatabase();
const contacts = contactsOf(1);
const OCTOBER = "vendor=alpha&metric=csat&from=2026-10-01&to=2026-10-31";
let alpha: number;

async function rowsOf(address: string, viewer: Viewer = lead()) {
  const question = readRowsQuestion(new URLSearchParams(address));
  return question === null ? null : loadRows(db, viewer, question, { clock });
}

async function requireRows(address: string, viewer: Viewer = lead()) {
  const view = await rowsOf(address, viewer);
  if (view === null) throw new Error(`no rows for ${address}`);
  return view;
}

beforeAll(async () => {
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  alpha = await makeJudgedVendor(db, "alpha", "Alpha");
  await storeContacts(db, alpha, contacts);
  await storeContacts(db, await makeJudgedVendor(db, "beta", "Beta"), contactsOf(2));
  await db.pool.query(
    "UPDATE contact SET agent = 'agent ' || (line % 7), team = 'team ' || (line % 2), reason = CASE WHEN line % 3 = 0 THEN '' ELSE 'reason ' || (line % 5) END",
  );
});

type Parts = { readonly numerator: number; readonly denominator: number };
const rated = (list: readonly TestContact[]) => list.filter(({ csatScore }) => csatScore !== null);
const inOctober = ({ day }: TestContact) => day.startsWith("2026-10");

describe("the rows behind a figure", () => {
  test("add up to it: counted one by one in the files' rows, added up in SQL, and from the roll-ups", async () => {
    const view = await requireRows(OCTOBER);
    const expected = rated(contacts).filter(inOctober);
    const satisfied = expected.filter(({ csatScore }) => (csatScore ?? 0) >= 4);
    expect(view.value).toMatchObject({ numerator: satisfied.length, denominator: expected.length });
    expect(view.shown.rows).toBe(expected.length);
    expect(view.shown.value).toMatchObject({ numerator: satisfied.length, denominator: expected.length });
    expect(view.addsUp).toBe(true);
    const listed = [];
    for (let page = 1; listed.length < view.shown.rows; page += 1)
      listed.push(...(await requireRows(`${OCTOBER}&page=${page}`)).rows);
    expect(listed.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)).toBe(satisfied.length);
    expect(listed.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0)).toBe(expected.length);
    expect(new Set(listed.map(({ key }) => key)).size).toBe(expected.length);
  });

  test.each(["csat", "service-level", "abandonment", "asa", "volume"])(
    "of %s give the figure, in all and by reason, agent and site",
    async (metric) => {
      for (const days of ["from=2026-10-01&to=2026-10-31", "from=2026-09-14&to=2026-09-20"]) {
        const view = await requireRows(`vendor=alpha&metric=${metric}&${days}`);
        expect(view.value.status).toBe("measured");
        expect(view.addsUp).toBe(true);
        for (const { groups, shown } of Object.values(view.totals)) {
          expect(shown).toHaveLength(groups);
          expect(shown.reduce((sum, { rows }) => sum + rows, 0)).toBe(view.whole.rows);
          if (view.value.status !== "measured") continue;
          const numerators = shown.map(({ value }) => (value.status === "measured" ? value.numerator : 0));
          expect(numerators.reduce((sum, one) => sum + one, 0)).toBeCloseTo(view.value.numerator, 6);
        }
      }
    },
  );

  test("of a percentile have the percentile, and each agent has the percentile of its own rows", async () => {
    const view = await requireRows(
      "vendor=alpha&metric=first-response-time&quantile=0.5&from=2026-10-01&to=2026-10-31",
    );
    expect(view.addsUp).toBe(true);
    expect(view.shown.value).toMatchObject({ status: "measured" });
    expect(view.columns).toEqual(["first response (s)"]);
    const [first] = view.totals.agent.shown;
    const own = await requireRows(
      `vendor=alpha&metric=first-response-time&quantile=0.5&from=2026-10-01&to=2026-10-31&only-agent=${first?.name ?? ""}`,
    );
    expect(own.shown.value).toEqual(first?.value);
  });

  test("are narrowed by agent, reason, site and search, and the totals with them", async () => {
    const whole = await requireRows(OCTOBER);
    for (const [part, name] of [
      ["agent", "only-agent"],
      ["reason", "only-reason"],
      ["team", "only-team"],
      ["site", "only-site"],
    ] as const) {
      for (const group of whole.totals[part].shown) {
        const view = await requireRows(`${OCTOBER}&${name}=${encodeURIComponent(group.name)}`);
        expect(view.shown).toMatchObject({ rows: group.rows, value: group.value });
        expect(view.whole.rows).toBe(whole.whole.rows);
        expect(view.totals[part].shown).toEqual([group]);
        expect(view.addsUp).toBe(true);
      }
    }
    const found = await requireRows(`${OCTOBER}&q=AGENT%203`);
    expect(found.totals.agent.shown.map(({ name }) => name)).toEqual(["agent 3"]);
    expect((await requireRows(`${OCTOBER}&q=%25`)).shown.rows).toBe(0);
  });

  test.each([
    ["csat", ({ numerator, denominator }: Parts) => numerator < 0.85 * denominator],
    ["abandonment", ({ numerator }: Parts) => numerator > 0],
  ])("of %s are narrowed to those off target by themselves, and counted so in every total", async (metric, misses) => {
    const question = `vendor=alpha&metric=${metric}&from=2026-10-01&to=2026-10-31`;
    const listAll = async (address: string) => {
      const rows = [];
      for (let page = 1; ; page += 1) {
        const view = await requireRows(`${address}&page=${page}`);
        rows.push(...view.rows);
        if (rows.length >= view.shown.rows) return rows;
      }
    };
    const off = (await listAll(question)).filter(({ numerator, denominator }) => {
      return (denominator ?? 0) > 0 && misses({ numerator: numerator ?? 0, denominator: denominator ?? 0 });
    });
    expect(off.length).toBeGreaterThan(0);
    const narrowed = await listAll(`${question}&off-target=yes`);
    expect(narrowed.map(({ key }) => key).toSorted()).toEqual(off.map(({ key }) => key).toSorted());
    const { shown, totals } = await requireRows(question);
    expect(shown.offTarget).toBe(off.length);
    for (const { shown: groups } of Object.values(totals)) {
      expect(groups.reduce((sum, { offTarget }) => sum + offTarget, 0)).toBe(off.length);
      const counts = groups.map(({ offTarget }) => offTarget);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    }
  });

  test("of a count or a stock are never off target by themselves", async () => {
    const view = await requireRows("vendor=alpha&metric=volume&from=2026-10-01&to=2026-10-31&off-target=yes");
    expect(view.rule).toBeNull();
    expect(view.shown.rows).toBe(view.whole.rows);
  });

  test("are sorted by what the address says, either way, over all pages", async () => {
    const all = "vendor=alpha&metric=csat&from=2026-08-01&to=2026-11-20";
    const agents = async (sort: string) => {
      const { shown, rows } = await requireRows(`${all}&sort=${sort}`);
      expect(shown.rows).toBeGreaterThan(100);
      return rows.map(({ agent }) => agent);
    };
    expect(new Set(await agents("agent"))).toContain("agent 0");
    expect(await agents("agent")).toEqual((await agents("agent")).toSorted());
    expect((await agents("-agent"))[0]).toBe("agent 6");
    const newest = await requireRows(`${all}&sort=-when`);
    expect(newest.rows[0]?.at.slice(0, 10)).toBe("2026-11-20");
    const amounts = (await requireRows(`${all}&sort=-amount:1`)).rows.map(({ amounts: [, second] }) => second);
    expect(amounts).toEqual(amounts.toSorted((a, b) => (b ?? -1) - (a ?? -1)));
  });

  test("are a partner's own through the external role, never another's, and nobody's who may see no rows", async () => {
    const [inside, outside] = [await requireRows(OCTOBER), await requireRows(OCTOBER, partnerOf(alpha))];
    expect(outside.shown).toEqual(inside.shown);
    expect(outside.totals).toEqual(inside.totals);
    expect(outside.rows.map(({ importName }) => importName)).not.toEqual(
      inside.rows.map(({ importName }) => importName),
    );
    expect(await rowsOf(OCTOBER.replace("alpha", "beta"), partnerOf(alpha))).toBeNull();
    expect(await rowsOf(OCTOBER, { ...lead(), role: "stakeholder" } as Viewer)).toBeNull();
  });

  test("leave as CSV as they are filtered and sorted, with what they add up to", async () => {
    const address = `${OCTOBER}&only-agent=agent 3&sort=-when`;
    const view = await requireRows(address);
    const question = readRowsQuestion(new URLSearchParams(address));
    const found = question && (await loadRowsExport(db, lead(), question, { clock }));
    if (!found) throw new Error("no export");
    const [table = "", about = ""] = (await csvText(rowsExport(found))).replace(/^\ufeff/, "").split("\r\n\r\n");
    const [head, ...lines] = table.split("\r\n");
    expect(head).toMatch(/^"when","kind","id",/);
    expect(lines).toHaveLength(view.shown.rows);
    expect(lines.map((line) => line.split(",")[2])).toEqual(view.rows.map(({ externalId }) => `"${externalId}"`));
    expect(about).toContain('"only agent","agent 3"');
    expect(about).toContain(`"rows",${view.shown.rows}`);
  });

  const csvOf = async (address: string) => {
    const question = readRowsQuestion(new URLSearchParams(address));
    const found = question && (await loadRowsExport(db, lead(), question, { clock }));
    if (!found) throw new Error("no export");
    const [table = "", about = ""] = (await csvText(rowsExport(found))).replace(/^\ufeff/, "").split("\r\n\r\n");
    const [head = "", ...lines] = table
      .split("\r\n")
      .map((line) => line.split(",").map((cell) => JSON.parse(cell || "null")));
    return { head, lines, about };
  };
  const cellsOf = ({ head, lines }: Awaited<ReturnType<typeof csvOf>>, column: string) =>
    lines.map((line) => line[head.indexOf(column)]);

  test.each(["", "&only-agent=agent 3", "&off-target=yes"])(
    "have a chart by day, week or month whose counts are those of the CSV (%s)",
    async (filter) => {
      for (const [days, grain] of [
        ["from=2026-10-01&to=2026-10-31", "day"],
        ["from=2026-08-01&to=2026-11-20", "week"],
      ] as const) {
        const address = `vendor=alpha&metric=csat&${days}${filter}`;
        const view = await requireRows(address);
        expect(view.chart.grain).toBe(grain);
        const inFile = cellsOf(await csvOf(address), "when").map((when) => String(when).slice(0, 10));
        const fractions = cellsOf(await csvOf(`${address}&off-target=yes`), "when").map((when) =>
          String(when).slice(0, 10),
        );
        for (const { from, until, rows, offTarget } of view.chart.bars) {
          expect(rows).toBe(inFile.filter((day) => from <= day && day < until).length);
          expect(offTarget).toBe(fractions.filter((day) => from <= day && day < until).length);
        }
        expect(view.chart.bars.reduce((sum, { rows }) => sum + rows, 0)).toBe(view.shown.rows);
        expect(view.chart.bars.reduce((sum, { offTarget }) => sum + offTarget, 0)).toBe(view.shown.offTarget);
      }
    },
  );

  test.each(["csat", "asa", "first-response-time"])(
    "of %s have totals and averages of all their pages, as the columns of the CSV add up to",
    async (metric) => {
      const address = `vendor=alpha&metric=${metric}&from=2026-08-01&to=2026-11-20`;
      const [view, file] = [await requireRows(address), await csvOf(address)];
      expect(view.shown.rows).toBeGreaterThan(view.pageSize);
      const inFile = (column: string) => {
        const values = cellsOf(file, column)
          .filter((value) => value !== null)
          .map(Number);
        return { sum: values.reduce((sum, value) => sum + value, 0), rows: values.length };
      };
      for (const [index, column] of view.columns.entries()) {
        const { sum, rows } = inFile(column);
        expect(view.columnTotals[index]?.total).toBeCloseTo(sum, 6);
        expect(view.columnTotals[index]?.average).toBeCloseTo(sum / rows, 9);
        expect(file.about).toContain(`"total of ${column}",`);
      }
      if (view.partTotals === null) return;
      for (const part of ["numerator", "denominator"] as const) {
        const { sum, rows } = inFile(part);
        expect(view.partTotals[part].total).toBeCloseTo(sum, 6);
        expect(view.partTotals[part].average).toBeCloseTo(sum / rows, 9);
      }
    },
  );

  test("have the columns that the address names, in the CSV too, and always when a row was", async () => {
    expect((await requireRows(OCTOBER)).columnsShown).toBeNull();
    for (const address of ["columns=agent,id", "columns=when&columns=id&columns=agent", "columns=id,agent,unknown"]) {
      expect((await requireRows(`${OCTOBER}&${address}`)).columnsShown).toEqual(["id", "agent"]);
      expect((await csvOf(`${OCTOBER}&${address}`)).head).toEqual(["when", "kind", "id", "source", "agent"]);
    }
    expect((await csvOf(`${OCTOBER}&columns=when`)).head).toEqual(["when", "kind", "source"]);
  });
});

describe("rows without an agent", () => {
  test("have the figure that their count of rows off target follows from, in the totals and alone", async () => {
    const gamma = await makeJudgedVendor(db, "gamma", "Gamma");
    await storeContacts(db, gamma, contactsOf(3));
    await db.pool.query("UPDATE contact SET agent = '' WHERE vendor_id = $1 AND answered = false", [gamma]);
    const address = "vendor=gamma&metric=service-level&from=2026-10-01&to=2026-10-31";
    const view = await requireRows(address);
    const blank = view.totals.agent.shown.find(({ name }) => name === "");
    expect(blank?.offTarget).toBeGreaterThan(0);
    expect(blank?.value).toMatchObject({ status: "measured", numerator: 0, value: 0 });
    expect((await requireRows(`${address}&only-agent=`)).shown.value).toEqual(blank?.value);
  });
});
