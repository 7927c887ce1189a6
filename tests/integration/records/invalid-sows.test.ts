import { beforeAll, describe, expect, test } from "vitest";
import { CONSOLE_VIEWER } from "~/cli/console-viewer";
import { command as scorecardCommand } from "~/cli/commands/scorecard";
import { parseEnvironment } from "~/config/environment";
import { createApiKey } from "~/commands/access/api-keys.server";
import { applySow, checkSow } from "~/commands/contracts/apply-sow.server";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { loadScorecardList } from "~/reports/scorecards/scorecard-list.server";
import { loader as sowDocument } from "~/routes/api.v1.sows.$vendor";
import { loader as scorecardDocument } from "~/routes/api.v1.scorecard";
import { loader as sowsPage } from "~/routes/_app.sows._index";
import { loader as sowPage } from "~/routes/_app.sows.$vendor";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { addDesk, deskSow } from "../../support/desk-data";
import { answerOf, get, TEST_NOW, TEST_ORIGIN, testContext } from "../../support/load-context";
import { addPerson, signedIn } from "../access/people";

let db: TestDatabase;
let cookies: string[];
let key: string;

const clock = () => TEST_NOW;
const PROBLEM = {
  path: "versions[0].targets[0].metric",
  pathLabel: expect.stringMatching(/^Version 1, target .+ \(1st\), metric$/),
};

/** The stored document of lumina names a metric that is no more; norwind has no SOW at all. */
beforeAll(async () => {
  db = await createTestDatabase();
  await addDesk(db, "lumina");
  await db.inside.vendor.create({ data: { key: "norwind", name: "Norwind" } });
  await db.pool.query(
    `UPDATE sow_document SET sha256 = 'other', document = jsonb_set(document, '{versions,0,targets,0,metric}', '"gone"')`,
  );
  await addPerson(db, "ana@example.com", "analyst");
  cookies = [await signedIn(db, "ana@example.com")];
  const made = await createApiKey(db, CONSOLE_VIEWER, { name: "nightly", role: "analyst", vendorId: null });
  if (!made.ok) throw new Error(made.problem);
  key = made.key;
});

const args = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: testContext(db) });
const read = async (answer: Promise<unknown>): Promise<unknown> => (await answerOf(answer)).json();
const requested = (address: string) =>
  new Request(new URL(address, TEST_ORIGIN), { headers: { Authorization: `Bearer ${key}` } });

describe("a stored SOW that no longer validates is shown as such, never as no SOW", () => {
  test("on its page, which says what is wrong at which field and takes a corrected one", async () => {
    const page = await read(sowPage(args(get("/sows/lumina", cookies), { vendor: "lumina" })));
    expect(page).toMatchObject({
      page: { sow: null, invalid: { revision: 1, problems: [PROBLEM] }, revisions: [{ revision: 1 }], mayWrite: true },
    });
    const without = await read(sowPage(args(get("/sows/norwind", cookies), { vendor: "norwind" })));
    expect(without).toMatchObject({ page: { sow: null, invalid: null, revisions: [] } });
  });

  test("in the list of SOWs and of scorecards", async () => {
    const list = await read(sowsPage(args(get("/sows", cookies))));
    expect(list).toMatchObject({
      sows: [
        { vendor: "norwind", invalid: null },
        { vendor: "lumina", invalid: { revision: 1 } },
      ],
    });
    const { rows } = await loadScorecardList(db, CONSOLE_VIEWER, { clock });
    expect(rows.map((row) => [row.key, row.hasInvalidSow])).toEqual([
      ["norwind", false],
      ["lumina", true],
    ]);
  });

  test("by the API: the document with its problems, and the scorecard's gap", async () => {
    const stored = await read(sowDocument(args(requested("/api/v1/sows/lumina"), { vendor: "lumina" })));
    expect(stored).toMatchObject({ revision: 1, document: { vendor: "lumina" }, problems: [PROBLEM] });
    const scorecard = await read(scorecardDocument(args(requested("/api/v1/scorecard?vendor=lumina&period=2026-10"))));
    expect(scorecard).toMatchObject({ gap: "invalid-sow", results: [] });
  });

  test("on the scorecard and the portfolio", async () => {
    const slice = { period: "2026-10", site: null, program: null, channel: null, comparison: "previous" } as const;
    const gaps = await Promise.all(
      ["lumina", "norwind"].map(async (vendor) => {
        return (await loadScorecard(db, CONSOLE_VIEWER, { ...slice, vendor }, { clock }))?.gap;
      }),
    );
    expect(gaps).toEqual(["invalid-sow", "no-sow"]);
    const portfolio = await loadPortfolio(db, CONSOLE_VIEWER, { ...slice, allColumns: false }, { clock });
    expect(portfolio?.partners.map((partner) => [partner.key, partner.gap]).toSorted()).toEqual([
      ["lumina", "invalid-sow"],
      ["norwind", "no-sow"],
    ]);
  });

  test("from the command line", async () => {
    const run = async (vendor: string) => {
      const reported: string[] = [];
      const answer = (_document: unknown, words: () => string) => void reported.push(words());
      const out = { json: false, answer, remark: () => undefined };
      const environment = parseEnvironment({ NODE_ENV: "test" }, "/nowhere");
      await scorecardCommand.run(["--vendor", vendor, "--period", "2026-10"], { db, clock, out, environment });
      return reported.join("");
    };
    expect(await run("lumina")).toContain("The stored SOW is not valid");
    expect(await run("norwind")).toContain("This partner has no SOW.");
  });

  test("and is replaced by a corrected one as by any other", async () => {
    const document = deskSow("lumina");
    expect(await checkSow(db, document, { clock })).toMatchObject({ ok: true, current: 1, changes: null });
    const applied = await applySow(db, { by: "test", actor: "test" }, document, { clock });
    expect(applied).toMatchObject({ ok: true, revision: 2, changes: null });
    expect(await read(sowPage(args(get("/sows/lumina", cookies), { vendor: "lumina" })))).toMatchObject({
      page: { invalid: null, sow: { revision: 2, changedSince: null } },
    });
  });
});
