import { Link } from "@remix-run/react";
import { formatDifference } from "~/wording/shared/figures";
import type { PeriodResult, ResultLine } from "~/domain/scorecards/result-line";
import { shownVariance, type BaseLevel, type Verdict } from "~/domain/contracts/verdict";
import { shownJudgment } from "~/domain/scorecards/would-be";
import { wouldBeDetail } from "~/wording/scorecards/would-be";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { againstOf, shortMinimumLabel } from "~/wording/contracts/verdict-names";
import { explainAddress, metricAddress } from "../layout/addresses";
import { AssuranceMark } from "../marks/capability-mark";
import { Bullet } from "../marks/bullet";
import { ChangeMark } from "../marks/change-mark";
import { DataTable, type Column } from "../ui/data-table";
import { Facts } from "../ui/fact-list";
import { Figure } from "../marks/figure";
import { LeftOutNote } from "../marks/left-out-note";
import { PreliminaryNote } from "../marks/preliminary-note";
import { Sparkline } from "../marks/sparkline";
import { VerdictMark } from "../marks/verdict-mark";
import { againstText, formatOf, historyText, lineText, streakText, usualRangeText } from "~/wording/scorecards/results";
import { levelText } from "~/wording/contracts/levels";
import { PERIOD_NOUNS } from "~/wording/shared/text";
import { figureLink } from "./figure-link";
import { figureParts } from "./portfolio-body";
import { SCORECARD_TABLE_TEXT } from "~/wording/scorecards/scorecard-page";

type ScorecardTableProps = {
  view: ScorecardView;
  linked: boolean;
  /** Whether figures lead to single rows; else, where they are linked, to how they are calculated. */
  rowsReadable: boolean;
};

/** Each target of the month: what was agreed, what came of it, and what came before. */
export function ScorecardTable({ view, linked, rowsReadable }: ScorecardTableProps) {
  return (
    <DataTable
      caption={SCORECARD_TABLE_TEXT.resultsAgainstTargets(view.partner.name, view.period.label)}
      columns={columnsOf(view, linked, rowsReadable)}
      rows={view.lines}
      rowKey={({ id }) => id}
      layout="stack"
      sortName={linked ? "targets" : undefined}
    />
  );
}

/** From what needs action to what has no result. */
const VERDICT_ORDER: readonly Verdict[] = ["missed", "below", "insufficient", "met"];

function columnsOf(
  { partner, currency, period, lines }: ScorecardView,
  linked: boolean,
  rowsReadable: boolean,
): Column<ResultLine>[] {
  return [
    {
      key: "metric",
      header: SCORECARD_TABLE_TEXT.metric,
      rowHeader: true,
      sortValue: ({ name }) => name,
      cell: (line) => (
        <>
          {linked ? (
            <Link to={metricHref(partner.key, line)} prefetch="intent" className="font-semibold hover:underline">
              {line.name}
            </Link>
          ) : (
            <span className="font-semibold">{line.name}</span>
          )}
          <span className="block text-2xs text-ink-3">
            <Facts of={lineText(line, period.kind)} />
          </span>
        </>
      ),
    },
    {
      key: "actual",
      header: SCORECARD_TABLE_TEXT.actual,
      align: "end",
      cell: (line) => (
        <>
          <Figure
            value={line.result.value}
            {...formatOf(line, currency)}
            verdict={shownJudgment(line.result).verdict}
            sample={line.isRatio ? "ratio" : "count"}
            {...(linked ? figureLink(figureParts(partner.key, line), rowsReadable) : {})}
          />
          {line.result.key !== period.key && (
            <span className="block text-2xs text-ink-3">{line.result.shortLabel}</span>
          )}
          <PreliminaryNote of={line.result.preliminary} narrow />
          <LeftOutNote of={line.result.value} narrow />
        </>
      ),
    },
    {
      key: "expected",
      header: SCORECARD_TABLE_TEXT.expected,
      align: "end",
      cell: (line) => {
        const { expected, minimum } = line.judgment;
        const format = formatOf(line, currency);
        if (expected === null) return <span className="text-ink-3">–</span>;
        return (
          <span className="figures whitespace-nowrap">
            {levelText(expected, format)}
            {minimum !== null && (
              <span className="block text-2xs text-ink-3">{minimumLevelText(line, minimum, currency)}</span>
            )}
          </span>
        );
      },
    },
    {
      key: "variance",
      header: <span title={SCORECARD_TABLE_TEXT.varianceSign}>{SCORECARD_TABLE_TEXT.variance}</span>,
      label: SCORECARD_TABLE_TEXT.variance,
      cell: (line) => (
        <>
          <span className="max-md:hidden">
            <LineBullet line={line} currency={currency} size="row" />
          </span>
          <Variance line={line} currency={currency} />
        </>
      ),
    },
    {
      key: "verdict",
      header: SCORECARD_TABLE_TEXT.verdict,
      sortValue: ({ result }) => {
        const rank = VERDICT_ORDER.indexOf(shownJudgment(result).verdict);
        return rank < 0 ? null : rank;
      },
      cell: (line) => (
        <VerdictMark
          verdict={shownJudgment(line.result).verdict}
          against={againstOf(line)}
          n={sampleOf(line)}
          detail={verdictDetail(line, period.key)}
          href={linked ? explainAddress(figureParts(partner.key, line)) : null}
        />
      ),
    },
    {
      key: "trend",
      header: historyHeader(lines),
      label: SCORECARD_TABLE_TEXT.trend,
      hideOnPhone: true,
      cell: (line) => (
        <>
          <Sparkline past={line.history} label={historyText(line, currency)} size="row" />
          {line.assurance !== null && (
            <span className="mt-1 block">
              <AssuranceMark assurance={line.assurance} verdict={line.judgment.verdict} />
            </span>
          )}
        </>
      ),
    },
    {
      key: "change",
      header: <span title={SCORECARD_TABLE_TEXT.changeSign}>{SCORECARD_TABLE_TEXT.change}</span>,
      label: SCORECARD_TABLE_TEXT.change,
      cell: ({ change, ...line }) => (
        <>
          {change.signal !== null && (
            <ChangeMark
              change={change.signal}
              moved={MOVED[change.side ?? "inside"]}
              provisional={change.isProvisional}
            />
          )}
          {change.usual !== null && (
            <span className="figures mt-1 block text-2xs whitespace-nowrap text-ink-3">
              {usualRangeText(change.usual, formatOf(line, currency))}
            </span>
          )}
          {change.sincePart !== null && (
            <span className="mt-1 block max-w-36 min-w-28 text-2xs text-balance text-ink-3">
              {SCORECARD_TABLE_TEXT.notComparedHasData(change.since ?? "", change.sincePart)}
            </span>
          )}
          {change.difference !== null && (
            <span className="figures mt-1 block text-2xs text-ink-3">
              <span className="whitespace-nowrap">
                {formatDifference(change.difference, formatOf(line, currency), valueOf(line.result) ?? 0)}
              </span>{" "}
              <span className="whitespace-nowrap">{SCORECARD_TABLE_TEXT.vs(change.since ?? "")}</span>
            </span>
          )}
        </>
      ),
    },
    {
      key: "clause",
      header: SCORECARD_TABLE_TEXT.clause,
      sortValue: ({ clause }) => clause || null,
      align: "end",
      cell: (line) => (
        <span
          className="text-ink-2"
          title={line.weight > 0 ? SCORECARD_TABLE_TEXT.weight(line.weight) : SCORECARD_TABLE_TEXT.notPartWeightedScore}
        >
          {line.clause || <span className="text-ink-3">–</span>}
        </span>
      ),
    },
  ];
}

