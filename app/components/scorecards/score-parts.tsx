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
      <Disclosure summary={`How the score of ${Math.round(score)} is made up`}>
        <p id={SCORE_PARTS_ID} className="mb-2 max-w-[46rem] scroll-mt-16 text-xs text-pretty text-ink-2">
          A result on target earns the whole weight of its target, one past its minimum or limit nothing, and one off
          target the part of the way that it came from its minimum or limit to expected. Points are the weight earned,
          out of the {weightWords(weight)} that could be judged
          {left > 0 ? ` (of ${weightWords(weightOfAll)}; what was not judged counts neither way)` : ""}, times 100.
        </p>
        <DataTable
          caption={`Weighted score of ${partner.name}, ${period.label}, by target`}
          columns={COLUMNS}
          rows={rows}
          rowKey={({ part }) => part.lineId}
          layout="stack"
        />
        <p className="figures mt-2 text-sm font-medium">
          Added up: {formatFigure(score, POINTS)} of 100, shown as {Math.round(score)}
        </p>
      </Disclosure>
    </div>
  );
}

const COLUMNS: Column<Row>[] = [
  {
    key: "target",
    header: "Target",
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
    header: "Verdict",
    cell: ({ line }) => <VerdictMark verdict={line.judgment.verdict} against={againstOf(line)} />,
  },
  { key: "weight", header: "Weight", align: "end", cell: ({ part }) => weightWords(part.weight) },
  {
    key: "earned",
    header: "Earned",
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
    header: "Points",
    align: "end",
    cell: ({ part }) =>
      part.points === null ? <span className="text-ink-3">–</span> : formatFigure(part.points, POINTS),
  },
];

function weightWords(weight: number): string {
  return Number.isInteger(weight) ? formatCount(weight) : formatFigure(weight, POINTS);
}

/** Several periods of a target share its weight. */
function periodsText({ results, periodKind }: ResultLine): string {
  return `${numberName(results.length)} ${PERIOD_NOUNS[periodKind].many} share it`;
}

const LEFT_OUT = {
  "no-data": "left out: nothing was measured",
  insufficient: "left out: small sample",
  running: "left out: in progress",
  "no-target": "left out: no target then",
} as const;

function leftOutText({ weight, judgment: { verdict } }: ResultLine): string {
  if (weight === 0) return "left out: without weight";
  return verdict === "met" || verdict === "below" || verdict === "missed" ? "left out" : LEFT_OUT[verdict];
}
