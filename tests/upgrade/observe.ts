import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { findPresentedKey } from "~/data/access/api-keys.server";
import type { Database } from "~/data/db/database.server";
import { listMappingsOf } from "~/data/imports/mappings.server";
import type { Viewer } from "~/domain/access/viewer";
import type { Verdict } from "~/domain/contracts/verdict";
import type { ExpectedFileLine } from "~/domain/deliveries/deliveries-view";
import type { DeliveryState } from "~/domain/deliveries/evaluate-delivery";
import type { FileKind } from "~/domain/facts/fact-fields";
import { METRIC_KEYS } from "~/domain/metrics/catalog/catalog";
import type { Preliminary } from "~/domain/metrics/preliminary";
import type { TrendView } from "~/domain/causes/trend";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { PeriodResult } from "~/domain/scorecards/result-line";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { columnsOf } from "~/ingest/mapping/columns-of";
import { readMapping } from "~/ingest/mapping/mapping";
import { loadNote, loadNotes } from "~/reports/causes/notes.server";
import { loadSowDocument } from "~/reports/contracts/sows.server";
import { loadDeliveries } from "~/reports/deliveries/deliveries.server";
import { loadBatches, openOriginal } from "~/reports/imports/batches.server";
import { readMetricQuestion } from "~/reports/metrics/metric-question";
import { loadExplanation } from "~/reports/scorecards/explain.server";
import { readExplainQuestion } from "~/reports/scorecards/explain-question";
import { loadMetricRows } from "~/reports/scorecards/metric-rows.server";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { listLinks } from "~/commands/sharing/links.server";
import { TEST_NOW } from "../support/load-context";
import { signedInViewer, viewerOf, type Installation } from "./installation";
import type { Access } from "./world";

// What an installation answers, in words of this file's own: the same before and after every name of the product is another one. The
// codes stand for what they stood for when the first dump was taken.

const VERDICT_CODES: Record<Verdict, string> = {
  met: "A",
  below: "B",
  missed: "C",
  "no-data": "none",
  insufficient: "few",
  running: "open",
  "no-target": "no target",
};

const STATE_CODES: Record<DeliveryState, string> = {
  overdue: "1",
  incomplete: "2",
  late: "3",
  awaited: "4",
  received: "5",
  skipped: "6",
};

const STATUS_CODES: Record<ExpectedFileLine["status"], string> = { expected: "a", paused: "b", "set-aside": "c" };

const KIND_CODES: Record<FileKind, string> = {
  contacts: "k1",
  reviews: "k2",
  totals: "k3",
  roster: "k4",
  calendar: "k5",
};

const MONTHS = ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11"];
const VENDORS = ["quill", "birch"];
const clock = () => TEST_NOW;

/** Everything that the installation answers to those who may ask. */
export async function observe({ context, dataFolder }: Installation, access: Access) {
  const { db } = context;
  const viewers = {
    admin: await signedInViewer(access.sessions.admin, context),
    partner: await signedInViewer(access.sessions.partner, context),
  };
  return {
    ...(await observeFigures(db, viewers)),
    explained: await observeExplained(db, viewers.admin),
    expectedFiles: await observeExpectedFiles(db, viewers.admin),
    notes: { admin: await observeNotes(db, viewers.admin), partner: await observeNotes(db, viewers.partner) },
    imports: await observeImports(db, viewers.admin, dataFolder),
    mappings: await observeMappings(db),
    contracts: await observeContracts(db, viewers.admin),
    links: inOrder(
      (await listLinks(db, viewers.admin, TEST_NOW)).map(({ name, state, hasPassword }) => [name, state, hasPassword]),
    ),
    people: (await db.inside.user.findMany({ orderBy: { email: "asc" } })).map(({ email, role, disabledAt }) => [
      email,
      role,
      disabledAt !== null,
    ]),
    keys: await observeKeys(db, access),
    sessions: await observeSessions(context, access),
  };
}

/** The figures of every month, metric and slice, as people of the organization and of a partner see them. */
export async function observeFigures(db: Database, { admin, partner }: { admin: Viewer; partner: Viewer }) {
  const scorecards: Record<string, ReturnType<typeof scorecardOf> | null> = {};
  const portfolios: Record<string, unknown> = {};
  for (const month of MONTHS) {
    for (const vendor of VENDORS)
      for (const address of ["", "site=Porto"])
        scorecards[`${vendor} ${month} ${address}`] = await observeScorecard(db, admin, vendor, month, address);
    scorecards[`quill ${month} as partner`] = await observeScorecard(db, partner, "quill", month, "");
    const view = await loadPortfolio(db, admin, readPortfolioQuestion(new URLSearchParams({ period: month })), {
      clock,
    });
    portfolios[month] = view && portfolioOf(view);
  }
  return { scorecards, portfolios, metrics: await observeMetrics(db, admin) };
}

