import { expect } from "vitest";
import { createCaches } from "~/data/db/cache";
import type { Database } from "~/data/db/database.server";
import { sumCountedRows } from "~/data/metrics/counted-rows.server";
import type { Viewer } from "~/domain/access/viewer";
import { withoutRanges, type DayRange } from "~/domain/calendar/day-range";
import type { Target } from "~/domain/contracts/sow";
import { validateSow } from "~/domain/contracts/validate";
import { metricOf } from "~/domain/metrics/catalog/catalog";
import { contactDuration } from "~/domain/metrics/contact-amounts";
import { countedIn } from "~/domain/metrics/counted";
import { measureDefinition } from "~/domain/metrics/measure-ref";
import { periodAmounts } from "~/domain/metrics/period-amounts";
import { percentileValue } from "~/domain/metrics/quantile";
import type { LeftOut, MetricValue } from "~/domain/metrics/metric-value";
import { scopeSlice } from "~/reports/export/figure-cells";
import { readPortfolioQuestion } from "~/reports/scorecards/portfolio-question";
import { loadPortfolio } from "~/reports/scorecards/portfolio.server";
import { readScorecardQuestion } from "~/reports/scorecards/scorecard-question";
import { loadScorecard } from "~/reports/scorecards/scorecard.server";
import { everyNth } from "../../support/property-runs";
import { lead, partnerOf } from "../reports/tiny-data";

type StoredResult = {
  vendor: number;
  target: string;
  version: number;
  from: string;
  until: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  sample: number | null;
  left_out: LeftOut | null;
  verdict: string;
};

/**
 * Stored results are what their rows come to, with the verdict that their target gives by plain arithmetic. Returns how many there are;
 * `npm test` looks at every seventh.
 */
export async function expectResultsFromRows(db: Database): Promise<number> {
  const { rows } = await db.pool.query<StoredResult>(
    `SELECT vendor_id AS vendor, target_id AS target, sow_version AS version, from_day::text AS from, until_day::text AS until,
       numerator, denominator, value, sample, left_out, verdict FROM target_result
     ORDER BY vendor_id, target_id, from_day`,
  );
  const documents = await db.inside.sowDocument.findMany({ orderBy: { revision: "desc" }, distinct: ["vendorId"] });
  const targetOf = ({ vendor, version, target }: StoredResult): Target => {
    const reading = validateSow(documents.find(({ vendorId }) => vendorId === vendor)?.document);
    const versions = reading.ok ? reading.sow.versions : [];
    const found = versions.find((one) => one.version === version)?.targets.find(({ id }) => id === target);
    if (found === undefined) throw new Error(`no target ${target}`);
    return found;
  };
  expect(new Set(rows.map(({ vendor }) => vendor)).size).toBe(documents.length);
  expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(
    new Set(["met", "below", "missed", "no-data", "insufficient"]),
  );
  for (const row of everyNth(7, rows)) {
    const target = targetOf(row);
    const what = `${row.vendor} ${row.target} ${row.from}`;
    const again = await valueFromRows(db, row, target);
    if (again.status === "no-data") expect(row.value, what).toBeNull();
    else {
      expect([row.numerator, row.sample], what).toEqual([again.numerator, again.n]);
      expect(row.denominator, what).toBe(again.denominator);
      expect(row.value, what).toBe(again.value);
    }
    expect(row.verdict, what).toBe(plainVerdict(row, target));
  }
  return rows.length;
}

/** The value by its single rows: contacts, reviews and totals one by one, stocks from their totals, percentiles from all durations. */
async function valueFromRows(
  db: Database,
  { vendor, from, until, left_out: leftOut }: StoredResult,
  target: Target,
): Promise<MetricValue> {
  const range: DayRange = { from, until };
  const metric = metricOf(target.metric);
  const slice = scopeSlice(target.scope);
  const percentile = metric.percentile(target.parameters);
  const days = { gte: new Date(`${from}T00:00:00Z`), lt: new Date(`${until}T00:00:00Z`) };
  if (percentile !== null) {
    const contacts = await db.inside.contact.findMany({ where: { vendorId: vendor, day: days, ...slice } });
    const seconds = contacts.flatMap((contact) => contactDuration(contact, percentile.distribution) ?? []);
    const sorted = seconds.toSorted((a, b) => a - b);
    return percentileValue(sorted, percentile.quantile, percentile.method);
  }
  const counted = withoutRanges(range, leftOut?.ranges ?? []);
  const refs = metric.measures(target.parameters);
  const flows = refs.filter((ref) => (measureDefinition(ref)?.aggregate ?? "sum") === "sum");
  const stocks = refs.filter((ref) => !flows.includes(ref));
  const rows = await sumCountedRows(db, lead(), {
    vendorId: vendor,
    range,
    counted: countedIn(counted),
    slice,
    refs: flows,
    duration: null,
  });
  const totals = await db.inside.total.findMany({
    where: { vendorId: vendor, day: days, measure: { in: stocks }, ...slice },
  });
  const stated = totals
    .map(({ day, measure, amount, site, program, channel }) => {
      return {
        vendorId: vendor,
        day: day.toISOString().slice(0, 10),
        site,
        program,
        channel,
        amounts: amount === null ? {} : { [measure]: amount },
      };
    })
    .filter(({ day }) => counted.some((part) => day >= part.from && day < part.until));
  const amounts = { ...rows, ...periodAmounts(stated, stocks) };
  return metric.evaluate(amounts, target.parameters, { range, counted });
}

function plainVerdict({ value, sample }: StoredResult, target: Target): string {
  if (value === null || sample === null) return "no-data";
  if (sample < target.minimumSample) return "insufficient";
  const inUnit = Number((value * 10 ** target.shift).toPrecision(12));
  const compared = target.rounding === "none" ? inUnit : Number(inUnit.toFixed(target.decimals));
  const meets = (level: number | { low: number; high: number }) => {
    if (typeof level !== "number") return compared >= level.low && compared <= level.high;
    switch (target.comparator) {
      case ">=":
        return compared >= level;
      case ">":
        return compared > level;
      case "<=":
        return compared <= level;
      default:
        return compared < level;
    }
  };
  if (meets(target.expected)) return "met";
  return target.minimum !== null && meets(target.minimum) ? "below" : "missed";
}

/** As a restarted server: nothing is in its memory. */
const restarted = (db: Database): Database => ({ ...db, caches: createCaches() });

const scorecard = (db: Database, viewer: Viewer, vendor: string, month: string, clock: () => Date) =>
  loadScorecard(db, viewer, readScorecardQuestion(vendor, month, new URLSearchParams()), { clock });

/** Every portfolio and scorecard of these months, as a restarted server shows them to the organization. */
export async function everyPage(db: Database, months: readonly string[], clock: () => Date): Promise<unknown[]> {
  const server = restarted(db);
  const vendors = await db.inside.vendor.findMany({ orderBy: { id: "asc" } });
  const views: unknown[] = [];
  for (const month of months) {
    const question = readPortfolioQuestion(new URLSearchParams(`period=${month}&columns=all`));
    views.push(await loadPortfolio(server, lead(), question, { clock }));
    for (const { key } of vendors) views.push(await scorecard(server, lead(), key, month, clock));
  }
  return views;
}

/** The scorecard of each partner, as a restarted server shows it to the partner. */
export async function partnersPages(db: Database, month: string, clock: () => Date): Promise<unknown[]> {
  const server = restarted(db);
  const vendors = await db.inside.vendor.findMany({ orderBy: { id: "asc" } });
  return Promise.all(vendors.map(({ id, key }) => scorecard(server, partnerOf(id), key, month, clock)));
}
