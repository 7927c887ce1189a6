import { Link } from "@remix-run/react";
import type { StatementRow } from "~/domain/contracts/credits/statement-view";
import { MONTH_STATES } from "~/domain/contracts/closing/month-state";
import { CLOSING, MONTH_STATE_NAMES } from "~/wording/contracts/closing";
import { minorText, STATEMENT_GAPS, STATEMENT_TEXT } from "~/wording/contracts/statement";
import { statementAddress } from "../layout/addresses";
import { DataTable, type Column } from "../ui/data-table";

/** The statements of a month: one row a partner. */
export function StatementTable({ rows, period }: { rows: readonly StatementRow[]; period: string }) {
  return (
    <DataTable
      caption={STATEMENT_TEXT.statements}
      columns={columnsOf(period)}
      rows={rows}
      rowKey={({ partner }) => partner.key}
      layout="stack"
      sortName="partners"
    />
  );
}

function columnsOf(period: string): Column<StatementRow>[] {
  return [
    {
      key: "partner",
      header: STATEMENT_TEXT.partner,
      rowHeader: true,
      sortValue: ({ partner }) => partner.name,
      cell: ({ partner }) => (
        <Link to={statementAddress(partner.key, period)} className="font-semibold hover:underline">
          {partner.name}
        </Link>
      ),
    },
    {
      key: "total",
      header: STATEMENT_TEXT.amountDue,
      align: "end",
      sortValue: ({ totalMinor }) => totalMinor,
      cell: ({ totalMinor, currency, gap, problems }) =>
        totalMinor === null || currency === null ? (
          <span className="text-ink-3">{gap === null ? STATEMENT_TEXT.incomplete : STATEMENT_GAPS[gap]}</span>
        ) : (
          <div className="figures">
            <span className="font-semibold">{minorText(totalMinor, currency)}</span>
            {problems > 0 && <p className="text-xs text-ink-3">{STATEMENT_TEXT.problems}</p>}
          </div>
        ),
    },
    {
      key: "state",
      header: CLOSING.title,
      sortValue: ({ state }) => MONTH_STATES.indexOf(state),
      cell: ({ state, gap }) => (gap === null ? MONTH_STATE_NAMES[state] : "–"),
    },
    {
      key: "lines",
      header: STATEMENT_TEXT.lines,
      align: "end",
      sortValue: ({ lines }) => lines,
      cell: ({ lines }) => <span className="figures">{lines}</span>,
    },
    {
      key: "rights",
      header: STATEMENT_TEXT.attention,
      align: "end",
      sortValue: ({ rightsNear }) => rightsNear,
      cell: ({ rightsNear }) => <span className="figures">{rightsNear}</span>,
    },
  ];
}
