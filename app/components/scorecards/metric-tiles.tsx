import { ASSURANCE_MEANINGS } from "~/wording/causes/capability";
import { againstOf } from "~/wording/contracts/verdict-names";
import { METRIC_TEXT } from "~/wording/scorecards/metric-page";
import { wouldBeDetail } from "~/wording/scorecards/would-be";
import { figureParts, formatDifference, type FigureFormat } from "~/wording/shared/figures";
import { numberName } from "~/wording/shared/text";
import type { Verdict } from "~/domain/contracts/verdict";
import type { TargetScope } from "~/domain/metrics/row-scope";
import type { MetricView } from "~/domain/scorecards/metric-view";
import { shownJudgment } from "~/domain/scorecards/would-be";
import { explainAddress } from "../layout/addresses";
import { AssuranceMark } from "../marks/capability-mark";
import { Figure } from "../marks/figure";
import { LeftOutNote } from "../marks/left-out-note";
import { PreliminaryNote } from "../marks/preliminary-note";
import { VerdictMark } from "../marks/verdict-mark";
import type { StatTile } from "../ui/stat-tiles";
import { figureLink } from "./figure-link";

export const GRAIN_LABELS = { day: "daily", week: METRIC_TEXT.byWeek, month: METRIC_TEXT.byMonth } as const;

/** The headline figures of a metric's page: all days together, against the target, the days before, stability. */
export function metricTiles(view: MetricView, linked: boolean, rowsReadable: boolean): StatTile[] {
  const { partner, metric, total, before, range, parameterValues, trend, grain, assurance, preliminary } = view;
  const scope = scopeRequested(view);
  const { from, until } = range;
  const figure = { vendor: partner.key, metric: metric.key, from, until, scope, parameters: parameterValues };
  const scale = total.status === "measured" ? total.value : undefined;
  const earlier = before?.value.status === "measured" ? before.value.value : null;
  const part = before?.part ?? null;
  const moved =
    earlier !== null && part !== null
      ? METRIC_TEXT.notComparedDataOnly(part.join(", "))
      : earlier !== null && scale !== undefined
        ? METRIC_TEXT.change(formatDifference(scale - earlier, trend, scale))
        : METRIC_TEXT.noData;
  return [
    {
      label: range.label,
      value: <Figure value={total} {...trend} {...(linked ? figureLink(figure, rowsReadable) : {})} />,
      detail: (
        <>
          {total.status === "measured" ? `n ${Math.round(total.n).toLocaleString("en-GB")}` : METRIC_TEXT.noData}
          <PreliminaryNote of={preliminary} />
          <LeftOutNote of={total} />
        </>
      ),
    },
    ...verdictTile(view, linked ? explainAddress(figure) : null),
    ...(before === null
      ? []
      : [
          {
            label: `${beforeText(before.months)}: ${before.label}`,
            value: earlier === null ? "–" : figureOnScale(earlier, trend, scale),
            detail: moved,
          },
        ]),
    ...(assurance === null
      ? []
      : [
          {
            label: METRIC_TEXT.stability(GRAIN_LABELS[grain]),
            value: <AssuranceMark assurance={assurance} verdict={lastVerdict(trend)} size="regular" />,
            detail: ASSURANCE_MEANINGS[assurance],
          },
        ]),
  ];
}

/** How the figure of all days compares with its target; a would-be verdict says why it is one. */
function verdictTile({ verdict, total }: MetricView, href: string | null): StatTile[] {
  if (verdict === null) return [];
  const shown = shownJudgment(verdict);
  return [
    {
      label: verdict.wouldBe === null ? METRIC_TEXT.verdict : METRIC_TEXT.wouldBeVerdict,
      value: (
        <VerdictMark
          verdict={shown.verdict}
          against={againstOf({ comparator: verdict.comparator, judgment: shown })}
          n={total.status === "measured" ? total.n : null}
          href={href}
        />
      ),
      detail: wouldBeDetail(verdict.wouldBe, verdict.scoredBy),
    },
  ];
}

/** Of the newest period that is over. */
function lastVerdict({ periods, series }: MetricView["trend"]): Verdict {
  const last = periods.findLastIndex(({ running }) => !running);
  return series[0]?.values[last]?.verdict ?? "no-data";
}

function beforeText(months: number | null): string {
  if (months === null) return METRIC_TEXT.previousPeriod;
  return months === 1 ? METRIC_TEXT.previousMonth : METRIC_TEXT.previousMonths(numberName(months));
}

/** Hours beside hours: the figure in the unit in which the other one is written. */
function figureOnScale(value: number, format: FigureFormat, scale = value): string {
  const { figure, unit } = figureParts(value, format, scale);
  return figure + unit;
}

/** The slice of the page, as targets and addresses name it. */
export function scopeRequested({ requested }: MetricView): TargetScope {
  return {
    ...(requested.site === null ? {} : { site: requested.site }),
    ...(requested.program === null ? {} : { program: requested.program }),
    ...(requested.channel === null ? {} : { channel: requested.channel }),
  };
}
