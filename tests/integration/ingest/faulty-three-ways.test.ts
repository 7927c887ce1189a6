import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { CommandFailure } from "~/cli/command";
import { command as importFile } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { answerOf } from "../../support/load-context";
import { everyNth } from "../../support/property-runs";
import { useThreeWays } from "./three-ways";

const ways = useThreeWays();
const { forget, byPages, byConsole, byApi } = ways;

async function rejected(): Promise<string[]> {
  const { rows } = await ways.pages.db.pool.query<{ stated: string }>(
    `SELECT concat_ws(' ', line, "column", code, text) AS stated FROM rejected_row ORDER BY line`,
  );
  return rows.map(({ stated }) => stated);
}

async function figures(columns: string, table = "measure_day"): Promise<unknown> {
  return (await ways.pages.db.pool.query(`SELECT ${columns} FROM ${table}`)).rows[0];
}

const ticketsOf = (days: readonly string[]) =>
  `Ticket ID,Created at,Agent\n${days.map((day, index) => `T${index + 1},${day},Ana`).join("\n")}\n`;

describe("a day that does not exist", () => {
  it.each(
    everyNth(3, [
      ["02.03.2026", "14.03.2026", "31.02.2026"],
      ["03/02/2026", "03/14/2026", "02/30/2026"],
      ["14/03/2026", "02/03/2026", "30/02/2026"],
      ["2026-03-02", "2026-03-14", "2026-02-31"],
      ["2026-03-02 10:00", "2026-03-14 10:00", "2026-02-29 10:00"],
      ["20260302", "20260314", "20260231"],
      ["2 Mar 2026", "14 Mar 2026", "31 Feb 2026"],
      ["2026-03-02 10:00", "2026-03-14 10:00", "2026-03-01 25:00"],
    ]),
  )("is rejected beside %s and %s by the pages, the command line and the API: %s", async (one, other, none) => {
    const file = ticketsOf([one, other, none]);
    const reported = [`4 Created at not-a-date ${none}`];
    const days = () =>
      figures(
        "min(opened_at)::date::text AS first, max(opened_at)::date::text AS last, count(*)::int AS contacts",
        "contact",
      );
    const right = { first: "2026-03-02", last: "2026-03-14", contacts: 2 };

    expect(await byPages(file, [])).toEqual([]);
    expect([await rejected(), await days()]).toEqual([reported, right]);

    await forget();
    expect(await byConsole(file, [], { rejected: 1 })).toEqual([]);
    expect([await rejected(), await days()]).toEqual([reported, right]);

    await forget();
    await byApi(file, [], { rejected: 1 });
    expect([await rejected(), await days()]).toEqual([reported, right]);
  });

  it.each([
    ["a column per day", "", ["wide-figure=offered"]],
    ["a column per day and figure", " Offered", []],
  ])("rejects the line with a value under it in a file with %s, and no other", async (_, figure, answers) => {
    const headings = ["27.02.2026", "28.02.2026", "29.02.2026"].map((day) => `${day}${figure}`);
    await byPages(`Queue,${headings.join(",")}\nBilling,10,20,30\nSales,1,2,\n`, answers);
    expect([await rejected(), await figures("sum(offered)::int AS offered")]).toEqual([
      [`2 29.02.2026${figure} not-a-date 29.02.2026`],
      { offered: 3 },
    ]);
  });
});

describe("an amount in brackets or with its sign behind it", () => {
  it.each(
    everyNth(3, [
      ["(500.00)", "1200.00", 70_000],
      ["($500.00)", "$1,200.00", 70_000],
      ["(500,00)", "1.200,00", 70_000],
      ["500.00-", "1200.00", 70_000],
      ["\u2212500.00", "1200.00", 70_000],
    ]),
  )("is negative by the pages, the command line and the API: %s beside %s", async (credit, amount, invoiced) => {
    const file = `Invoice No;Invoice Date;Description;Amount USD\nINV-1;2026-03-31;Voice;${amount}\nINV-2;2026-03-31;Credit;${credit}\n`;
    const sum = "sum(invoiced_minor)::int AS invoiced";

    expect(await byPages(file, [])).toEqual([]);
    expect([await rejected(), await figures(sum)]).toEqual([[], { invoiced }]);

    await forget();
    await byConsole(file, []);
    expect(await figures(sum)).toEqual({ invoiced });

    await forget();
    await byApi(file, []);
    expect(await figures(sum)).toEqual({ invoiced });
  });
});

