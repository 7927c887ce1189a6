import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { draftMapping } from "~/ingest/suggest/draft/draft-mapping";
import type { SuggestionChoices } from "~/ingest/suggest/suggestion";
import { suggestMapping } from "~/ingest/suggest/suggest-mapping";
import { importFile } from "~/ingest/load/import-file.server";
import { detectReading } from "~/ingest/format/detect-reading.server";
import { sampleTable } from "~/ingest/format/sample-table.server";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { clearFacts } from "../ingest/apply-rows";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-wide-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The mapping that these answers alone make of a file as it is found to be read. */
async function suggestedMapping(lines: readonly string[], choices: SuggestionChoices = {}) {
  const file = path.join(folder, "file.csv");
  await writeFile(file, [...lines, ""].join("\n"));
  const reading = await detectReading(file);
  const suggestion = suggestMapping(await sampleTable(file, reading.file), { zone: "Europe/Madrid", choices });
  const draft = draftMapping(suggestion, {
    key: "wide",
    name: "Wide",
    source: "wide",
    file: reading.file,
    vendor: "acme",
  });
  expect(draft.open).toEqual([]);
  return { mapping: draft.document };
}

async function importBy(mapping: unknown, lines: readonly string[]) {
  const file = path.join(folder, "file.csv");
  await writeFile(file, [...lines, ""].join("\n"));
  const by = { actor: "test", userId: null };
  return importFile(db, { path: file, fileName: "file.csv", mapping, by, filesFolder: path.join(folder, "files") });
}

async function importSuggested(lines: readonly string[], choices: SuggestionChoices = {}) {
  const { mapping } = await suggestedMapping(lines, choices);
  return importBy(mapping, lines);
}

async function rolledUp(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT day::text, site, program, channel, offered, answered, handled FROM measure_day ORDER BY day, site, program, channel`,
  );
  return rows;
}

/** What the days of each month and slice add up to. */
async function months(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT to_char(day, 'YYYY-MM') AS month, site, round(sum(offered)::numeric, 4)::float8 AS offered,
       round(sum(answered)::numeric, 4)::float8 AS answered, round(sum(handled)::numeric, 4)::float8 AS handled
     FROM measure_day GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows;
}

/** The share that was answered on each day. */
async function sharesOfDays(): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT day::text, site, round((answered / offered)::numeric, 4)::float8 AS share FROM measure_day ORDER BY day, site`,
  );
  return rows;
}

/** The rows of a long file with the first days of months are about the months. */
const MONTHLY: SuggestionChoices = { answers: [{ id: "period:Date", value: "month" }] };
const figure = (value: string) => ({ id: "wide-figure", value });
const slice = (value: string) => ({ id: "wide-slice", value });

