import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { action as revertAction, loader as batchLoader } from "~/routes/_app.imports.$id";
import { loader as listLoader } from "~/routes/_app.imports._index";
import { action as uploadAction } from "~/routes/_app.imports.new";
import { action as applyAction } from "~/routes/_app.imports.staged.$id.apply";
import { action as discardAction, loader as stagedLoader } from "~/routes/_app.imports.staged.$id._index";
import { loader as checkLoader } from "~/routes/_app.imports.staged.$id.check";
import { action as tryAction, loader as tryLoader } from "~/routes/_app.imports.staged.$id.dry-run";
import { action as mapAction, loader as mapLoader } from "~/routes/_app.imports.staged.$id.map";
import { action as previewAction, loader as previewLoader } from "~/routes/_app.imports.staged.$id.preview";
import { action as repairAction, loader as repairLoader } from "~/routes/_app.imports.staged.$id.repair";
import { loader as changesLoader } from "~/routes/_app.imports.$id_.changes";
import { loader as mappingLoader } from "~/routes/imports.$id.mapping[.]json";
import { loader as rejectedRowsLoader } from "~/routes/imports.$id.rejected-rows[.]csv";
import { loader as stagedRejectedLoader } from "~/routes/imports.staged.$id.rejected[.]csv";
import { loader as originalLoader } from "~/routes/imports.$id.original";
import { loader as rejectedLoader } from "~/routes/imports.$id.rejected[.]csv";
import { answerOf, get, post } from "../../support/load-context";
import { signedIn } from "../access/people";
import { FILE, type Files, NEW_PARTNER, SAME_PARTNER, openImportPages } from "./import-pages";
import { sheetsOf } from "../../support/xlsx-text";

const RESTATED = "Ticket ID,Created at,Agent,Talk time\n1,2026-01-05 10:00,Ana,150\n4,2026-01-06 11:14,Ben,54\n";
const MAPPING = {
  key: "web-desk",
  name: "Web desk",
  kind: "contacts",
  source: "web-desk",
  file: { format: "csv" },
  timeZone: "UTC",
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd HH:mm" }, agent: { column: "Agent" } },
};

let pages: Awaited<ReturnType<typeof openImportPages>>;
beforeAll(async () => {
  pages = await openImportPages();
});
beforeEach(() => pages.emptyFacts());
afterAll(() => pages.close());

