import { describe, expect, it } from "vitest";
import { everyNth } from "../../support/property-runs";
import { KINDS_OF_FILES } from "./kinds-of-files";
import { useThreeWays } from "./three-ways";

const ways = useThreeWays();
const { forget, byPages, byConsole, byApi } = ways;

async function stored(columns: string) {
  const { pool } = ways.pages.db;
  const { rows: rolledUp } = await pool.query(`SELECT ${columns} FROM measure_day`);
  const tables = ["contact", "review", "total"].map(
    (table) => `SELECT to_jsonb(c) - 'batch_id' - 'source' AS row FROM ${table} c`,
  );
  const { rows } = await pool.query<{ row: object }>(`${tables.join(" UNION ALL ")} ORDER BY 1`);
  return { figures: rolledUp[0] as unknown, rows: rows.map(({ row }) => row) };
}

// As a workbook by the command line, each kind is in doubtful-files.test.ts.
describe("a file of a kind that leads astray", () => {
  it.each(everyNth(5, KINDS_OF_FILES))(
    "comes to the same rows and the right figures by the pages, the command line and the API: $what",
    async ({ file, fileName, requested = [], answers = [], columns, are }) => {
      expect(await byPages(file, answers, fileName)).toEqual(requested);
      const ofPages = await stored(columns);
      expect(ofPages.figures).toEqual(are);

      await forget();
      expect(await byConsole(file, answers, { fileName })).toEqual(requested);
      expect(await stored(columns)).toEqual(ofPages);

      await forget();
      await byApi(file, answers, { fileName });
      expect(await stored(columns)).toEqual(ofPages);
    },
  );
});
