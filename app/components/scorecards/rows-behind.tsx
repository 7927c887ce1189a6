import { formatCount } from "~/wording/shared/figures";
import type { ExplainedRow, ExplainedRows } from "~/domain/scorecards/explanation-view";
import { ButtonLink } from "../ui/button-link";
import { DataTable, type Column } from "../ui/data-table";
import { Facts } from "../ui/fact-list";
import { LinkTabs } from "../ui/menus/link-tabs";
import { Pagination } from "../ui/pagination";
import { SectionHeading } from "../ui/section-heading";
import { EXPLAINED_ROWS_TEXT } from "~/wording/scorecards/rows-page";

export const KIND_LABELS = { contacts: "contacts", reviews: "reviews", totals: "totals" } as const;

/** The single rows that a figure rests on, kind by kind and page by page. */
export function RowsBehind({
  rows,
  rowsHref,
  allRowsHref,
}: {
  rows: ExplainedRows;
  rowsHref: (kind: string, page: number) => string;
  /** Where the rows are filtered, sorted and added up; null: nowhere. */
  allRowsHref: string | null;
}) {
  const { counts, kind, page, pageSize, total } = rows;
  const first = (page - 1) * pageSize;
  return (
    <section id="rows">
      <SectionHeading
        title={EXPLAINED_ROWS_TEXT.rows}
        detail={`${formatCount(total)} ${KIND_LABELS[kind]}`}
        actions={
          allRowsHref !== null && (
            <ButtonLink to={allRowsHref} size="small">
              {EXPLAINED_ROWS_TEXT.openRows}
            </ButtonLink>
          )
        }
      />
      {counts.length > 1 && (
        <LinkTabs
          label={EXPLAINED_ROWS_TEXT.kindRows}
          tabs={counts.map((count) => ({
            label: KIND_LABELS[count.kind],
            href: rowsHref(count.kind, 1),
            current: count.kind === kind,
            detail: formatCount(count.rows),
          }))}
        />
      )}
      <DataTable
        caption={EXPLAINED_ROWS_TEXT.rowsThatContributeThis}
        columns={explainedColumns({
          columns: rows.columns,
          rows: rows.rows,
          areTotalsOnly: kind === "totals",
          areTotalsAmong: kind === "totals",
        })}
        rows={rows.rows}
        rowKey={({ key }) => key}
        layout="scroll"
        empty={EXPLAINED_ROWS_TEXT.noRowsContributeThis}
      />
      <Pagination
        of="rows"
        first={total === 0 ? 0 : first + 1}
        last={first + rows.rows.length}
        total={total}
        previousHref={page > 1 ? rowsHref(kind, page - 1) : null}
        nextHref={first + rows.rows.length < total ? rowsHref(kind, page + 1) : null}
      />
      {kind === "totals" && counts.length > 1 && (
        <p className="mt-2 text-xs text-ink-3">{EXPLAINED_ROWS_TEXT.importedTotalsCountOnly}</p>
      )}
    </section>
  );
}

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const PRECISE = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

type RowsShown = Pick<ExplainedRows, "columns" | "rows"> & {
  /** Whether rows are imported totals: all of them, or some. */
  readonly areTotalsOnly: boolean;
  readonly areTotalsAmong: boolean;
};

/** The columns of single rows; the key of each says what stands in it. */
export function explainedColumns({ columns, rows, areTotalsOnly, areTotalsAmong }: RowsShown): Column<ExplainedRow>[] {
  const isDivided = rows.some(({ numerator }) => numerator !== null);
  const text = (key: string, header: string, pick: (row: ExplainedRow) => string): Column<ExplainedRow> => ({
    key,
    header,
    cell: (row) => <span className="whitespace-nowrap">{pick(row) || <span className="text-ink-3">–</span>}</span>,
  });
  const counted = (key: string, header: string, pick: (row: ExplainedRow) => number | null): Column<ExplainedRow> => {
    const format = formatFor(rows.map(pick));
    return { key, header, align: "end", cell: (row) => <Amount of={pick(row)} format={format} /> };
  };
  return [
    {
      key: "when",
      header: EXPLAINED_ROWS_TEXT.when,
      rowHeader: true,
      cell: ({ when }) => <span className="figures whitespace-nowrap">{when}</span>,
    },
    text("id", EXPLAINED_ROWS_TEXT.id, ({ externalId }) => externalId),
    {
      key: "slice",
      className: "min-w-44",
      header: EXPLAINED_ROWS_TEXT.slice,
      cell: ({ slice }) =>
        slice.length === 0 ? <span className="text-ink-3">–</span> : <Facts of={slice.join(" · ")} />,
    },
    ...(areTotalsAmong ? [text("measure", EXPLAINED_ROWS_TEXT.measure, ({ measure }) => measure)] : []),
    // Totals have these where their file breaks them down so.
    ...(!areTotalsOnly || rows.some(({ agent }) => agent !== "")
      ? [text("agent", EXPLAINED_ROWS_TEXT.agent, ({ agent }) => agent)]
      : []),
    ...(rows.some(({ team }) => team !== "") ? [text("team", EXPLAINED_ROWS_TEXT.team, ({ team }) => team)] : []),
    ...(!areTotalsOnly || rows.some(({ reason }) => reason !== "")
      ? [text("reason", EXPLAINED_ROWS_TEXT.reason, ({ reason }) => reason)]
      : []),
    ...columns.map((column, index): Column<ExplainedRow> => {
      return {
        ...counted(amountKey(index), column, ({ amounts }) => amounts[index] ?? null),
        className: "max-w-36 whitespace-normal",
      };
    }),
    ...(isDivided
      ? [
          counted("numerator", EXPLAINED_ROWS_TEXT.numerator, ({ numerator }) => numerator),
          counted("denominator", EXPLAINED_ROWS_TEXT.denominator, ({ denominator }) => denominator),
        ]
      : []),
    text("from", EXPLAINED_ROWS_TEXT.importLine, ({ importName, line }) =>
      importName === "" ? EXPLAINED_ROWS_TEXT.line(line) : `${importName}, ${line}`,
    ),
  ];
}

/** The column of one of a row's amounts. */
export function amountKey(index: number): string {
  return `amount:${index}`;
}

/** A column has the same decimals throughout. */
function formatFor(values: readonly (number | null)[]): Intl.NumberFormat {
  return values.every((value) => value === null || Number.isInteger(value)) ? WHOLE : PRECISE;
}

function Amount({ of, format }: { of: number | null; format: Intl.NumberFormat }) {
  if (of === null) return <span className="text-ink-3">–</span>;
  return <span className="figures">{format.format(of)}</span>;
}

/** Below the rows: a number over all of them, with decimals where it has any. */
export function FooterAmount({ of }: { of: number | null }) {
  return <Amount of={of} format={formatFor([of])} />;
}
