import { Link } from "@remix-run/react";
import { TrendPanel } from "../charts/trend-panel";
import { formatFigure } from "~/wording/shared/figures";
import type { PointHref } from "../charts/trend-text";
import type { MetricTarget, MetricView } from "~/domain/scorecards/metric-view";
import { addressOf, metricAddress } from "../layout/addresses";
import { Card } from "../ui/card";
import { Columns } from "../ui/columns";
import { DefinitionList } from "../ui/definition-list";
import { EmptyState } from "../ui/empty-state";
import { NotesAside } from "../causes/notes-aside";
import { SectionHeading } from "../ui/section-heading";
import { WOULD_BE_NOTE } from "~/wording/scorecards/would-be";
import { figureLink } from "./figure-link";
import { GRAIN_LABELS, metricTiles, scopeRequested } from "./metric-tiles";
import { UnknownSlice } from "./unknown-slice";
import { StatTiles } from "../ui/stat-tiles";
import { minimumLabel } from "~/wording/contracts/verdict-names";
import { DIRECTION_LABELS } from "~/wording/metrics/metrics";
import { describeTrend } from "~/wording/causes/trend-description";
import { findingTitle } from "~/wording/causes/findings";
import { unknownSliceText } from "~/wording/scorecards/slices";
import { scopeText } from "~/wording/scorecards/results";
import { levelText } from "~/wording/contracts/levels";
import { PERIOD_NOUNS } from "~/wording/shared/text";
import { COARSER_TEXTS, METRIC_TEXT } from "~/wording/scorecards/metric-page";

type MetricBodyProps = {
  view: MetricView;
  /** Whether figures lead to their own pages; a shared view leads nowhere. */
  linked: boolean;
  /** Where a note about these days is started; null where the viewer may write none. */
  newNoteHref: string | null;
  csvHref: string | null;
  notesReadable: boolean;
  /** Whether points lead to single rows; else, where figures are linked, to how they are calculated. */
  rowsReadable: boolean;
};

const GRAIN_NOUNS = {
  day: { one: "day", many: "days" },
  week: { one: "week", many: "weeks" },
  month: { one: "month", many: "months" },
} as const;

/** A metric over time: its finding, its figure, the line with targets and notes, and what it means. */
export function MetricBody({ view, linked, newNoteHref, csvHref, notesReadable, rowsReadable }: MetricBodyProps) {
  const { metric, trend, finding, range, total } = view;
  const unknown = unknownSliceText(view.requested, view.choices);
  if (unknown !== null) {
    const { partner, grain } = view;
    const whole = { vendor: partner.key, from: range.from, to: range.to, grain, ...view.parameterValues };
    return (
      <UnknownSlice
        unknown={unknown}
        rowsOf={`${partner.name} (${range.label})`}
        wholeHref={linked ? addressOf(`/metrics/${metric.key}`, whole) : null}
      />
    );
  }
  if (total.status === "no-data" && finding.code === "no-data") {
    return (
      <EmptyState title={METRIC_TEXT.noDataFor(range.label)}>
        {METRIC_TEXT.hasNoDataFor(view.partner.name, metric.name.toLowerCase())}
      </EmptyState>
    );
  }
  const title = metricFinding(view);
  const detail = [
    GRAIN_LABELS[view.grain],
    view.coarser === null ? "" : COARSER_TEXTS[view.coarser],
    view.approximate ? METRIC_TEXT.percentileAccuracy : "",
  ];
  const shownPins = linked ? trend.pins : trend.pins.map((pin) => ({ ...pin, href: null }));
  return (
    <>
      <StatTiles tiles={metricTiles(view, linked, rowsReadable)} />
      {view.verdict !== null && view.verdict.wouldBe !== null && (
        <p className="-mt-2 mb-4 max-w-[46rem] text-xs text-pretty text-ink-3">{WOULD_BE_NOTE}</p>
      )}
      <Columns
        main={
          <>
            <TrendPanel
              title={title}
              detail={detail.filter((part) => part !== "").join(" · ")}
              sentence={title}
              description={describeTrend(trend, metric.shortName)}
              trend={{ ...trend, pins: shownPins }}
              csvHref={csvHref}
              pointHref={linked ? pointHref(view, rowsReadable) : undefined}
            />
            {view.by !== null && <SplitTotals view={view} />}
            <SectionHeading title={METRIC_TEXT.definition} />
            <Card padding="none">
              <DefinitionList
                items={[
                  { term: METRIC_TEXT.formula, value: metric.formula },
                  { term: METRIC_TEXT.meaning, value: metric.description },
                  { term: METRIC_TEXT.direction, value: DIRECTION_LABELS[metric.direction] },
                  { term: METRIC_TEXT.target, value: <TargetText view={view} linked={linked} /> },
                ]}
              />
            </Card>
          </>
        }
        aside={notesReadable && <NotesAside notes={view.notes} linked={linked} newNoteHref={newNoteHref} />}
      />
    </>
  );
}

