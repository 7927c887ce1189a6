import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "~/commands/access/api-keys.server";
import { command as importFile } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import type { Command } from "~/cli/command";
import { MappingForm, type ShownMapping } from "~/components/imports/mapping-form";
import { importRunSchema } from "~/reports/api/import-run-document";
import { action as sendAction } from "~/routes/api.v1.imports";
import { loader as runLoader } from "~/routes/api.v1.imports.$run";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { runCommand } from "../../support/command-line";
import { answerOf, TEST_NOW, TEST_ORIGIN } from "../../support/load-context";
import { shownFields } from "../../support/shown-fields";
import { clearFacts } from "./apply-rows";
import { openImportPages } from "./import-pages";
import { KINDS_OF_FILES } from "./kinds-of-files";

let pages: Awaited<ReturnType<typeof openImportPages>>;
let key: string;
beforeAll(async () => {
  pages = await openImportPages();
  await pages.db.inside.vendor.create({ data: { key: "quill", name: "Quill", timeZone: "UTC" } });
  const made = await createApiKey(pages.db, CONSOLE_VIEWER, { name: "nightly", role: "analyst", vendorId: null });
  if (!made.ok) throw new Error(made.problem);
  key = made.key;
});
beforeEach(() => forget());
afterAll(() => pages.close());

/** Nothing is imported, and no mapping is remembered. */
async function forget(): Promise<void> {
  await clearFacts(pages.db);
  await pages.db.pool.query("TRUNCATE mapping, import_run");
}

const run = (command: Command, ...args: string[]) =>
  runCommand(command, args, { db: pages.db, clock: () => TEST_NOW, folder: pages.dataFolder });

async function stored(columns: string) {
  const { rows: rolledUp } = await pages.db.pool.query(`SELECT ${columns} FROM measure_day`);
  const tables = ["contact", "review", "total"].map(
    (table) => `SELECT to_jsonb(c) - 'batch_id' - 'source' AS row FROM ${table} c`,
  );
  const { rows } = await pages.db.pool.query<{ row: object }>(`${tables.join(" UNION ALL ")} ORDER BY 1`);
  return { figures: rolledUp[0] as unknown, rows: rows.map(({ row }) => row) };
}

type Asked = { readonly id: string };
const pairOf = (answer: string) => {
  const at = answer.lastIndexOf("=");
  return { id: answer.slice(0, at), value: answer.slice(at + 1) };
};

/** By the pages: dropped, answered on the mapping's page as a browser sends its form, applied. */
async function byPages(file: string, answers: readonly string[], fileName?: string) {
  const id = await pages.stage({ vendor: "quill" }, file, fileName);
  const asked: string[] = [];
  for (let round = 0; round < 9; round += 1) {
    const { made, problem } = (await pages.see(mapLoader, id)) as { made: ShownMapping; problem: string | null };
    expect(problem).toBeNull();
    const questions: readonly Asked[] = made.suggestion?.questions ?? [];
    if (questions.length === 0) break;
    if (round === 0) asked.push(...questions.map((question) => question.id));
    const fields = shownFields(<MappingForm made={made} busy={false} />);
    const form = Object.fromEntries([...fields].map(([name, { value }]) => [name, value]));
    for (const [index, question] of questions.entries())
      for (const answer of answers.map(pairOf)) if (answer.id === question.id) form[`answer:${index}`] = answer.value;
    expect((await pages.send(mapAction, id, form)).status).toBe(302);
  }
  await pages.apply(id);
  return asked;
}

async function suggested(file: string, answers: readonly string[], fileName = "file.csv") {
  const source = path.join(pages.dataFolder, fileName);
  await writeFile(source, file);
  const args = answers.flatMap((answer) => ["--answer", answer]);
  const made = (await run(suggest, source, "--vendor", "quill", ...args)) as { mapping: object; questions: Asked[] };
  return { source, made };
}

/** By the command line: suggested with the answers, imported by what was suggested. */
async function byConsole(file: string, answers: readonly string[], fileName?: string) {
  const asked = (await suggested(file, [], fileName)).made.questions.map(({ id }) => id);
  const { source, made } = await suggested(file, answers, fileName);
  const mapping = path.join(pages.dataFolder, "mapping.json");
  await writeFile(mapping, JSON.stringify(made));
  expect(await run(importFile, source, "--mapping", mapping, "--vendor", "quill")).toMatchObject({ rejected: 0 });
  return asked;
}

/** By the API: sent with the mapping that was suggested. */
async function byApi(file: string, answers: readonly string[], fileName?: string): Promise<void> {
  const { made } = await suggested(file, answers, fileName);
  const body = new FormData();
  body.set("mapping", JSON.stringify(made.mapping));
  body.set("file", new File([file], fileName ?? "file.csv"));
  const headers = { Authorization: `Bearer ${key}` };
  const sent = new Request(new URL("/api/v1/imports", TEST_ORIGIN), { method: "POST", body, headers });
  const answer = await answerOf(sendAction(pages.asked(sent)));
  const { id } = importRunSchema.parse(await answer.json());
  const asked = new Request(new URL(`/api/v1/imports/${id}`, TEST_ORIGIN), { headers });
  const ended = await answerOf(runLoader(pages.asked(asked, { run: id })));
  expect(await ended.json()).toMatchObject({ state: "applied", result: { rejected: 0 } });
}

describe("a file of a kind that leads astray", () => {
  it.each(KINDS_OF_FILES)(
    "comes to the same rows and the right figures by the pages, the command line and the API: $what",
    async ({ file, fileName, asked = [], answers = [], columns, are }) => {
      expect(await byPages(file, answers, fileName)).toEqual(asked);
      const ofPages = await stored(columns);
      expect(ofPages.figures).toEqual(are);

      await forget();
      expect(await byConsole(file, answers, fileName)).toEqual(asked);
      expect(await stored(columns)).toEqual(ofPages);

      await forget();
      await byApi(file, answers, fileName);
      expect(await stored(columns)).toEqual(ofPages);
    },
  );
});
