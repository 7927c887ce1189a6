import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileFormatSchema } from "~/ingest/mapping/file-format";
import { FileRefused } from "~/domain/input/refusal";
import { detectReading } from "~/ingest/format/detect-reading.server";
import type { DetectedReading } from "~/ingest/format/detected-reading";
import { sampleTable } from "~/ingest/format/sample-table.server";
import { runsOf } from "../../support/property-runs";
import { workbookOf } from "../../support/workbook-files";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-detect-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function detect(content: string | Uint8Array): Promise<DetectedReading> {
  const file = path.join(folder, "input");
  await writeFile(file, content);
  return detectReading(file);
}

async function read(content: string | Uint8Array) {
  const { file } = await detect(content);
  expect(fileFormatSchema.safeParse(file).success).toBe(true);
  return { file, ...(await sampleTable(path.join(folder, "input"), file)) };
}

const rows = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join("");
const BODY = rows(8, (index) => `${1_000 + index};2026-01-0${index + 1};José;${index},5\n`);
const TABLE = `Id;Opened;Agent;Score\n${BODY}`;

describe("a file's encoding", () => {
  test.each<[string, Buffer, string, string]>([
    ["UTF-8", Buffer.from(TABLE), "utf-8", "certain"],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${TABLE}`), "utf-8", "certain"],
    ["UTF-16 little-endian with its mark", iconv.encode(TABLE, "utf-16le", { addBOM: true }), "utf-16le", "certain"],
    ["UTF-16 big-endian with its mark", iconv.encode(TABLE, "utf-16be", { addBOM: true }), "utf-16be", "certain"],
    ["UTF-16 without a mark", iconv.encode(TABLE, "utf-16le", { addBOM: false }), "utf-16le", "likely"],
    [
      "UTF-16 without a mark, of letters that have their zero in the other place",
      iconv.encode(TABLE.replace("1003", "Ā1003"), "utf-16le", { addBOM: false }),
      "utf-16le",
      "likely",
    ],
    ["Windows-1252", iconv.encode(TABLE, "windows-1252"), "windows-1252", "likely"],
  ])("%s", async (_what, bytes, encoding, certainty) => {
    expect((await detect(bytes)).text?.encoding).toMatchObject({ value: encoding, certainty });
    const sample = await read(bytes);
    expect(sample.headings).toEqual(["Id", "Opened", "Agent", "Score"]);
    expect(sample.rows[0]).toEqual(["1000", "2026-01-01", "José", "0,5"]);
  });
});

describe("a file's delimiter", () => {
  test.each<[string, string, string, number]>([
    ["semicolons beside decimal commas", TABLE, ";", 4],
    [
      "semicolons, every value with a decimal comma",
      `a;b;c\n${rows(5, (index) => `${index},1;${index},2;${index},3\n`)}`,
      ";",
      3,
    ],
    ["commas beside semicolons in texts", `Id,Note,At\n${rows(6, (index) => `${index},a; b; c,2026-01-01\n`)}`, ",", 3],
    ["tabs", TABLE.replaceAll(";", "\t"), "\t", 4],
    ["pipes", TABLE.replaceAll(";", "|"), "|", 4],
    ["commas within quotes", `Name;At\n${rows(6, (index) => `"Roe, Ann, ${index}";2026-01-01\n`)}`, ";", 2],
    ["one column", `Id\n1001\n1002\n`, ",", 1],
  ])("%s", async (_what, content, delimiter, columns) => {
    expect((await detect(content)).text?.delimiter.value).toBe(delimiter);
    expect((await read(content)).headings).toHaveLength(columns);
  });

  test("single quotes enclose, double quotes may stand alone", async () => {
    const single = `'Id','Note'\n${rows(5, (index) => `'${index}','a, b'\n`)}`;
    expect((await detect(single)).text?.quote.value).toBe("'");
    expect((await read(single)).rows[0]).toEqual(["0", "a, b"]);
    const inches = `Id|Size|At\n${rows(5, (index) => `${index}|"5" wide|2026-01-01\n`)}`;
    expect((await detect(inches)).text?.quote.value).toBe("none");
    expect((await read(inches)).rows[0]).toEqual(["0", '"5" wide', "2026-01-01"]);
  });

  test("line ends are detected", async () => {
    expect((await detect(TABLE.replaceAll("\n", "\r\n"))).text?.lineEnds.value).toBe("CRLF");
    expect((await detect(TABLE.replaceAll("\n", "\r"))).text?.lineEnds.value).toBe("CR");
    expect((await read(TABLE.replaceAll("\n", "\r"))).rows).toHaveLength(8);
  });
});

const CALLS = rows(6, (index) => `Agent ${"abcdef"[index]},2026-01-0${index + 1},${10 + index},00:0${index}:30\n`);

describe("a file's headings", () => {
  test("are not its first rows where most of their cells are wrong", async () => {
    const bad = "2;yesterday;=cmd();n.n.\n3;soon;Ben;?\n";
    const { headings } = await detect(`Id;Opened;Agent;Score\n${bad}${BODY}`);
    expect(headings.value).toEqual({ headerRow: 1, headerRows: 1 });
    expect((await read(`Id;Opened;Agent;Score\n${bad}${BODY}`)).rows[0]).toEqual(["2", "yesterday", "=cmd()", "n.n."]);
    const below = await detect(`Report of May;;;\n\nId;Opened;Agent;Score\n${bad}${BODY}`);
    expect(below.headings.value).toEqual({ headerRow: 3, headerRows: 1 });
  });

  test.each<[string, string, number, number, string[]]>([
    ["on the first line", `Agent,Day,Calls,Talk\n${CALLS}`, 1, 1, ["Agent", "Day", "Calls", "Talk"]],
    [
      "below a banner",
      `Weekly report\nJanuary 2026\n\nAgent,Day,Calls,Talk\n${CALLS}`,
      4,
      1,
      ["Agent", "Day", "Calls", "Talk"],
    ],
    [
      "below a banner of two cells",
      `Period:,2026-01\nQueue:,All\n\nAgent,Day,Calls,Talk\n${CALLS}`,
      4,
      1,
      ["Agent", "Day", "Calls", "Talk"],
    ],
    [
      "below a banner filled up with commas",
      `Weekly report,,,\n,,,\nAgent,Day,Calls,Talk\n${CALLS}`,
      3,
      1,
      ["Agent", "Day", "Calls", "Talk"],
    ],
    [
      "above a first row of few values",
      `Agent,Day,Calls,Talk\nAgent x,,,00:01:00\n${CALLS}`,
      1,
      1,
      ["Agent", "Day", "Calls", "Talk"],
    ],
    ["nowhere", CALLS, 0, 1, ["#1", "#2", "#3", "#4"]],
    [
      "on two lines",
      `Agent,Day,Calls,\n,,Offered,Answered\n${rows(5, (i) => `Ann,2026-01-0${i + 1},${i + 5},${i}\n`)}`,
      1,
      2,
      ["Agent", "Day", "Calls Offered", "Calls Answered"],
    ],
    [
      "on two lines below a banner",
      `Report\n\n,,Calls,,Chats,\nAgent,Day,Offered,Answered,Offered,Answered\n${rows(5, (i) => `Ann,2026-01-0${i + 1},${i + 5},${i},${i},${i}\n`)}`,
      3,
      2,
      ["Agent", "Day", "Calls Offered", "Calls Answered", "Chats Offered", "Chats Answered"],
    ],
    [
      "without a word for one column",
      `Agent,,Calls\n${rows(5, (i) => `Ann,2026-01-0${i + 1},${i}\n`)}`,
      1,
      1,
      ["Agent", "#2", "Calls"],
    ],
    [
      "that are months",
      `Metric,2026-01,2026-02\n${rows(5, (i) => `Calls ${i},${i}5,${i}6\n`)}`,
      1,
      1,
      ["Metric", "2026-01", "2026-02"],
    ],
    [
      "over words alone",
      `Agent,Topic,State\nAnn,Billing,Open\nBob,Refund,Closed\nAnn,Billing,Closed\n`,
      1,
      1,
      ["Agent", "Topic", "State"],
    ],
  ])("%s", async (_what, content, headerRow, headerRows, headings) => {
    expect((await detect(content)).headings.value).toEqual({ headerRow, headerRows });
    expect((await read(content)).headings).toEqual(headings);
  });

  test("where words come again below, it says so and asks", async () => {
    const { headings } = await detect(`Ann,Billing,Open\nBob,Billing,Open\nAnn,Refund,Closed\n`);
    expect(headings).toMatchObject({
      value: { headerRow: 0 },
      certainty: "open",
      alternatives: [{ headerRow: 1, headerRows: 1 }],
    });
  });
});

describe("totals and footers", () => {
  test("are recognized by how they begin, and left out of the sample", async () => {
    const content = `Agent,Day,Calls,Talk\n${CALLS}Total,,75,00:10:00\n\nConfidential Information - Do Not Distribute\nGenerated on 2026-02-01 by Ann\n`;
    const { skipRowsWhen } = await detect(content);
    expect(skipRowsWhen.value).toEqual([
      { column: "Agent", startsWith: ["Total", "Generated on", "Confidential Information - Do Not Distri"] },
    ]);
    expect((await read(content)).rows).toHaveLength(6);
  });

  test("at the end of a file too long to be looked at whole", async () => {
    const many = rows(20_000, (index) => `${index},2026-01-01,Ann,${index % 7}\n`);
    const content = `Id,Day,Agent,Calls\n${many}Grand Total,,,60000\n`;
    expect((await detect(content)).skipRowsWhen.value).toEqual([{ column: "Id", startsWith: ["Grand Total"] }]);
  });

  test("a total of each day stands under the name of a queue, and a queue called Total Care is none", async () => {
    const days = rows(20, (index) => {
      const day = `2026-01-${String(10 + Math.floor(index / 4))}`;
      return `${day},${["Care", "Sales", "Total Care", "Total"][index % 4]},${index}\n`;
    });
    const { skipRowsWhen } = await detect(`Day,Queue,Calls\n${days}`);
    expect(skipRowsWhen.value).toEqual([{ column: "Queue", is: ["Total"] }]);
    expect((await read(`Day,Queue,Calls\n${days}`)).rows).toHaveLength(15);
    const named = rows(20, (index) => `${index % 2 ? "Total Care" : "Sales"},2026-01-${10 + index},${index}\n`);
    expect((await detect(`Queue,Day,Calls\n${named}Grand Total,,190\n`)).skipRowsWhen.value).toEqual([
      { column: "Queue", startsWith: ["Grand Total"] },
    ]);
  });

  test("by a single word leave names alone that begin with it", async () => {
    const days = (end: string) => `Queue,Day,Calls,Talk\n${CALLS}${end}\n`;
    const skipped = async (end: string) => (await detect(days(end))).skipRowsWhen.value;
    expect(await skipped("Sum,,75,00:10:00")).toEqual([{ column: "Queue", startsWith: ["Sum "] }]);
    expect(await skipped("Sum: 75,,,")).toEqual([{ column: "Queue", startsWith: ["Sum:"] }]);
    expect(await skipped("Week 10,,,")).toEqual([{ column: "Queue", startsWith: ["Week "] }]);
  });

  test("a condition that would skip rows of data is not offered as found", async () => {
    const content = `Agent,Day,Calls,Talk\nTotal Recall,2026-01-01,5,00:01:00\n${CALLS}Notes\n`;
    const { skipRowsWhen } = await detect(content);
    expect(skipRowsWhen.value).not.toContainEqual(expect.objectContaining({ blank: true }));
    expect((await detect(`Agent,Day,Calls\nAnn,2026-01-01,5\nBob,2026-01-02,\n`)).skipRowsWhen.value).toEqual([]);
  });
});

describe("a workbook", () => {
  const body = Array.from({ length: 5 }, (_, index) => [`Ann`, { v: 46_023 + index, s: 1 }, index, index * 2]);
  const book = workbookOf({
    formats: [14],
    sheets: [
      { name: "Cover", rows: [] },
      { name: "Old", hidden: true, rows: [["x"]] },
      {
        name: "Daily",
        rows: [
          ["Report of January"],
          [],
          [null, null, "Calls", null],
          ["Agent", "Day", "Offered", "Answered"],
          ...body,
          ["Total", null, 10, 20],
        ],
      },
      { name: "Notes", rows: [["Read me"]] },
    ],
  });

  test("is recognized by content, with its sheets, headings, dates and totals", async () => {
    const found = await detect(book);
    expect(found.sheets.map(({ name, rows: count, hidden }) => [name, count, hidden])).toEqual([
      ["Cover", 0, false],
      ["Old", 1, true],
      ["Daily", 9, false],
      ["Notes", 1, false],
    ]);
    expect(found.sheet).toMatchObject({ value: "Daily", certainty: "likely", alternatives: ["Old", "Notes"] });
    expect(found.file).toMatchObject({
      format: "xlsx",
      sheet: "Daily",
      headerRow: 4,
      skipRowsWhen: [{ column: "Agent", startsWith: ["Total"] }],
    });
    expect(await read(book)).toMatchObject({
      headings: ["Agent", "Day", "Offered", "Answered"],
      rows: expect.arrayContaining([["Ann", "2026-01-01", "0", "0"]]),
      lines: [5, 6, 7, 8, 9],
      whole: true,
    });
  });
});

describe("a workbook's sheet", () => {
  const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => [`T${index}`, index]);

  test.each([
    ["of several alike is the first", [20, 25, 18], 0],
    ["is not a cover of a few words", [1, 25, 18], 1],
    ["that is short is taken where the others are", [3, 4], 0],
  ])("%s", async (_what, counts, chosen) => {
    const sheets = counts.map((count, index) => ({
      name: `Sheet ${index}`,
      rows: count === 1 ? [["Weekly report of the desk"]] : [["Id", "Calls"], ...rowsOf(count)],
    }));
    expect((await detect(workbookOf({ sheets }))).file.sheet).toBe(`Sheet ${chosen}`);
  });
});

describe("a sample", () => {
  test("of a long file is its beginning, some of its rest, and its end", async () => {
    const many = rows(60_000, (index) => `${index},2026-01-01,Ann\n`);
    const sample = await read(`Id,Day,Agent\n${many}`);
    expect(sample.whole).toBe(false);
    expect(sample.rows.length).toBeLessThanOrEqual(520);
    expect(sample.rows.slice(0, 300).map(([id]) => Number(id))).toEqual(
      Array.from({ length: 300 }, (_, index) => index),
    );
    expect(sample.rows.at(-1)).toEqual(["59999", "2026-01-01", "Ann"]);
    sample.lines.forEach((line, index) => expect([0, Number(sample.rows[index]?.[0]) + 2]).toContain(line));
    expect(Math.max(...sample.lines)).toBeGreaterThan(45_000);
  });

  test("headings named like parts of the language are harmless", async () => {
    const sample = await read(`__proto__,constructor,toString\n${rows(4, (index) => `${index},2026-01-01,a\n`)}`);
    expect(sample.headings).toEqual(["__proto__", "constructor", "toString"]);
    expect(sample.rows).toHaveLength(4);
  });

  test("whatever bytes come, they are sampled or refused with a reason", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .string({
          unit: fc.constantFrom("a", "1", ",", ";", '"', "'", "\n", "\r", "\t", "|", "é", "-", ":", "."),
          maxLength: 200,
        })
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        try {
          const { rows: found, lines, headings } = await read(content);
          expect(found.length).toBe(lines.length);
          for (const row of found) expect(row).toHaveLength(headings.length);
        } catch (error) {
          if (!(error instanceof FileRefused)) throw error;
        }
      }),
      runsOf(500),
    );
  });
});
