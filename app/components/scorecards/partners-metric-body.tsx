import { Link } from "@remix-run/react";
import { againstLevels, minimumLabel } from "~/wording/contracts/verdict-names";
import { statusText, describeTrend } from "~/wording/causes/trend-description";
import { DIRECTION_LABELS } from "~/wording/metrics/metrics";
import { formatCount } from "~/wording/shared/figures";
import {
  drawnText,
  NO_TARGET,
  OWN_TARGETS,
  partnersFinding,
  SEVERAL_CURRENCIES,
  TARGETS_OF_PARTS,
} from "~/wording/scorecards/partners-metric";
import { levelText } from "~/wording/contracts/levels";
import { capitalized, PERIOD_NOUNS } from "~/wording/shared/text";
import { unknownSliceText } from "~/wording/scorecards/slices";
import type { BaseLevel } from "~/domain/contracts/verdict";
import type { MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import type { PartnerLine, PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { TrendPanel } from "../charts/trend-panel";
import type { PointHref } from "../charts/trend-text";
import { addressOf, metricAddress } from "../layout/addresses";
import { Figure } from "../marks/figure";
import { LeftOutNote } from "../marks/left-out-note";
import { PreliminaryNote } from "../marks/preliminary-note";
import { VerdictMark } from "../marks/verdict-mark";
import { Card } from "../ui/card";
import { DataTable, type Column } from "../ui/data-table";
import { DefinitionList } from "../ui/definition-list";
import { EmptyState } from "../ui/empty-state";
import { SectionHeading } from "../ui/section-heading";
import { figureLink } from "./figure-link";
import { UnknownSlice } from "./unknown-slice";
import { PARTNERS_METRIC_TEXT } from "~/wording/scorecards/metric-page";

/** More lines than these cannot be told apart. */
const LINES_DRAWN = 4;

type PartnersMetricBodyProps = { view: PartnersMetricView; csvHref: string | null; rowsReadable: boolean };

/** A metric of every partner: a line each, and a table in which each is held against its own target. */
export function PartnersMetricBody({ view, csvHref, rowsReadable }: PartnersMetricBodyProps) {
  const { metric, trend, lines, range, grain } = view;
  const unknown = unknownSliceText(view.asked, view.choices);
  if (unknown !== null) {
    const wholeHref = addressOf(`/metrics/${metric.key}`, { by: "vendor", from: range.from, to: range.to, grain });
    return (
      <UnknownSlice unknown={unknown} rowsOf={PARTNERS_METRIC_TEXT.allPartnersIn(range.label)} wholeHref={wholeHref} />
    );
  }
  if (trend.series.length === 0) {
    return (
      <EmptyState title={PARTNERS_METRIC_TEXT.noDataFor(range.label)}>
        {PARTNERS_METRIC_TEXT.noPartnerHasData(metric.name.toLowerCase())}
      </EmptyState>
    );
  }
  const title = partnersFinding(view);
  const drawn = { ...trend, series: trend.series.slice(0, LINES_DRAWN) };
  const notes = [
    drawnText(LINES_DRAWN, trend.series.length),
    view.hasOneCurrency ? "" : SEVERAL_CURRENCIES,
    OWN_TARGETS,
  ].filter((words) => words !== "");
  return (
    <>
      {view.hasOneCurrency && (
        <TrendPanel
          title={title}
          detail={[
            PARTNERS_METRIC_TEXT.by(PERIOD_NOUNS[grain].one),
            view.approximate ? PARTNERS_METRIC_TEXT.percentileAccuracy : "",
          ]
            .filter((part) => part !== "")
            .join(" · ")}
          sentence={title}
          description={describeTrend(trend, metric.shortName)}
          trend={drawn}
          tableTrend={trend}
          csvHref={csvHref}
          pointHref={pointHref(view, rowsReadable)}
        />
      )}
      <SectionHeading title={PARTNERS_METRIC_TEXT.partnersVsTheirOwn} detail={range.label} />
      <DataTable
        caption={PARTNERS_METRIC_TEXT.byPartner(metric.name, range.label)}
        columns={columnsOf(view, rowsReadable)}
        rows={lines}
        rowKey={({ partner }) => partner.key}
        layout="stack"
        sortName="partners"
      />
      <p className="mt-2 max-w-[54rem] text-xs text-ink-3">{notes.join(" ")}</p>
      <SectionHeading title={PARTNERS_METRIC_TEXT.definition} />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: PARTNERS_METRIC_TEXT.formula, value: metric.formula },
            { term: PARTNERS_METRIC_TEXT.meaning, value: metric.description },
            { term: PARTNERS_METRIC_TEXT.direction, value: DIRECTION_LABELS[metric.direction] },
          ]}
        />
      </Card>
    </>
  );
}

