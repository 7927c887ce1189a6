import { Link } from "@remix-run/react";
import { collapsedText, SUPERSEDED_REASON, skippedText } from "~/wording/imports/row-counts";
import type { DryRunOutcome } from "~/domain/imports/dry-run-outcome";
import { Card } from "../ui/card";
import { type Column, DataTable } from "../ui/data-table";
import { DayTotals } from "./day-totals";
import { Disclosure } from "../ui/disclosure";
import { Flash } from "../ui/flash";
import { daysText } from "~/wording/imports/imports";
import { count } from "~/wording/shared/text";
import { ProblemGroups, type ShownGroup } from "./problem-groups";
import { RowChanges } from "./row-changes";
import { SectionHeading } from "../ui/section-heading";
import { StatTiles } from "../ui/stat-tiles";
import { VerdictMark } from "../marks/verdict-mark";
import { lineText } from "~/wording/scorecards/results";
import { FUTURE_REMEDY, futureText, unjudgedText } from "~/wording/imports/dry-run";
import { FIGURE_TEXT } from "~/wording/metrics/marks";
import { DRY_RUN_RESULT as text } from "~/wording/imports/repair-step";

type Change = DryRunOutcome["verdicts"][number];

const VERDICTS: readonly Column<Change>[] = [
  {
    key: "vendor",
    header: text.columns.partner,
    cell: ({ vendor, period }) => (
      <Link to={`/scorecards/${vendor.key}/${period.key}`} className="underline-offset-2 hover:underline">
        {vendor.name}
      </Link>
    ),
  },
  { key: "month", header: text.columns.month, cell: ({ period }) => period.label },
  {
    key: "metric",
    header: text.columns.metric,
    rowHeader: true,
    cell: (change) => {
      const words = lineText(change);
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
    header: text.columns.now,
    cell: (change) => <Judged change={change} verdict={change.from} value={change.valueFrom} />,
  },
  {
    key: "to",
    header: text.columns.after,
    cell: (change) => <Judged change={change} verdict={change.to} value={change.valueTo} />,
  },
];

function Judged({ change, verdict, value }: { change: Change; verdict: Change["from"]; value: string }) {
  const { comparator, hasMinimum } = change;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <VerdictMark verdict={verdict} against={{ sense: comparator, hasMinimum }} />
      {value !== FIGURE_TEXT.noData && <span className="figures text-xs text-ink-3">{value}</span>}
    </span>
  );
}

/** Rows that change nothing, since what is there already outranks them. */
function supersededTile(superseded: number) {
  return superseded === 0
    ? []
    : [{ label: text.tiles.superseded, value: count(superseded), detail: SUPERSEDED_REASON }];
}

/** What the rejected rows are of, and which lines are no rows. */
function readText({ read, collapsed, skipped }: DryRunOutcome): string {
  const parts = [text.ofRead(read)];
  if (collapsed > 0) parts.push(collapsedText(collapsed));
  if (skipped > 0) parts.push(skippedText(skipped));
  return parts.join(", ");
}

/** What leads on stands below them. */
const CHANGES_SHOWN = 10;

type DryRunOutcomeProps = { outcome: DryRunOutcome; groups: readonly ShownGroup[] };

/** What an import would do, found by doing it and undoing it. */
export function DryRunOutcome({ outcome, groups }: DryRunOutcomeProps) {
  return (
    <>
      <StatTiles
        tiles={[
          { label: text.tiles.new, value: count(outcome.new), detail: daysText(outcome.firstDay, outcome.lastDay) },
          { label: text.tiles.changed, value: count(outcome.changed) },
          { label: text.tiles.unchanged, value: count(outcome.unchanged) },
          ...supersededTile(outcome.superseded),
          {
            label: text.tiles.rejected,
            value: count(outcome.rejected),
            detail: readText(outcome),
          },
        ]}
      />
      {outcome.future !== null && (
        <Flash tone="caution" title={futureText(outcome.future)}>
          {FUTURE_REMEDY}
        </Flash>
      )}
      <SectionHeading title={text.verdicts} />
      {outcome.verdicts.length === 0 ? (
        <Card>
          <p className="text-sm text-ink-3">
            {outcome.judged === 0 ? text.notScored(unjudgedText(outcome)) : text.noVerdictChanges}
          </p>
        </Card>
      ) : (
        <DataTable
          caption={text.verdictsCaption}
          columns={VERDICTS}
          rows={outcome.verdicts}
          rowKey={(change) =>
            `${change.vendor.key} ${change.period.key} ${change.target} ${change.metric} ${lineText(change)}`
          }
          layout="stack"
        />
      )}
      {outcome.changed > 0 && (
        <>
          <SectionHeading title={text.changedRows} detail={text.shownOf(outcome.changes.length, outcome.changed)} />
          <RowChanges changes={outcome.changes.slice(0, CHANGES_SHOWN)} />
          {outcome.changes.length > CHANGES_SHOWN && (
            <Disclosure summary={text.more(outcome.changes.length - CHANGES_SHOWN)}>
              <RowChanges caption={text.moreChangedRows} changes={outcome.changes.slice(CHANGES_SHOWN)} />
            </Disclosure>
          )}
        </>
      )}
      {groups.length > 0 && (
        <>
          <SectionHeading title={text.rejectedRows} detail={count(outcome.rejected)} />
          <ProblemGroups caption={text.rejectedCaption} groups={groups} empty="" />
        </>
      )}
      <DayTotals days={outcome.days} />
    </>
  );
}
