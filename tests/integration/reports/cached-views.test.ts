import { beforeEach, describe, expect, test } from "vitest";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { recordNote } from "~/data/causes/notes.server";
import type { Database } from "~/data/db/database.server";
import { partnerScope } from "~/domain/access/scope";
import type { Scope, Viewer } from "~/domain/access/viewer";
import { noteContentSchema } from "~/domain/causes/root-cause-note";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadReportContext } from "~/reports/shared/report-context.server";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { useCopies } from "../../support/database";
import { applyRows } from "../ingest/apply-rows";
import { clock, contactsOf, judgedSow, makeJudgedVendor, storeContacts } from "./judged-data";
import { lead, partnerOf } from "./tiny-data";

let alpha: number;

const filled = useCopies(async (db) => {
  await db.inside.organization.create({ data: { name: "Test", timeZone: "UTC" } });
  alpha = await makeJudgedVendor(db, "alpha", "Alpha");
  await storeContacts(db, alpha, contactsOf(1));
});
let db: Database;
beforeEach(() => {
  ({ db } = filled);
});

const ask = new URLSearchParams();
const scorecard = (viewer: Viewer = lead(), now = clock) =>
  loadScorecard(db, viewer, readScorecardQuestion("alpha", "2026-10", ask), { clock: now });
const portfolio = (viewer: Viewer = lead(), now = clock) =>
  loadPortfolio(db, viewer, readPortfolioQuestion(new URLSearchParams("period=2026-10")), { clock: now });
const both = (viewer?: Viewer, now?: () => Date) => Promise.all([scorecard(viewer, now), portfolio(viewer, now)]);

const link = (scope: Partial<Scope>): Viewer => ({
  kind: "share",
  linkId: "l1",
  linkName: "Finance",
  scope: { ...partnerScope(alpha), ...scope },
});

describe("a scorecard and the portfolio", () => {
  test("are computed once for viewers of one scope while nothing changes", async () => {
    const [first, overview] = await both();
    const other: Viewer = Object.assign(lead(), { userId: "u9", name: "Otto Lead" });
    const [again, overviewAgain] = await both(other);
    expect(again).toBe(first);
    expect(overviewAgain).toBe(overview);
  });

  test("are never shared between viewers of different scopes", async () => {
    const viewers = [
      lead(),
      lead({ sites: ["North"] }),
      partnerOf(alpha),
      link({}),
      link({ sites: ["North"] }),
      link({ notes: "none" }),
      link({ toDay: "2026-10-15" }),
    ];
    const views = await Promise.all(viewers.map((viewer) => both(viewer)));
    expect(new Set(views.map(([view]) => view)).size).toBe(viewers.length);
    expect(new Set(views.map(([, view]) => view)).size).toBe(viewers.length);
    expect(await scorecard(lead({ vendorIds: [] }))).toBeNull();
  });

  test("are computed again after an import", async () => {
    const [before, overview] = await both();
    const fields = { openedAt: "2026-10-05T08:00:00Z", site: "East", csatScore: 1 };
    await applyRows(db, { kind: "contacts", vendor: "alpha", rows: [{ id: "new", day: "2026-10-05", fields }] });
    const [after, overviewAfter] = await both();
    expect(before?.choices.sites).not.toContain("East");
    expect(after?.choices.sites).toContain("East");
    expect(overview?.partners[0]?.sites).not.toContain("East");
    expect(overviewAfter?.partners[0]?.sites).toContain("East");
  });

  test("are computed again after a new SOW", async () => {
    const [before, overview] = await both();
    const sow = { ...judgedSow("alpha"), currency: "EUR" };
    expect(await applySow(db, { by: "Ines", actor: "ines@example.com" }, sow, { clock })).toMatchObject({ ok: true });
    const [after, overviewAfter] = await both();
    expect([before?.currency, after?.currency]).toEqual(["USD", "EUR"]);
    expect([overview, overviewAfter].map((view) => view?.partners[0]?.currency)).toEqual(["USD", "EUR"]);
  });

  test("are computed again after a note", async () => {
    expect((await scorecard())?.notes).toEqual([]);
    const days = { vendor: "alpha", metric: "csat", from: "2026-10-02", to: "2026-10-04" };
    const words = { title: "Outage", symptom: "CSAT fell.", category: "tool", fault: "vendor", segment: "", owner: "" };
    const content = noteContentSchema.parse({ ...days, ...words });
    await recordNote(db, { userId: null, name: "Ines", actor: "ines@example.com" }, alpha, content, { at: clock() });
    expect((await scorecard())?.notes).toHaveLength(1);
  });

  test("are computed again in another reporting zone, and when the day turns over there", async () => {
    const [before, overview] = await both();
    expect(await scorecard(lead(), () => new Date("2026-11-24T00:30:00Z"))).not.toBe(before);
    await db.inside.organization.updateMany({ data: { timeZone: "Asia/Manila" } });
    const [after, overviewAfter] = await both();
    expect([before?.timeZone, after?.timeZone]).toEqual(["UTC", "Asia/Manila"]);
    expect([overview?.timeZone, overviewAfter?.timeZone]).toEqual(["UTC", "Asia/Manila"]);
  });

  test("carry a partner's name as it is now", async () => {
    await both();
    await db.inside.vendor.update({ where: { id: alpha }, data: { name: "Alpha West" } });
    const [after, overview] = await both();
    expect([after?.partner.name, overview?.partners[0]?.name]).toEqual(["Alpha West", "Alpha West"]);
  });

  test("do not reach a day that has not come, as a mistyped year brings", async () => {
    const fields = { openedAt: "2199-12-30T08:00:00Z", csatScore: 1 };
    await applyRows(db, { kind: "contacts", vendor: "alpha", rows: [{ id: "far", day: "2199-12-30", fields }] });
    const { today, partners } = await loadReportContext(db, lead(), clock);
    expect(partners[0]?.days?.last).toBe(today);
    const question = readPortfolioQuestion(new URLSearchParams());
    expect((await loadPortfolio(db, lead(), question, { clock }))?.dataUntil).toBe(today);
  });
});
