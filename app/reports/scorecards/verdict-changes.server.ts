import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import { addDays, type Day } from "~/domain/calendar/day";
import { nextPeriod, periodOf, previousPeriod, type Period, type PeriodKind } from "~/domain/calendar/period";
import { planLines } from "~/domain/scorecards/line-plan";
import { resultLine, type ResultLine } from "~/domain/scorecards/result-line";
import type { Verdict } from "~/domain/contracts/verdict";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { formatFigure } from "~/wording/shared/figures";
import { FIGURE_TEXT } from "~/wording/metrics/marks";
import { measureFigures } from "../metrics/figures.server";
import { loadReportContext, revisionsOf, type ReportContext } from "../shared/report-context.server";

/** One cell of a scorecard whose verdict is not what it was. */
export type VerdictChange = {
  vendor: { key: string; name: string };
  /** The month, as addresses write it, and in words. */
  period: { key: string; label: string };
  target: string;
  metric: string;
  detail: string;
  scope: TargetScope;
  periodKind: PeriodKind;
  from: Verdict;
  to: Verdict;
  comparator: ResultLine["comparator"];
  hasMinimum: boolean;
  /** The figures behind the verdicts, as they are shown. */
  valueFrom: string;
  valueTo: string;
};

export type VerdictQuestion = { vendorIds: readonly number[]; first: Day; last: Day };

const MAX_MONTHS = 60;

/** `judged`: how many cells a statement of work judges at all. */
export type VerdictChanges = { judged: number; changes: VerdictChange[] };

/** Which cells of the scorecards of these partners and days another state of the database judges otherwise. */
export async function loadVerdictChanges(
  { before, after }: { before: Database; after: Database },
  viewer: Viewer,
  question: VerdictQuestion,
  { clock }: { clock: () => Date },
): Promise<VerdictChanges> {
  const then = await loadCells(before, viewer, question, clock);
  const now = await loadCells(after, viewer, question, clock);
  const keys = [...new Set([...now.keys(), ...then.keys()])];
  const own = keys.filter((key) => (now.get(key) ?? then.get(key))?.isOwn === true);
  const changes = keys.flatMap((key) => {
    const [a, b] = [then.get(key), now.get(key)];
    const cell = b ?? a;
    if (!cell) return [];
    const [from, to] = [verdictOf(a), verdictOf(b)];
    if (from === to) return [];
    const { vendor, period, line } = cell;
    const { id: target, shortName: metric, detail, scope, periodKind, comparator, judgment } = line;
    const hasMinimum = judgment.minimum !== null;
    const about = { vendor, period, target, metric, detail, scope, periodKind, comparator, hasMinimum };
    return [{ ...about, from, to, valueFrom: shown(a), valueTo: shown(b) }];
  });
  return { judged: own.length, changes };
}

type Cell = {
  vendor: VerdictChange["vendor"];
  period: VerdictChange["period"];
  line: ResultLine;
  currency: string | undefined;
  /** The month holds some of the days: not one that only shows a longer period with them. */
  isOwn: boolean;
};

function verdictOf(cell: Cell | undefined): Verdict {
  return cell?.line.judgment.verdict ?? "no-data";
}

function shown(cell: Cell | undefined): string {
  if (!cell) return FIGURE_TEXT.noData;
  const { line, currency } = cell;
  const { value } = line.result;
  return value.status === "measured" ? formatFigure(value.value, { ...line, currency }) : FIGURE_TEXT.noData;
}

async function loadCells(
  db: Database,
  viewer: Viewer,
  { vendorIds, first, last }: VerdictQuestion,
  clock: () => Date,
): Promise<Map<string, Cell>> {
  const reportContext = await loadReportContext(db, viewer, clock);
  const partners = reportContext.partners.filter(({ id, sow }) => sow !== null && vendorIds.includes(id));
  const plans = partners.flatMap((partner) =>
    monthsOf(reportContext, first, last).flatMap(({ month, isOwn }) =>
      partner.sow === null
        ? []
        : planLines({
            vendorId: partner.id,
            sow: partner.sow,
            period: month,
            requested: {},
            today: reportContext.today,
            dataUntil: partner.days?.last ?? null,
            visible: { from: viewer.scope.fromDay, to: viewer.scope.toDay },
          })
            .filter(({ target }) => isOwn || target.period !== "month")
            .map((plan) => ({ partner, month, plan, isOwn })),
    ),
  );
  const wanted = plans.flatMap(({ plan }) => plan.history.flatMap(({ figure }) => figure ?? []));
  const figures = await measureFigures(db, viewer, wanted, revisionsOf(partners));
  return new Map(
    plans.map(({ partner, month, plan, isOwn }) => {
      const line = resultLine(plan, { ...figures, preliminaryOf: () => null, partOf: () => null }, "previous");
      const vendor = { key: partner.key, name: partner.name };
      return [
        `${partner.id} ${month.key} ${line.id}`,
        { vendor, period: { key: month.key, label: month.label }, line, currency: partner.sow?.currency, isOwn },
      ];
    }),
  );
}

/**
 * The months that the days touch, the oldest first, and those around them that show a week, fiscal month or quarter with some of
 * the days; none that have not started.
 */
function monthsOf({ today }: ReportContext, first: Day, last: Day): { month: Period; isOwn: boolean }[] {
  const months: { month: Period; isOwn: boolean }[] = [];
  const until = addDays(last < today ? last : today, 1);
  const through = nextPeriod(periodOf("quarter", last)).range.from;
  const started = addDays(today, 1);
  for (
    let month = previousPeriod(periodOf("month", first));
    month.range.from < started && previousPeriod(month).range.from < through;
    month = nextPeriod(month)
  ) {
    months.push({ month, isOwn: month.range.from < until && month.range.until > first });
  }
  return months.slice(-MAX_MONTHS);
}
