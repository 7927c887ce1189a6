import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFailure, type Command } from "~/cli/command";
import { command as importFile } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { command as metric } from "~/cli/commands/metric";
import { parseEnvironment } from "~/config/environment";
import { runCommand, textOfCommand } from "../../support/command-line";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { TEST_NOW } from "../../support/load-context";
import { workbookOf } from "../../support/workbook-files";
import { zipOf } from "../../support/zip-files";

const CALLS = `Date;Queue;Calls Offered;Calls Answered;Service Level %
3/4/2026;Billing;100;90;80%
3/5/2026;Billing;120;100;85%
3/6/2026;Billing;110;99;90%
`;

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-suggest-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function saved(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

const run = (command: Command, ...args: string[]) => runCommand(command, args, { db, clock: () => TEST_NOW, folder });

async function failure(command: Command, ...args: string[]): Promise<CommandFailure> {
  const error: unknown = await run(command, ...args).catch((thrown: unknown) => thrown);
  if (!(error instanceof CommandFailure)) throw new Error(`The command did not fail as expected: ${String(error)}`);
  return error;
}

describe("plumbline suggest", () => {
  it("asks what the file does not tell, each question with an id, a text and its values", async () => {
    const file = await saved("calls.csv", CALLS);
    const before = await readdir(folder);
    const made = await run(suggest, file, "--vendor", "quill");
    expect(made).toMatchObject({
      ready: false,
      kind: "totals",
      confidence: expect.any(Number),
      questions: [
        {
          id: "date-order:/yyyy",
          text: expect.stringContaining("3/4/2026"),
          values: [{ value: "dmy" }, { value: "mdy" }],
        },
        { id: "limit:Service Level %", values: expect.arrayContaining([expect.objectContaining({ value: "20" })]) },
      ],
      problems: [],
    });
    expect(await readdir(folder)).toEqual(before);
  });

  it("takes answers in any order, and with none left its output is what an import takes", async () => {
    const file = await saved("calls.csv", CALLS);
    const answers = ["date-order:/yyyy=mdy", "limit:Service Level %=20"].map((answer) => ["--answer", answer]);
    const made = await run(suggest, file, "--vendor", "quill", ...answers.flat());
    expect(made).toMatchObject({ ready: true, questions: [], mapping: { vendor: { constant: "quill" } } });
    expect(await run(suggest, file, "--vendor", "quill", ...answers.toReversed().flat())).toEqual(made);

    const mapping = await saved("calls.mapping.json", JSON.stringify(made));
    expect(await run(importFile, file, "--mapping", mapping)).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
    const offered = await run(metric, "volume", "--vendor", "quill", "--from", "2026-03-04", "--to", "2026-03-06");
    expect(offered).toMatchObject([{ value: 330 }]);
  });

  it("says why a mapping is not ready where nothing is asked, and the import with it says the same", async () => {
    const file = await saved("averages.csv", "Date,AHT\n2026-01-02,40\n2026-01-03,50\n");
    const reason = "No column for “At least one amount”.";
    const made = await run(suggest, file, "--vendor", "quill");
    expect(made).toMatchObject({ ready: false, questions: [], problems: [reason] });
    const text = await textOfCommand(suggest, [file, "--vendor", "quill"], { db, clock: () => TEST_NOW, folder });
    expect(text).toContain(reason);
    expect(text).not.toContain("questions are open");
    const mapping = await saved("averages.mapping.json", JSON.stringify(made));
    const refused = await failure(importFile, file, "--mapping", mapping);
    expect(refused).toMatchObject({ code: "mapping-open", message: `The suggested mapping is incomplete. ${reason}` });
  });

  it("is known again once its file was imported with the mapping", async () => {
    const file = await saved("calls.csv", CALLS);
    expect(await run(suggest, file, "--vendor", "quill")).toMatchObject({
      ready: true,
      questions: [],
      reason: "The saved mapping “calls of quill” fits this file.",
    });
  });

  it("refuses an answer to what is not asked, a value that a question does not have, and two answers to one question", async () => {
    const file = await saved("calls.csv", CALLS);
    const unknown = await failure(suggest, file, "--answer", "date-order:/yyyy=mdy", "--answer", "color=red");
    expect(unknown).toMatchObject({
      code: "unknown-question",
      message: expect.stringContaining("“color=red”. Open questions: “limit:Service Level %”"),
    });
    const value = await failure(suggest, file, "--answer", "date-order:/yyyy=ymd");
    expect(value).toMatchObject({ code: "unknown-value", message: expect.stringContaining("“dmy”, “mdy”") });
    const twice = ["dmy", "mdy"].flatMap((order) => ["--answer", `date-order:/yyyy=${order}`]);
    expect(await failure(suggest, file, ...twice)).toMatchObject({ code: "unknown-value" });
    expect(await failure(suggest, file, "--kind", "calls")).toMatchObject({ code: "arguments" });
    expect(await failure(suggest, path.join(folder, "none.csv"))).toMatchObject({ code: "unreadable" });
  });

  it("prints a draft that an import refuses while a question is open", async () => {
    const file = await saved("calls.csv", CALLS);
    const draft = await saved("draft.json", JSON.stringify(await run(suggest, file)));
    expect(await failure(importFile, file, "--mapping", draft, "--vendor", "ember")).toMatchObject({
      code: "mapping-open",
      message: expect.stringContaining("date-order:/yyyy"),
    });
  });

  it("asks which column is one that each row needs, and takes it as an answer", async () => {
    const file = await saved(
      "cases.csv",
      "Opened at,Agent,Topic\n2026-03-01 10:00,Ann,Billing\n2026-03-02 11:00,Bob,Sales\n2026-03-02 12:00,Ann,Sales\n",
    );
    const about = [file, "--kind", "contacts", "--vendor", "quill"];
    expect(await run(suggest, ...about)).toMatchObject({
      ready: false,
      questions: [
        { id: "column:externalId", values: expect.arrayContaining([expect.objectContaining({ value: "none" })]) },
      ],
    });
    expect(await run(suggest, ...about, "--answer", "column:externalId=Topic")).toMatchObject({
      mapping: { externalId: { column: "Topic" } },
    });
    expect(await run(suggest, ...about, "--answer", "column:externalId=none")).toMatchObject({
      ready: false,
      questions: [],
      problems: [expect.stringContaining("No column for")],
    });
  });

  it("reads a member of an archive and a sheet of a workbook, and so does the import after it", async () => {
    const rows = (day: string) => [
      ["Date", "Calls Offered", "Calls Answered"],
      [`2026-03-${day}`, 40, 30],
    ];
    const book = workbookOf({
      sheets: [
        { name: "North", rows: rows("02") },
        { name: "South", rows: rows("03") },
      ],
    });
    const archive = await saved(
      "week.zip",
      zipOf([
        { name: "a.csv", content: CALLS },
        { name: "in/b.xlsx", content: book },
      ]),
    );
    expect(await failure(suggest, archive)).toMatchObject({ code: "several-files" });
    expect(await failure(suggest, archive, "--member", "c.csv")).toMatchObject({
      code: "unknown-member",
      message: expect.stringContaining("a.csv, "),
    });
    const about = ["--member", "b.xlsx"];
    const made = await run(suggest, archive, ...about, "--sheet", "South", "--vendor", "ostra");
    expect(made).toMatchObject({
      ready: true,
      sheets: [{ name: "North" }, { name: "South" }],
      mapping: { file: { format: "xlsx", sheet: "South" } },
    });
    const mapping = await saved("book.json", JSON.stringify(made));
    expect(await run(importFile, archive, ...about, "--mapping", mapping)).toMatchObject({ accepted: 1 });
    expect(await failure(suggest, archive, ...about, "--sheet", "East")).toMatchObject({ code: "missing-sheet" });
  });

  it("is written for people without --json, each question with the answers it takes", async () => {
    const file = await saved("calls.csv", CALLS);
    const lines: string[] = [];
    const out = {
      json: false,
      answer: (_document: unknown, words?: () => string) => void lines.push(words?.() ?? ""),
      remark: () => undefined,
    };
    const environment = parseEnvironment({ NODE_ENV: "test" }, folder);
    await suggest.run([file], { db, clock: () => TEST_NOW, out, environment });
    expect(lines.join("\n")).toContain("Calls Offered");
    expect(lines.join("\n")).toContain('--answer "date-order:/yyyy=mdy"  Month first');
  });
});
