import { beforeEach, describe, expect, test } from "vitest";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { recordNote } from "~/data/causes/notes.server";
import { createCaches } from "~/data/db/cache";
import type { Database } from "~/data/db/database.server";
import { readAs } from "~/data/db/read-as.server";
import { revertBatch } from "~/data/imports/load/revert-batch.server";
import { registerParameters } from "~/data/rollups/parameters.server";
import { registerMonthStart } from "~/data/rollups/roll-up-months.server";
import { checkRollUp } from "~/data/rollups/check-roll-ups.server";
import { partnerScope } from "~/domain/access/scope";
import type { Scope, Viewer } from "~/domain/access/viewer";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { parsePeriod } from "~/domain/calendar/period";
import type { SowDocument } from "~/domain/contracts/document";
import { validateSow } from "~/domain/contracts/validate";
import { figuresOf, planLines } from "~/domain/scorecards/line-plan";
import type { ResultLine } from "~/domain/scorecards/result-line";
import { measureScoredFigures } from "~/reports/contracts/target-results.server";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { useCopies } from "../../support/database";
import { applyRows } from "../ingest/apply-rows";
import { clock, contactsOf, judgedSow, storeContacts } from "./judged-data";
import { lead, makeVendor, partnerOf } from "./tiny-data";

let db: Database;
let alpha: number;
let beta: number;

const filled = useCopies(async (first) => {
  await first.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  alpha = await makeVendor(first, "alpha", "Alpha");
  beta = await makeVendor(first, "beta", "Beta");
  await storeContacts(first, alpha, contactsOf(1));
  await applyDocument(judgedSow("alpha"), first);
});
beforeEach(() => {
  ({ db } = filled);
});

async function applyDocument(document: SowDocument, on = db): Promise<void> {
  const by = { by: "Ines", actor: "ines@example.com" };
  expect(await applySow(on, by, document, { clock })).toMatchObject({ ok: true });
}

/** As a restarted server: nothing is in its memory. */
const restarted = (): Database => ({ ...db, caches: createCaches() });

type Requested = { viewer?: Viewer; now?: () => Date; period?: string };

async function linesOf(
  { viewer = lead(), now = clock, period = "2026-10" }: Requested = {},
  on?: Database,
): Promise<readonly ResultLine[]> {
  const question = readScorecardQuestion("alpha", period, new URLSearchParams());
  const view = await loadScorecard(on ?? restarted(), viewer, question, { clock: now });
  return view?.lines ?? [];
}

type StoredResult = {
  period: string;
  target: string;
  version: number;
  sow: string;
  revision: number;
  value: number | null;
  verdict: string;
  computed: Date;
};

async function stored(): Promise<StoredResult[]> {
  const { rows } = await db.pool.query<StoredResult>(
    `SELECT period, target_id AS target, sow_version AS version, sow_sha256 AS sow, data_revision AS revision, value, verdict,
       computed_at AS computed FROM target_result ORDER BY period, target_id`,
  );
  return rows;
}

const storedOf = async (target: string, period: string) =>
  (await stored()).find((one) => one.target === target && one.period === period);

/** Doubles what the roll-ups hold without raising a revision: adding them up again gives other figures. */
const falsifyRollUps = () =>
  db.pool.query(
    "UPDATE measure_day SET csat_responses = csat_responses * 2; UPDATE measure_month SET csat_responses = csat_responses * 2",
  );

/** What pages show now, and what they show where nothing is stored; the second time from results that the first time stored. */
async function shownAndComputed(requested: Requested = {}): Promise<[readonly ResultLine[][], readonly ResultLine[]]> {
  const shown = [[...(await linesOf(requested))], [...(await linesOf(requested))]];
  await db.pool.query("DELETE FROM target_result");
  return [shown, await linesOf(requested)];
}

async function expectFresh(requested?: Requested): Promise<readonly ResultLine[]> {
  const [shown, computed] = await shownAndComputed(requested);
  expect(computed.length).toBeGreaterThan(0);
  for (const lines of shown) expect(lines).toEqual(computed);
  return computed;
}

const csatOf = (lines: readonly ResultLine[]) => lines.find(({ id }) => id === "csat");
const valuesOf = (lines: readonly ResultLine[]) => csatOf(lines)?.history.values ?? [];
/** Of the month before the page's, and of its own. */
const verdictsOf = (lines: readonly ResultLine[]) => {
  const csat = csatOf(lines);
  return [csat?.judgmentCompared?.verdict, csat?.judgment.verdict];
};

