import { Link } from "@remix-run/react";
import { formatCount } from "~/wording/shared/figures";
import { preliminaryText } from "~/wording/metrics/preliminary";
import { countedSample } from "~/wording/metrics/sample";
import type { ExplainedBatch, ExplainedMeasure, ExplanationView } from "~/domain/scorecards/explanation-view";
import { dayLabel } from "~/domain/calendar/labels";
import { againstOf } from "~/wording/contracts/verdict-names";
import { Card } from "../ui/card";
import { DataTable, type Column } from "../ui/data-table";
import { DefinitionList } from "../ui/definition-list";
import { Figure } from "../marks/figure";
import { LeftOutNote } from "../marks/left-out-note";
import { PreliminaryNote } from "../marks/preliminary-note";
import { SectionHeading } from "../ui/section-heading";
import { VerdictMark } from "../marks/verdict-mark";
import {
  amountText,
  checkText,
  divisionText,
  levelsText,
  roundingText,
  verdictText,
} from "~/wording/scorecards/explanation";
import { wouldBeDetail } from "~/wording/scorecards/would-be";
import { scopeText } from "~/wording/scorecards/results";
import { KIND_LABELS, RowsBehind } from "./rows-behind";
import { EXPLAIN_TEXT } from "~/wording/scorecards/explain-page";

type ExplainBodyProps = {
  view: ExplanationView;
  /** Whether imports can be opened. */
  importsLinked: boolean;
  /** The address of another page or kind of rows. */
  rowsHref: (kind: string, page: number) => string;
  /** The page on which the rows are filtered and added up; null: none. */
  allRowsHref: string | null;
};

/** A figure taken apart: formula, parts, the contract's arithmetic, imports, rows. */
export function ExplainBody({ view, importsLinked, rowsHref, allRowsHref }: ExplainBodyProps) {
  const { metric, value, target, measures, currency } = view;
  const judgment = target?.wouldBe?.judgment ?? target?.judgment ?? null;
  const format = { unit: metric.unit, decimals: metric.decimals, ...(currency === null ? {} : { currency }) };
  return (
    <div className="max-w-[72rem]">
      <Card>
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
          <span className="text-figure">
            <Figure value={value} {...format} verdict={judgment?.verdict ?? "no-target"} />
          </span>
          {target !== null && judgment !== null && (
            <VerdictMark
              verdict={judgment.verdict}
              against={againstOf({ comparator: target.comparator, judgment })}
              n={value.status === "measured" ? value.n : null}
              detail={wouldBeDetail(target.wouldBe, target.periodKind)}
            />
          )}
          <PreliminaryNote of={view.preliminary} />
          <LeftOutNote of={value} />
          <span className="figures text-sm text-ink-2">{divisionText(view) ?? EXPLAIN_TEXT.noDataOnThese}</span>
        </div>
      </Card>

      <SectionHeading title={EXPLAIN_TEXT.calculation} />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: EXPLAIN_TEXT.formula, value: metric.formula },
            {
              term: EXPLAIN_TEXT.parameters,
              value: metric.parameters.length === 0 ? EXPLAIN_TEXT.none : metric.parameters.join(" · "),
            },
            { term: EXPLAIN_TEXT.meaning, value: metric.description },
            { term: EXPLAIN_TEXT.slice, value: scopeText(view.scope) || EXPLAIN_TEXT.allThisPartner },
            {
              term: EXPLAIN_TEXT.status,
              value:
                view.preliminary === null
                  ? EXPLAIN_TEXT.final
                  : EXPLAIN_TEXT.partlyFinalRowsWith(preliminaryText(view.preliminary)),
            },
          ]}
        />
      </Card>
      {measures.length > 0 && (
        <div className="mt-3">
          <DataTable
            caption={EXPLAIN_TEXT.measuresUsedInThis}
            columns={measureColumns(currency)}
            rows={measures}
            rowKey={({ ref }) => ref}
            layout="stack"
          />
        </div>
      )}
      {view.checks.length > 0 && (
        <ul className="mt-2 space-y-1 text-sm text-ink-2">
          {view.checks.map((check) => (
            <li key={`${check.ref} ${check.kind}`} className="figures">
              {checkText(check, currency)}
            </li>
          ))}
        </ul>
      )}

      <SectionHeading title={EXPLAIN_TEXT.targetAndVerdict} />
      <Card padding="none">
        <DefinitionList items={contractItems(view)} />
      </Card>

      <SectionHeading
        title={EXPLAIN_TEXT.imports}
        detail={`${view.batches.length} ${view.batches.length === 1 ? EXPLAIN_TEXT.oneImport : EXPLAIN_TEXT.manyImports}`}
      />
      <DataTable
        caption={EXPLAIN_TEXT.importsThatContributeThis}
        columns={batchColumns(importsLinked)}
        rows={view.batches}
        rowKey={({ importName }) => importName}
        layout="stack"
        empty={EXPLAIN_TEXT.noImportsYouCan}
      />

      {view.rows === null ? (
        <>
          <SectionHeading title={EXPLAIN_TEXT.rows} />
          <Card>
            <p className="text-sm text-ink-2">{EXPLAIN_TEXT.youDontHaveAccess}</p>
          </Card>
        </>
      ) : (
        <RowsBehind rows={view.rows} rowsHref={rowsHref} allRowsHref={allRowsHref} />
      )}
    </div>
  );
}