async function observeScorecard(db: Database, viewer: Viewer, vendor: string, month: string, address: string) {
  const question = readScorecardQuestion(vendor, month, new URLSearchParams(address));
  const view = await loadScorecard(db, viewer, question, { clock });
  return view && scorecardOf(view);
}

/** What a scorecard says, whoever opened it. */
export function scorecardOf(view: ScorecardView) {
  return {
    score: view.score,
    before: view.scoreBefore,
    version: view.sow?.version ?? null,
    until: view.dataUntil,
    volume: [view.volume.handled, view.volume.received, view.volume.forecastShare],
    results: inOrder(view.lines.map((line) => [line.id, line.weight, ...line.results.map(resultOf)])),
    measured: view.measured.map(({ metric, value }) => [metric, value]),
    trends: inOrder(view.trends.map(({ lineId, trend }) => ({ line: lineId, points: pointsOf(trend) }))),
    notes: view.notes.map(({ title }) => title),
  };
}

export function portfolioOf(view: PortfolioView) {
  return inOrder(
    view.partners.map(({ key, score, cells, sites }) => [
      key,
      score,
      sites,
      inOrder(cells.flatMap((line) => (line === null ? [] : [[line.id, resultOf(line.result)]]))),
    ]),
  );
}

/** The figures of a trend, series by series. */
export function pointsOf({ series }: TrendView) {
  return series.map(({ values }) =>
    values.map(({ value, numerator, denominator, n }) => (value === null ? null : [value, numerator, denominator, n])),
  );
}

