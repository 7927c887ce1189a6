import { besideBefore, type ComparedDay, type DayTotal } from "./compared-days";
import { type Column, DataTable } from "../ui/data-table";
import { Disclosure } from "../ui/disclosure";
import { daysWords } from "~/wording/imports/imports";
import { count } from "~/wording/shared/text";
import { SectionHeading } from "../ui/section-heading";

type DayTotalsProps = {
  days: {
    before: { batchId: number; fileName: string } | null;
    days: readonly DayTotal[];
    daysBefore: readonly DayTotal[];
  };
};

const MOST_SHOWN = 100;

/** Rows per day, beside the file of the same source before it. */
export function DayTotals({ days: { before, days, daysBefore } }: DayTotalsProps) {
  const rows = besideBefore(days, daysBefore);
  const shared = rows.filter((row) => row.before !== null).length;
  const columns: Column<ComparedDay>[] = [
    { key: "day", header: "Day", rowHeader: true, cell: (row) => <span className="figures">{row.day}</span> },
    { key: "rows", header: "Rows", align: "end", cell: (row) => count(row.rows) },
    ...(shared === 0
      ? []
      : [
          {
            key: "before",
            header: "In the file before",
            align: "end" as const,
            cell: (row: ComparedDay) =>
              row.before === null ? <span className="text-ink-3">none</span> : count(row.before),
          },
          {
            key: "difference",
            header: "Difference",
            align: "end" as const,
            cell: (row: ComparedDay) => (row.before === null ? "" : signed(row.rows - row.before)),
          },
        ]),
  ];
  return (
    <>
      <SectionHeading title="Rows per day" detail={`${count(days.length)} ${days.length === 1 ? "day" : "days"}`} />
      <p className="text-sm text-ink-2">
        {before === null
          ? "No file of this source was imported before."
          : `The file before, ${before.fileName}, has ${averageWords(daysBefore)} (${daysWords(daysBefore[0]?.day ?? null, daysBefore.at(-1)?.day ?? null)}); this one ${averageWords(days)}.`}
      </p>
      <Disclosure summary="Day by day">
        <DataTable
          caption="Rows per day"
          columns={columns}
          rows={rows.slice(0, MOST_SHOWN)}
          rowKey={(row) => row.day}
          layout="stack"
        />
      </Disclosure>
    </>
  );
}

function averageWords(days: readonly DayTotal[]): string {
  const total = days.reduce((sum, { rows }) => sum + rows, 0);
  return days.length === 0 ? "no rows left" : `${count(Math.round(total / days.length))} rows a day`;
}

function signed(difference: number): string {
  if (difference === 0) return "0";
  return difference > 0 ? `+${count(difference)}` : `−${count(-difference)}`;
}