describe("a count below zero", () => {
  it.each(["-5", "(5)"])("is rejected beside others, and its file stays one of totals: %s", async (count) => {
    const lines = [`2026-03-02;B;${count};4`, ...[2, 3, 4, 5, 6, 7].map((day) => `2026-03-0${day};A;100;90`)];
    const file = ["Date;Queue;Calls Offered;Calls Answered", ...lines, ""].join("\n");
    expect(await byPages(file, [])).toEqual([]);
    expect([await rejected(), await figures("sum(offered)::int AS offered")]).toEqual([
      [`2 Calls Offered out-of-range ${count}`],
      { offered: 600 },
    ]);
  });
});

describe("amounts in several currencies without a column that tells them apart", () => {
  const file = "Invoice No;Invoice Date;Amount\nI1;2026-03-02;€500.00\nI2;2026-03-02;$700.00\nI3;2026-03-03;€900.00\n";

  it("are never added up: they are left out, or the file is not imported", async () => {
    const source = await ways.fileOf(file);
    const made = await ways.run(suggest, source, "--vendor", "quill");
    expect(made).toMatchObject({
      ready: false,
      questions: [{ id: "currency:Amount", values: [{ value: "none" }] }],
    });
    const answered = await ways.run(suggest, source, "--vendor", "quill", "--answer", "currency:Amount=none");
    expect(answered).toMatchObject({ ready: false });
  });

  it("are requested where the heading names another currency than the cells", async () => {
    const other = "Invoice No;Invoice Date;Amount USD\nI1;2026-03-02;€500.00\nI2;2026-03-02;€700.00\n";
    const made = await ways.run(suggest, await ways.fileOf(other), "--vendor", "quill");
    expect(made).toMatchObject({ ready: false, questions: [{ id: "currency:Amount USD" }] });
  });
});

describe("a report by agent", () => {
  it.each([
    [
      "Agent Name,Date,Chats Handled,Average Handle Time\nAnn A,2026-03-31,40,00:10:00\nBob B,2026-03-31,20,00:07:00\n",
      { handled: 60, seconds: 32_400 },
    ],
    [
      "Mitarbeiter,Datum,Anrufe bearbeitet,Gesprächszeit\nAnn A,2026-03-31,410,30:45:00\nBob B,2026-03-31,380,28:30:00\n",
      { handled: 790, seconds: 213_300 },
    ],
  ])("is one of totals, not of contacts: %s", async (file, right) => {
    expect(await byPages(file, [])).toEqual([]);
    expect(await figures("sum(handled)::int AS handled, sum(handle_seconds)::int AS seconds")).toEqual(right);
  });
});

const bytes = (start: string, rest: readonly number[]) => new Uint8Array([...Buffer.from(start, "latin1"), ...rest]);
const anyBytes = Array.from({ length: 4_000 }, (_, at) => (at * 7_919 + 13 * at * at) % 256);
const withoutNul = anyBytes.map((byte) => byte || 1);
const SOW = {
  vendor: "quill",
  title: "Support services",
  currency: "USD",
  timeZone: "UTC",
  versions: [
    {
      version: 1,
      effectiveFrom: "2026-01-01",
      targets: [{ id: "csat", metric: "csat", comparator: ">=", expected: 85 }],
    },
  ],
};
const MAPPING = {
  key: "quill-tickets",
  name: "Tickets",
  kind: "contacts",
  source: "quill-tickets",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Ticket ID" },
  fields: { openedAt: { column: "Created at", format: "iso" } },
};

