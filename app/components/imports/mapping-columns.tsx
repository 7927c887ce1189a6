import { type Column, DataTable } from "../ui/data-table";
import { SelectField } from "../ui/forms/select-field";
import { Tag } from "../ui/tag";
import { TextareaField } from "../ui/forms/textarea-field";

type Reading = {
  type: string;
  format?: readonly string[] | undefined;
  unit?: string | undefined;
  decimal?: string | undefined;
};

export type MappedColumn = {
  heading: string;
  target: string | null;
  confidence: number;
  reason: string;
  alternatives: readonly string[];
  reading: Reading;
  samples: readonly string[];
};

type MappingColumnsProps = {
  columns: readonly MappedColumn[];
  /** What a column may feed, in the order of the list. */
  targets: readonly { key: string; label: string; required: boolean }[];
};

type Row = MappedColumn & { index: number };

const UNITS = [
  { value: "s", label: "seconds" },
  { value: "ms", label: "milliseconds" },
  { value: "min", label: "minutes" },
  { value: "h", label: "hours" },
  { value: "d", label: "days" },
  { value: "hh:mm:ss", label: "hh:mm:ss" },
  { value: "mm:ss", label: "mm:ss" },
  { value: "hh:mm", label: "hh:mm" },
  { value: "h.mm.ss", label: "h.mm.ss" },
  { value: "h:mm a", label: "h:mm am or pm" },
  { value: "spelled", label: "spelled, such as 2h 30m" },
];

/** With the unit that holds: a browser sends another option where the list lacks it, and the reading would change. */
function unitsWith(unit: string): { value: string; label: string }[] {
  return UNITS.some(({ value }) => value === unit) ? UNITS : [...UNITS, { value: unit, label: unit }];
}

/** A row per column of the file: what it holds, what it feeds, and why. Its fields belong to the form around it. */
export function MappingColumns({ columns, targets }: MappingColumnsProps) {
  const rows = columns.map((column, index) => ({ ...column, index }));
  const shown: readonly Column<Row>[] = [
    {
      key: "heading",
      header: "Column",
      rowHeader: true,
      cell: (row) => (
        <span className="block min-w-32">
          <span className="break-words">{row.heading}</span>
          <span className="mt-0.5 block max-w-56 truncate font-mono text-2xs font-normal text-ink-3">
            {row.samples.slice(0, 3).join(" · ") || "nothing in it"}
          </span>
        </span>
      ),
    },
    { key: "target", header: "Feeds", cell: (row) => <TargetField row={row} targets={targets} /> },
    { key: "reading", header: "Written as", cell: (row) => <ReadingField row={row} /> },
    {
      key: "why",
      header: "Why",
      prose: true,
      cell: (row) => (
        <span className="block min-w-48 text-xs text-pretty text-ink-2">
          {row.target !== null && (
            <span className="me-1.5">
              <Tag tone={row.confidence >= 0.75 ? "plain" : "below"}>{confidenceWords(row.confidence)}</Tag>
            </span>
          )}
          {row.reason}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption="Columns of the file and what they feed"
      columns={shown}
      rows={rows}
      rowKey={(row) => `${row.index}`}
      layout="stack"
    />
  );
}

function confidenceWords(confidence: number): string {
  if (confidence >= 1) return "chosen";
  return `${confidence >= 0.9 ? "sure" : confidence >= 0.75 ? "likely" : "unsure"} · ${Math.round(confidence * 100)}%`;
}

function TargetField({ row, targets }: { row: Row; targets: MappingColumnsProps["targets"] }) {
  const likely = targets.filter(({ key }) => row.alternatives.includes(key));
  const others = targets.filter(({ key }) => !row.alternatives.includes(key));
  return (
    <span className="block min-w-44">
      <input type="hidden" name={`heading:${row.index}`} value={row.heading} />
      <input type="hidden" name={`was-target:${row.index}`} value={row.target ?? ""} />
      <SelectField
        label={`What ${row.heading} feeds`}
        hideLabel
        name={`target:${row.index}`}
        defaultValue={row.target ?? ""}
        options={[
          { value: "", label: "Left out" },
          ...[...likely, ...others].map(({ key, label, required }) => ({
            value: key,
            label: required ? `${label} (needed)` : label,
          })),
        ]}
      />
    </span>
  );
}

function ReadingField({ row }: { row: Row }) {
  const { type, format, unit, decimal } = row.reading;
  if (row.target === null) return null;
  if (type === "instant") {
    const formats = (format ?? []).join("\n");
    return (
      <span className="block min-w-36">
        <input type="hidden" name={`was-format:${row.index}`} value={formats} />
        <TextareaField
          label={`How ${row.heading} writes a date or time`}
          hideLabel
          name={`format:${row.index}`}
          rows={Math.max(1, format?.length ?? 1)}
          code
          spellCheck={false}
          defaultValue={formats}
        />
      </span>
    );
  }
  if (type === "seconds") {
    return (
      <span className="block min-w-32">
        <input type="hidden" name={`was-unit:${row.index}`} value={unit ?? "s"} />
        <SelectField
          label={`Unit of ${row.heading}`}
          hideLabel
          name={`unit:${row.index}`}
          defaultValue={unit ?? "s"}
          options={unitsWith(unit ?? "s")}
        />
      </span>
    );
  }
  if (type === "number" || type === "integer") {
    return (
      <span className="block min-w-32">
        <input type="hidden" name={`was-decimal:${row.index}`} value={decimal ?? "."} />
        <SelectField
          label={`Decimal sign of ${row.heading}`}
          hideLabel
          name={`decimal:${row.index}`}
          defaultValue={decimal ?? "."}
          options={[
            { value: ".", label: "1,234.5" },
            { value: ",", label: "1.234,5" },
          ]}
        />
      </span>
    );
  }
  return <span className="text-xs text-ink-3">{type === "boolean" ? "yes or no" : "text"}</span>;
}
