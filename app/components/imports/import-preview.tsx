import { CheckProgress } from "./check-progress";
import { type Column, DataTable } from "../ui/data-table";
import { Flash } from "../ui/flash";
import { delimiterText, encodingText } from "~/wording/imports/imports";
import { sizeText } from "~/wording/shared/text";
import { skippedText } from "~/wording/imports/row-counts";
import { SectionHeading } from "../ui/section-heading";
import { decimalsNeeded, figureText, usableText } from "~/wording/imports/preview";
import { CHECK_STEP as text } from "~/wording/imports/wizard";

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
    looked: { rows: number; accepted: number; rejected: number; skipped: number; whole: boolean; share: number };
  };
  zone: string;
};

/** The first rows of a file as they will be read, with what is wrong with them. */
export function ImportPreview({ preview, zone }: ImportPreviewProps) {
  const { looked, rows } = preview;
  const named = rows.some(({ externalId }) => externalId !== null);
  const columns: Column<PreviewRow>[] = [
    { key: "line", header: text.columns.line, align: "end", cell: (row) => row.line },
    ...(named
      ? [{ key: "id", header: text.columns.id, rowHeader: true, cell: (row: PreviewRow) => row.externalId }]
      : []),
    {
      key: "day",
      header: text.columns.day,
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
        <Flash tone={looked.rejected > 0 ? "caution" : "done"} title={usableText(looked)}>
          {text.size(sizeText(preview.bytes), layoutText(preview.layout))}
          {looked.skipped > 0 && `; ${skippedText(looked.skipped)}`}.
          {preview.collapse !== null && ` ${text.collapse(preview.collapse)}`}
        </Flash>
      )}
      {preview.repeatedHours > 0 && (
        <Flash tone="caution" title={text.repeatedHour.title(preview.repeatedHours)}>
          {text.repeatedHour.text}
        </Flash>
      )}
      <SectionHeading title={text.preview} detail={text.previewDetail(rows.length, zone)} />
      <DataTable
        caption={text.previewCaption}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.line} ${row.externalId} ${rows.indexOf(row)}`}
        layout="scroll"
        empty={text.noneAccepted}
      />
    </>
  );
}

function layoutText(layout: Layout): string {
  return layout.kind === "workbook"
    ? text.sheetOf(layout.sheet)
    : text.textOf(encodingText(layout.encoding), delimiterText(layout.delimiter));
}

/** Longer texts may take several lines. */
const SHORT_TEXT_CHARS = 24;

type PreviewValueProps = { value: Value; type: string; zone: string; decimals: number };

function PreviewValue({ value, type, zone, decimals }: PreviewValueProps) {
  if (value === null) return <span className="whitespace-nowrap text-ink-3">{text.empty}</span>;
  if (typeof value === "boolean") return value ? text.yes : text.no;
  if (typeof value === "number")
    return (
      <span className="whitespace-nowrap">
        {figureText(value, decimals)}
        {type === "seconds" && " s"}
      </span>
    );
  if (type !== "instant")
    return value.length > SHORT_TEXT_CHARS ? (
      <span className="block min-w-60">{value}</span>
    ) : (
      <span className="whitespace-nowrap">{value}</span>
    );
  const time = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(
    new Date(value),
  );
  return <span className="figures whitespace-nowrap">{time}</span>;
}