/** Each point leads to its own days and, in a split, to its own part. What is made of several parts has no rows of its own. */
function pointHref(view: MetricView, rowsReadable: boolean): PointHref {
  const { partner, metric, parameterValues, trend, by } = view;
  return (at, series) => {
    const [period, part] = [trend.periods[at], trend.series[series]];
    if (period === undefined || part === undefined || (by !== null && part.isMixed === true)) return null;
    const scope = by === null ? scopeRequested(view) : { ...scopeRequested(view), [by]: part.key };
    const { from, until } = period;
    const figure = { vendor: partner.key, metric: metric.key, from, until, scope, parameters: parameterValues };
    return figureLink(figure, rowsReadable).href;
  };
}

export function metricFinding({ finding, metric, trend, grain, range }: MetricView): string {
  const noun = GRAIN_NOUNS[grain];
  return findingTitle(finding, {
    name: metric.shortName,
    format: trend,
    direction: trend.direction,
    noun,
    when: `(${range.label})`,
  });
}

function SplitTotals({ view }: { view: MetricView }) {
  const { trend, by } = view;
  return (
    <>
      <SectionHeading title={METRIC_TEXT.totalBy(by ?? "slice")} />
      <Card padding="none">
        <DefinitionList
          items={trend.series.map(({ name, total }) => ({
            term: name,
            value:
              total.value === null
                ? METRIC_TEXT.noData
                : `${formatFigure(total.value, trend)} · n ${Math.round(total.n ?? 0).toLocaleString("en-GB")}`,
          }))}
        />
      </Card>
    </>
  );
}

function TargetText({ view, linked }: { view: MetricView; linked: boolean }) {
  const { target, otherTargets } = view;
  return (
    <>
      {target === null ? METRIC_TEXT.noTargetForThis : <OneTarget target={target} view={view} />}
      {otherTargets.length > 0 && (
        <ul className="mt-1.5 grid gap-1">
          {otherTargets.map((other) => (
            <li key={JSON.stringify([other.scope, other.parameters, other.periodKind])}>
              {linked ? (
                <Link to={targetAddress(view, other)} className="prose-link">
                  {scopeText(other.scope) || METRIC_TEXT.allThisPartner}
                </Link>
              ) : (
                scopeText(other.scope) || METRIC_TEXT.allThisPartner
              )}
              {": "}
              <OneTarget target={other} view={view} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function OneTarget({ target, view }: { target: MetricTarget; view: MetricView }) {
  const least = minimumLabel(typeof target.expected === "number" ? view.metric.direction : "band");
  const minimum = target.minimum === null ? "" : `, ${least} ${levelText(target.minimum, view.trend)}`;
  const period = target.periodKind === "month" ? "" : METRIC_TEXT.by(PERIOD_NOUNS[target.periodKind].one);
  const clause = target.clause === "" ? "" : METRIC_TEXT.clause(target.clause);
  return (
    <span className="figures">
      {METRIC_TEXT.expectedSowV(levelText(target.expected, view.trend), minimum, period, target.version, clause)}
    </span>
  );
}

function targetAddress({ partner, metric, range, grain }: MetricView, { scope, parameters }: MetricTarget): string {
  const parts = { vendor: partner.key, metric: metric.key, from: range.from, until: range.until, scope, parameters };
  return metricAddress(parts, grain);
}