function contractItems(view: ExplanationView) {
  const { target } = view;
  if (target === null) {
    return [{ term: EXPLAIN_TEXT.target, value: EXPLAIN_TEXT.noTargetForThis }];
  }
  const amended = target.amendment === "" ? "" : `. ${target.amendment}`;
  return [
    { term: EXPLAIN_TEXT.target, value: `${target.name}: ${levelsText(target, view)}` },
    {
      term: EXPLAIN_TEXT.sowReference,
      value: EXPLAIN_TEXT.sowVersionInForce(
        target.version,
        dayLabel(target.effectiveFrom).label,
        target.clause === "" ? "" : `, clause ${target.clause}`,
        amended,
      ),
    },
    { term: EXPLAIN_TEXT.applies, value: scopeText(target.scope) || EXPLAIN_TEXT.allThisPartner },
    { term: EXPLAIN_TEXT.rounding, value: roundingText(target) },
    {
      term: EXPLAIN_TEXT.minimumSample,
      value: target.minimumSample === 0 ? EXPLAIN_TEXT.none : countedSample(target.minimumSample, view.metric.sample),
    },
    { term: EXPLAIN_TEXT.verdict, value: verdictText(target, view) },
    {
      term: EXPLAIN_TEXT.weight,
      value: `${target.weight > 0 ? target.weight : "none"}, ${target.criticality === "critical" ? "critical" : "key"}`,
    },
  ];
}

function measureColumns(currency: string | null): Column<ExplainedMeasure>[] {
  return [
    {
      key: "measure",
      header: EXPLAIN_TEXT.measure,
      rowHeader: true,
      cell: ({ label }) => <span className="font-medium">{label}</span>,
    },
    {
      key: "meaning",
      header: EXPLAIN_TEXT.counts,
      cell: ({ description }) => <span className="text-ink-2">{description}</span>,
    },
    {
      key: "statedBy",
      header: EXPLAIN_TEXT.source,
      cell: ({ statedBy }) =>
        statedBy.length === 0 ? (
          <span className="text-ink-3">{EXPLAIN_TEXT.noSource}</span>
        ) : (
          statedBy.map((kind) => KIND_LABELS[kind]).join(", ")
        ),
    },
    {
      key: "amount",
      header: EXPLAIN_TEXT.amount,
      align: "end",
      cell: ({ amount, unit }) =>
        amount === null ? (
          <span className="text-ink-3">{EXPLAIN_TEXT.noData}</span>
        ) : (
          <span className="figures font-semibold">{amountText(amount, unit, currency)}</span>
        ),
    },
  ];
}

function batchColumns(linked: boolean): Column<ExplainedBatch>[] {
  return [
    {
      key: "file",
      header: EXPLAIN_TEXT.file,
      rowHeader: true,
      cell: ({ id, fileName }) =>
        linked && id !== null ? (
          <Link to={`/imports/${id}`} className="prose-link">
            {fileName}
          </Link>
        ) : (
          fileName
        ),
    },
    {
      key: "id",
      header: EXPLAIN_TEXT.importHeading,
      align: "end",
      cell: ({ importName }) => <span className="figures">{importName}</span>,
    },
    { key: "source", header: EXPLAIN_TEXT.source, cell: ({ source }) => source },
    {
      key: "when",
      header: EXPLAIN_TEXT.applied,
      cell: ({ appliedOn, appliedBy }) => (appliedBy === null ? appliedOn : `${appliedOn}, ${appliedBy}`),
    },
    {
      key: "rows",
      header: EXPLAIN_TEXT.rowsUsed,
      align: "end",
      cell: ({ rows }) => <span className="figures">{formatCount(rows)}</span>,
    },
  ];
}
