import { addDays } from "~/domain/calendar/day";
import type { TrendValue } from "~/domain/causes/trend";
import type { ExplainedRows, ExplanationView } from "~/domain/scorecards/explanation-view";
import type { MetricView } from "~/domain/scorecards/metric-view";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { leftOutText } from "~/wording/metrics/left-out";
import type { MetricValue } from "~/domain/metrics/metric-value";
import type { Preliminary } from "~/domain/metrics/preliminary";
import { preliminaryParts } from "~/wording/metrics/preliminary";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { againstOf, verdictLabel } from "~/wording/contracts/verdict-names";
import { pointText } from "~/wording/causes/trend-description";
import {
  ABOUT_TEXT as text,
  LINE_COLUMNS,
  metricColumns,
  ON_TARGET_BUT_WORSE,
  PORTFOLIO_COLUMNS,
  rowColumns,
  VIEW_STATES,
} from "~/wording/scorecards/exports";
import { dayCell, figureCell, type ExportAbout as About, type ExportCell, type ExportFile } from "./export-file";
import { explainedCells } from "./explained-cells";
import type { ExplanationExport } from "./explain-export.server";
import { high, lineCells, low, parameterText } from "./line-cells";

export function statusAbout(preliminary: Preliminary | null): About {
  return preliminary === null ? [] : [[text.preliminary, preliminaryParts(preliminary)]];
}

function leftOutAbout(value: MetricValue): About {
  const left = leftOutText(value);
  return left === null ? [] : [[text.leftOut, left]];
}

/** What cells of the verdict are where the contract scores other periods. */
export function comparedAbout(points: readonly TrendValue[]): About {
  return points.some(({ unjudged }) => unjudged !== undefined) ? [[text.verdict, text.onlyCompared]] : [];
}

type Requested = { readonly site: string | null; readonly program: string | null; readonly channel: string | null };

export function filtersAbout({ site, program, channel }: Requested): About {
  return [
    [text.site, site ?? text.all],
    [text.program, program ?? text.all],
    [text.channel, channel ?? text.all],
  ];
}

function monthAbout(view: PortfolioView | ScorecardView): About {
  return [
    [text.period, view.period.label],
    [text.days, text.range(view.period.from, view.period.to)],
    [text.state, VIEW_STATES[view.state]],
    [text.timeZone, view.timeZone],
    [text.dataTo, view.dataUntil ?? text.none],
    ...filtersAbout(view.requested),
    [text.comparedWith, view.comparedWith],
    [text.units, text.unitsOfColumns],
  ];
}

export function portfolioExport(view: PortfolioView): ExportFile {
  const about: About = [[text.product, text.portfolio], ...monthAbout(view)];
  const rows = view.partners.flatMap((partner) => {
    const worse = view.worseThanUsual.flatMap((row) => (row.partner.key === partner.key ? [row.line] : []));
    const cells = partner.cells.flatMap((line) => line ?? []);
    const further = worse.filter(({ id }) => cells.every((cell) => cell.id !== id));
    return [...cells, ...further].map((line) => [
      partner.key,
      partner.name,
      partner.currency ?? "",
      partner.score,
      worse.some(({ id }) => id === line.id) ? ON_TARGET_BUT_WORSE : "",
      ...lineCells(line, { currency: partner.currency, dataUntil: partner.dataUntil }),
    ]);
  });
  return { name: `portfolio-${view.period.key}`, about, header: PORTFOLIO_COLUMNS, rows };
}

export function scorecardExport(view: ScorecardView): ExportFile {
  const about: About = [
    [text.product, text.scorecard],
    [text.partner, view.partner.name],
    ...monthAbout(view),
    [text.currency, view.currency ?? ""],
    [text.sowVersion, view.sow?.version ?? text.noVersionInForce],
    [text.score, view.score],
  ];
  const rows = view.lines.flatMap((line) =>
    line.results.map((result) => lineCells(line, { currency: view.currency, dataUntil: view.dataUntil, result })),
  );
  return { name: `scorecard-${view.partner.key}-${view.period.key}`, about, header: LINE_COLUMNS, rows };
}

