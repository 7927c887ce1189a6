import { Link } from "@remix-run/react";
import { collapsedWords, KEPT_OUT_REASON, passedOverWords } from "~/wording/imports/row-counts";
import type { TrialOutcome } from "~/domain/imports/dry-run-outcome";
import { Card } from "../ui/card";
import { type Column, DataTable } from "../ui/data-table";
import { DayTotals } from "./day-totals";
import { Disclosure } from "../ui/disclosure";
import { Flash } from "../ui/flash";
import { daysWords } from "~/wording/imports/imports";
import { count } from "~/wording/shared/text";
import { ProblemGroups, type ShownGroup } from "./problem-groups";
import { RowChanges } from "./row-changes";
import { SectionHeading } from "../ui/section-heading";
import { StatTiles } from "../ui/stat-tiles";
import { VerdictMark } from "../marks/verdict-mark";
import { lineWords } from "~/wording/scorecards/results";
import { FUTURE_REMEDY, futureWords, unjudgedWords } from "~/wording/imports/dry-run";

type Change = TrialOutcome["verdicts"][number];

const VERDICTS: readonly Column<Change>[] = [
  {
    key: "vendor",
    header: "Partner",
    cell: ({ vendor, period }) => (
      <Link to={`/scorecards/${vendor.key}/${period.key}`} className="underline-offset-2 hover:underline">
        {vendor.name}
      </Link>
    ),
  },
  { key: "month", header: "Month", cell: ({ period }) => period.label },
  {
    key: "metric",
    header: "Metric",
    rowHeader: true,
    cell: (change) => {
      const words = lineWords(change);
      return (
        <>
          {change.metric}
          {words && <span className="block text-xs font-normal text-ink-3">{words}</span>}
        </>
      );
    },
  },
  {
    key: "from",
    header: "Now",
    cell: (change) => <Judged change={change} verdict={change.from} value={change.valueFrom} />,
  },
  {
    key: "to",
    header: "After",
    cell: (change) => <Judged change={change} verdict={change.to} value={change.valueTo} />,
  },
];

function Judged({ change, verdict, value }: { change: Change; verdict: Change["from"]; value: string }) {
  const { comparator, hasMinimum } = change;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <VerdictMark verdict={verdict} against={{ sense: comparator, hasMinimum }} />
      {value !== "no data" && <span className="figures text-xs text-ink-3">{value}</span>}
    </span>
  );
}

/** Rows that change nothing, since what is there already outranks them. */
function keptTile(kept: number) {
  return kept === 0 ? [] : [{ label: "Kept out", value: count(kept), detail: KEPT_OUT_REASON }];
}

/** What the rejected rows are of, and which lines are no rows. */
function readWords({ read, collapsed, passedOver }: TrialOutcome): string {
  const told = [`of ${count(read)} read`];
  if (collapsed > 0) told.push(collapsedWords(collapsed));
  if (passedOver > 0) told.push(passedOverWords(passedOver));
  return told.join(", ");
}

/** What leads on stands below them. */
const CHANGES_IN_SIGHT = 10;

type DryRunOutcomeProps = { outcome: TrialOutcome; groups: readonly ShownGroup[] };

/** What an import would do, found by doing it and undoing it. */
export function DryRunOutcome({ outcome, groups }: DryRunOutcomeProps) {
  return (
    <>
      <StatTiles
        tiles={[
          { label: "New", value: count(outcome.new), detail: daysWords(outcome.firstDay, outcome.lastDay) },
          { label: "Changed", value: count(outcome.changed) },
          { label: "Unchanged", value: count(outcome.unchanged) },
          ...keptTile(outcome.kept),
          {
            label: "Rejected",
            value: count(outcome.rejected),
            detail: readWords(outcome),
          },
        ]}
      />
      {outcome.future !== null && (
        <Flash tone="caution" title={futureWords(outcome.future)}>
          {FUTURE_REMEDY}
        </Flash>
      )}
      <SectionHeading title="Scorecards that would be judged otherwise" />
      {outcome.verdicts.length === 0 ? (
        <Card>
          <p className="text-sm text-ink-3">
            {outcome.judged === 0 ? `Nothing is judged there: ${unjudgedWords(outcome)}.` : "No verdict would change."}
          </p>
        </Card>
      ) : (
        <DataTable
          caption="Scorecard cells whose verdict would change"
          columns={VERDICTS}
          rows={outcome.verdicts}
          rowKey={(change) =>
            `${change.vendor.key} ${change.period.key} ${change.target} ${change.metric} ${lineWords(change)}`
          }
          layout="stack"
        />
      )}
      {outcome.changed > 0 && (
        <>
          <SectionHeading
            title="Rows that would change"
            detail={`${count(outcome.changes.length)} of ${count(outcome.changed)}`}
          />
          <RowChanges changes={outcome.changes.slice(0, CHANGES_IN_SIGHT)} />
          {outcome.changes.length > CHANGES_IN_SIGHT && (
            <Disclosure summary={`${count(outcome.changes.length - CHANGES_IN_SIGHT)} more`}>
              <RowChanges caption="More changed rows" changes={outcome.changes.slice(CHANGES_IN_SIGHT)} />
            </Disclosure>
          )}
        </>
      )}
      {groups.length > 0 && (
        <>
          <SectionHeading title="Rows that would stay out" detail={count(outcome.rejected)} />
          <ProblemGroups caption="Rows that would stay out, by problem" groups={groups} empty="" />
        </>
      )}
      <DayTotals days={outcome.days} />
    </>
  );
}
