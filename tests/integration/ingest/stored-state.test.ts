import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { FileName } from "~/components/ui/file-name";
import { changeStaged } from "~/commands/imports/change-upload.server";
import { listUnfinished, requireStaged } from "~/reports/imports/upload.server";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { action as previewAction } from "~/routes/_app.imports.staged.$id.preview";
import { answerOf } from "../../support/load-context";
import { signedIn } from "../access/people";
import { FILE, NEW_PARTNER, openImportPages } from "./import-pages";

vi.mock("node:fs/promises", { spy: true });

let data: Awaited<ReturnType<typeof openImportPages>>;
let bo: string[];
beforeAll(async () => {
  data = await openImportPages();
  bo = [await signedIn(data.db, "bo@example.com")];
});
afterEach(async () => {
  await rm(path.join(data.dataFolder, "staged"), { recursive: true, force: true });
  await data.db.pool.query("TRUNCATE waiting_file, import_run");
});
afterAll(() => data.close());

async function uploaded(name: string, cookies = data.analyst, person = { files: 1_000, bytes: 1e12 }) {
  const requested = data.requested(data.upload(NEW_PARTNER, [[name, FILE]], cookies));
  const { environment } = requested.context;
  const context = { ...requested.context, environment: { ...environment, uploadQuota: { person, all: person } } };
  const answer = await answerOf(uploadAction({ ...requested, context }));
  return { answer, id: (answer.headers.get("Location") ?? "").replace("/imports/staged/", "") };
}

const statePath = (id: string) => path.join(data.dataFolder, "staged", id, "request.json");
const stateOf = async (id: string) => JSON.parse(await readFile(statePath(id), "utf8"));

describe("what is stated of an upload", () => {
  test("is kept of columns and questions of its file, with a little of what is not shown now", async () => {
    const { id } = await uploaded("calls.csv");
    const form: Record<string, string> = { "was-kind": "contacts", kind: "contacts" };
    for (let index = 0; index < 2_000; index += 1)
      Object.assign(form, {
        [`heading:${index}`]: `Made up ${index}`,
        [`target:${index}`]: "agent",
        [`question:${index}`]: `made up ${index}`,
        [`answer:${index}`]: "yes",
        [`constant:${index}`]: "North",
      });
    Object.assign(form, { "heading:0": "Agent", "target:0": "site", "answer:1": "y".repeat(2_000) });
    expect((await data.send(mapAction, id, form)).status).toBe(302);
    const { choices } = await stateOf(id);
    expect(choices.columns).toContainEqual({ heading: "Agent", kind: "contacts", target: "site" });
    const counts = [choices.columns.length, choices.answers.length, choices.constants.length];
    expect(counts).toEqual([101, 100, 100]);
    await data.send(mapAction, id, form);
    const again = (await stateOf(id)).choices;
    expect([again.columns.length, again.answers.length, again.constants.length]).toEqual(counts);
    expect(JSON.stringify(again)).not.toContain("yyyy");
  });

  test("is refused with 413 beyond 2 MB, and stays as it was", async () => {
    const { id } = await uploaded("calls.csv");
    const before = await readFile(statePath(id), "utf8");
    const refused = await data.send(mapAction, id, { way: "document", mappingText: "\u0001".repeat(600_000) });
    expect([refused.status, await refused.text()]).toEqual([413, expect.stringContaining("Nothing was changed")]);
    const staged = await requireStaged(data, id, "ana@example.com");
    const words = Array.from({ length: 60 }, () => "w".repeat(50_000));
    const repairs = [{ do: "skip-rows" as const, column: "Agent", words }];
    const retained: unknown = await changeStaged(data.dataFolder, staged, { repairs }).catch(
      (thrown: unknown) => thrown,
    );
    expect(retained).toMatchObject({ status: 413 });
    expect(await readFile(statePath(id), "utf8")).toBe(before);
    expect((await data.send(previewAction, id, { vendor: "+new", newVendor: "Quill" })).status).toBe(302);
  });

  test("counts among what its person may have waiting", async () => {
    const person = { files: 10, bytes: 2 * FILE.length + 50_000 };
    const { id } = await uploaded("calls.csv", data.analyst, person);
    await data.send(mapAction, id, { way: "document", mappingText: "x".repeat(60_000) });
    expect((await uploaded("more.csv", data.analyst, person)).answer.status).toBe(413);
    await data.send(mapAction, id, { way: "suggestion" });
    expect((await uploaded("more.csv", data.analyst, person)).answer.status).toBe(302);
  });

  test("by other people is not read for one's list of imports, and neither is a very long one of one's own", async () => {
    const { id: others } = await uploaded("theirs.csv", bo);
    const { id: own } = await uploaded("own.csv");
    const { id: long } = await uploaded("long.csv");
    await data.send(mapAction, long, { way: "document", mappingText: "x".repeat(200_000) });
    vi.mocked(readFile).mockClear();
    const { files } = await listUnfinished(data.db, data.dataFolder, "ana@example.com");
    expect(files.map(({ fileName, step }) => [fileName, step])).toEqual(
      expect.arrayContaining([
        ["own.csv", "preview"],
        ["long.csv", null],
      ]),
    );
    const read = vi.mocked(readFile).mock.calls.map(([position]) => String(position));
    expect(read).toEqual([statePath(own)]);
    expect(read).not.toContain(statePath(others));
  });

  test("that was written longer than is kept shows as damaged, and is not read", async () => {
    const { id } = await uploaded("calls.csv");
    await writeFile(statePath(id), JSON.stringify({ ...(await stateOf(id)), name: "n".repeat(3_000_000) }));
    const seen = await answerOf(
      mapLoader(data.requested(new Request("http://127.0.0.1/", { headers: cookie() }), { id })),
    );
    expect(seen.status).toBe(410);
  });
});

const cookie = () => ({ Cookie: data.analyst.map((set) => set.split(";", 1)[0]).join("; ") });

describe("the name of a file", () => {
  test("of more than 255 characters, or with control characters, is refused at upload with the way out", async () => {
    for (const name of [`${"n".repeat(256)}.csv`, "a\tb.csv", "a\u001bb.csv"]) {
      const { answer } = await uploaded(name);
      expect([name, answer.status, await answer.json()]).toEqual([
        name,
        400,
        expect.objectContaining({ problem: expect.stringContaining("Rename the file") }),
      ]);
    }
    expect((await uploaded(`${"n".repeat(251)}.csv`)).answer.status).toBe(302);
  });

  test("is shown with its beginning and its end in a list, and the whole of it can be reached", () => {
    const name = `${"n".repeat(250)}.csv`;
    const shown = renderToStaticMarkup(createElement(FileName, { name }));
    expect(shown).toContain(`title="${name}"`);
    expect(shown).toMatch(/>n{39}…n{16}\.csv</);
    expect(renderToStaticMarkup(createElement(FileName, { name: "calls.csv" }))).toBe("calls.csv");
  });
});
