import { Link } from "@remix-run/react";
import type { TouchedMonth, TouchedTarget } from "~/domain/contracts/exclusions/effect";
import type { ExclusionView } from "~/domain/contracts/exclusions/exclusion-view";
import type { StatementResult, StatementTarget } from "~/domain/contracts/credits/statement";
import { EXCLUSIONS_TEXT as text } from "~/wording/contracts/exclusions";
import { minorText, suspendedText } from "~/wording/contracts/statement";
import { fractionText, roundedFigure } from "~/wording/contracts/statement-steps";
import { statementAddress } from "../layout/addresses";
import { VerdictMark } from "../marks/verdict-mark";
import { DataTable, type Column } from "../ui/data-table";
import { EmptyState } from "../ui/empty-state";
import { SectionHeading } from "../ui/section-heading";

type EffectProps = { view: Pick<ExclusionView, "effect" | "formats"> & { partner: string } };

/** What an exclusion moves: results of targets, and statements. */
export function ExclusionEffectTables({ view }: EffectProps) {
  const { targets, months } = view.effect;
  return (
    <>
      <SectionHeading title={text.effect} detail={text.effectDetail} />
      {targets.length === 0 ? (
        <EmptyState title={text.effectNone}>{text.rawStays}</EmptyState>
      ) : (
        <DataTable
          caption={text.effect}
          columns={targetColumns(view)}
          rows={targets}
          rowKey={({ with: target }) => `${target.target} ${target.period.key}`}
          layout="stack"
        />
      )}
      {months.length > 0 && (
        <div className="mt-4">
          <DataTable
            caption={text.statements}
            columns={monthColumns(view.partner)}
            rows={months}
            rowKey={({ month }) => month}
            layout="stack"
          />
        </div>
      )}
      <p className="mt-2 text-xs text-ink-3">{text.rawStays}</p>
    </>
  );
}

function targetColumns({ formats }: EffectProps["view"]): Column<TouchedTarget>[] {
  const figure = (target: string, { value }: StatementResult) =>
    value === null ? "–" : roundedFigure(value, formats[target]);
  const result = ({ target }: StatementTarget, shown: StatementResult, isStrong: boolean) => (
    <div className="figures">
      <span className={isStrong ? "font-semibold" : undefined}>{figure(target, shown)}</span>
      <p className="text-xs text-ink-3">{fractionText(shown)}</p>
    </div>
  );
  const verdict = (one: StatementTarget) => {
    const format = formats[one.target];
    if (one.suspendedBy !== null) return suspendedText(one.suspendedBy);
    if (format === undefined || one.verdict === "suspended") return "–";
    return <VerdictMark verdict={one.verdict} against={{ sense: format.comparator, hasMinimum: format.hasMinimum }} />;
  };
  return [
    {
      key: "target",
      header: text.target,
      rowHeader: true,
      cell: ({ with: { name, clause, period } }) => (
        <div className="py-1">
          <span className="font-semibold">{name}</span>
          <p className="figures text-xs text-ink-3">{[period.key, clause].filter(Boolean).join(" · ")}</p>
        </div>
      ),
    },
    { key: "raw", header: text.raw, align: "end", cell: ({ with: one }) => result(one, one.raw, false) },
    {
      key: "without",
      header: text.without,
      align: "end",
      cell: ({ without: one }) => result(one, one.contractual, false),
    },
    { key: "with", header: text.with, align: "end", cell: ({ with: one }) => result(one, one.contractual, true) },
    {
      key: "verdict",
      header: text.verdict,
      cell: ({ without, with: after }) => (
        <span className="flex flex-wrap items-center gap-x-2">
          {without.verdict !== after.verdict && (
            <>
              {verdict(without)}
              <span aria-hidden="true">→</span>
            </>
          )}
          {verdict(after)}
        </span>
      ),
    },
  ];
}

function monthColumns(partner: string): Column<TouchedMonth>[] {
  return [
    {
      key: "month",
      header: text.moneyColumn,
      rowHeader: true,
      cell: ({ month }) => (
        <Link to={statementAddress(partner, month)} className="font-semibold hover:underline">
          {text.seeStatement(month)}
        </Link>
      ),
    },
    money("without", text.moneyWithout, ({ withoutMinor }) => withoutMinor),
    money("with", text.moneyWith, ({ withMinor }) => withMinor),
    money("change", text.moneyChange, ({ withMinor, withoutMinor }) => withMinor - withoutMinor),
  ];
}

function money(key: string, header: string, amount: (month: TouchedMonth) => number): Column<TouchedMonth> {
  return {
    key,
    header,
    align: "end",
    cell: (month) => <span className="figures">{minorText(amount(month), month.currency)}</span>,
  };
}