/** `13 weeks`: how far the trends reach back; the longest where targets of several kinds stand together. */
function historyHeader(lines: readonly ResultLine[]): string {
  const kinds = new Set(lines.map(({ periodKind }) => periodKind));
  const [line] = lines;
  if (line === undefined || kinds.has("month")) return "13 months";
  return kinds.size > 1 ? "Trend" : `${line.history.values.length} ${PERIOD_NOUNS[line.periodKind].many}`;
}

const MOVED = { above: "up", below: "down", inside: null } as const;

function valueOf({ value }: PeriodResult): number | null {
  return value.status === "measured" ? value.value : null;
}

function Variance({ line, currency }: { line: ResultLine; currency: string | null }) {
  const variance = shownVariance(shownJudgment(line.result), line.comparator);
  if (variance === null) return null;
  return (
    <span className="figures block text-2xs whitespace-nowrap text-ink-3" title={SCORECARD_TABLE_TEXT.varianceSign}>
      {formatDifference(variance, formatOf(line, currency), valueOf(line.result) ?? 0)}
    </span>
  );
}

function metricHref(vendor: string, line: ResultLine): string {
  const { metric, scope, parameters, result } = line;
  return metricAddress({ vendor, metric, scope, parameters, from: result.from, until: result.until }, "day");
}

/** `min 80.0%`, or `limit 8.0%` where the figure must stay low. */
export function minimumLevelText(line: ResultLine, level: BaseLevel, currency: string | null): string {
  return `${shortMinimumLabel(line.comparator)} ${levelText(level, formatOf(line, currency))}`;
}

function sampleOf({ result }: ResultLine): number | null {
  return result.value.status === "measured" ? result.value.n : null;
}

/** `third in a row`; of weeks and days, how many of the month's were on target. */
function verdictDetail(line: ResultLine, page: string): string | null {
  const { wouldBe } = line.result;
  if (wouldBe !== null) return wouldBeDetail(wouldBe, line.scoredBy, otherPeriod(line.result, page));
  const streak = streakText(line);
  if (line.results.length < 2) return streak;
  const judged = line.results.filter(({ judgment }) => ["met", "below", "missed"].includes(judgment.verdict));
  const met = judged.filter(({ judgment }) => judgment.verdict === "met").length;
  const nouns = PERIOD_NOUNS[line.periodKind];
  const count = SCORECARD_TABLE_TEXT.onTarget(met, judged.length, judged.length === 1 ? nouns.one : nouns.many);
  return judged.length === 0 ? streak : [count, streak].filter((part) => part !== null).join(", ");
}

/** The name of a result's period where it is not that of the page: a quarter goes on after its month is over. */
export function otherPeriod({ key, shortLabel }: PeriodResult, page: string): string | null {
  return key === page ? null : shortLabel;
}

export function LineBullet({
  line,
  currency,
  size,
}: {
  line: ResultLine;
  currency: string | null;
  size: "row" | "wide";
}) {
  const { expected, minimum, verdict } = shownJudgment(line.result);
  if (expected === null) return null;
  const { value } = line.result;
  return (
    <Bullet
      value={value.status === "measured" ? value.value : null}
      target={{ comparator: line.comparator, expected, minimum }}
      verdict={verdict}
      label={againstText(line, currency)}
      ceiling={line.unit === "share" && line.direction === "up" ? 1 : null}
      size={size}
    />
  );
}
