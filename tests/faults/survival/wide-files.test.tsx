import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { FormErrors } from "~/components/ui/forms/form-errors";
import { MappingForm, type ShownMapping } from "~/components/imports/mapping-form";
import { ProblemGroups } from "~/components/imports/problem-groups";
import { SampleTable } from "~/components/imports/sample-table";
import { addDays } from "~/domain/calendar/day";
import type * as FileThreads from "~/ingest/file-threads/file-threads.server";
import { loader as applyLoader } from "~/routes/_app.imports.staged.$id.apply";
import { loader as checkLoader } from "~/routes/_app.imports.staged.$id.check";
import { action as tryAction, loader as tryLoader } from "~/routes/_app.imports.staged.$id.dry-run";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { loader as previewLoader } from "~/routes/_app.imports.staged.$id.preview";
import { loader as repairLoader } from "~/routes/_app.imports.staged.$id.repair";
import { answerOf, get } from "../../support/load-context";
import { shownFields } from "../../support/shown-fields";
import { NEW_PARTNER, openImportPages } from "../../integration/ingest/import-pages";

/** Threads load these modules again; here, in the thread that answers requests, a suggestion is an error. */
const here = vi.hoisted(() => {
  const refuse = () => {
    throw new Error("A mapping is suggested in the thread that answers requests.");
  };
  return { refuse, requested: [] as string[] };
});
vi.mock("~/ingest/suggest/suggest-mapping", () => ({ suggestMapping: here.refuse }));
vi.mock("~/ingest/suggest/answered-questions", () => ({ answeredQuestions: here.refuse }));
vi.mock("~/ingest/file-threads/file-threads.server", async (load) => {
  const threads = await load<typeof FileThreads>();
  const onceInFileThread: typeof threads.onceInFileThread = (work, requested, user) => {
    here.requested.push(work.kind);
    return threads.onceInFileThread(work, requested, user);
  };
  return { ...threads, onceInFileThread };
});

const WIDTH = 1_999;
const MEGABYTE = 1_000_000;
const LONG_CELL = "long ".repeat(400);

/** What names the rows and their moments stands at the end, behind columns that say nothing. */
const HEADINGS = [...Array.from({ length: WIDTH - 2 }, (_, at) => `c${at}`), "Ticket ID", "Created at"];
const WIDE = [
  HEADINGS.join(","),
  ...Array.from({ length: 30 }, (_, row) =>
    ["1", LONG_CELL, ...HEADINGS.slice(4).map(() => "1"), `T${row}`, `2026-01-05 10:${10 + row}`].join(),
  ),
  "",
].join("\n");

let pages: Awaited<ReturnType<typeof openImportPages>>;
beforeAll(async () => {
  pages = await openImportPages();
});
beforeEach(() => here.requested.splice(0));
afterAll(() => pages.close());

async function mapPage(id: string, page: number): Promise<ShownMapping> {
  const answer = await answerOf(mapLoader(pages.requested(get(`/imports/x?columns=${page}`, pages.analyst), { id })));
  return (await answer.json()).made;
}

const htmlOf = (made: ShownMapping) => renderToStaticMarkup(<MappingForm made={made} busy={false} />);
const headingsOf = (made: ShownMapping) => made.suggestion?.columns.map(({ heading }) => heading) ?? [];

