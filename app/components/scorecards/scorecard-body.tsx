import type { ReactNode } from "react";
import { rankAttention } from "~/domain/scorecards/attention";
import { parsePeriod, type PeriodKind } from "~/domain/calendar/period";
import { formatCount, formatDifference } from "~/wording/shared/figures";
import type { ScorecardTrend, ScorecardView } from "~/domain/scorecards/scorecard-view";
import type { TrendUsual } from "~/domain/causes/trend";
import { TrendPanel } from "../charts/trend-panel";
import { metricAddress, newNoteAddress, SCORE_PARTS_ID, scorecardAddress } from "../layout/addresses";
import { AssuranceLegend } from "../marks/capability-mark";
import { ButtonLink } from "../ui/button-link";
import { Columns } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { StatTiles, type StatTile } from "../ui/stat-tiles";
import { VerdictLegend } from "../marks/verdict-legend";
import { WOULD_BE_NOTE } from "~/wording/scorecards/would-be";
import { describeTrend } from "~/wording/causes/trend-description";
import { findingTitle } from "~/wording/causes/findings";
import { PERIOD_NOUNS } from "~/wording/shared/text";
import { unknownSliceText } from "~/wording/scorecards/slices";
import { figureLink } from "./figure-link";
import { WordsLegend } from "../marks/words-legend";
import { MeasuredFigures } from "./measured-figures";
import { NotesAside } from "../causes/notes-aside";
import { PeriodResults } from "./period-results";
import { ScorecardCards } from "./scorecard-cards";
import { ScorecardTable } from "./scorecard-table";
import { UnknownSlice } from "./unknown-slice";
import { forecastText, SCORECARD_TEXT } from "~/wording/scorecards/scorecard-page";

type ScorecardBodyProps = {
  view: ScorecardView;
  /** Whether figures lead to their own pages; a shared view leads nowhere. */
  linked: boolean;
  /** Whether figures lead to single rows; else, where they are linked, to how they are calculated. */
  rowsReadable: boolean;
  mayWriteNotes: boolean;
  /** The score taken apart, where the page has it; the score leads there. */
  scoreParts?: ReactNode;
};

/** A partner's month in the order of its monthly review: figures, targets, trends, causes. */
export function ScorecardBody({ view, linked, rowsReadable, mayWriteNotes, scoreParts }: ScorecardBodyProps) {
  const unknown = unknownSliceText(view.requested, view.choices);
  if (unknown !== null) {
    return (
      <UnknownSlice
        unknown={unknown}
        rowsOf={SCORECARD_TEXT.partnerInPeriod(view.partner.name, view.period.label)}
        wholeHref={linked ? scorecardAddress(view.partner.key, wholeMonth(view)) : null}
      />
    );
  }
  if (view.gap !== null) return <Gap view={view} linked={linked} rowsReadable={rowsReadable} />;
  const several = view.lines.filter(({ results }) => results.length > 1);
  return (
    <>
      <StatTiles tiles={tilesOf(view, scoreParts !== undefined)} />
      {scoreParts}
      <Columns
        main={
          <>
            <div className="max-sm:hidden">
              <ScorecardTable view={view} linked={linked} rowsReadable={rowsReadable} />
            </div>
            <div className="sm:hidden">
              <ScorecardCards view={view} linked={linked} rowsReadable={rowsReadable} />
            </div>
            <VerdictLegend />
            {view.lines.some(({ result }) => result.wouldBe !== null) && (
              <p className="mt-2 max-w-[46rem] text-xs text-pretty text-ink-3">{WOULD_BE_NOTE}</p>
            )}
            {view.lines.some(({ assurance }) => assurance !== null) && (
              <div className="max-sm:hidden">
                <AssuranceLegend />
              </div>
            )}
            <WordsLegend
              provisional={view.lines.some(({ change }) => change.isProvisional)}
              preliminary={view.lines.some(({ result }) => result.preliminary !== null)}
              usuallyStable={view.lines.some(isUsuallyStable)}
            />
            {several.length > 0 && (
              <PeriodResults lines={several} view={view} linked={linked} rowsReadable={rowsReadable} />
            )}
            <div className="mt-6">
              {view.trends.map((trend) => (
                <Trend key={trend.lineId} trend={trend} view={view} linked={linked} rowsReadable={rowsReadable} />
              ))}
            </div>
          </>
        }
        aside={
          view.notesReadable && (
            <NotesAside notes={view.notes} linked={linked} newNoteHref={mayWriteNotes ? newNoteHref(view) : null} />
          )
        }
      />
    </>
  );
}

function isUsuallyStable({ assurance, judgment }: ScorecardView["lines"][number]): boolean {
  return assurance === "always" && (judgment.verdict === "missed" || judgment.verdict === "below");
}

function wholeMonth({ period, comparison }: ScorecardView) {
  return { period: period.key, requested: { site: null, program: null, channel: null }, comparison };
}

