import type { StatementTarget } from "~/domain/contracts/credits/statement";
import type { StatementView } from "~/domain/contracts/credits/statement-view";
import {
  minorText,
  rightText,
  STATEMENT_GAP_DETAILS,
  STATEMENT_GAPS,
  STATEMENT_TEXT,
  statementProblemText,
  statementTiles,
  suspendedText,
} from "~/wording/contracts/statement";
import { excludedText } from "~/wording/contracts/exclusions";
import { contractFigure, fractionText, roundedFigure } from "~/wording/contracts/statement-steps";
import { VerdictMark } from "../marks/verdict-mark";
import { Card } from "../ui/card";
import { Columns } from "../ui/columns";
import { DataTable, type Column } from "../ui/data-table";
import { DefinitionList } from "../ui/definition-list";
import { EmptyState } from "../ui/empty-state";
import { Flash } from "../ui/flash";
import { SectionHeading } from "../ui/section-heading";
import { StatTiles } from "../ui/stat-tiles";
import { StatementLines } from "./statement-lines";

/** What a month costs whom, and why: lines with their arithmetic, the results behind them, what the contract leaves open. */
export function StatementBody({ view }: { view: StatementView }) {
  const { statement, gap } = view;
  if (gap !== null) return <EmptyState title={STATEMENT_GAPS[gap]}>{STATEMENT_GAP_DETAILS[gap]}</EmptyState>;
  return (
    <>
      <Problems view={view} />
      <StatTiles tiles={statementTiles(view)} />
      <Columns
        main={
          <>
            <SectionHeading title={STATEMENT_TEXT.lines} />
            {statement.lines.length === 0 ? (
              <EmptyState title={STATEMENT_TEXT.noLines}>{STATEMENT_TEXT.noLinesDetail}</EmptyState>
            ) : (
              <StatementLines view={view} />
            )}
            <SectionHeading title={STATEMENT_TEXT.targets} detail={STATEMENT_TEXT.targetsDetail} />
            <DataTable
              caption={STATEMENT_TEXT.targets}
              columns={targetColumns(view)}
              rows={statement.targets}
              rowKey={({ target, period }) => `${target} ${period.key}`}
              layout="stack"
              sortName="targets"
            />
            <p className="mt-2 text-xs text-ink-3">{STATEMENT_TEXT.rounding}</p>
          </>
        }
        aside={<Aside view={view} />}
      />
    </>
  );
}

function Problems({ view: { statement, names } }: { view: StatementView }) {
  if (statement.problems.length === 0) return null;
  return (
    <Flash tone="caution" title={STATEMENT_TEXT.problems}>
      <ul className="list-disc pl-5">
        {statement.problems.slice(0, MAX_PROBLEMS_SHOWN).map((problem) => (
          <li key={`${problem.code} ${problem.about} ${problem.period}`}>{statementProblemText(problem, names)}</li>
        ))}
      </ul>
    </Flash>
  );
}

const MAX_PROBLEMS_SHOWN = 12;

function targetColumns({ formats }: StatementView): Column<StatementTarget>[] {
  const figure = (target: string, value: string | null) =>
    value === null ? "–" : roundedFigure(value, formats[target]);
  return [
    {
      key: "target",
      header: STATEMENT_TEXT.target,
      rowHeader: true,
      sortValue: ({ name }) => name,
      cell: ({ name, clause }) => (
        <div className="py-1">
          <span className="font-semibold">{name}</span>
          {clause !== "" && <p className="text-xs text-ink-3">{STATEMENT_TEXT.clauseName(clause)}</p>}
        </div>
      ),
    },
    {
      key: "period",
      header: STATEMENT_TEXT.period,
      cell: ({ period }) => <span className="figures">{period.key}</span>,
    },
    {
      key: "raw",
      header: STATEMENT_TEXT.raw,
      align: "end",
      cell: ({ target, raw }) => <span className="figures">{figure(target, raw.value)}</span>,
    },
    {
      key: "contractual",
      header: STATEMENT_TEXT.contractual,
      align: "end",
      cell: ({ target, contractual, excluded }) => (
        <div className="figures">
          <span className="font-semibold">{figure(target, contractual.value)}</span>
          <p className="text-xs text-ink-3">{fractionText(contractual)}</p>
          {excluded.map(({ exclusion, days }) => (
            <p key={exclusion} className="text-xs text-ink-3">
              {STATEMENT_TEXT.without(excludedText(exclusion, days))}
            </p>
          ))}
        </div>
      ),
    },
    {
      key: "verdict",
      header: STATEMENT_TEXT.verdict,
      cell: ({ target, verdict, suspendedBy }) => {
        const format = formats[target];
        if (suspendedBy !== null) return <span className="text-ink-2">{suspendedText(suspendedBy)}</span>;
        if (format === undefined || verdict === "suspended") return "–";
        return <VerdictMark verdict={verdict} against={{ sense: format.comparator, hasMinimum: format.hasMinimum }} />;
      },
    },
  ];
}

function Aside({ view: { statement, hash, formats } }: { view: StatementView }) {
  const name = (target: string) => statement.targets.find((one) => one.target === target)?.name ?? target;
  return (
    <>
      {statement.rights.length > 0 && (
        <>
          <SectionHeading title={STATEMENT_TEXT.rights} />
          <Card padding="none" className="mb-6">
            <DefinitionList
              narrow
              items={statement.rights.map((right) => ({
                term: name(right.target),
                value: (
                  <>
                    <span className={right.state === "none" ? undefined : "font-semibold text-missed"}>
                      {rightText(right)}
                    </span>
                    <p className="text-xs text-ink-3">{[right.name, right.clause].filter(Boolean).join(" · ")}</p>
                  </>
                ),
              }))}
            />
          </Card>
        </>
      )}
      {statement.readings.length > 0 && (
        <>
          <SectionHeading title={STATEMENT_TEXT.readings} />
          <Card className="mb-6">
            <ul className="space-y-3 text-sm">
              {statement.readings.map((reading) => (
                <li key={reading.id}>
                  <p className="font-semibold">{reading.question}</p>
                  <p>{reading.applies}</p>
                  {reading.others.map(({ reading: other, totalMinor, complete }) => (
                    <p key={other} className="figures text-xs text-ink-3">
                      {STATEMENT_TEXT.otherReading(
                        other,
                        complete ? minorText(totalMinor, statement.currency) : STATEMENT_TEXT.incomplete,
                      )}
                    </p>
                  ))}
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
      {statement.ratchets.length > 0 && (
        <>
          <SectionHeading title={STATEMENT_TEXT.ratchets} />
          <Card padding="none" className="mb-6">
            <DefinitionList
              narrow
              items={statement.ratchets.map(({ target, level, average, newLevel }) => ({
                term: name(target),
                value: STATEMENT_TEXT.ratchet(
                  contractFigure(level, formats[target]),
                  contractFigure(average, formats[target]),
                  contractFigure(newLevel, formats[target]),
                ),
              }))}
            />
          </Card>
        </>
      )}
      <SectionHeading title={STATEMENT_TEXT.hash} />
      <Card>
        <p className="text-xs [overflow-wrap:anywhere] text-ink-2">{hash}</p>
      </Card>
    </>
  );
}
