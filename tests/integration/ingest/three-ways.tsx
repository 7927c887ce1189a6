import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { Command } from "~/cli/command";
import { command as importFile } from "~/cli/commands/import";
import { command as suggest } from "~/cli/commands/suggest";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { createApiKey } from "~/commands/access/api-keys.server";
import { MappingForm, type ShownMapping } from "~/components/imports/mapping-form";
import { importRunSchema } from "~/reports/api/import-run-document";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { action as sendAction } from "~/routes/api.v1.imports";
import { loader as runLoader } from "~/routes/api.v1.imports.$run";
import { runCommand } from "../../support/command-line";
import { answerOf, TEST_NOW, TEST_ORIGIN } from "../../support/load-context";
import { shownFields } from "../../support/shown-fields";
import { clearFacts } from "./apply-rows";
import { openImportPages } from "./import-pages";

type Content = string | Uint8Array<ArrayBuffer>;
type Requested = { readonly id: string };

/** The three ways in which a file of the partner Quill comes in, over a database of their own that is empty before each test. */
export function useThreeWays() {
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

  /** By the pages: dropped, answered on the mapping's page as a browser sends its form, applied. Returns what was asked. */
  async function byPages(file: string, answers: readonly string[], fileName?: string): Promise<string[]> {
    const id = await pages.stage({ vendor: "quill" }, file, fileName);
    const requested: string[] = [];
    for (let round = 0; round < 9; round += 1) {
      const { made, problem } = (await pages.see(mapLoader, id)) as { made: ShownMapping; problem: string | null };
      expect(problem).toBeNull();
      const questions: readonly Requested[] = made.suggestion?.questions ?? [];
      if (questions.length === 0) break;
      if (round === 0) requested.push(...questions.map((question) => question.id));
      const fields = shownFields(<MappingForm made={made} busy={false} />);
      const form = Object.fromEntries([...fields].map(([name, { value }]) => [name, value]));
      for (const [index, question] of questions.entries())
        for (const answer of answers.map(pairOf)) if (answer.id === question.id) form[`answer:${index}`] = answer.value;
      expect((await pages.send(mapAction, id, form)).status).toBe(302);
    }
    await pages.apply(id);
    return requested;
  }

  async function fileOf(content: Content, fileName = "file.csv"): Promise<string> {
    const source = path.join(pages.dataFolder, fileName);
    await writeFile(source, content);
    return source;
  }

  async function suggested(file: string, answers: readonly string[], fileName?: string) {
    const source = await fileOf(file, fileName);
    const args = answers.flatMap((answer) => ["--answer", answer]);
    const made = (await run(suggest, source, "--vendor", "quill", ...args)) as {
      mapping: object;
      questions: Requested[];
    };
    return { source, made };
  }

  /** By the command line: suggested with the answers, imported by what was suggested. Returns what was asked. */
  async function byConsole(
    file: string,
    answers: readonly string[],
    { fileName, rejected = 0 }: Sent = {},
  ): Promise<string[]> {
    const requested = (await suggested(file, [], fileName)).made.questions.map(({ id }) => id);
    const { source, made } = await suggested(file, answers, fileName);
    const mapping = path.join(pages.dataFolder, "mapping.json");
    await writeFile(mapping, JSON.stringify(made));
    expect(await run(importFile, source, "--mapping", mapping, "--vendor", "quill")).toMatchObject({ rejected });
    return requested;
  }

  /** By the API: sent with the mapping that was suggested. */
  async function byApi(file: string, answers: readonly string[], { fileName, rejected = 0 }: Sent = {}): Promise<void> {
    const { made } = await suggested(file, answers, fileName);
    expect(await sent(file, made.mapping, fileName)).toMatchObject({ state: "applied", result: { rejected } });
  }

  /** How a file that is sent to the API with a mapping ends: the run, or the answer that refuses it. */
  async function sent(file: Content, mapping: object, fileName = "file.csv"): Promise<unknown> {
    const body = new FormData();
    body.set("mapping", JSON.stringify(mapping));
    body.set("vendor", "quill");
    body.set("file", new File([file], fileName));
    const headers = { Authorization: `Bearer ${key}` };
    const request = new Request(new URL("/api/v1/imports", TEST_ORIGIN), { method: "POST", body, headers });
    const answer = await answerOf(sendAction(pages.requested(request)));
    if (answer.status !== 202) return answer.json();
    const { id } = importRunSchema.parse(await answer.json());
    const requested = new Request(new URL(`/api/v1/imports/${id}`, TEST_ORIGIN), { headers });
    return (await answerOf(runLoader(pages.requested(requested, { run: id })))).json();
  }

  return {
    get pages() {
      return pages;
    },
    forget,
    run,
    fileOf,
    byPages,
    byConsole,
    byApi,
    sent,
  };
}

type Sent = { fileName?: string | undefined; rejected?: number };

function pairOf(answer: string): { id: string; value: string } {
  const at = answer.lastIndexOf("=");
  return { id: answer.slice(0, at), value: answer.slice(at + 1) };
}