describe("a file that is no table", () => {
  it.each([
    ["a PNG picture", bytes("\u0089PNG\r\n\u001a\n", anyBytes), "picture"],
    ["a GIF picture without a zero byte", bytes("GIF89a", withoutNul), "picture"],
    ["a WebP picture", bytes("RIFF\u0001\u0002\u0003\u0004WEBPVP8 ", withoutNul), "picture"],
    ["a PDF", bytes("%PDF-1.7\n", anyBytes), "PDF"],
    ["a Word document of before", bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", anyBytes), ".doc"],
    ["a program", bytes("MZ\u0090\u0000\u0003", anyBytes), "program"],
    ["sound", bytes("ID3", withoutNul), "sound"],
    ["a Parquet file", bytes("PAR1", withoutNul), "Parquet"],
    ["bytes of anything", bytes("", withoutNul), "not text"],
    ["bytes of anything, compressed", new Uint8Array(gzipSync(Buffer.from(withoutNul))), "not text"],
    ["a rich text", bytes("{\\rtf1\\ansi\nDate, Calls\\par\n2026-03-02, 100\\par\n}", []), "text document"],
    ["a web page", bytes("<html><body><table><tr><th>Date</th></tr></table></body></html>\n", []), "HTML"],
    ["an XML workbook", bytes('<?xml version="1.0"?>\n<Workbook>\n<Row/>\n</Workbook>\n', []), "XML"],
    ["JSON", bytes('[{"id":1,"at":"2026-03-02"},\n{"id":2,"at":"2026-03-03"}]', []), "JSON"],
    ["a SOW", bytes(JSON.stringify(SOW, null, 2), []), "Upload it on the SOWs page"],
    ["a SOW in one line", bytes(JSON.stringify(SOW), []), "“sow apply”"],
  ])("is refused with its reason by the pages, the command line and the API: %s", async (_, content, reason) => {
    const { pages } = ways;
    const uploaded = await answerOf(
      uploadAction(pages.requested(pages.upload({ vendor: "quill" }, [["calls.csv", content]], pages.analyst))),
    );
    expect([uploaded.status, await uploaded.json()]).toEqual([400, { problem: expect.stringContaining(reason) }]);

    const source = await ways.fileOf(content);
    const mapping = await ways.fileOf(JSON.stringify(MAPPING), "mapping.json");
    for (const args of [
      [suggest, source, "--vendor", "quill"],
      [importFile, source, "--mapping", mapping, "--vendor", "quill"],
    ] as const) {
      const [command, ...rest] = args;
      const refused: unknown = await ways.run(command, ...rest).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(CommandFailure);
      expect(String(refused)).toContain(reason);
    }

    expect(await ways.sent(content, MAPPING)).toMatchObject({ detail: expect.stringContaining(reason) });
    expect((await pages.db.pool.query("SELECT 1 FROM import_batch")).rowCount).toBe(0);
  });

  it("with zero bytes that no signature names is refused when it is looked at", async () => {
    const id = await ways.pages.stage({ vendor: "quill" }, bytes("Date", anyBytes), "calls.csv");
    expect(await ways.pages.see(mapLoader, id)).toMatchObject({ problem: expect.stringContaining("not text") });
  });
});

describe("text that begins like something else", () => {
  it.each([
    ["a heading that two control characters part", "Ticket ID,Created at,Note\nT1,2026-03-02,a\u0001b\u0002c\n"],
    ["a heading in square brackets", "[Ticket ID],[Created at],[Note]\nT1,2026-03-02,x\n"],
    ["a heading in braces", "{Ticket ID},{Created at}\nT1,2026-03-02\n"],
    ["a heading of the letters of a program", "MZ ID,Created at\nT1,2026-03-02\n"],
  ])("is a table: %s", async (_, file) => {
    const source = await ways.fileOf(file);
    await expect(ways.run(suggest, source, "--vendor", "quill")).resolves.toBeDefined();
  });
});