const link = (scope: Partial<Scope>): Viewer => ({
  kind: "share",
  linkId: "l1",
  linkName: "Finance",
  scope: { ...partnerScope(alpha), ...scope },
});

const SURVEYED = { openedAt: "2026-09-10T08:00:00Z", site: "North", channel: "Voice", csatScore: 1 };

describe("results of periods that are over", () => {
  test("are stored with the SOW version, the document and the data revision that they rest on", async () => {
    const lines = await linesOf();
    const [csat, verdicts] = [csatOf(lines), verdictsOf(lines)];
    const { sha256 } = await db.inside.sowDocument.findFirstOrThrow();
    const october = await storedOf("csat", "2026-10");
    const value = csat?.result.value;
    expect(value?.status).toBe("measured");
    expect(october).toMatchObject({
      version: 2,
      sow: sha256,
      verdict: csat?.judgment.verdict,
      value: csat?.history.values.at(-1),
    });
    expect(await storedOf("csat", "2026-09")).toMatchObject({
      version: 1,
      sow: sha256,
      verdict: verdicts[0],
    });
    const rows = await stored();
    expect(new Set(rows.map(({ target }) => target))).toEqual(new Set(["csat", "sl", "frt", "asa", "csat-quarter"]));
    // The quarter of October goes on, and so does no week that ended in it.
    expect(rows.filter(({ target }) => target === "csat-quarter").map(({ period }) => period)).not.toContain("2026-Q4");
    expect(rows.filter(({ target, period }) => target === "asa" && period === "2026-W43")).toHaveLength(1);
  });

  test("are read by a restarted server, which adds up nothing of them", async () => {
    const before = await linesOf();
    await falsifyRollUps();
    const [again, onPortfolio] = [await linesOf(), await portfolioOf(restarted())];
    expect(valuesOf(again)).toEqual(valuesOf(before));
    expect(onPortfolio).toEqual(valuesOf(before));
    await db.pool.query("DELETE FROM target_result");
    expect(valuesOf(await linesOf())).not.toEqual(valuesOf(before));
  });

  test("are not stored while the period goes on, or the data do not reach its end", async () => {
    await linesOf({ period: "2026-11" });
    expect(await storedOf("csat", "2026-11")).toBeUndefined();
    await linesOf({ period: "2026-11", now: () => new Date("2026-12-10T12:00:00Z") });
    expect(await storedOf("csat", "2026-11")).toBeUndefined();
    expect(await storedOf("csat", "2026-10")).toBeDefined();
  });

  test("are stored once where several servers show them at the same time", async () => {
    const pages = await Promise.all([1, 2, 3, 4].map(() => linesOf()));
    for (const lines of pages) expect(lines).toEqual(pages[0]);
    const rows = await stored();
    expect(rows.length).toBeGreaterThan(0);
    await linesOf();
    expect(await stored()).toEqual(rows);
  });

  async function portfolioOf(on: Database): Promise<readonly (number | null)[]> {
    const question = readPortfolioQuestion(new URLSearchParams("period=2026-10&columns=all"));
    const view = await loadPortfolio(on, lead(), question, { clock });
    const cells = view?.partners.find(({ key }) => key === "alpha")?.cells ?? [];
    return cells.find((cell) => cell?.id === "csat")?.history.values ?? [];
  }
});

