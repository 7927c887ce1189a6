import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loader as batchLoader } from "~/routes/_app.imports.$id";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { loader as checkLoader } from "~/routes/_app.imports.staged.$id.check";
import { action as tryAction, loader as tryLoader } from "~/routes/_app.imports.staged.$id.dry-run";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { action as previewAction, loader as previewLoader } from "~/routes/_app.imports.staged.$id.preview";
import { loader as mappingLoader } from "~/routes/imports.$id.mapping[.]json";
import { FILE, NEW_PARTNER, SAME_PARTNER, openImportPages } from "./import-pages";

const RESTATED = "Ticket ID,Created at,Agent,Talk time\n1,2026-01-05 10:00,Ana,150\n4,2026-01-06 11:14,Ben,54\n";

let pages: Awaited<ReturnType<typeof openImportPages>>;
beforeAll(async () => {
  pages = await openImportPages();
});
beforeEach(() => pages.emptyFacts());
afterAll(() => pages.close());

describe("what an analyst is reported and asked on the way of an import", () => {
  test("a new partner's time zone is requested, and its times are read in it", async () => {
    const partner = { vendor: "+new", newVendor: "Praha Desk" };
    const id = await pages.stage(partner);
    expect(await pages.see(previewLoader, id)).toMatchObject({ reading: { zone: null } });
    expect(await pages.see(checkLoader, id)).toMatchObject({
      blockers: [{ message: "Choose the time zone of the times of Praha Desk.", step: "preview" }],
    });
    await pages.send(previewAction, id, { ...partner, zone: "Europe/Prague", headerRow: "1", "was-headerRow": "1" });
    await pages.apply(id);
    const { rows } = await pages.db.pool.query(
      "SELECT to_char(min(opened_at) AT TIME ZONE 'UTC', 'HH24:MI') AS opened FROM contact",
    );
    expect(rows).toEqual([{ opened: "09:00" }]);
    expect(await pages.db.inside.vendor.findUnique({ where: { key: "praha-desk" } })).toMatchObject({
      timeZone: "Europe/Prague",
    });
    const next = await pages.stage(
      { vendor: "praha-desk" },
      "Ref,Logged at,Agent\nA-1,2026-02-05 10:00,Ana\nA-2,2026-02-05 11:00,Ben\n",
    );
    expect(await pages.see(previewLoader, next)).toMatchObject({ reading: { zone: "Europe/Prague" } });
  });

  test("totals and footers are skipped and counted: by the check, the dry run and the import", async () => {
    const id = await pages.stage(NEW_PARTNER, `${FILE}Total,,,2730\n\nPrinted on 31 May,,,\n`);
    expect(await pages.see(checkLoader, id)).toMatchObject({ preview: { looked: { rows: 43, skipped: 2 } } });
    await pages.send(tryAction, id, { intent: "try" });
    expect(await pages.see(tryLoader, id)).toMatchObject({ outcome: { read: 43, skipped: 2 } });
    expect(await pages.see(batchLoader, await pages.apply(id))).toMatchObject({ batch: { read: 43, skipped: 2 } });
  });

  test("a remembered mapping skips totals that come for the first time, unless they are to be read", async () => {
    const first = await pages.apply(await pages.stage(NEW_PARTNER));
    const { batch: before } = await pages.see(batchLoader, first);
    const totals = `${RESTATED}Total,,,204\n`;
    const id = await pages.stage(SAME_PARTNER, totals);
    expect(await pages.see(previewLoader, id)).toMatchObject({
      reading: { readBy: { name: before.mapping.name, zone: "UTC" } },
    });
    expect(await pages.see(mapLoader, id)).toMatchObject({ made: { by: "mapping" } });
    expect(await pages.see(checkLoader, id)).toMatchObject({
      preview: { looked: { rows: 2, skipped: 1, rejected: 0 } },
    });
    const applied = await pages.see(batchLoader, await pages.apply(id));
    expect(applied).toMatchObject({
      batch: { read: 2, skipped: 1, mapping: { version: before.mapping.version + 1 } },
    });
    const again = await pages.see(batchLoader, await pages.apply(await pages.stage(SAME_PARTNER, totals)));
    expect(again).toMatchObject({ batch: { skipped: 1, mapping: applied.batch.mapping } });

    const third = await pages.stage(SAME_PARTNER, totals.replace("Total", "Average"));
    await pages.send(previewAction, third, { intent: "next", ...SAME_PARTNER, skipOffered: "yes", zone: "UTC" });
    expect(await pages.see(checkLoader, third)).toMatchObject({
      preview: { looked: { rows: 3, skipped: 0, rejected: 1 } },
    });
  });

  test("of a file with a row per event it shows that the last one of each case counts", async () => {
    const events = Array.from({ length: 40 }, (_, at) => `C${at >> 1},2026-01-06 11:${10 + at},${at % 2},Ana`);
    const id = await pages.stage(NEW_PARTNER, ["Case number,Opened at,sys_mod_count,Agent", ...events].join("\n"));
    expect(await pages.see(mapLoader, id)).toMatchObject({
      made: { suggestion: { derived: [expect.stringContaining("the last one of each ID counts")] } },
    });
    expect(await pages.see(checkLoader, id)).toMatchObject({ preview: { collapse: "last", looked: { accepted: 40 } } });
    const plain = await pages.stage(NEW_PARTNER);
    expect(await pages.see(mapLoader, plain)).toMatchObject({ made: { suggestion: { derived: [] } } });
    expect(await pages.see(checkLoader, plain)).toMatchObject({ preview: { collapse: null } });
  });

  test("a blank cell keeps what was known, or takes it away where the pages.analyst says so", async () => {
    const first = await pages.stage(NEW_PARTNER);
    await pages.apply(first);
    const blank = "Ticket ID,Created at,Agent,Talk time\n1,2026-01-05 10:00,,150\n";
    const retained = await pages.stage(SAME_PARTNER, blank);
    expect(await pages.see(mapLoader, retained)).toMatchObject({ made: { by: "mapping", blanks: "keep" } });
    await pages.apply(retained);
    const agentOf = async () => (await pages.db.inside.contact.findFirst({ where: { externalId: "1" } }))?.agent;
    expect(await agentOf()).toBe("Ana");

    const erased = await pages.stage(SAME_PARTNER, blank);
    await pages.send(mapAction, erased, { intent: "next", "was-blanks": "keep", blanks: "erase" });
    expect(await pages.see(mapLoader, erased)).toMatchObject({ made: { blanks: "erase" } });
    const batchId = await pages.apply(erased);
    expect(await agentOf()).toBe("");
    expect(await pages.see(mappingLoader, batchId)).toMatchObject({ blanks: "erase" });
  });

  test("figures are preliminary or final as the pages.analyst says, and the mapping remembers it as a version of its own", async () => {
    const first = await pages.stage(NEW_PARTNER);
    expect(await pages.see(mapLoader, first)).toMatchObject({ made: { status: { all: "unstated" } } });
    await pages.send(mapAction, first, { intent: "next", "was-status": "unstated", status: "preliminary" });
    expect(await pages.see(mapLoader, first)).toMatchObject({ made: { status: { all: "preliminary" } } });
    const preliminary = await pages.apply(first);
    expect(await pages.see(mappingLoader, preliminary)).toMatchObject({ fields: { preliminary: { constant: "yes" } } });
    const statuses = async () =>
      (
        await pages.db.pool.query(
          "SELECT preliminary FROM contact WHERE external_id IN ('1', '4') ORDER BY external_id",
        )
      ).rows.map(({ preliminary: isPreliminary }) => isPreliminary);
    expect(new Set(await statuses())).toEqual(new Set([true]));

    const second = await pages.stage(SAME_PARTNER, RESTATED);
    expect(await pages.see(mapLoader, second)).toMatchObject({
      made: { by: "mapping", status: { all: "preliminary" } },
    });
    await pages.send(mapAction, second, { intent: "next", "was-status": "preliminary", status: "final" });
    const { batch: before } = await pages.see(batchLoader, preliminary);
    const final = await pages.apply(second);
    expect(await pages.see(mappingLoader, final)).toMatchObject({ fields: { preliminary: { constant: "no" } } });
    expect(await pages.see(batchLoader, final)).toMatchObject({
      batch: { changed: 2, superseded: 0, mapping: { version: before.mapping.version + 1 } },
    });
    expect(await statuses()).toEqual([null, null]);

    const late = await pages.stage(SAME_PARTNER, RESTATED.replace("150", "170"));
    await pages.send(mapAction, late, { intent: "next", "was-status": "final", status: "preliminary" });
    const retained = await pages.apply(late);
    expect(await pages.see(batchLoader, retained)).toMatchObject({
      batch: { accepted: 2, new: 0, changed: 0, unchanged: 0, superseded: 2 },
    });
    expect(await statuses()).toEqual([null, null]);
  });

  test("a column that says whether a row is preliminary is proposed, and can be recognized by the whole file instead", async () => {
    const rows = RESTATED.trim()
      .split("\n")
      .map((line, index) => `${line},${["Figures", "vorläufig", "endgültig"][index]}`);
    const id = await pages.stage(NEW_PARTNER, `${rows.join("\n")}\n`.replace("Figures", "Status of figures"));
    const { made } = await pages.see(mapLoader, id);
    expect(made.status).toEqual({ all: null, column: "Status of figures", mayFollow: true });
    const position = made.suggestion.columns.findIndex(
      ({ heading }: { heading: string }) => heading === "Status of figures",
    );
    expect(made.suggestion.columns[position]).toMatchObject({
      target: "preliminary",
      reason: expect.stringContaining("“vorläufig”"),
    });
    await pages.send(mapAction, id, { intent: "save", "was-status": "mapping", status: "final" });
    expect(await pages.see(mapLoader, id)).toMatchObject({ made: { status: { all: "final", mayFollow: true } } });
    await pages.send(mapAction, id, { intent: "save", "was-status": "final", status: "mapping" });
    expect(await pages.see(mapLoader, id)).toMatchObject({ made: { status: { all: null } } });
    await pages.send(mapAction, id, { intent: "save", "was-status": "mapping", status: "preliminary" });
    // Naming the column again takes back what was stated of the whole file.
    await pages.send(mapAction, id, {
      intent: "save",
      "heading:0": "Status of figures",
      "was-target:0": "",
      "target:0": "preliminary",
    });
    expect(await pages.see(mapLoader, id)).toMatchObject({
      made: { status: { all: null, column: "Status of figures" } },
    });
  });

  test("a partner's roster is asked for the site and team of agents that the file does not tell", async () => {
    const id = await pages.stage(SAME_PARTNER, RESTATED.replace("Talk time", "Wait"));
    expect((await pages.see(mapLoader, id)).made.suggestion.derived).toEqual([]);
    await pages.db.pool.query(
      `INSERT INTO roster_entry (vendor_id, source, external_id, batch_id, line, day, agent, site, starts_on)
       SELECT id, 'roster', 'Ana', 1, 2, '2026-01-01', 'Ana', 'Cebu', '2026-01-01' FROM vendor WHERE key = 'nunez-sohne'`,
    );
    const { made } = await pages.see(mapLoader, id);
    expect(made.suggestion.derived).toContain("Site: from the partner’s roster, by the agent in “Agent”.");
    const batchId = await pages.apply(id);
    expect(await pages.see(mappingLoader, batchId)).toMatchObject({
      fields: { site: { lookup: { roster: "agent" } } },
    });
    await pages.db.pool.query("TRUNCATE roster_entry");
  });

  test("a column that has another name now is offered as a rename", async () => {
    const first = await pages.stage(NEW_PARTNER);
    await pages.apply(first);
    const id = await pages.stage(SAME_PARTNER, RESTATED.replace("Talk time", "Time talking"));
    const { made } = await pages.see(mapLoader, id);
    expect(made).toMatchObject({
      by: "suggestion",
      remembered: { status: "renamed", renames: [{ from: "Talk time", to: "Time talking" }] },
    });
    await pages.send(mapAction, id, {
      way: "mapping",
      mapping: String(made.remembered.id),
      from: "Talk time",
      to: "Time talking",
    });
    expect(await pages.see(mapLoader, id)).toMatchObject({ made: { by: "mapping", open: [] } });
    expect(await pages.see(checkLoader, id)).toMatchObject({ blockers: [], preview: { looked: { accepted: 2 } } });
  });

  test("a date order that cannot be determined is requested, and nothing goes on before it is answered", async () => {
    const unclear = "Ticket ID,Created at,Agent\n1,03/04/2026 10:00,Ana\n2,05/06/2026 10:00,Ben\n";
    const id = await pages.stage(NEW_PARTNER, unclear);
    const { made } = await pages.see(mapLoader, id);
    const [question] = made.suggestion.questions;
    expect(question.text).toMatch(/day|month/i);
    expect((await pages.see(checkLoader, id)).blockers.length).toBeGreaterThan(0);
    expect((await pages.send(applyAction, id)).headers.get("Location")).toBe(`/imports/staged/${id}/apply?open`);
    const dayFirst = question.options.find(
      ({ value, example }: { value: string; example: string }) =>
        `${value} ${example}`.includes("dmy") || example.includes("3 April"),
    );
    await pages.send(mapAction, id, { intent: "next", "question:0": question.id, "answer:0": dayFirst.value });
    const { preview } = await pages.see(checkLoader, id);
    expect(preview.rows.map(({ day }: { day: string }) => day)).toEqual(["2026-04-03", "2026-06-05"]);
  });

  test("Continue with an open question stays on Map, where the question is pointed out", async () => {
    const unclear = "Ticket ID,Created at,Agent\n1,03/04/2026 10:00,Ana\n2,05/06/2026 10:00,Ben\n";
    const id = await pages.stage(NEW_PARTNER, unclear);
    const { made, isSubmitted } = await pages.see(mapLoader, id);
    expect(isSubmitted).toBe(false);
    const [question] = made.suggestion.questions;
    const left = await pages.send(mapAction, id, { intent: "next", "question:0": question.id });
    expect(left.headers.get("Location")).toBe(`/imports/staged/${id}/map?submitted=1`);
    const answer = { "question:0": question.id, "answer:0": question.options[0].value };
    const next = await pages.send(mapAction, id, { intent: "next", ...answer });
    expect(next.headers.get("Location")).toBe(`/imports/staged/${id}/check`);
  });

  test("leads through a file with a column per month: asked what it counts, or read as it stands", async () => {
    const id = await pages.stage(NEW_PARTNER, "Queue,Jan 2026,Feb 2026\nBilling,100,120\nReturns,,7\n");
    const { made } = await pages.see(mapLoader, id);
    expect(made.suggestion).toMatchObject({
      kind: "totals",
      wide: { taken: true },
      questions: [{ id: "wide-figure" }],
    });
    await pages.send(mapAction, id, { intent: "save", "was-wide": "rows", wide: "none" });
    expect((await pages.see(mapLoader, id)).made.suggestion).toMatchObject({ wide: { taken: false } });
    await pages.send(mapAction, id, { intent: "save", "was-wide": "none", wide: "rows" });
    await pages.send(mapAction, id, { intent: "next", "question:0": "wide-figure", "answer:0": "handled" });
    expect(await pages.see(checkLoader, id)).toMatchObject({
      blockers: [],
      preview: { looked: { rows: 2, accepted: 2, rejected: 0 } },
    });
  });

  test("leads through a roster and a list of holidays, recognized by their headings", async () => {
    const roster = await pages.stage(NEW_PARTNER, "Employee ID,Agent Name,Site,Start Date\n7,Ana,Manila,2026-01-05\n");
    const { made } = await pages.see(mapLoader, roster);
    expect(made.suggestion).toMatchObject({ kind: "roster", questions: [{ id: "roster-agent" }] });
    expect(made.suggestion.constants).toEqual([]);
    expect(made.status).toBeNull();
    await pages.send(mapAction, roster, { intent: "next", "question:0": "roster-agent", "answer:0": "Agent Name" });
    expect(await pages.see(checkLoader, roster)).toMatchObject({
      blockers: [],
      preview: { looked: { rows: 1, accepted: 1 } },
    });
    const holidays = await pages.stage(NEW_PARTNER, "Date,Holiday\n2026-12-25,Christmas\n2026-12-30,Rizal Day\n");
    expect((await pages.see(mapLoader, holidays)).made.suggestion).toMatchObject({
      kind: "calendar",
      constants: [{ target: "program" }],
    });
    expect(await pages.see(checkLoader, holidays)).toMatchObject({
      blockers: [],
      preview: { looked: { accepted: 2 } },
    });
  });
});
