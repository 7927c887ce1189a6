import { beforeAll, describe, expect, test } from "vitest";
import { delimitedParser } from "~/ingest/format/delimited";
import { dayCell, figureCell, type ExportFile } from "~/reports/export/export-file";
import { exportResponse } from "~/reports/export/export-response";
import { metricExport, portfolioExport, scorecardExport } from "~/reports/export/view-exports";
import { readMetricPageQuestion } from "~/reports/scorecards/metric-page-question";
import { loadMetricPage } from "~/reports/scorecards/metric-page.server";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { XLSX_ROWS } from "~/reports/export/xlsx-file";
import { csvText } from "../../support/csv-text";
import { createTestDatabase } from "../../support/database";
import { answerOf, get, testContext } from "../../support/load-context";
import { sheetsOf } from "../../support/xlsx-text";
import { clock, contactsOf, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead } from "./tiny-data";

const db = await createTestDatabase();

beforeAll(async () => {
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  await storeContacts(db, await makeJudgedVendor(db, "alpha", "Alpha"), contactsOf(1));
});

/** Cells of the CSV: its table, and what stands behind the blank line. */
async function csvOf(file: ExportFile): Promise<{ table: string[][]; about: string[][] }> {
  const parser = delimitedParser(",");
  const rows = parser.push((await csvText(file)).replace(/^\ufeff/, ""));
  const last = parser.end().row;
  const cells = [...rows, ...(last ? [last] : [])].map((row) => [...row.cells]);
  const width = file.header.length;
  return { table: cells.filter((row) => row.length === width), about: cells.filter((row) => row.length === 2) };
}

async function workbookOf(file: ExportFile): Promise<Record<string, string[][]>> {
  const answer = await exportResponse(testContext(db), get("/x.xlsx"), file);
  expect(answer.headers.get("Content-Type")).toContain("spreadsheetml");
  expect(answer.headers.get("Content-Disposition")).toBe(`attachment; filename="${file.name}.xlsx"`);
  return sheetsOf(new Uint8Array(await answer.arrayBuffer()));
}

const isNumber = (text: string) => text !== "" && Number.isFinite(Number(text));

const isFlag = (text: string) => text === "true" || text === "false";
/** Shares read as the percent that the sheet shows. */
const numberOf = (text: string) => (text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text));

async function exportsOf(): Promise<(() => ExportFile)[]> {
  const viewer = lead();
  const portfolio = await loadPortfolio(
    db,
    viewer,
    readPortfolioQuestion(new URLSearchParams("period=2026-10&columns=all")),
    { clock },
  );
  const scorecard = await loadScorecard(db, viewer, readScorecardQuestion("alpha", "2026-10", new URLSearchParams()), {
    clock,
  });
  const address = new URLSearchParams("vendor=alpha&from=2026-08-01&to=2026-11-20&by=site");
  const metric = await loadMetricPage(db, viewer, readMetricPageQuestion("csat", address), { clock });
  if (portfolio === null || scorecard === null || metric === null) throw new Error("a view is missing");
  return [() => portfolioExport(portfolio), () => scorecardExport(scorecard), () => metricExport(metric)];
}

describe("the two forms of an export", () => {
  test("a CSV begins with its heading row, and what it says of itself follows behind a blank line", async () => {
    for (const make of await exportsOf()) {
      const file = make();
      const text = await csvText(file);
      expect(text.replace(/^\ufeff/, "").split("\r\n")[0]).toBe(file.header.map((name) => `"${name}"`).join(","));
      const [, behind = ""] = text.split("\r\n\r\n");
      expect(behind).toMatch(/^"Plumbline",/);
    }
  });

  test("a workbook holds the same cells as the CSV, its figures as numbers", async () => {
    for (const make of await exportsOf()) {
      const { table } = await csvOf(make());
      const { Table: sheet = [] } = await workbookOf(make());
      expect(sheet.length).toBe(table.length);
      for (const [line, row] of table.entries()) {
        for (const [index, cell] of row.entries()) {
          const other = sheet[line]?.[index] ?? "";
          if (line > 0 && isNumber(cell)) expect(numberOf(other)).toBeCloseTo(Number(cell), 9);
          else expect(isFlag(cell) ? other.toLowerCase() : other).toBe(cell);
        }
      }
    }
  });

  test("a workbook says on a sheet of its own what it holds, as the CSV does at its end", async () => {
    for (const make of await exportsOf()) {
      const { about } = await csvOf(make());
      const { About: sheet = [] } = await workbookOf(make());
      expect(sheet.map(([name = "", value = ""]) => [name, value])).toEqual(about);
      expect(sheet.map(([name]) => name)).toEqual(
        expect.arrayContaining(["Plumbline", "time zone", "data to", "days"]),
      );
    }
  });

  test("states, verdicts and signals are exported in the words of the screen, not as codes", async () => {
    const options = { clock };
    const question = readScorecardQuestion("alpha", "2026-11", new URLSearchParams());
    const running = await loadScorecard(db, lead(), question, options);
    if (running === null) throw new Error("a view is missing");
    const { table, about } = await csvOf(scorecardExport(running));
    expect(about).toContainEqual(["state", "in progress"]);
    const column = (name: string) => table.slice(1).map((row) => row[table[0]?.indexOf(name) ?? -1] ?? "");
    expect(new Set(column("state"))).toContain("in progress");
    const words = ["", "worse than usual", "better than usual", "different from usual", "as usual", "too few points"];
    for (const signal of column("signal")) expect(words).toContain(signal);
    const cells = table.flat();
    for (const code of ["running", "over", "too-few", "worse", "usual", "no-data", "by-luck"])
      expect(cells).not.toContain(code);
  });

  test("a workbook's cells carry the format in which the screen writes their figure", async () => {
    const money = { unit: "money", decimals: 2, currency: "USD" } as const;
    const share = { unit: "share", decimals: 1 } as const;
    const file = (): ExportFile => ({
      name: "formats",
      about: [],
      header: ["money", "share", "day", "evil"],
      rows: [[figureCell(-123_456, money), figureCell(0.787, share), dayCell("2026-10-01"), "=1+1"]],
    });
    const { Table: [, row] = [] } = await workbookOf(file());
    expect(row).toEqual(["-1234.56", "78.7%", "2026-10-01", "'=1+1"]);
    expect((await csvOf(file())).table[1]).toEqual(["-123456", "0.787", "2026-10-01", "'=1+1"]);
  });

  test("a table too long for a workbook is refused with the way out, and its CSV is whole", async () => {
    function* rows() {
      for (let row = 0; row <= XLSX_ROWS; row += 1) yield [row];
    }
    const file = () => ({ name: "long", about: [], header: ["row"], rows: rows() });
    const refused = await answerOf(exportResponse(testContext(db), get("/x.xlsx"), file()));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toBe(
      "This table has more than 10,000 rows, too many for XLSX. Export CSV, or choose fewer days or add a filter.",
    );
    expect((await csvText(file())).trimEnd().split("\r\n")).toHaveLength(XLSX_ROWS + 2);
  });
});
