import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import type { ScorePart } from "~/domain/scorecards/score-breakdown";
import type { ResultLine } from "~/domain/scorecards/result-line";
import { formatCount, formatFigure } from "~/wording/shared/figures";
import { againstOf } from "~/wording/contracts/verdict-names";
import { SCORE_PARTS_ID } from "../layout/addresses";
import { DataTable, type Column } from "../ui/data-table";
import { Disclosure } from "../ui/disclosure";
import { VerdictMark } from "../marks/verdict-mark";
import { lineText } from "~/wording/scorecards/results";
import { numberName, PERIOD_NOUNS } from "~/wording/shared/text";
import { SCORE_TEXT } from "~/wording/scorecards/scorecard-page";

const POINTS = { unit: "score", decimals: 2 } as const;
const CREDIT = { unit: "share", decimals: 1 } as const;

type Row = { part: ScorePart; line: ResultLine };

/** The weighted score taken apart: each target's weight, what it earned, and what was left out and why. */
export function ScoreParts({ view }: { view: ScorecardView }) {
  const { breakdown, lines, period, partner } = view;
  if (breakdown === null) return null;
  const rows = breakdown.parts.flatMap((part): Row[] => {
    const line = lines.find(({ id }) => id === part.lineId);
    return line === undefined ? [] : [{ part, line }];
  });
  const { score, weight, weightOfAll } = breakdown;
  const left = weightOfAll - weight;
  return (
    <div className="mb-4">
      <Disclosure summary={SCORE_TEXT.scoreBreakdown(Math.round(score))}>
        <p id={SCORE_PARTS_ID} className="mb-2 max-w-[46rem] scroll-mt-16 text-xs text-pretty text-ink-2">
          {SCORE_TEXT.rule(weightText(weight))}
          {left > 0 ? SCORE_TEXT.resultsThatAreNot(weightText(weightOfAll)) : ""}
        </p>
        <DataTable
          caption={SCORE_TEXT.weightedScoreByTarget(partner.name, period.label)}
          columns={COLUMNS}
          rows={rows}
          rowKey={({ part }) => part.lineId}
          layout="stack"
        />
        <p className="figures mt-2 text-sm font-medium">
          {SCORE_TEXT.total100Rounded(formatFigure(score, POINTS), Math.round(score))}
        </p>
      </Disclosure>
    </div>
  );
}

const COLUMNS: Column<Row>[] = [
  {
    key: "target",
    header: SCORE_TEXT.target,
    rowHeader: true,
    cell: ({ line }) => (
      <>
        <span className="font-semibold">{line.name}</span>
        <span className="block text-2xs text-ink-3">{lineText(line)}</span>
      </>
    ),
  },
  {
    key: "verdict",
    header: SCORE_TEXT.verdict,
    cell: ({ line }) => <VerdictMark verdict={line.judgment.verdict} against={againstOf(line)} />,
  },
  { key: "weight", header: SCORE_TEXT.weight, align: "end", cell: ({ part }) => weightText(part.weight) },
  {
    key: "earned",
    header: SCORE_TEXT.earned,
    align: "end",
    cell: ({ part, line }) =>
      part.credit === null ? (
        <span className="text-xs text-ink-3">{leftOutText(line)}</span>
      ) : (
        <>
          {formatFigure(part.credit, CREDIT)}
          {line.results.length > 1 && <span className="block text-2xs text-ink-3">{periodsText(line)}</span>}
        </>
      ),
  },
  {
    key: "points",
    header: SCORE_TEXT.points,
    align: "end",
    cell: ({ part }) =>
      part.points === null ? <span className="text-ink-3">–</span> : formatFigure(part.points, POINTS),
  },
];

function weightText(weight: number): string {
  return Number.isInteger(weight) ? formatCount(weight) : formatFigure(weight, POINTS);
}

/** Several periods of a target share its weight. */
function periodsText({ results, periodKind }: ResultLine): string {
  return SCORE_TEXT.shareWeight(numberName(results.length), PERIOD_NOUNS[periodKind].many);
}

const LEFT_OUT = {
  "no-data": SCORE_TEXT.notScoredNoData,
  insufficient: SCORE_TEXT.notScoredSmallSample,
  running: SCORE_TEXT.notScoredInProgress,
  "no-target": SCORE_TEXT.notScoredNoTarget,
} as const;

function leftOutText({ weight, judgment: { verdict } }: ResultLine): string {
  if (weight === 0) return SCORE_TEXT.notScoredNoWeight;
  return verdict === "met" || verdict === "below" || verdict === "missed" ? SCORE_TEXT.notScored : LEFT_OUT[verdict];
}