describe("an import by the web", () => {
  test("goes from drop to batch: read, mapped by a suggestion, checked, repaired, tried and applied", async () => {
    const id = await pages.stage(NEW_PARTNER);
    expect(
      (await answerOf(stagedLoader(pages.requested(get("/x", pages.analyst), { id })))).headers.get("Location"),
    ).toBe(`/imports/staged/${id}/preview`);
    expect(await pages.see(previewLoader, id)).toMatchObject({
      fileName: "Calls of May.csv",
      reading: { headings: ["Ticket ID", "Created at", "Agent", "Talk time"], file: { delimiter: ",", headerRow: 1 } },
    });
    const mapped = await pages.see(mapLoader, id);
    expect(mapped).toMatchObject({
      made: { by: "suggestion", partner: "Núñez & Söhne", open: [], suggestion: { kind: "contacts", questions: [] } },
    });
    expect(mapped.made.suggestion.columns.map(({ target }: { target: string }) => target)).toEqual([
      "externalId",
      "openedAt",
      "agent",
      "talkSeconds",
    ]);
    const checked = await pages.see(checkLoader, id);
    expect(checked).toMatchObject({
      blockers: [],
      preview: { looked: { rows: 43, accepted: 41, rejected: 2, whole: true } },
      groups: [
        { code: "not-a-date", rows: 1 },
        { code: "not-a-duration", column: "Talk time", texts: [{ text: "n.n.", rows: 1 }] },
      ],
    });
    const download = await answerOf(stagedRejectedLoader(pages.requested(get("/x", pages.analyst), { id })));
    expect(await download.text()).toBe(
      `"Ticket ID","Created at","Agent","Talk time"\r\n"2","yesterday","'=cmd()","90"\r\n"3","2026-01-06 10:00","Ben","n.n."\r\n`,
    );
    const workbook = await answerOf(stagedRejectedLoader(pages.requested(get("/x.xlsx", pages.analyst), { id })));
    expect(workbook.headers.get("Content-Disposition")).toContain("rejected-rows.xlsx");
    const { Table: table } = await sheetsOf(new Uint8Array(await workbook.arrayBuffer()));
    expect(table?.[0]).toEqual(["Ticket ID", "Created at", "Agent", "Talk time"]);
    expect(table?.[2]).toEqual(["3", "2026-01-06 10:00", "Ben", "n.n."]);

    await pages.send(repairAction, id, { intent: "repair", do: "null-words", column: "Talk time", word: "n.n." });
    expect(await pages.see(repairLoader, id)).toMatchObject({
      groups: [{ code: "not-a-date" }],
      repairs: [{ do: "null-words" }],
    });
    expect(await pages.db.inside.importBatch.count()).toBe(0);

    await pages.send(tryAction, id, { intent: "try" });
    expect(await pages.see(tryLoader, id)).toMatchObject({
      run: { state: "tried" },
      outcome: { read: 43, new: 42, changed: 0, rejected: 1, verdicts: [] },
    });
    expect([await pages.db.inside.importBatch.count(), await pages.db.inside.vendor.count()]).toEqual([0, 0]);
    const list = await (await answerOf(listLoader(pages.requested(get("/imports", pages.analyst))))).json();
    expect(list).toMatchObject({ total: 0, unfinished: [{ href: `/imports/staged/${id}`, state: "Dry run" }] });

    const batchId = await pages.apply(id);
    const again = await answerOf(stagedLoader(pages.requested(get("/x", pages.analyst), { id })));
    expect(again.headers.get("Location")).toBe(`/imports/${batchId}`);
    const batch = await pages.see(batchLoader, batchId);
    expect(batch).toMatchObject({
      batch: {
        fileName: "Calls of May.csv",
        vendors: [{ key: "nunez-sohne" }],
        read: 43,
        accepted: 42,
        new: 42,
        rejected: 1,
      },
      problems: [{ code: "not-a-date", rows: 1, line: 3 }],
      days: {
        before: null,
        days: [
          { day: "2026-01-05", rows: 1 },
          { day: "2026-01-06", rows: 41 },
        ],
      },
      mayRevert: true,
    });
    expect(await (await answerOf(listLoader(pages.requested(get("/imports", pages.analyst))))).json()).toMatchObject({
      total: 1,
      unfinished: [],
      batches: [{ rejected: 1, reverted: false }],
    });
    const csv = await answerOf(rejectedLoader(pages.requested(get("/x", pages.analyst), { id: batchId })));
    expect((await csv.text()).split("\r\n")[1]).toMatch(/^3,"Created at","not-a-date",".*","yesterday"$/);
    const rows = await answerOf(rejectedRowsLoader(pages.requested(get("/x", pages.analyst), { id: batchId })));
    expect(await rows.text()).toBe(
      `"Ticket ID","Created at","Agent","Talk time"\r\n"2","yesterday","'=cmd()","90"\r\n`,
    );
    const original = await answerOf(originalLoader(pages.requested(get("/x", pages.analyst), { id: batchId })));
    expect(await original.text()).toBe(FILE);
    const mapping = await pages.see(mappingLoader, batchId);
    expect(mapping).toMatchObject({ kind: "contacts", nulls: ["n.n."], externalId: { column: "Ticket ID" } });

    await answerOf(revertAction(pages.requested(post("/x", { intent: "revert" }, pages.analyst), { id: batchId })));
    expect(await pages.db.inside.contact.count()).toBe(0);
    expect(await pages.see(batchLoader, batchId)).toMatchObject({
      mayRevert: false,
      batch: { status: "reverted", revertedBy: "ana@example.com" },
    });
  });

  test("rejected rows, fixed and sent again, have their first values: what made a formula harmless is removed", async () => {
    const first = await pages.apply(await pages.stage(NEW_PARTNER));
    const download = await answerOf(rejectedRowsLoader(pages.requested(get("/x", pages.analyst), { id: first })));
    const rejected = await download.text();
    expect(rejected).toContain(`"2","yesterday","'=cmd()","90"`);
    const again = await pages.apply(await pages.stage(SAME_PARTNER, rejected.replace("yesterday", "2026-01-07 10:00")));
    expect(await pages.see(batchLoader, again)).toMatchObject({ batch: { new: 1, rejected: 1 } });
    const contact = await pages.db.inside.contact.findFirst({ where: { externalId: "2" } });
    expect(contact?.agent).toBe("=cmd()");
  });

  test("applied twice at once is one batch", async () => {
    const id = await pages.stage(NEW_PARTNER);
    const responses = await Promise.all([pages.send(applyAction, id), pages.send(applyAction, id)]);
    expect(responses.map(({ status }) => status)).toEqual([302, 302]);
    expect(await pages.db.inside.importBatch.count()).toBe(1);
  });

  test("the next file of the partner is read as the last one was; what a restated row held is shown", async () => {
    const first = await pages.stage(NEW_PARTNER);
    await pages.send(repairAction, first, { intent: "repair", do: "null-words", column: "Talk time", word: "n.n." });
    const { batch: before } = await pages.see(batchLoader, await pages.apply(first));
    const second = await pages.stage(SAME_PARTNER, RESTATED);
    expect(await pages.see(mapLoader, second)).toMatchObject({
      made: { by: "mapping", remembered: { status: "same" } },
    });
    const batchId = await pages.apply(second);
    expect(await pages.see(batchLoader, batchId)).toMatchObject({
      batch: { new: 0, changed: 1, unchanged: 1, mapping: before.mapping },
    });
    expect(await pages.see(changesLoader, batchId)).toMatchObject({
      changes: [{ externalId: "1", line: 2, fields: [{ column: "talk_seconds", from: 120, to: 150 }] }],
    });
  });

  test("takes a mapping as JSON, and keeps what was typed", async () => {
    const id = await pages.stage({ vendor: "" });
    await pages.send(mapAction, id, { way: "document", mappingText: "{ not json" });
    expect(await pages.see(mapLoader, id)).toMatchObject({
      pasted: "{ not json",
      problem: expect.stringContaining("not valid JSON"),
    });
    const document = JSON.stringify({
      ...MAPPING,
      externalId: { column: "Ticket ID" },
      fields: { openedAt: { column: "Created at", format: "yyyy-MM-dd HH:mm" } },
    });
    await pages.send(mapAction, id, { way: "document", mappingText: document });
    expect(await pages.see(checkLoader, id)).toMatchObject({ blockers: [{ step: "preview" }] });
    await pages.send(previewAction, id, {
      intent: "next",
      ...NEW_PARTNER,
      headerRow: "1",
      "was-headerRow": "1",
      headerRows: "1",
      "was-headerRows": "1",
      zone: "UTC",
    });
    expect(await pages.see(checkLoader, id)).toMatchObject({
      blockers: [],
      preview: { looked: { accepted: 42, rejected: 1 } },
    });
  });

  test("takes several files in one drop, opens archives, and each goes its own way", async () => {
    const files: Files = [
      ["=cmd();a.csv", FILE],
      ["b.csv.gz", new Uint8Array(gzipSync(RESTATED))],
    ];
    const answer = await answerOf(uploadAction(pages.requested(pages.upload(NEW_PARTNER, files, pages.analyst))));
    expect(answer.headers.get("Location")).toBe("/imports");
    const { unfinished } = await (await answerOf(listLoader(pages.requested(get("/imports", pages.analyst))))).json();
    const names = unfinished.map(({ fileName }: { fileName: string }) => fileName);
    expect(names).toEqual(expect.arrayContaining(["=cmd();a.csv", "b.csv"]));
  });

  test("can be discarded", async () => {
    const id = await pages.stage(NEW_PARTNER);
    expect((await pages.send(discardAction, id, { intent: "discard" })).headers.get("Location")).toBe("/imports");
    expect((await answerOf(stagedLoader(pages.requested(get("/x", pages.analyst), { id })))).status).toBe(404);
  });

  test("without a file says so", async () => {
    const answer = await answerOf(uploadAction(pages.requested(pages.upload({}, [], pages.analyst))));
    expect([answer.status, await answer.json()]).toEqual([400, { problem: "Choose a file." }]);
  });

  test("is for those who may import, and an upload for the one who made it", async () => {
    const id = await pages.stage(NEW_PARTNER);
    const colleague = [await signedIn(pages.db, "bo@example.com")];
    for (const loader of [stagedLoader, previewLoader, mapLoader, checkLoader, repairLoader, tryLoader])
      expect((await answerOf(loader(pages.requested(get("/x", colleague), { id })))).status).toBe(404);
    expect((await answerOf(stagedLoader(pages.requested(get("/x", pages.analyst), { id: "../../etc" })))).status).toBe(
      404,
    );
    expect((await answerOf(listLoader(pages.requested(get("/imports", pages.stakeholder))))).status).toBe(403);
    expect(
      (await answerOf(uploadAction(pages.requested(pages.upload(NEW_PARTNER, [["a.csv", FILE]], pages.stakeholder)))))
        .status,
    ).toBe(403);
    expect(
      (await answerOf(batchLoader(pages.requested(get("/imports/x", pages.analyst), { id: "99999999999" })))).status,
    ).toBe(404);
    expect(await readFile(path.join(pages.dataFolder, "staged", id, "content"), "utf8")).toBe(FILE);
  });
});