describe("a wide file comes to the same as the long one that it stands for", () => {
  test("with a column per month, blanks and thousands in it", async () => {
    const wide = ["Queue;Jan 2026;Feb 2026;Mar 2026", "Billing;1.200,0;900;-", "Returns;;7;40"];
    expect(await importSuggested(wide, { answers: [figure("offered")] })).toMatchObject({
      read: 2,
      accepted: 2,
      rejected: 0,
    });
    const turned = await rolledUp();
    await clearFacts(db);
    await importSuggested(
      [
        "Queue,Date,Offered",
        "Billing,2026-01-01,1200",
        "Billing,2026-02-01,900",
        "Returns,2026-02-01,7",
        "Returns,2026-03-01,40",
      ],
      MONTHLY,
    );
    expect(turned).toHaveLength(31 + 28 + 28 + 31);
    expect(turned).toEqual(await rolledUp());
  });

  test("with a measure per row and a column per month", async () => {
    const wide = [
      "Metric,Site,2026-01,2026-02,Total",
      "Calls offered,Lisbon,100,120,220",
      "Calls answered,Lisbon,90,110,200",
      "Mood,Lisbon,3,4,7",
      "Calls offered,Cebu,50,,50",
      "Calls answered,Cebu,49,,49",
    ];
    expect(await importSuggested(wide)).toMatchObject({ accepted: 4, rejected: 0 });
    const turned = { months: await months(), days: await sharesOfDays() };
    await clearFacts(db);
    await importSuggested(
      [
        "Site,Date,Calls offered,Calls answered",
        "Lisbon,2026-01-01,100,90",
        "Lisbon,2026-02-01,120,110",
        "Cebu,2026-01-01,50,49",
      ],
      MONTHLY,
    );
    expect(turned.days).toHaveLength(31 + 28 + 31);
    // A row that states both sides spreads them together, rows of one measure each for themselves: the shares are the same.
    expect(turned).toEqual({ months: await months(), days: await sharesOfDays() });
  });

  test("with a column per month and figure: averages count with the volume of their own month", async () => {
    const wide = [
      "Queue,Jan 2026 Calls handled,Jan 2026 AHT,Feb 2026 Calls handled,Feb 2026 AHT",
      "Billing,100,00:05:20,120,00:05:10",
      "Returns,50,00:04:50,,",
    ];
    expect(await importSuggested(wide)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
    const handleTimes = async () => {
      const { rows } = await db.pool.query(
        `SELECT to_char(day, 'YYYY-MM') AS month, program, sum(handled) AS handled, sum(handle_seconds) AS seconds
         FROM measure_day GROUP BY 1, 2 ORDER BY 1, 2`,
      );
      return rows;
    };
    const turned = await handleTimes();
    expect(turned).toEqual([
      { month: "2026-01", program: "Billing", handled: 100, seconds: 32_000 },
      { month: "2026-01", program: "Returns", handled: 50, seconds: 14_500 },
      { month: "2026-02", program: "Billing", handled: 120, seconds: 37_200 },
    ]);
    await clearFacts(db);
    await importSuggested(
      [
        "Queue,Date,Calls handled,AHT",
        "Billing,2026-01-01,100,00:05:20",
        "Returns,2026-01-01,50,00:04:50",
        "Billing,2026-02-01,120,00:05:10",
      ],
      MONTHLY,
    );
    expect(await handleTimes()).toEqual(turned);
  });

  test("with a column per month and figure, the next month by the same mapping; a figure that is gone stops it", async () => {
    const first = ["Queue,Jan 2026 Offered,Jan 2026 Answered,Feb 2026 Offered,Feb 2026 Answered", "Billing,10,9,20,18"];
    const { mapping } = await suggestedMapping(first);
    const next = ["Queue,Mar 2026 Offered,Mar 2026 Answered", "Billing,30,x", "Returns,7,6"];
    const result = await importBy(mapping, next);
    expect(result).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
    // What is answered is handled, too: the cell is read for both.
    const problem = { column: "Mar 2026 Answered", code: "not-a-number", text: "x" };
    expect(result.errors).toMatchObject([problem, problem]);
    const { rows } = await db.pool.query(
      "SELECT program, count(DISTINCT day)::int AS days, sum(offered) AS offered, sum(answered) AS answered FROM measure_day GROUP BY 1",
    );
    expect(rows).toEqual([{ program: "Returns", days: 31, offered: 7, answered: 6 }]);
    const lacking = importBy(mapping, ["Queue,Apr 2026 Offered", "Billing,30"]);
    await expect(lacking).rejects.toMatchObject({
      code: "missing-column",
      message: expect.stringContaining("Answered"),
    });
  });

  test("with a column per queue and measure, and totals that are not counted again", async () => {
    const wide = [
      "Date,Billing - offered,Billing - answered,Orders - offered,Orders - answered,Total offered",
      "2026-01-05,10,9,20,18,30",
      "2026-01-06,11,11,5,5,16",
    ];
    expect(await importSuggested(wide, { answers: [slice("program")] })).toMatchObject({ accepted: 2, rejected: 0 });
    const turned = await rolledUp();
    await clearFacts(db);
    await importSuggested([
      "Date,Program,Offered,Answered",
      "2026-01-05,Billing,10,9",
      "2026-01-05,Orders,20,18",
      "2026-01-06,Billing,11,11",
      "2026-01-06,Orders,5,5",
    ]);
    expect(turned).toHaveLength(4);
    expect(turned).toEqual(await rolledUp());
  });

  test("with a column per site, sent again with a site more: what is known stays, what is new comes", async () => {
    const answers = [slice("site")];
    const first = ["Date,Offered - Lisbon,Offered - Cebu", "2026-01-05,10,20", "2026-01-06,11,0"];
    expect(await importSuggested(first, { answers })).toMatchObject({ accepted: 2, rejected: 0 });
    const again = ["Date,Offered - Lisbon,Offered - Cebu,Offered - Manila", "2026-01-05,10,21,3", "2026-01-06,11,0,4"];
    expect(await importSuggested(again, { answers })).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await rolledUp()).toMatchObject([
      { day: "2026-01-05", site: "Cebu", offered: 21 },
      { day: "2026-01-05", site: "Lisbon", offered: 10 },
      { day: "2026-01-05", site: "Manila", offered: 3 },
      { day: "2026-01-06", site: "Cebu", offered: 0 },
      { day: "2026-01-06", site: "Lisbon", offered: 11 },
      { day: "2026-01-06", site: "Manila", offered: 4 },
    ]);
  });
});