function tilesOf(view: ScorecardView, isScoreExplained: boolean): StatTile[] {
  const { score, scoreBefore, summary, volume, notes, notesReadable, lines, wouldBe } = view;
  const change = score === null || scoreBefore === null ? null : changeText(score - scoreBefore);
  const unjudged = lines.length - summary.judged;
  return [
    {
      label: SCORECARD_TEXT.weightedScore,
      value: score === null ? "–" : isScoreExplained ? <ScoreLink score={score} /> : Math.round(score),
      detail:
        score === null
          ? SCORECARD_TEXT.noScore(summary.judged)
          : ["of 100", change === null ? "" : SCORECARD_TEXT.vs(change, view.comparedWith)].filter(Boolean).join(" · "),
    },
    wouldBe.compared > summary.judged
      ? {
          label: SCORECARD_TEXT.wouldBeOnTarget,
          value: wouldBe.met,
          detail: [SCORECARD_TEXT.compared(wouldBe.compared), SCORECARD_TEXT.scoredByContract(summary.judged)].join(
            " · ",
          ),
        }
      : {
          label: SCORECARD_TEXT.onTarget,
          value: summary.judged === 0 ? "–" : summary.counts.met,
          detail: [SCORECARD_TEXT.scored(summary.judged), unjudged > 0 ? SCORECARD_TEXT.notScored(unjudged) : ""]
            .filter(Boolean)
            .join(" · "),
        },
    {
      label: SCORECARD_TEXT.contactsHandled,
      value: volume.handled === null ? "–" : formatCount(volume.handled),
      detail: volume.forecastShare === null ? SCORECARD_TEXT.noForecast : forecastText(volume.forecastShare),
    },
    ...(notesReadable
      ? [
          {
            label: SCORECARD_TEXT.rootCauseNotes,
            value: notes.length,
            detail: notes.length === 0 ? SCORECARD_TEXT.noneYet : SCORECARD_TEXT.thisPeriod,
          },
        ]
      : []),
  ];
}

function ScoreLink({ score }: { score: number }) {
  return (
    <a href={`#${SCORE_PARTS_ID}`} title={SCORECARD_TEXT.scoreBreakdown} className="hover:underline">
      {Math.round(score)}
    </a>
  );
}

function changeText(change: number): string {
  const words = formatDifference(change, { unit: "count", decimals: 0 });
  return words === "0" ? "unchanged" : words;
}

type TrendProps = { trend: ScorecardTrend; view: ScorecardView; linked: boolean; rowsReadable: boolean };

function Trend({ trend: shown, view, linked, rowsReadable }: TrendProps) {
  const { trend, finding, name, detail, metric, approximate } = shown;
  const line = view.lines.find(({ id }) => id === shown.lineId);
  const title = findingTitle(finding, {
    name,
    format: trend,
    direction: trend.direction,
    noun: PERIOD_NOUNS[kindOf(trend)],
    when: SCORECARD_TEXT.inPeriod(view.period.label),
  });
  const [first, last] = [trend.periods[0], trend.periods.at(-1)];
  const csvHref =
    linked && line && first && last
      ? metricAddress(
          {
            vendor: view.partner.key,
            metric,
            from: first.from,
            until: last.until,
            scope: line.scope,
            parameters: line.parameters,
          },
          "day",
        ).replace(`/metrics/${metric}?`, `/metrics/${metric}.csv?`)
      : null;
  const shownPins = linked ? trend.pins : trend.pins.map((pin) => ({ ...pin, href: null }));
  return (
    <TrendPanel
      title={title}
      detail={[
        kindOf(trend) === "day" ? SCORECARD_TEXT.daily : SCORECARD_TEXT.by(PERIOD_NOUNS[kindOf(trend)].one),
        detail,
        usualText(trend.usual),
        approximate ? SCORECARD_TEXT.percentileAccuracy : "",
      ]
        .filter((part) => part !== "")
        .join(" · ")}
      sentence={title}
      description={describeTrend(trend, name)}
      trend={{ ...trend, pins: shownPins }}
      withoutScript="words"
      csvHref={csvHref}
      pointHref={
        linked && line
          ? (at) => {
              const period = trend.periods[at];
              if (period === undefined) return null;
              const { scope, parameters } = line;
              const { from, until } = period;
              const figure = { vendor: view.partner.key, metric, from, until, scope, parameters };
              return figureLink(figure, rowsReadable).href;
            }
          : undefined
      }
    />
  );
}

function kindOf({ periods }: ScorecardTrend["trend"]): PeriodKind {
  return parsePeriod(periods[0]?.key ?? "")?.kind ?? "day";
}

function usualText(usual: TrendUsual | undefined): string {
  if (usual === undefined) return "";
  return usual.isProvisional ? SCORECARD_TEXT.shadedUsualRangeProvisional : SCORECARD_TEXT.shadedUsualRange;
}

/** Where a note about the month is started, by default about what needs action most. */
function newNoteHref({ partner, period, requested, lines }: ScorecardView): string {
  const scope = {
    ...(requested.site === null ? {} : { site: requested.site }),
    ...(requested.program === null ? {} : { program: requested.program }),
    ...(requested.channel === null ? {} : { channel: requested.channel }),
  };
  const [urgent] = rankAttention(lines);
  return newNoteAddress({ vendor: partner.key, metric: urgent?.metric, from: period.from, to: period.to, scope });
}

const GAP_LABELS = {
  "no-sow": {
    title: SCORECARD_TEXT.noSowYet,
    words: SCORECARD_TEXT.uploadThisPartnersSow,
  },
  "invalid-sow": {
    title: SCORECARD_TEXT.invalidSow,
    words: SCORECARD_TEXT.storedSowHasErrors,
  },
  "no-version": {
    title: SCORECARD_TEXT.noSowVersionIn,
    words: SCORECARD_TEXT.noSowVersionWas,
  },
  "no-target-here": {
    title: SCORECARD_TEXT.noTargetForThis,
    words: SCORECARD_TEXT.sowHasNoTarget,
  },
} as const;

function Gap({ view, linked, rowsReadable }: Omit<TrendProps, "trend">) {
  const { title, words } = GAP_LABELS[view.gap ?? "no-sow"];
  return (
    <>
      <EmptyState
        title={title}
        action={linked && <ButtonLink to={`/sows/${view.partner.key}`}>{SCORECARD_TEXT.sow}</ButtonLink>}
      >
        {words}
      </EmptyState>
      {view.measured.length > 0 && <MeasuredFigures view={view} linked={linked} rowsReadable={rowsReadable} />}
    </>
  );
}
