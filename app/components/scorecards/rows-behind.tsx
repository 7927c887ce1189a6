import { formatCount } from "~/wording/shared/figures";
import type { ExplainedRow, ExplainedRows } from "~/domain/scorecards/explanation-view";
import { ButtonLink } from "../ui/button-link";
import { DataTable, type Column } from "../ui/data-table";
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

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

type RowsShown = Pick<ExplainedRows, "columns" | "rows"> & {
  /** Whether rows are imported totals: all of them, or some. */
  readonly areTotalsOnly: boolean;
  readonly areTotalsAmong: boolean;
};

/** The columns of single rows; the key of each says what stands in it. */
export function explainedColumns({ columns, rows, areTotalsOnly, areTotalsAmong }: RowsShown): Column<ExplainedRow>[] {
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
      header: EXPLAINED_ROWS_TEXT.when,
      rowHeader: true,
      cell: ({ when }) => <span className="figures whitespace-nowrap">{when}</span>,
    },
    text("id", EXPLAINED_ROWS_TEXT.id, ({ externalId }) => externalId),
    text("slice", EXPLAINED_ROWS_TEXT.slice, ({ slice }) => slice.join(" · ")),
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
        key: `amount ${column}`,
        className: "max-w-36 whitespace-normal",
        header: column,
        align: "end",
        cell: ({ amounts }) => <span className="figures">{amountOrNone(amounts[index] ?? null)}</span>,
      };
    }),
    ...(isDivided
      ? [
          counted(EXPLAINED_ROWS_TEXT.numerator, ({ numerator }) => numerator),
          counted(EXPLAINED_ROWS_TEXT.denominator, ({ denominator }) => denominator),
        ]
      : []),
    text("from", EXPLAINED_ROWS_TEXT.importLine, ({ importName, line }) =>
      importName === "" ? EXPLAINED_ROWS_TEXT.line(line) : `${importName}, ${line}`,
    ),
  ];
}

function amountOrNone(amount: number | null) {
  if (amount === null) return <span className="text-ink-3">–</span>;
  return NUMBER.format(amount);
}
