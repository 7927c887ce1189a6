import { Link } from "@remix-run/react";
import { formatCount } from "~/domain/metrics/format";
import { preliminaryWords } from "~/domain/metrics/preliminary-words";
import type {
  ExplainedBatch,
  ExplainedMeasure,
  ExplainedRow,
  ExplainedRows,
  ExplanationView,
} from "~/domain/review/explanation-view";
import { dayLabel } from "~/domain/calendar/labels";
import { Card } from "../card";
import { DataTable, type Column } from "../data-table";
import { DefinitionList } from "../definition-list";
import { Figure } from "../figure";
import { LinkTabs } from "../link-tabs";
import { Pagination } from "../pagination";
import { PreliminaryNote } from "../preliminary-note";
import { SectionHeading } from "../section-heading";
import { VerdictMark } from "../verdict-mark";
import {
  amountWords,
  checkWords,
  divisionWords,
  levelsWords,
  roundingWords,
  verdictWords,
} from "../words/explain-words";
import { scopeWords } from "../words/result-words";

type ExplainBodyProps = {
  view: ExplanationView;
  /** Whether imports can be opened. */
  importsLinked: boolean;
  /** The address of another page or kind of rows. */
  rowsHref: (kind: string, page: number) => string;
};

/** A figure taken apart: formula, parts, the contract's arithmetic, imports, rows. */
export function ExplainBody({ view, importsLinked, rowsHref }: ExplainBodyProps) {
  const { metric, value, target, measures, currency } = view;
  const judgement = target?.judgement ?? null;
  const format = { unit: metric.unit, decimals: metric.decimals, ...(currency === null ? {} : { currency }) };
  return (
    <div className="max-w-[72rem]">
      <Card>
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
          <span className="text-figure">
            <Figure value={value} {...format} verdict={judgement?.verdict ?? "no-target"} />
          </span>
          {judgement !== null && (
            <VerdictMark verdict={judgement.verdict} n={value.status === "measured" ? value.n : null} />
          )}
          <PreliminaryNote of={view.preliminary} />
          <span className="figures text-sm text-ink-2">
            {divisionWords(view) ?? "Nothing was measured on these days."}
          </span>
        </div>
      </Card>

      <SectionHeading title="How it is computed" />
      <Card padding="none">
        <DefinitionList
          items={[
            { term: "Formula", value: metric.formula },
            { term: "Variant", value: metric.detail === "" ? "The metric has none." : metric.detail },
            { term: "Meaning", value: metric.description },
            { term: "Slice", value: scopeWords(view.scope) || "The whole partner" },
            {
              term: "Standing",
              value:
                view.preliminary === null
                  ? "Final: no row of it is said to be preliminary."
                  : `Partly ${preliminaryWords(view.preliminary)}. Final rows of the same ids will replace them.`,
            },
            {
              term: "Exclusions",
              value: "None recorded: every measured row of these days counts.",
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
              {checkWords(check, currency)}
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
        rowKey={({ id }) => String(id)}
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
        <Rows rows={view.rows} rowsHref={rowsHref} />
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
    { term: "Target", value: `${target.name}: ${levelsWords(target, view)}` },
    {
      term: "Where it is written",
      value: `Statement of work, version ${target.version}, in force since ${dayLabel(target.effectiveFrom).label}${
        target.clause === "" ? "" : `, clause ${target.clause}`
      }${amended}`,
    },
    { term: "Holds for", value: scopeWords(target.scope) || "The whole partner" },
    { term: "Rounding", value: roundingWords(target) },
    {
      term: "Minimum sample",
      value: target.minimumSample === 0 ? "None" : `${formatCount(target.minimumSample)} ${view.metric.sample}`,
    },
    { term: "Verdict", value: verdictWords(target, view) },
    {
      term: "Weight",
      value: `${target.weight > 0 ? target.weight : "none"}, ${target.criticality === "critical" ? "critical" : "key"}`,
    },
  ];
}

const KIND_WORDS = { contacts: "contacts", reviews: "reviews", tallies: "tallies" } as const;

function measureColumns(currency: string | null): Column<ExplainedMeasure>[] {
  return [
    {
      key: "measure",
      header: "Measure",
      rowHeader: true,
      cell: ({ label }) => <span className="font-medium">{label}</span>,
    },
    { key: "meaning", header: "Counts", cell: ({ description }) => <span className="text-ink-2">{description}</span> },
    { key: "rows", header: "Stated by", cell: ({ rows }) => KIND_WORDS[rows] },
    {
      key: "amount",
      header: "Amount",
      align: "end",
      cell: ({ amount, unit }) =>
        amount === null ? (
          <span className="text-ink-3">not said</span>
        ) : (
          <span className="figures font-semibold">{amountWords(amount, unit, currency)}</span>
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
        linked ? (
          <Link to={`/imports/${id}`} className="prose-link">
            {fileName}
          </Link>
        ) : (
          fileName
        ),
    },
    { key: "id", header: "Import", align: "end", cell: ({ id }) => <span className="figures">{id}</span> },
    { key: "source", header: "Source", cell: ({ source }) => source },
    { key: "when", header: "Applied", cell: ({ appliedOn, appliedBy }) => `${appliedOn}, ${appliedBy}` },
    {
      key: "rows",
      header: "Rows behind this",
      align: "end",
      cell: ({ rows }) => <span className="figures">{formatCount(rows)}</span>,
    },
  ];
}

function Rows({ rows, rowsHref }: { rows: ExplainedRows; rowsHref: (kind: string, page: number) => string }) {
  const { counts, kind, page, pageSize, total } = rows;
  const first = (page - 1) * pageSize;
  return (
    <section id="rows">
      <SectionHeading title="The rows behind it" detail={`${formatCount(total)} ${KIND_WORDS[kind]}`} />
      {counts.length > 1 && (
        <LinkTabs
          label="Kind of rows"
          tabs={counts.map((count) => ({
            label: KIND_WORDS[count.kind],
            href: rowsHref(count.kind, 1),
            current: count.kind === kind,
            detail: formatCount(count.rows),
          }))}
        />
      )}
      <DataTable
        caption="Rows behind the figure"
        columns={rowColumns(rows)}
        rows={rows.rows}
        rowKey={({ key }) => key}
        layout="scroll"
        empty="No row says anything of this figure’s measures on these days."
      />
      <Pagination
        of="rows"
        first={total === 0 ? 0 : first + 1}
        last={first + rows.rows.length}
        total={total}
        previousHref={page > 1 ? rowsHref(kind, page - 1) : null}
        nextHref={first + rows.rows.length < total ? rowsHref(kind, page + 1) : null}
      />
      {kind === "tallies" && counts.length > 1 && (
        <p className="mt-2 text-xs text-ink-3">
          A tally counts only where no contact or review of its day and slice states the same measure, or where the
          statement of work names its source.
        </p>
      )}
    </section>
  );
}

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

function rowColumns({ columns, kind, rows }: ExplainedRows): Column<ExplainedRow>[] {
  const isDivided = rows.some(({ numerator }) => numerator !== null);
  const counted = (header: string, pick: (row: ExplainedRow) => number | null): Column<ExplainedRow> => ({
    key: header,
    header,
    align: "end",
    cell: (row) => <span className="figures font-semibold">{amountOrNone(pick(row))}</span>,
  });
  const text = (key: string, header: string, pick: (row: ExplainedRow) => string): Column<ExplainedRow> => ({
    key,
    header,
    cell: (row) => <span className="whitespace-nowrap">{pick(row) || <span className="text-ink-3">–</span>}</span>,
  });
  return [
    {
      key: "when",
      header: "When",
      rowHeader: true,
      cell: ({ when }) => <span className="figures whitespace-nowrap">{when}</span>,
    },
    text("id", "Id", ({ externalId }) => externalId),
    text("slice", "Slice", ({ slice }) => slice.join(" · ")),
    ...(kind === "tallies"
      ? [text("measure", "Measure", ({ measure }) => measure)]
      : [text("agent", "Agent", ({ agent }) => agent), text("reason", "Reason", ({ reason }) => reason)]),
    ...columns.map((column, index): Column<ExplainedRow> => {
      return {
        key: `amount ${column}`,
        header: column,
        align: "end",
        cell: ({ amounts }) => <span className="figures">{amountOrNone(amounts[index] ?? null)}</span>,
      };
    }),
    ...(isDivided
      ? [counted("Numerator", ({ numerator }) => numerator), counted("Denominator", ({ denominator }) => denominator)]
      : []),
    text("from", "Import, line", ({ batchId, line }) => `${batchId}, ${line}`),
  ];
}

function amountOrNone(amount: number | null) {
  if (amount === null) return <span className="text-ink-3">–</span>;
  return NUMBER.format(amount);
}