describe("a file of 1,999 columns", () => {
  test("shows at most 100 columns on each step of its import, in less than a megabyte", async () => {
    const id = await pages.stage(NEW_PARTNER, WIDE);
    const preview = await pages.see(previewLoader, id);
    expect(preview.reading).toMatchObject({ columns: WIDTH });
    const sample = renderToStaticMarkup(<SampleTable {...preview.reading} />);
    expect(sample).toContain("First 100 of 1,999 columns.");
    expect(sample.match(/<th[^>]*scope="col"/g)).toHaveLength(101);
    expect(sample).not.toContain(LONG_CELL.slice(0, 201));

    const made = await mapPage(id, 1);
    expect(headingsOf(made)).toHaveLength(100);
    expect(headingsOf(made).slice(0, 2)).toEqual(["Ticket ID", "Created at"]);
    const html = htmlOf(made);
    expect(html.match(/name="heading:/g)).toHaveLength(100);
    expect(html).toContain("1–100 of 1,999");
    expect(html.length).toBeLessThan(MEGABYTE);

    await pages.send(tryAction, id, { intent: "try" });
    const steps = [previewLoader, mapLoader, checkLoader, repairLoader, tryLoader, applyLoader];
    for (const loader of steps) expect(JSON.stringify(await pages.see(loader, id)).length).toBeLessThan(MEGABYTE / 2);
    expect(await pages.see(checkLoader, id)).not.toHaveProperty("preview.headings");
    expect(await pages.see(checkLoader, id)).toMatchObject({ blockers: [], preview: { looked: { accepted: 30 } } });
    expect(await pages.see(tryLoader, id)).toMatchObject({ outcome: { read: 30, rejected: 0 } });
  });

  test("has each column on one of its pages, and a page beyond the last is the last", async () => {
    const id = await pages.stage(NEW_PARTNER, WIDE);
    const all: string[] = [];
    for (let page = 1; page <= 20; page += 1) all.push(...headingsOf(await mapPage(id, page)));
    expect(all.toSorted()).toEqual(HEADINGS.toSorted());
    expect((await mapPage(id, 9999)).suggestion?.columnPages).toEqual({
      page: 20,
      pages: 20,
      first: 1_901,
      total: WIDTH,
    });
  });

  test("keeps a choice made on one page of its columns when another page is sent", async () => {
    const id = await pages.stage(NEW_PARTNER, WIDE);
    const second = await mapPage(id, 2);
    const heading = headingsOf(second)[50] ?? "";
    const fields = shownFields(<MappingForm made={second} busy={false} />);
    const sent = Object.fromEntries([...fields].map(([name, { value }]) => [name, value]));
    const answer = await pages.send(mapAction, id, { ...sent, "target:50": "agent", columns: "1" });
    expect(answer.headers.get("Location")).toBe(`/imports/staged/${id}/map`);

    const first = await mapPage(id, 1);
    expect(first.suggestion?.columns).toContainEqual(
      expect.objectContaining({ heading, target: "agent", confidence: 1 }),
    );
    const plain = shownFields(<MappingForm made={await mapPage(id, 3)} busy={false} />);
    const unchanged = Object.fromEntries([...plain].map(([name, { value }]) => [name, value]));
    const next = await pages.send(mapAction, id, { ...unchanged, columns: "4" });
    expect(next.headers.get("Location")).toBe(`/imports/staged/${id}/map?columns=4`);
    expect((await mapPage(id, 1)).suggestion?.columns).toContainEqual(
      expect.objectContaining({ heading, target: "agent" }),
    );
  });

  test("names ten columns of a question that is about all of them", async () => {
    const days = Array.from({ length: WIDTH - 1 }, (_, at) => addDays("2020-01-01", at));
    const figures = days.map((_, at) => 100 + at);
    const id = await pages.stage(
      NEW_PARTNER,
      `Queue,${days.join()}\nBilling,${figures.join()}\nSales,${figures.join()}\n`,
    );
    const made = await mapPage(id, 1);
    const questions = made.suggestion?.questions ?? [];
    expect(questions.length).toBeGreaterThan(0);
    expect(Math.max(...questions.map(({ moreColumns }) => moreColumns))).toBe(WIDTH - 11);
    for (const { columns } of questions) expect(columns.length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(made).length).toBeLessThan(MEGABYTE / 2);
  });

  test("is suggested once for all of its pages, however many ask at once, and not in the thread that answers requests", async () => {
    const id = await pages.stage(NEW_PARTNER, WIDE);
    await Promise.all(Array.from({ length: 12 }, () => mapPage(id, 1)));
    for (const loader of [previewLoader, mapLoader, checkLoader, repairLoader]) await pages.see(loader, id);
    expect(here.requested.filter((kind) => kind === "suggestion")).toHaveLength(1);
  });
});

describe("what a wide file has many of is listed in part, with how many there are", () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `c${at}`);

  test("problems of rows", () => {
    const groups = many.map((column) => ({
      code: "not-a-number",
      column,
      rows: 1,
      line: 2,
      text: "x",
      words: "It is no number.",
      texts: [{ text: "x", rows: 1 }],
    }));
    const html = renderToStaticMarkup(<ProblemGroups caption="Problems" groups={groups} empty="None." />);
    expect(html.match(/It is no number/g)).toHaveLength(100);
    expect(html).toContain("Top 100 of 2,000 problems by number of rows.");
  });

  test("what is open in a mapping", () => {
    const html = renderToStaticMarkup(<FormErrors title="Complete these before applying" errors={many} />);
    expect(html.match(/<li>/g)).toHaveLength(51);
    expect(html).toContain("and 1,950 more");
  });
});
