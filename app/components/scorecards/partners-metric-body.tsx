import { Link } from "@remix-run/react";
import { againstLevels, minimumLabel } from "~/wording/contracts/verdict-names";
import { statusText, describeTrend } from "~/wording/causes/trend-description";
import { DIRECTION_LABELS } from "~/wording/metrics/metrics";
import { formatCount } from "~/wording/shared/figures";
import {
  drawnText,
  partHeading,
  partName,
  otherTargetsText,
  OWN_TARGETS,
  partnersFinding,
  SEVERAL_CURRENCIES,
} from "~/wording/scorecards/partners-metric";
import { levelText } from "~/wording/contracts/levels";
import { capitalized, PERIOD_NOUNS } from "~/wording/shared/text";
import { unknownSliceText } from "~/wording/scorecards/slices";
import type { BaseLevel } from "~/domain/contracts/verdict";
import type { MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import type { PartnerLine, PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { NoPartners } from "../access/no-partners";
import { TrendPanel } from "../charts/trend-panel";
import type { PointHref } from "../charts/trend-text";
import { addressOf, allPartnersBy, metricAddress } from "../layout/addresses";
import { Figure } from "../marks/figure";
import { LeftOutNote } from "../marks/left-out-note";
import { PreliminaryNote } from "../marks/preliminary-note";
import { VerdictMark } from "../marks/verdict-mark";
import { Card } from "../ui/card";
import { DataTable, type Column } from "../ui/data-table";
import { DefinitionList } from "../ui/definition-list";
import { xlsxAddress } from "../ui/export-menu";
import { CHART_FRAME_TEXT } from "~/wording/shared/charts";
import { EmptyState } from "../ui/empty-state";
import { SectionHeading } from "../ui/section-heading";
import { figureLink } from "./figure-link";
import { UnknownSlice } from "./unknown-slice";
import { PARTNERS_METRIC_TEXT } from "~/wording/scorecards/metric-page";

/** More lines than these cannot be distinguished. */
const LINES_DRAWN = 4;

type PartnersMetricBodyProps = {
  view: PartnersMetricView;
  /** Whether names and figures lead to their own pages; a shared view leads nowhere. */
  linked: boolean;
  csvHref: string | null;
  rowsReadable: boolean;
};

/** A metric of every partner, or of each of its sites: a line each, and a table in which each is held against its own target. */
export function PartnersMetricBody({ view, linked, csvHref, rowsReadable }: PartnersMetricBodyProps) {
  const { metric, trend, lines, range, grain } = view;
  if (view.partners.length === 0) return <NoPartners linked={linked} />;
  const unknown = unknownSliceText(view.requested, view.choices);
  if (unknown !== null) {
    const whole = { by: allPartnersBy(view.by), from: range.from, to: range.to, grain };
    return (
      <UnknownSlice
        unknown={unknown}
        rowsOf={PARTNERS_METRIC_TEXT.allPartnersIn(range.label)}
        wholeHref={linked ? addressOf(`/metrics/${metric.key}`, whole) : null}
      />
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
  const notes = [drawnText(LINES_DRAWN, view), view.hasOneCurrency ? "" : SEVERAL_CURRENCIES, OWN_TARGETS].filter(
    (words) => words !== "",
  );
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
          pointHref={linked ? pointHref(view, rowsReadable) : undefined}
        />
      )}
      <SectionHeading
        title={PARTNERS_METRIC_TEXT.partnersVsTheirOwn}
        detail={range.label}
        actions={csvHref && <TableLinks csvHref={tableHref(csvHref)} />}
      />
      <DataTable
        caption={PARTNERS_METRIC_TEXT.byPartner(metric.name, range.label)}
        columns={columnsOf(view, { linked, rowsReadable })}
        rows={lines}
        rowKey={({ key }) => key}
        layout="stack"
        sortName={linked ? "partners" : undefined}
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

/** The export of the table below a chart, which has its own. */
function tableHref(csvHref: string): string {
  return `${csvHref}${csvHref.includes("?") ? "&" : "?"}table=partners`;
}

function TableLinks({ csvHref }: { csvHref: string }) {
  return (
    <span className="no-print flex gap-3 text-xs">
      <a href={xlsxAddress(csvHref)} download className="prose-link">
        {CHART_FRAME_TEXT.xlsx}
      </a>
      <a href={csvHref} download className="prose-link">
        {CHART_FRAME_TEXT.csv}
      </a>
    </span>
  );
}

type Links = Pick<PartnersMetricBodyProps, "linked" | "rowsReadable">;

function columnsOf(view: PartnersMetricView, links: Links): Column<PartnerLine>[] {
  const { metric, range, grain, lines, by } = view;
  const { linked } = links;
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
          {linked && line.part !== "" ? (
            <Link to={metricAddress(figureOf(view, line, range), grain)} className="prose-link font-medium">
              {line.partner.name}
            </Link>
          ) : (
            <span className="font-medium">{line.partner.name}</span>
          )}
          {differ && line.detail !== "" && <span className="block text-2xs text-ink-3">{line.detail}</span>}
        </>
      ),
    },
    ...(by === null
      ? []
      : [
          {
            key: "part",
            header: partHeading(by),
            sortValue: ({ part }: PartnerLine) => part || null,
            cell: ({ part }: PartnerLine) => partName(part ?? ""),
          } satisfies Column<PartnerLine>,
        ]),
    {
      key: "total",
      header: PARTNERS_METRIC_TEXT.total,
      align: "end",
      sortValue: ({ total }) => (total.status === "measured" ? total.value : null),
      sortsDown: true,
      cell: (line) => (
        <>
          <Figure value={line.total} {...formatOf(view, line)} {...linkOf(view, line, range, links)} />
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
      cell: (line) => <Latest line={line} view={view} links={links} />,
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

function Latest({ line, view, links }: { line: PartnerLine; view: PartnersMetricView; links: Links }) {
  const latest = latestOf(line);
  if (latest === null || latest.value.value === null)
    return <span className="text-ink-3">{PARTNERS_METRIC_TEXT.noData}</span>;
  const { value, numerator, denominator, factor, n } = latest.value;
  const ratio = { numerator: numerator ?? 0, denominator, ...(factor === undefined ? {} : { factor }) };
  const measured = { status: "measured", value, ...ratio, n: n ?? 0 } as const;
  return (
    <>
      <Figure value={measured} {...formatOf(view, line)} {...linkOf(view, line, latest.period, links)} />
      <span className="block text-2xs text-ink-3">{latest.period.label}</span>
    </>
  );
}

/** The verdict where the contract judges such periods; else how the figure lies to the levels, which is none. */
function Against({ line, view }: { line: PartnerLine; view: PartnersMetricView }) {
  const latest = latestOf(line);
  if (line.target === null)
    return <span className="text-xs text-ink-3">{otherTargetsText(line.otherTargetScopes)}</span>;
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

function figureOf(
  { metric, requested, by }: PartnersMetricView,
  { partner, part, parameters }: PartnerLine,
  { from, until }: Days,
) {
  const slice = by === null ? requested : { ...requested, [by]: part };
  const scope = {
    ...(slice.site === null ? {} : { site: slice.site }),
    ...(slice.program === null ? {} : { program: slice.program }),
    ...(slice.channel === null ? {} : { channel: slice.channel }),
  };
  const own: MetricParameters = parameters;
  return { vendor: partner.key, metric: metric.key, from, until, scope, parameters: own };
}

/** No address names the rows without a site, program or channel. */
function linkOf(view: PartnersMetricView, line: PartnerLine, days: Days, { linked, rowsReadable }: Links) {
  return linked && line.part !== "" ? figureLink(figureOf(view, line, days), rowsReadable) : {};
}

function pointHref(view: PartnersMetricView, rowsReadable: boolean): PointHref {
  return (at, series) => {
    const [period, part] = [view.trend.periods[at], view.trend.series[series]];
    const line = view.lines.find(({ key }) => key === part?.key);
    if (period === undefined || line === undefined) return null;
    return line.part === "" ? null : figureLink(figureOf(view, line, period), rowsReadable).href;
  };
}