export function metricExport(view: MetricView): ExportFile {
  const about: About = [
    [text.product, text.metric],
    [text.metric, view.metric.name],
    [text.formula, view.metric.formula],
    [text.parameters, parameterText(view.parameterValues)],
    [text.partner, view.partner.name],
    [text.days, text.range(view.range.from, view.range.to)],
    [text.by, text.byParts(view.grain, view.by)],
    ...view.ignored.map(({ part, value }) => [text.invalidInAddress, `${part}=${value}`] as const),
    [text.timeZone, view.timeZone],
    [text.dataTo, view.dataUntil ?? text.none],
    ...filtersAbout(view.requested),
    [text.currency, view.currency ?? ""],
    [text.units, text.unitsOfColumns],
    ...statusAbout(view.preliminary),
    ...leftOutAbout(view.total),
    ...(view.approximate ? [[text.percentiles, text.percentileAccuracy] as const] : []),
    ...comparedAbout(view.trend.series.flatMap(({ values }) => values)),
  ];
  const { periods, series } = view.trend;
  const figure = (value: number | null) => figureCell(value, view.trend);
  const rows = periods.flatMap((period, index) =>
    series.map(({ name, values }): ExportCell[] => {
      const point = values[index];
      return [
        period.key,
        dayCell(period.from),
        dayCell(addDays(period.until, -1)),
        period.running,
        name,
        figure(point?.value ?? null),
        point?.numerator ?? null,
        point?.denominator ?? null,
        point?.factor ?? null,
        point?.n ?? null,
        figure(low(period.expected)),
        figure(low(period.minimum)),
        figure(high(period.expected)),
        figure(high(period.minimum)),
        pointText(point, period, view.metric.direction),
      ];
    }),
  );
  return {
    name: `${view.metric.key}-${view.partner.key}-${view.range.from}-${view.range.to}`,
    about,
    header: metricColumns(view.by),
    rows,
  };
}

/** The rows behind a figure, under what explains it. */
export function explanationExport({ view, rows: batches }: ExplanationExport): ExportFile {
  const { value, rows } = view;
  const measured = value.status === "measured" ? value : null;
  const about: About = [
    [text.product, text.explanation],
    [text.metric, view.metric.name],
    [text.formula, view.metric.formula],
    [text.parameters, parameterText(view.parameters)],
    [text.partner, view.partner.name],
    [text.days, text.range(view.range.from, view.range.to)],
    [text.timeZone, view.timeZone],
    [text.dataTo, view.dataUntil ?? text.none],
    ...scopeAbout(view.scope),
    [text.units, text.unitsOfColumns],
    [text.value, measured?.value ?? null],
    [text.numerator, measured?.numerator ?? null],
    [text.denominator, measured?.denominator ?? null],
    [text.factor, measured?.factor ?? null],
    [text.n, measured?.n ?? null],
    ...statusAbout(view.preliminary),
    ...leftOutAbout(value),
    [text.verdict, explainedVerdict(view)],
    [text.clause, view.target?.clause ?? ""],
    [text.sowVersion, view.target?.version ?? null],
    ...view.measures.map(({ label, amount }) => [text.measure(label), amount] as const),
    ...view.checks.map(({ label, kind, sources, stated }) => {
      return [text.check(label, kind, sources.join(", ")), stated] as const;
    }),
    [text.rows, rows === null ? text.noRowAccess : rowsText(rows)],
  ];
  return {
    name: `explained-${view.metric.key}-${view.partner.key}-${view.range.from}-${view.range.to}`,
    about,
    header: rowColumns(rows?.columns ?? []),
    rows: explainedCells(batches),
  };
}

function explainedVerdict({ target }: ExplanationView): string {
  if (target === null || target.judgment === null) return text.notScored;
  const { comparator, judgment } = target;
  return verdictLabel(judgment.verdict, againstOf({ comparator, judgment }));
}

function rowsText({ pageSize, total }: ExplainedRows): string {
  if (total === 1) return "1";
  return pageSize < total ? text.firstRows(pageSize, total) : text.allRows(total);
}

export function scopeAbout({ site, program, channel, severity }: TargetScope): About {
  return [
    ...filtersAbout({ site: site ?? null, program: program ?? null, channel: channel ?? null }),
    [text.severity, severity ?? text.all],
  ];
}