describe("a stored result is not shown any longer, and computed again,", () => {
  test("after an import that changes a day of it", async () => {
    const before = await linesOf();
    await applyRows(db, {
      kind: "contacts",
      vendor: "alpha",
      rows: [1, 2, 3, 4].map((id) => ({ id: `new ${id}`, day: "2026-09-10", fields: SURVEYED })),
    });
    const after = await expectFresh();
    expect(valuesOf(after).at(-2)).not.toEqual(valuesOf(before).at(-2));
    expect(valuesOf(after).at(-1)).toEqual(valuesOf(before).at(-1));
  });

  test("after the import is reverted", async () => {
    const before = await linesOf();
    const rows = [{ id: "new", day: "2026-09-10", fields: SURVEYED }];
    const { batchId } = await applyRows(db, { kind: "contacts", vendor: "alpha", rows });
    expect(await linesOf()).not.toEqual(before);
    await revertBatch(db, batchId, "test");
    expect(await expectFresh()).toEqual(before);
  });

  test("after a new SOW", async () => {
    const before = await linesOf();
    const document = judgedSow("alpha");
    const [first, second] = document.versions;
    if (first === undefined || second === undefined) throw new Error("two versions");
    await applyDocument({ ...document, versions: [first, { ...second, targets: first.targets }] });
    const after = await expectFresh();
    expect([before, after].map((lines) => verdictsOf(lines)[1])).toEqual(["missed", "met"]);
  });

  test("after an amendment that is dated back", async () => {
    const before = await linesOf();
    const document = judgedSow("alpha");
    const [first, second] = document.versions;
    if (first === undefined || second === undefined) throw new Error("two versions");
    const versions = [
      { ...first, effectiveUntil: "2026-08-31" },
      { ...second, effectiveFrom: "2026-09-01" },
    ];
    await applyDocument({ ...document, versions });
    const after = await expectFresh();
    expect([before, after].map((lines) => verdictsOf(lines)[0])).toEqual(["met", "missed"]);
  });

  test("in a reporting zone where the period still goes on", async () => {
    const now = () => new Date("2026-10-31T20:00:00Z");
    await db.inside.organization.updateMany({ data: { timeZone: "Asia/Manila" } });
    const over = await linesOf({ now });
    expect(await storedOf("csat", "2026-10")).toBeDefined();
    await db.inside.organization.updateMany({ data: { timeZone: "UTC" } });
    const running = await linesOf({ now });
    expect([over, running].map((lines) => verdictsOf(lines)[1])).toEqual(["missed", "running"]);
    await expectFresh({ now });
  });

  test("after roll-ups that were wrong are repaired", async () => {
    await falsifyRollUps();
    const wrong = await linesOf();
    expect(await checkRollUp(db, alpha, { repair: true, actor: "test" })).toMatchObject({ repaired: true });
    expect(valuesOf(await expectFresh())).not.toEqual(valuesOf(wrong));
  });

  test("after all days were rolled up again for a count with a new limit", async () => {
    await falsifyRollUps();
    const wrong = await linesOf();
    expect(await registerParameters(db, ["csat>=5"], null)).toEqual({ ok: true });
    expect(valuesOf(await expectFresh())).not.toEqual(valuesOf(wrong));
  });

  test("after all months were added up again for months that start on another day", async () => {
    await db.pool.query("UPDATE measure_month SET csat_responses = csat_responses * 2");
    const wrong = await linesOf();
    await registerMonthStart(db, 22);
    expect(valuesOf(await expectFresh())).not.toEqual(valuesOf(wrong));
  });

  test("by another build of the program", async () => {
    const before = await linesOf();
    await db.pool.query("UPDATE target_result SET build_id = 'earlier', value = 0, numerator = 0");
    expect(await linesOf()).toEqual(before);
    expect((await storedOf("csat", "2026-10"))?.value).not.toBe(0);
  });

  test("where it is of another figure", async () => {
    const before = await linesOf();
    await db.pool.query("UPDATE target_result SET figure = 'another', value = 0, numerator = 0");
    expect(await linesOf()).toEqual(before);
  });
});

describe("a stored result stays", () => {
  const unchanged = async (period: string, work: () => Promise<unknown>) => {
    await linesOf();
    const before = await storedOf("csat", period);
    await work();
    await linesOf();
    expect(before).toBeDefined();
    return before?.computed.getTime() === (await storedOf("csat", period))?.computed.getTime();
  };

  test("after a note", async () => {
    const days = { vendor: "alpha", metric: "csat", from: "2026-10-02", to: "2026-10-04" };
    const words = { title: "Outage", symptom: "CSAT fell.", category: "tool", fault: "vendor", segment: "", owner: "" };
    const content = noteContentSchema.parse({ ...days, ...words });
    const by = { userId: null, name: "Ines", actor: "ines@example.com" };
    expect(await unchanged("2026-10", () => recordNote(db, by, alpha, content, { at: clock() }))).toBe(true);
  });

  test("after an import of other days, but for those that are so close that they decide which days a ratio counts", async () => {
    const importOf = (day: string) => () =>
      applyRows(db, {
        kind: "contacts",
        vendor: "alpha",
        rows: [{ id: day, day, fields: { openedAt: `${day}T08:00:00Z` } }],
      });
    expect(await unchanged("2026-10", importOf("2026-11-20"))).toBe(true);
    expect(await unchanged("2026-10", importOf("2026-11-03"))).toBe(false);
    expect(await unchanged("2026-08", importOf("2026-11-02"))).toBe(true);
  });
});