function columnsOf(view: PartnersMetricView, rowsReadable: boolean): Column<PartnerLine>[] {
  const { metric, range, grain, lines } = view;
  const level = (value: BaseLevel | null, line: PartnerLine) =>
    value === null ? <span className="text-ink-3">–</span> : levelText(value, formatOf(view, line));
  const differ = new Set(lines.map(({ detail }) => detail)).size > 1;
  const sortLevel = (value: BaseLevel | null | undefined) =>
    value === null || value === undefined ? null : typeof value === "number" ? value : value.low;
  return [
    {
      key: "partner",
      header: PARTNERS_METRIC_TEXT.partner,
      rowHeader: true,
      sortValue: ({ partner }) => partner.name,
      cell: (line) => (
        <>
          <Link to={metricAddress(figureOf(view, line, range), grain)} className="prose-link font-medium">
            {line.partner.name}
          </Link>
          {differ && line.detail !== "" && <span className="block text-2xs text-ink-3">{line.detail}</span>}
        </>
      ),
    },
    {
      key: "total",
      header: PARTNERS_METRIC_TEXT.total,
      align: "end",
      sortValue: ({ total }) => (total.status === "measured" ? total.value : null),
      sortsDown: true,
      cell: (line) => (
        <>
          <Figure
            value={line.total}
            {...formatOf(view, line)}
            {...figureLink(figureOf(view, line, range), rowsReadable)}
          />
          <PreliminaryNote of={line.preliminary} />
          <LeftOutNote of={line.total} />
        </>
      ),
    },
    {
      key: "n",
      header: "n",
      align: "end",
      sortValue: ({ total }) => (total.status === "measured" ? total.n : null),
      sortsDown: true,
      cell: ({ total }) => (
        <span className="figures text-ink-3">{total.status === "measured" ? formatCount(total.n) : "–"}</span>
      ),
    },
    {
      key: "latest",
      header: PARTNERS_METRIC_TEXT.latest(PERIOD_NOUNS[grain].one),
      align: "end",
      sortValue: (line) => latestOf(line)?.value.value ?? null,
      sortsDown: true,
      cell: (line) => <Latest line={line} view={view} rowsReadable={rowsReadable} />,
    },
    {
      key: "expected",
      header: PARTNERS_METRIC_TEXT.expected,
      align: "end",
      sortValue: ({ target }) => sortLevel(target?.expected),
      cell: (line) => <span className="figures">{level(line.target?.expected ?? null, line)}</span>,
    },
    {
      key: "minimum",
      header: capitalized(minimumLabel(metric.direction)),
      align: "end",
      sortValue: ({ target }) => sortLevel(target?.minimum),
      cell: (line) => <span className="figures">{level(line.target?.minimum ?? null, line)}</span>,
    },
    {
      key: "against",
      header: PARTNERS_METRIC_TEXT.latestVerdict(PERIOD_NOUNS[grain].one),
      cell: (line) => <Against line={line} view={view} />,
    },
  ];
}

function Latest({ line, view, rowsReadable }: { line: PartnerLine; view: PartnersMetricView; rowsReadable: boolean }) {
  const latest = latestOf(line);
  if (latest === null || latest.value.value === null)
    return <span className="text-ink-3">{PARTNERS_METRIC_TEXT.noData}</span>;
  const { value, numerator, denominator, n } = latest.value;
  const measured = { status: "measured", value, numerator: numerator ?? 0, denominator, n: n ?? 0 } as const;
  return (
    <>
      <Figure
        value={measured}
        {...formatOf(view, line)}
        {...figureLink(figureOf(view, line, latest.period), rowsReadable)}
      />
      <span className="block text-2xs text-ink-3">{latest.period.label}</span>
    </>
  );
}

/** The verdict where the contract judges such periods; else how the figure lies to the levels, which is none. */
function Against({ line, view }: { line: PartnerLine; view: PartnersMetricView }) {
  const latest = latestOf(line);
  if (line.target === null)
    return <span className="text-xs text-ink-3">{line.hasOtherTargets ? TARGETS_OF_PARTS : NO_TARGET}</span>;
  if (latest === null) return <span className="text-xs text-ink-3">–</span>;
  const { direction } = view.metric;
  const status = statusText(latest.value, latest.period, direction);
  if (status !== null) return <span className="text-xs text-ink-2">{status}</span>;
  const { verdict, n } = latest.value;
  return <VerdictMark verdict={verdict} against={againstLevels(direction, latest.period)} n={n} />;
}

function latestOf({ latest, periods, values }: PartnerLine) {
  const [period, value] = latest === null ? [] : [periods[latest], values[latest]];
  return period === undefined || value === undefined ? null : { period, value };
}

function formatOf({ metric }: PartnersMetricView, { currency }: PartnerLine) {
  return { unit: metric.unit, decimals: metric.decimals, ...(currency === null ? {} : { currency }) };
}

type Days = { readonly from: string; readonly until: string };

function figureOf({ metric, asked }: PartnersMetricView, { partner, parameters }: PartnerLine, { from, until }: Days) {
  const scope = {
    ...(asked.site === null ? {} : { site: asked.site }),
    ...(asked.program === null ? {} : { program: asked.program }),
    ...(asked.channel === null ? {} : { channel: asked.channel }),
  };
  const own: MetricParameters = parameters;
  return { vendor: partner.key, metric: metric.key, from, until, scope, parameters: own };
}

function pointHref(view: PartnersMetricView, rowsReadable: boolean): PointHref {
  return (at, series) => {
    const [period, part] = [view.trend.periods[at], view.trend.series[series]];
    const line = view.lines.find(({ partner }) => partner.key === part?.key);
    return period === undefined || line === undefined
      ? null
      : figureLink(figureOf(view, line, period), rowsReadable).href;
  };
}
