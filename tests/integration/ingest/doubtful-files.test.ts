import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { command as importFile } from "~/cli/commands/import";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { command as suggest } from "~/cli/commands/suggest";
import { loadBatch } from "~/reports/imports/batches.server";
import { runCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { workbookOf } from "../../support/workbook-files";
import { clearFacts } from "./apply-rows";
import { KINDS_OF_FILES } from "./kinds-of-files";

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-doubtful-"));
});
beforeEach(() => clearFacts(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (command: typeof suggest, ...args: string[]) =>
  runCommand(command, args, { db, clock: () => TEST_NOW, folder });

type Suggested = { ready: boolean; kind: string; questions: { id: string }[] };

/** Suggests a mapping with these answers and imports the file by it; what is still asked is returned instead of an import. */
async function importSuggested(content: string | Uint8Array, name: string, answers: readonly string[] = []) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const args = answers.flatMap((answer) => ["--answer", answer]);
  const suggestion = (await run(suggest, file, "--vendor", "quill", ...args)) as Suggested;
  if (!suggestion.ready) return { requested: suggestion.questions.map(({ id }) => id), imported: null };
  const mapping = path.join(folder, `${name}.json`);
  await writeFile(mapping, JSON.stringify(suggestion));
  return { requested: [], imported: await run(importFile, file, "--mapping", mapping, "--vendor", "quill") };
}

async function sums(columns: string): Promise<unknown> {
  const { rows } = await db.pool.query(`SELECT ${columns} FROM measure_day`);
  return rows[0];
}

// As text, they go the ways of three-ways-in.test.tsx.
describe("a file that leads astray", () => {
  it.each(KINDS_OF_FILES)("gives the right figures as a workbook too: $what", async (one) => {
    const { file, fileName = "file.csv", answers = [], columns, are } = one;
    const [first = ""] = file.split("\n");
    const delimiter = ["|", ";"].find((sign) => first.includes(sign)) ?? ",";
    const rows = file
      .trim()
      .split("\n")
      .map((line) => line.split(delimiter));
    const { requested, imported } = await importSuggested(
      workbookOf({ sheets: [{ name: "Report", rows }] }),
      fileName.replace(/\.csv$/, ".xlsx"),
      answers,
    );
    expect(requested).toEqual([]);
    expect(imported).toMatchObject({ rejected: 0 });
    expect(await sums(columns)).toEqual(are);
  });
});

describe("counts that cannot be", () => {
  it("are reported by the import with their rows, and what is kept is stored", async () => {
    const file =
      "date,queue,calls_received,calls_answered,calls_abandoned\n2026-01-01,A,1006,966,1006\n2026-01-02,A,100,90,10\n";
    const { imported } = await importSuggested(file, "file.csv", ["counts:offered=keep"]);
    expect(imported).toMatchObject({
      accepted: 2,
      implausible: [
        {
          code: "parts-exceed-whole",
          names: ["answered", "abandoned", "offered"],
          rows: 1,
          lines: [2],
          example: "966 + 1006 of 1006",
        },
      ],
    });
  });
});

describe("a duration that two decimal signs read differently", () => {
  const file = 'Id,At,Talk\n1,2026-03-02 10:00,"1,500 s"\n2,2026-03-02 11:00,90 s\n';
  const mapping = (talk: object) => ({
    key: "calls",
    name: "Calls",
    kind: "contacts",
    source: "calls",
    vendor: { constant: "quill" },
    file: { format: "csv" },
    timeZone: "UTC",
    externalId: { column: "Id" },
    fields: { openedAt: { column: "At", format: "yyyy-MM-dd HH:mm" }, talkSeconds: { column: "Talk", ...talk } },
  });
  const imported = async (talk: object) => {
    const [data, document] = [path.join(folder, "calls.csv"), path.join(folder, "calls.json")];
    await writeFile(data, file);
    await writeFile(document, JSON.stringify(mapping(talk)));
    return run(importFile, data, "--mapping", document);
  };

  it("is rejected with its reason where the mapping names no sign, and read by the sign that it names", async () => {
    const result = (await imported({ unit: "spelled" })) as { batch: number; accepted: number; rejected: number };
    expect(result).toMatchObject({ accepted: 1, rejected: 1 });
    expect(await loadBatch(db, CONSOLE_VIEWER, result.batch)).toMatchObject({
      problems: [
        { code: "unclear-decimal", words: expect.stringContaining("choose the decimal separator in the mapping") },
      ],
    });
    expect(await imported({ unit: "spelled", decimal: "," })).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await sums("sum(talk_seconds)::float AS talk")).toEqual({ talk: 91.5 });
  });
});

describe("lines of invoices", () => {
  const LINES = `Invoice No,Invoice Date,Description,Quantity,Amount,Currency
INV-1,2026-03-31,Voice agents,10,20000.00,EUR
INV-1,2026-03-31,Chat agents,5,9000.50,EUR
INV-2,2026-03-31,Chat agents,5,-1000.00,EUR
`;
  const invoiced = async () => sums("sum(invoiced_minor)::float AS invoiced");

  it("of a later credit note with the same date and item add to those of the invoice", async () => {
    expect(await importSuggested(LINES, "lines.csv")).toMatchObject({ requested: [], imported: { rejected: 0 } });
    expect(await invoiced()).toEqual({ invoiced: 2_800_050 });
    const note = `Invoice No,Invoice Date,Description,Quantity,Amount,Currency
CN-1,2026-03-31,Voice agents,10,-500.00,EUR
`;
    expect(await importSuggested(note, "note.csv")).toMatchObject({
      imported: { new: expect.any(Number), rejected: 0 },
    });
    expect(await invoiced()).toEqual({ invoiced: 2_750_050 });
    // The same file again changes nothing.
    await importSuggested(LINES, "lines.csv");
    expect(await invoiced()).toEqual({ invoiced: 2_750_050 });
  });

  it("that are equal count each once that is answered", async () => {
    const file = `${LINES}INV-1,2026-03-31,Chat agents,5,9000.50,EUR\n`;
    expect((await importSuggested(file, "equal.csv")).requested).toEqual(["equal-lines"]);
    await importSuggested(file, "equal.csv", ["equal-lines=lines"]);
    expect(await invoiced()).toEqual({ invoiced: 3_700_100 });
  });

  it("in several currencies are requested, and those in another are rejected with their reason", async () => {
    const file = `${LINES}INV-3,2026-03-31,Travel,1,70000,JPY\n`;
    expect((await importSuggested(file, "mixed.csv")).requested).toEqual(["currency:Amount"]);
    const { imported } = await importSuggested(file, "mixed.csv", ["currency:Amount=EUR"]);
    expect(imported).toMatchObject({ accepted: 3, rejected: 1, errors: [{ code: "other-currency", text: "JPY" }] });
    expect(await invoiced()).toEqual({ invoiced: 2_800_050 });
  });

  it("in yen have no minor units", async () => {
    const { imported } = await importSuggested(LINES.replaceAll("EUR", "JPY").replaceAll(/\.\d\d,/g, ","), "yen.csv");
    expect(imported).toMatchObject({ rejected: 0 });
    expect(await invoiced()).toEqual({ invoiced: 28_000 });
  });
});
