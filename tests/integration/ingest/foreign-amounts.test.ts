import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { command as importFile } from "~/cli/commands/import";
import { clearFacts } from "./apply-rows";
import { useThreeWays } from "./three-ways";

const ways = useThreeWays();

const INVOICE = `Invoice,Invoice date,Service,Quantity,Amount
INV-1,2026-03-02,Voice,10,€120.00
INV-1,2026-03-03,Chat,4,€80.50
INV-1,2026-03-04,Email,2,€40.00
`;
const NEXT = INVOICE.replaceAll("2026-03", "2026-04").replaceAll("INV-1", "INV-2").replace("€80.50", "$80.50");
const REJECTED = ["3 Amount other-currency $80.50"];

async function rejected(): Promise<string[]> {
  const { rows } = await ways.pages.db.pool.query<{ stated: string }>(
    `SELECT concat_ws(' ', line, "column", code, text) AS stated FROM rejected_row ORDER BY line`,
  );
  return rows.map(({ stated }) => stated);
}

async function invoiced(): Promise<unknown> {
  const { rows } = await ways.pages.db.pool.query(
    "SELECT sum(amount)::int AS minor FROM total WHERE day >= '2026-04-01'",
  );
  return rows[0];
}

describe("an amount in another currency than the remembered mapping", () => {
  it("is rejected by the pages, the command line and the API", async () => {
    await ways.byPages(INVOICE, []);
    expect(await rejected()).toEqual([]);
    const { rows } = await ways.pages.db.pool.query<{ document: object }>("SELECT document FROM mapping");
    const [{ document } = { document: {} }] = rows;
    expect(document).toMatchObject({ totals: [{ measure: "invoicedMinor", inCurrency: "EUR" }] });

    expect(await ways.byPages(NEXT, [])).toEqual([]);
    expect(await rejected()).toEqual(REJECTED);
    expect(await invoiced()).toEqual({ minor: 16_000 });

    await clearFacts(ways.pages.db);
    const mapping = path.join(ways.pages.dataFolder, "remembered.json");
    await writeFile(mapping, JSON.stringify(document));
    const file = await ways.fileOf(NEXT);
    expect(await ways.run(importFile, file, "--mapping", mapping, "--vendor", "quill")).toMatchObject({ rejected: 1 });
    expect(await rejected()).toEqual(REJECTED);

    await clearFacts(ways.pages.db);
    expect(await ways.sent(NEXT, document)).toMatchObject({ state: "applied", result: { rejected: 1 } });
    expect(await rejected()).toEqual(REJECTED);
    expect(await invoiced()).toEqual({ minor: 16_000 });
  });
});
