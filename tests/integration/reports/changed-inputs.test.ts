import { beforeEach, describe, expect, test } from "vitest";
import { applySow } from "~/commands/contracts/apply-sow.server";
import { createCaches } from "~/data/db/cache";
import type { SowDocument } from "~/domain/contracts/document";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { applyRows } from "../ingest/apply-rows";
import { useReferenceFiles } from "../ingest/reference-files";
import { lead } from "./tiny-data";

type Files = ReturnType<typeof useReferenceFiles>;
type Step = (files: Files) => Promise<unknown>;

const clock = () => new Date("2026-03-10T12:00:00Z");
const used = useReferenceFiles();
const fresh = useReferenceFiles();

const WITHIN = { metric: "first-response-within", comparator: ">=", expected: 50 } as const;
const TARGETS: SowDocument["versions"][number]["targets"] = [
  { ...WITHIN, id: "cebu", parameters: { withinSeconds: 10_800 }, scope: { site: "Cebu" } },
  { ...WITHIN, id: "manila", parameters: { withinSeconds: 10_800 }, scope: { site: "Manila" } },
  { ...WITHIN, id: "business", parameters: { withinSeconds: 10_800, clock: "business" } },
  { id: "abandon", metric: "abandonment", comparator: "<=", expected: 5 },
];

/** Sends a SOW; `source`: whose totals count. */
const sow =
  (source: string | null): Step =>
  async ({ db }) => {
    const sources = source === null ? {} : { sources: [{ source }] };
    const versions = [{ version: 1, effectiveFrom: "2026-01-01", targets: TARGETS, ...sources }];
    const document = { vendor: "acme", title: "Services", currency: "USD", timeZone: "UTC", versions };
    expect(await applySow(db, { by: "test", actor: "test" }, document, { clock })).toMatchObject({ ok: true });
  };
const contacts: Step = (files) =>
  files.importContacts(
    ...["05", "06", "07", "08", "09"].flatMap((day, at) => [
      `a${day},2026-01-${day} 16:00,Rides,Ana,,${at},`,
      `b${day},2026-01-${day} 10:00,Rides,Ben,,${at + 1},`,
      `c${day},2026-01-${day} 20:00,Rides,Cai,,${at + 2},`,
    ]),
  );
const roster =
  (...sites: string[]): Step =>
  (files) =>
    files.importRoster(...sites.map((site, at) => `${["Ana", "Ben", "Cai"][at]},${site},Chat,2026-01-01,,`));
const calendar =
  (closes: string): Step =>
  (files) =>
    files.importCalendar(`,Mon-Fri,,09:00,${closes},`);
const totals =
  (source: string, abandoned: number): Step =>
  ({ db }) =>
    applyRows(db, {
      kind: "totals",
      source,
      rows: Object.entries({ offered: 100, abandoned }).map(([measure, amount]) => ({
        id: `2026-01-05 ${measure}`,
        day: "2026-01-05",
        fields: { channel: "Phone", measure, amount },
      })),
    });

/** What a scorecard and the portfolio show; `restarted`: with nothing in memory, so that stored results are read. */
async function shown({ db }: Files, restarted: boolean) {
  const on = restarted ? { ...db, caches: createCaches() } : db;
  const card = await loadScorecard(on, lead(), readScorecardQuestion("acme", "2026-01", new URLSearchParams()), {
    clock,
  });
  const overview = await loadPortfolio(on, lead(), readPortfolioQuestion(new URLSearchParams("period=2026-01")), {
    clock,
  });
  return {
    results: card?.lines.map(({ id, result: { value, judgment } }) => ({ id, value, judgment })),
    score: card?.score,
    sites: card?.choices.sites,
    overview: overview?.partners.map(({ key, score, cells }) => ({
      key,
      score,
      cells: cells.map((cell) => cell && { id: cell.id, value: cell.result.value, judgment: cell.judgment }),
    })),
  };
}

async function perform(files: Files, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await step(files);
}

beforeEach(async () => {
  for (const { db } of [used, fresh]) {
    await db.pool.query("TRUNCATE sow_document CASCADE");
    await db.inside.organization.upsert({ where: { id: 1 }, create: { name: "Test", timeZone: "UTC" }, update: {} });
  }
});

const BASE = [contacts, totals("ledger", 2), totals("other", 40)];

describe("views and stored results of a finished month", () => {
  test.each<[string, Step[], Step, Step[]]>([
    ["a first roster", [...BASE, sow(null)], roster("Cebu", "Manila", "Cebu"), []],
    [
      "a roster that moves agents",
      [...BASE, roster("Cebu", "Manila", "Cebu"), sow(null)],
      roster("Manila", "Cebu", "Cebu"),
      [...BASE, sow(null), roster("Manila", "Cebu", "Cebu")],
    ],
    ["a first calendar", [...BASE, sow(null)], calendar("18:00"), []],
    [
      "a calendar with other hours",
      [...BASE, calendar("18:00"), sow(null)],
      calendar("21:00"),
      [...BASE, sow(null), calendar("21:00")],
    ],
    ["a choice of a source", [...BASE, sow("ledger")], sow("other"), [...BASE, sow("other")]],
    ["a choice of a source that is taken out again", [...BASE, sow("other")], sow(null), [...BASE, sow(null)]],
  ])("are those of a fresh installation after %s", async (_name, before, change, same) => {
    await perform(used, before);
    const earlier = await shown(used, false);
    expect(await shown(used, true)).toEqual(earlier);
    await change(used);
    const [current, restarted] = [await shown(used, false), await shown(used, true)];

    await perform(fresh, same.length > 0 ? same : [change, ...before]);
    const expected = await shown(fresh, false);
    expect(current).toEqual(expected);
    expect(restarted).toEqual(expected);
    expect(expected).not.toEqual(earlier);
  });
});