describe("viewers", () => {
  test("from outside read the results of their partner, and store none", async () => {
    const asPartner = { viewer: partnerOf(alpha) };
    const computed = await linesOf(asPartner);
    expect(await stored()).toEqual([]);
    expect(await linesOf()).toEqual(computed);
    await falsifyRollUps();
    expect(valuesOf(await linesOf(asPartner))).toEqual(valuesOf(computed));
    expect(valuesOf(await linesOf({ viewer: link({}) }))).toEqual(valuesOf(computed));
  });

  test("of a part of the rows are given what their part comes to, and store none", async () => {
    const parts = [
      lead({ sites: ["North"] }),
      link({ sites: ["North"] }),
      link({ channels: ["Voice"] }),
      link({ fromDay: "2026-09-15" }),
    ];
    const requested = parts.map((viewer) => ({ viewer }));
    const computed = [];
    for (const one of requested) computed.push(await linesOf(one));
    expect(await stored()).toEqual([]);
    const whole = await linesOf();
    expect(await stored()).not.toEqual([]);
    for (const [index, one] of requested.entries()) {
      expect(await linesOf(one)).toEqual(computed[index]);
      expect(computed[index]).not.toEqual(whole);
    }
  });

  test.each([{ sites: ["North"] }, { channels: ["Voice"] }] as const)(
    "of a part of the rows (%o) leave no viewer of all rows with a result from before an import",
    async (part) => {
      await db.pool.query("DELETE FROM day_revision");
      await linesOf();
      const before = valuesOf(await linesOf());
      await applyRows(db, {
        kind: "contacts",
        vendor: "alpha",
        rows: [1, 2, 3, 4].map((id) => ({ id: `late ${id}`, day: "2026-09-10", fields: SURVEYED })),
      });
      const server = restarted();
      await linesOf({ viewer: link(part) }, server);
      const shown = await linesOf({ viewer: link({}) }, server);
      await db.pool.query("DELETE FROM target_result");
      expect(shown).toEqual(await linesOf({ viewer: link({}) }));
      expect(valuesOf(shown)).not.toEqual(before);
    },
  );

  test("from outside are given by the database only results of their own partner whose days they may all see", async () => {
    await linesOf();
    const periods = async (viewer: Viewer) => {
      const rows = await readAs(db, viewer, (tx) =>
        tx.targetResult.findMany({ where: { targetId: "csat" }, orderBy: { period: "desc" }, take: 2 }),
      );
      return rows.map(({ period }) => period);
    };
    expect(await periods(partnerOf(alpha))).toEqual(["2026-10", "2026-09"]);
    expect(await periods(partnerOf(beta))).toEqual([]);
    expect(await periods(link({ vendorIds: [] }))).toEqual([]);
    expect(await periods(link({ sites: ["North"] }))).toEqual([]);
    expect(await periods(link({ toDay: "2026-10-31" }))).toEqual(["2026-09", "2026-08"]);
    expect(await periods(link({ fromDay: "2026-09-20" }))).toEqual(["2026-10"]);
    await expect(db.outside.targetResult.deleteMany()).rejects.toThrow(/permission denied/);
  });
});

test("a page that looked at a partner before an import stores nothing of it under the data after", async () => {
  const { revision } = await db.inside.vendor.findUniqueOrThrow({ where: { id: alpha } });
  const [reading, period] = [validateSow(judgedSow("alpha")), parsePeriod("2026-10")];
  if (!reading.ok || period === null) throw new Error("a SOW and a period");
  const frame = { vendorId: alpha, sow: reading.sow, period, requested: {}, visible: { from: null, to: null } };
  const figures = figuresOf(planLines({ ...frame, today: "2026-11-23", dataUntil: "2026-11-20" }));
  const measureAt = async (at: number) => {
    const { sha256: sowHash } = await db.inside.sowDocument.findFirstOrThrow();
    await measureScoredFigures(db, lead(), [{ id: alpha, revision: at, sowHash }], figures);
    return (await stored()).length;
  };
  const fields = { openedAt: "2026-10-05T08:00:00Z" };
  await applyRows(db, { kind: "contacts", vendor: "alpha", rows: [{ id: "n", day: "2026-10-05", fields }] });
  expect(await measureAt(revision)).toBe(0);
  expect(await measureAt(revision + 1)).toBeGreaterThan(0);
});
