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
          <span className="figures text-sm text-ink-2">
            {divisionText(view) ?? "Nothing was measured on these days."}
          </span>
        </div>
      </Card>

      <SectionHeading title="How it is computed" />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: "Formula", value: metric.formula },
            {
              term: "Variant",
              value: metric.parameters.length === 0 ? "The metric has none." : metric.parameters.join(" · "),
            },
            { term: "Meaning", value: metric.description },
            { term: "Slice", value: scopeText(view.scope) || "The whole partner" },
            {
              term: "Status",
              value:
                view.preliminary === null
                  ? "Final: no row of it is said to be preliminary."
                  : `Partly ${preliminaryText(view.preliminary)}. Final rows of the same ids will replace them.`,
            },
          ]}
        />
      </Card>
      {measures.length > 0 && (
        <div className="mt-3">
          <DataTable
            caption="Measures that the figure is made of"
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

      <SectionHeading title="Against the contract" />
      <Card padding="none">
        <DefinitionList items={contractItems(view)} />
      </Card>

      <SectionHeading
        title="Where it came from"
        detail={`${view.batches.length} ${view.batches.length === 1 ? "import" : "imports"}`}
      />
      <DataTable
        caption="Imports that the rows came from"
        columns={batchColumns(importsLinked)}
        rows={view.batches}
        rowKey={({ importName }) => importName}
        layout="stack"
        empty="No import in your sight holds rows of these days."
      />

      {view.rows === null ? (
        <>
          <SectionHeading title="The rows behind it" />
          <Card>
            <p className="text-sm text-ink-2">Single rows are not part of what you may see here.</p>
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
    return [{ term: "Target", value: "No target holds for just this slice and these parameters; nothing is judged." }];
  }
  const amended = target.amendment === "" ? "" : `. ${target.amendment}`;
  return [
    { term: "Target", value: `${target.name}: ${levelsText(target, view)}` },
    {
      term: "Where it is written",
      value: `Statement of work, version ${target.version}, in force since ${dayLabel(target.effectiveFrom).label}${
        target.clause === "" ? "" : `, clause ${target.clause}`
      }${amended}`,
    },
    { term: "Applies to", value: scopeText(target.scope) || "The whole partner" },
    { term: "Rounding", value: roundingText(target) },
    {
      term: "Minimum sample",
      value: target.minimumSample === 0 ? "None" : countedSample(target.minimumSample, view.metric.sample),
    },
    { term: "Verdict", value: verdictText(target, view) },
    {
      term: "Weight",
      value: `${target.weight > 0 ? target.weight : "none"}, ${target.criticality === "critical" ? "critical" : "key"}`,
    },
  ];
}

function measureColumns(currency: string | null): Column<ExplainedMeasure>[] {
  return [
    {
      key: "measure",
      header: "Measure",
      rowHeader: true,
      cell: ({ label }) => <span className="font-medium">{label}</span>,
    },
    { key: "meaning", header: "Counts", cell: ({ description }) => <span className="text-ink-2">{description}</span> },
    {
      key: "statedBy",
      header: "Stated by",
      cell: ({ statedBy }) =>
        statedBy.length === 0 ? (
          <span className="text-ink-3">nothing</span>
        ) : (
          statedBy.map((kind) => KIND_LABELS[kind]).join(", ")
        ),
    },
    {
      key: "amount",
      header: "Amount",
      align: "end",
      cell: ({ amount, unit }) =>
        amount === null ? (
          <span className="text-ink-3">not said</span>
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
      header: "File",
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
      header: "Import",
      align: "end",
      cell: ({ importName }) => <span className="figures">{importName}</span>,
    },
    { key: "source", header: "Source", cell: ({ source }) => source },
    {
      key: "when",
      header: "Applied",
      cell: ({ appliedOn, appliedBy }) => (appliedBy === null ? appliedOn : `${appliedOn}, ${appliedBy}`),
    },
    {
      key: "rows",
      header: "Rows behind this",
      align: "end",
      cell: ({ rows }) => <span className="figures">{formatCount(rows)}</span>,
    },
  ];
}
