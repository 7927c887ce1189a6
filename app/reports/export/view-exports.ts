import { addDays } from "~/domain/calendar/day";
import type { ExplainedRows, ExplanationView } from "~/domain/scorecards/explanation-view";
import type { MetricView } from "~/domain/scorecards/metric-view";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { leftOutText } from "~/wording/metrics/left-out";
import type { MetricValue } from "~/domain/metrics/metric-value";
import type { Preliminary } from "~/domain/metrics/preliminary";
import { preliminaryParts } from "~/wording/metrics/preliminary";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { againstLevels, againstOf, verdictLabel } from "~/wording/contracts/verdict-names";
import { dayCell, figureCell, type ExportAbout as About, type ExportCell, type ExportFile } from "./export-file";
import { explainedCells, explainedHeader } from "./explained-cells";
import type { ExplanationExport } from "./explain-export.server";
import { high, LINE_HEADER, lineCells, low, parameterText } from "./line-cells";

export const UNITS = "shares 0–1, durations in seconds, money in minor units (XLSX: percent, seconds, major units)";

export function statusAbout(preliminary: Preliminary | null): About {
  return preliminary === null ? [] : [["preliminary", preliminaryParts(preliminary)]];
}

function leftOutAbout(value: MetricValue): About {
  const words = leftOutText(value);
  return words === null ? [] : [["left out", words]];
}

type Asked = { readonly site: string | null; readonly program: string | null; readonly channel: string | null };

export function filtersAbout({ site, program, channel }: Asked): About {
  return [
    ["site", site ?? "all"],
    ["program", program ?? "all"],
    ["channel", channel ?? "all"],
  ];
}

function monthAbout(view: PortfolioView | ScorecardView): About {
  return [
    ["period", view.period.label],
    ["days", `${view.period.from} to ${view.period.to}`],
    ["state", view.state],
    ["time zone", view.timeZone],
    ["data to", view.dataUntil ?? "none"],
    ...filtersAbout(view.asked),
    ["compared with", view.comparedWith],
    ["units", UNITS],
  ];
}

export function portfolioExport(view: PortfolioView): ExportFile {
  const about: About = [["Plumbline", "portfolio"], ...monthAbout(view)];
  const header = ["partner", "partner name", "currency", "score", "worse than usual", ...LINE_HEADER];
  const rows = view.partners.flatMap((partner) => {
    const worse = view.worseThanUsual.flatMap((row) => (row.partner.key === partner.key ? [row.line] : []));
    const cells = partner.cells.flatMap((line) => line ?? []);
    const further = worse.filter(({ id }) => cells.every((cell) => cell.id !== id));
    return [...cells, ...further].map((line) => [
      partner.key,
      partner.name,
      partner.currency ?? "",
      partner.score,
      worse.some(({ id }) => id === line.id) ? "on target, worse than usual" : "",
      ...lineCells(line, partner),
    ]);
  });
  return { name: `portfolio-${view.period.key}`, about, header, rows };
}

export function scorecardExport(view: ScorecardView): ExportFile {
  const about: About = [
    ["Plumbline", "scorecard"],
    ["partner", view.partner.name],
    ...monthAbout(view),
    ["currency", view.currency ?? ""],
    ["SOW version", view.sow?.version ?? "no version in force"],
    ["weighted score", view.score],
  ];
  const rows = view.lines.flatMap((line) =>
    line.results.map((result) => lineCells(line, { currency: view.currency, result })),
  );
  return { name: `scorecard-${view.partner.key}-${view.period.key}`, about, header: LINE_HEADER, rows };
}

export function metricExport(view: MetricView): ExportFile {
  const about: About = [
    ["Plumbline", "metric"],
    ["metric", view.metric.name],
    ["formula", view.metric.formula],
    ["parameters", parameterText(view.parameterValues)],
    ["partner", view.partner.name],
    ["days", `${view.range.from} to ${view.range.to}`],
    ["by", [view.grain, view.by].filter((part) => part !== null).join(", ")],
    ...view.ignored.map(({ part, value }) => ["ignored in the address", `${part}=${value}`] as const),
    ["time zone", view.timeZone],
    ["data to", view.dataUntil ?? "none"],
    ...filtersAbout(view.asked),
    ["currency", view.currency ?? ""],
    ["units", UNITS],
    ...statusAbout(view.preliminary),
    ...leftOutAbout(view.total),
    ...(view.approximate ? [["percentiles", "from histograms, within 1%"] as const] : []),
  ];
  const header = [
    "period",
    "first day",
    "last day",
    "in progress",
    view.by ?? "series",
    "value",
    "numerator",
    "denominator",
    "n",
    "expected",
    "minimum or limit",
    "expected band high",
    "limit band high",
    "verdict",
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
        point?.n ?? null,
        figure(low(period.expected)),
        figure(low(period.minimum)),
        figure(high(period.expected)),
        figure(high(period.minimum)),
        point?.unjudged === undefined
          ? verdictLabel(point?.verdict ?? "no-data", againstLevels(view.metric.direction, period))
          : "not scored",
      ];
    }),
  );
  return { name: `${view.metric.key}-${view.partner.key}-${view.range.from}-${view.range.to}`, about, header, rows };
}

/** The rows behind a figure, under what explains it. */
export function explanationExport({ view, rows: batches }: ExplanationExport): ExportFile {
  const { value, rows } = view;
  const measured = value.status === "measured" ? value : null;
  const about: About = [
    ["Plumbline", "explanation"],
    ["metric", view.metric.name],
    ["formula", view.metric.formula],
    ["parameters", parameterText(view.parameters)],
    ["partner", view.partner.name],
    ["days", `${view.range.from} to ${view.range.to}`],
    ["time zone", view.timeZone],
    ["data to", view.dataUntil ?? "none"],
    ...scopeAbout(view.scope),
    ["units", UNITS],
    ["value", measured?.value ?? null],
    ["numerator", measured?.numerator ?? null],
    ["denominator", measured?.denominator ?? null],
    ["n", measured?.n ?? null],
    ...statusAbout(view.preliminary),
    ...leftOutAbout(value),
    ["verdict", explainedVerdict(view)],
    ["clause", view.target?.clause ?? ""],
    ["SOW version", view.target?.version ?? null],
    ...view.measures.map(({ label, amount }) => [`measure: ${label}`, amount] as const),
    ...view.checks.map(({ label, kind, sources, stated }) => {
      return [`check: ${label}, ${kind} of ${sources.join(", ")}`, stated] as const;
    }),
    ["rows", rows === null ? "no access to individual rows" : rowsText(rows)],
  ];
  return {
    name: `explained-${view.metric.key}-${view.partner.key}-${view.range.from}-${view.range.to}`,
    about,
    header: explainedHeader(rows?.columns ?? []),
    rows: explainedCells(batches),
  };
}

function explainedVerdict({ target }: ExplanationView): string {
  if (target === null || target.judgment === null) return "not scored";
  const { comparator, judgment } = target;
  return verdictLabel(judgment.verdict, againstOf({ comparator, judgment }));
}

function rowsText({ pageSize, total }: ExplainedRows): string {
  if (total === 1) return "1";
  return pageSize < total ? `first ${pageSize} of ${total}; choose fewer days for the rest` : `all ${total}`;
}

export function scopeAbout({ site, program, channel, severity }: TargetScope): About {
  return [
    ...filtersAbout({ site: site ?? null, program: program ?? null, channel: channel ?? null }),
    ["severity", severity ?? "all"],
  ];
}
