import { CheckProgress } from "./check-progress";
import { type Column, DataTable } from "../ui/data-table";
import { Flash } from "../ui/flash";
import { delimiterWords, encodingWords } from "~/wording/imports/imports";
import { countWords, sizeWords } from "~/wording/shared/text";
import { passedOverWords } from "~/wording/imports/row-counts";
import { SectionHeading } from "../ui/section-heading";
import { decimalsNeeded, figureWords, usableWords } from "~/wording/imports/preview";

type Value = string | number | boolean | null;
type PreviewRow = { line: number; externalId: string | null; day: string; values: readonly Value[] };
type Layout = { kind: "text"; encoding: string; delimiter: string } | { kind: "workbook"; sheet: string };

type ImportPreviewProps = {
  preview: {
    bytes: number;
    layout: Layout;
    columns: readonly { name: string; label: string; type: string }[];
    rows: readonly PreviewRow[];
    repeatedHours: number;
    collapse: "last" | "first" | null;
    looked: { rows: number; accepted: number; rejected: number; passedOver: number; whole: boolean; share: number };
  };
  zone: string;
};

/** The first rows of a file as they will be read, with what is wrong with them. */
export function ImportPreview({ preview, zone }: ImportPreviewProps) {
  const { looked, rows } = preview;
  const named = rows.some(({ externalId }) => externalId !== null);
  const columns: Column<PreviewRow>[] = [
    { key: "line", header: "Line", align: "end", cell: (row) => row.line },
    ...(named ? [{ key: "id", header: "Id", rowHeader: true, cell: (row: PreviewRow) => row.externalId }] : []),
    {
      key: "day",
      header: "Day",
      rowHeader: !named,
      cell: (row) => <span className="figures whitespace-nowrap">{row.day}</span>,
    },
    ...preview.columns.map(({ name, label, type }, index): Column<PreviewRow> => {
      const isFigure = type === "number" || type === "integer" || type === "seconds";
      const decimals = decimalsNeeded(rows.map(({ values }) => values[index]));
      return {
        key: name,
        header: label,
        align: isFigure ? "end" : "start",
        cell: (row) => <PreviewValue value={row.values[index] ?? null} type={type} zone={zone} decimals={decimals} />,
      };
    }),
  ];
  return (
    <>
      <CheckProgress looked={looked} />
      {looked.whole && (
        <Flash tone={looked.rejected > 0 ? "caution" : "done"} title={usableWords(looked)}>
          {sizeWords(preview.bytes)}, {layoutWords(preview.layout)}
          {looked.passedOver > 0 && `; ${passedOverWords(looked.passedOver)}`}.
          {preview.collapse !== null && ` Of several rows of one case the ${preview.collapse} one counts.`}
        </Flash>
      )}
      {preview.repeatedHours > 0 && (
        <Flash
          tone="caution"
          title={`${countWords(preview.repeatedHours, "row names", "rows name")} a time that the clocks showed twice`}
        >
          In the night when clocks go back an hour comes again, and the file does not say which of the two is meant. The
          earlier one is taken. A file with offsets, or in UTC, would tell.
        </Flash>
      )}
      <SectionHeading
        title="As it will be read"
        detail={`first ${countWords(rows.length, "row", "rows")}; times in ${zone}`}
      />
      <DataTable
        caption="First rows as they will be read"
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.line} ${row.externalId} ${rows.indexOf(row)}`}
        layout="scroll"
        empty="None of the rows looked at can be used."
      />
    </>
  );
}

function layoutWords(layout: Layout): string {
  return layout.kind === "workbook"
    ? `sheet “${layout.sheet}” of a workbook`
    : `${encodingWords(layout.encoding)}, cells between ${delimiterWords(layout.delimiter)}`;
}

/** Longer texts may take several lines. */
const SHORT_TEXT_CHARS = 24;

type PreviewValueProps = { value: Value; type: string; zone: string; decimals: number };

function PreviewValue({ value, type, zone, decimals }: PreviewValueProps) {
  if (value === null) return <span className="whitespace-nowrap text-ink-3">not said</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number")
    return (
      <span className="whitespace-nowrap">
        {figureWords(value, decimals)}
        {type === "seconds" && " s"}
      </span>
    );
  if (type !== "instant")
    return value.length > SHORT_TEXT_CHARS ? value : <span className="whitespace-nowrap">{value}</span>;
  const time = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(
    new Date(value),
  );
  return <span className="figures whitespace-nowrap">{time}</span>;
}
