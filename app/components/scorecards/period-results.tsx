import type { PeriodResult, ResultLine } from "~/domain/scorecards/result-line";
import { shownJudgment } from "~/domain/scorecards/would-be";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { againstOf } from "~/wording/contracts/verdict-names";
import { explainAddress } from "../layout/addresses";
import { DataTable, type Column } from "../ui/data-table";
import { Figure } from "../marks/figure";
import { LeftOutNote } from "../marks/left-out-note";
import { PreliminaryNote } from "../marks/preliminary-note";
import { SectionHeading } from "../ui/section-heading";
import { VerdictMark } from "../marks/verdict-mark";
import { formatOf, lineText } from "~/wording/scorecards/results";
import { wouldBeDetail } from "~/wording/scorecards/would-be";
import { levelText } from "~/wording/contracts/levels";
import { figureLink } from "./figure-link";
import { figureParts } from "./portfolio-body";
import { minimumLevelText } from "./scorecard-table";
import { PERIOD_RESULTS_TEXT } from "~/wording/scorecards/scorecard-page";

type Row = { line: ResultLine; result: PeriodResult };

/** Targets of weeks and days, each judged in its own period. */
export function PeriodResults({
  lines,
  view,
  linked,
  rowsReadable,
}: {
  lines: readonly ResultLine[];
  view: ScorecardView;
  linked: boolean;
  rowsReadable: boolean;
}) {
  const rows = lines.flatMap((line) => line.results.map((result) => ({ line, result })));
  return (
    <>
      <SectionHeading
        title={PERIOD_RESULTS_TEXT.weeklyAndDailyTargets}
        detail={PERIOD_RESULTS_TEXT.periodsEndingThisMonth}
      />
      <DataTable
        caption={PERIOD_RESULTS_TEXT.weeklyAndDailyTargetsPeriods(view.period.label)}
        columns={columnsOf(view, linked, rowsReadable)}
        rows={rows}
        rowKey={({ line, result }) => `${line.id} ${result.key}`}
        layout="stack"
      />
    </>
  );
}

function columnsOf({ partner, currency }: ScorecardView, linked: boolean, rowsReadable: boolean): Column<Row>[] {
  return [
    {
      key: "period",
      header: PERIOD_RESULTS_TEXT.period,
      rowHeader: true,
      cell: ({ result }) => <span className="whitespace-nowrap">{result.label}</span>,
    },
    {
      key: "metric",
      header: PERIOD_RESULTS_TEXT.metric,
      cell: ({ line }) => (
        <>
          {line.name}
          <span className="block text-2xs text-ink-3">{lineText(line)}</span>
        </>
      ),
    },
    {
      key: "actual",
      header: PERIOD_RESULTS_TEXT.actual,
      align: "end",
      cell: ({ line, result }) => (
        <>
          <Figure
            value={result.value}
            {...formatOf(line, currency)}
            verdict={shownJudgment(result).verdict}
            sample={line.isRatio ? "ratio" : "count"}
            {...(linked ? figureLink(figureParts(partner.key, { ...line, result }), rowsReadable) : {})}
          />
          <PreliminaryNote of={result.preliminary} narrow />
          <LeftOutNote of={result.value} narrow />
        </>
      ),
    },
    {
      key: "expected",
      header: PERIOD_RESULTS_TEXT.expected,
      align: "end",
      cell: ({ line, result: { judgment } }) => {
        const format = formatOf(line, currency);
        if (judgment.expected === null) return <span className="text-ink-3">–</span>;
        return (
          <span className="figures whitespace-nowrap">
            {levelText(judgment.expected, format)}
            {judgment.minimum !== null && (
              <span className="block text-2xs text-ink-3">{minimumLevelText(line, judgment.minimum, currency)}</span>
            )}
          </span>
        );
      },
    },
    {
      key: "verdict",
      header: PERIOD_RESULTS_TEXT.verdict,
      cell: ({ line, result }) => (
        <VerdictMark
          verdict={shownJudgment(result).verdict}
          against={againstOf({ comparator: line.comparator, judgment: result.judgment })}
          n={result.value.status === "measured" ? result.value.n : null}
          detail={wouldBeDetail(result.wouldBe, line.scoredBy)}
          href={linked ? explainAddress(figureParts(partner.key, { ...line, result })) : null}
        />
      ),
    },
  ];
}