/** In an order that does not depend on what needs attention first. */
function inOrder<T>(entries: readonly T[]): T[] {
  return entries.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function resultOf({ key, from, until, value, judgment, version, preliminary }: PeriodResult) {
  const { verdict, compared, expected, minimum, variance } = judgment;
  return [
    key,
    `${from} ${until}`,
    VERDICT_CODES[verdict],
    value.status === "measured" ? [value.numerator, value.denominator, value.value, value.n] : null,
    [compared, expected, minimum, variance],
    version,
    preliminaryOf(preliminary),
  ];
}

function preliminaryOf(preliminary: Preliminary | null) {
  if (preliminary === null) return null;
  const rows = preliminary.rows.map(({ kind, rows: counted }) => [KIND_CODES[kind], counted]);
  return [preliminary.from, preliminary.to, rows];
}

const METRIC_QUESTIONS = [
  { grain: "month", by: ["vendor"] },
  { grain: "month", by: ["site", "program", "channel"], vendor: "quill" },
  { grain: "week", by: [] },
  { by: ["agent"], vendor: "quill", from: "2026-10-01" },
  { by: ["severity", "language"], from: "2026-10-01" },
];

async function observeMetrics(db: Database, viewer: Viewer) {
  const metrics: Record<string, unknown> = {};
  for (const metric of METRIC_KEYS) {
    const answers = [];
    for (const question of METRIC_QUESTIONS) {
      const read = readMetricQuestion({ metric, parameters: {}, from: "2026-08-03", to: "2026-11-23", ...question });
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      const rows = await loadMetricRows(db, viewer, read.question);
      answers.push(
        rows?.map(({ period, slice, numerator, denominator, value, n, compared, preliminary, leftOut }) => [
          period,
          Object.values(slice).join(" | "),
          [numerator, denominator, value, n, compared],
          preliminaryOf(preliminary),
          leftOut?.map(({ from, to }) => `${from} ${to}`) ?? null,
        ]),
      );
    }
    metrics[metric] = answers;
  }
  return metrics;
}

async function observeExplained(db: Database, viewer: Viewer) {
  const addresses = [
    "metric=csat&vendor=quill&from=2026-10-01&to=2026-10-31",
    "metric=first-response-time&vendor=quill&from=2026-10-01&to=2026-10-31",
    "metric=nps&vendor=birch&from=2026-09-01&to=2026-09-30",
    "metric=shrinkage&vendor=quill&from=2026-10-01&to=2026-10-31&site=Vigo",
  ];
  const explained = [];
  for (const address of addresses) {
    const question = readExplainQuestion(new URLSearchParams(address));
    const view = question && (await loadExplanation(db, viewer, question, { clock }));
    explained.push(
      view && [
        address,
        view.measures.map(({ ref, amount }) => [ref, amount]),
        view.batches.map(({ fileName, rows }) => [fileName, rows]),
        view.rows && [
          view.rows.total,
          view.rows.rows.map(({ externalId, at, slice, agent }) => [externalId, at, slice, agent]),
        ],
      ],
    );
  }
  return explained;
}

async function observeExpectedFiles(db: Database, viewer: Viewer) {
  const { lines } = await loadDeliveries(db, viewer, { vendor: null, inNeed: false }, { clock });
  const files = lines.map(({ partner, delivery, status, results }) => [
    partner.key,
    delivery.name,
    KIND_CODES[delivery.kind],
    delivery.source,
    JSON.stringify(delivery.cadence),
    STATUS_CODES[status],
    results.map(({ range, state, rows, usualRows, daysMissing }) => [
      `${range.from} ${range.until}`,
      STATE_CODES[state],
      rows,
      usualRows,
      daysMissing,
    ]),
  ]);
  return inOrder(files);
}

async function observeNotes(db: Database, viewer: Viewer) {
  const { notes } = await loadNotes(db, viewer, {}, { clock });
  const pages = [];
  for (const { id } of notes) {
    const page = await loadNote(db, viewer, id, { clock });
    const { content, revision, archivedAt } = page?.note ?? {};
    pages.push([
      revision,
      archivedAt != null,
      content && [content.title, content.metric, content.from, content.to, content.site, content.due, content.owner],
      content && [
        content.symptom,
        content.category,
        content.fault,
        content.whys,
        content.correction,
        content.proofMetric,
      ],
      page?.history?.map(({ editedBy, changed }) => [editedBy, changed]) ?? null,
    ]);
  }
  return inOrder(pages);
}

/** Every import with its counts, and the SHA-256 of the original that is kept of it. */
async function observeImports(db: Database, viewer: Viewer, dataFolder: string) {
  const { batches } = await loadBatches(db, viewer, 1);
  const imports = [];
  for (const batch of batches) {
    const original = await openOriginal(db, viewer, batch.id, dataFolder);
    const retained =
      original &&
      createHash("sha256")
        .update(await buffer(original.stream))
        .digest("hex");
    imports.push([
      batch.fileName,
      batch.source,
      batch.vendors.map(({ key }) => key),
      batch.mapping && [batch.mapping.key, batch.mapping.version],
      [batch.read, batch.accepted, batch.new, batch.changed, batch.unchanged, batch.superseded, batch.rejected],
      `${batch.firstDay} ${batch.lastDay}`,
      batch.revertedAt !== null,
      batch.revertedBy,
      retained === batch.fileSha256,
    ]);
  }
  return inOrder(imports);
}

async function observeMappings(db: Database) {
  const known = (await Promise.all(VENDORS.map((vendor) => listMappingsOf(db, vendor)))).flat();
  return inOrder(
    known.map(({ key, version, document }) => {
      const read = readMapping(document);
      return read.ok
        ? [key, version, KIND_CODES[read.mapping.kind], read.mapping.source, columnsOf(read.mapping)]
        : [key, version, read.problems];
    }),
  );
}

async function observeContracts(db: Database, viewer: Viewer) {
  const found = [];
  for (const [vendor, revision] of [
    ["quill", 1],
    ["quill", 2],
    ["birch", 1],
  ] as const) {
    const stored = await loadSowDocument(db, viewer, { vendor, revision });
    found.push([vendor, revision, stored?.uploadedBy, stored?.uploadedAt, stored?.problems]);
  }
  return found;
}

async function observeKeys(db: Database, { keys }: Access) {
  const found = [];
  for (const secret of Object.values(keys)) {
    const key = await findPresentedKey(db, secret, TEST_NOW);
    found.push(key?.state === "active" ? [key.holder.name, key.holder.role, key.holder.imports] : (key?.state ?? null));
  }
  return found;
}

async function observeSessions(context: Installation["context"], { sessions }: Access) {
  const found = [];
  for (const cookie of Object.values(sessions)) {
    const viewer = await viewerOf(cookie, context);
    found.push(viewer === null || !("email" in viewer) ? null : [viewer.email, viewer.kind]);
  }
  return found;
}
