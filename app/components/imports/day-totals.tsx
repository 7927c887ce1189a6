import { besideBefore, type ComparedDay, type DayTotal } from "./compared-days";
import { type Column, DataTable } from "../ui/data-table";
import { Disclosure } from "../ui/disclosure";
import { daysText } from "~/wording/imports/imports";
import { count } from "~/wording/shared/text";
import { SectionHeading } from "../ui/section-heading";
import { DAY_TOTALS as text } from "~/wording/imports/repair-step";

type DayTotalsProps = {
  days: {
    before: { batchId: number; fileName: string } | null;
    days: readonly DayTotal[];
    daysBefore: readonly DayTotal[];
  };
};

const MAX_SHOWN = 100;

/** Rows per day, beside the previous file of the same source. */
export function DayTotals({ days: { before, days, daysBefore } }: DayTotalsProps) {
  const rows = besideBefore(days, daysBefore);
  const shared = rows.filter((row) => row.before !== null).length;
  const columns: Column<ComparedDay>[] = [
    {
      key: "day",
      header: text.columns.day,
      rowHeader: true,
      cell: (row) => <span className="figures">{row.day}</span>,
    },
    { key: "rows", header: text.columns.rows, align: "end", cell: (row) => count(row.rows) },
    ...(shared === 0
      ? []
      : [
          {
            key: "before",
            header: text.columns.before,
            align: "end" as const,
            cell: (row: ComparedDay) =>
              row.before === null ? <span className="text-ink-3">{text.none}</span> : count(row.before),
          },
          {
            key: "difference",
            header: text.columns.difference,
            align: "end" as const,
            cell: (row: ComparedDay) => (row.before === null ? "" : signed(row.rows - row.before)),
          },
        ]),
  ];
  return (
    <>
      <SectionHeading title={text.title} detail={text.days(days.length)} />
      <p className="text-sm text-ink-2">
        {before === null
          ? text.noPrevious
          : text.compared(
              {
                fileName: before.fileName,
                average: averageText(daysBefore),
                days: daysText(daysBefore[0]?.day ?? null, daysBefore.at(-1)?.day ?? null),
              },
              averageText(days),
            )}
      </p>
      <Disclosure summary={text.open}>
        <DataTable
          caption={text.title}
          columns={columns}
          rows={rows.slice(0, MAX_SHOWN)}
          rowKey={(row) => row.day}
          layout="stack"
        />
      </Disclosure>
    </>
  );
}

function averageText(days: readonly DayTotal[]): string {
  const total = days.reduce((sum, { rows }) => sum + rows, 0);
  return text.average(days.length === 0 ? null : Math.round(total / days.length));
}

function signed(difference: number): string {
  if (difference === 0) return "0";
  return difference > 0 ? `+${count(difference)}` : `−${count(-difference)}`;
}
