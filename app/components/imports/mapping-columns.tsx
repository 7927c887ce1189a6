import { type Column, DataTable } from "../ui/data-table";
import { SelectField } from "../ui/forms/select-field";
import { Tag } from "../ui/tag";
import { TextareaField } from "../ui/forms/textarea-field";
import { MAPPING_STEP as text } from "~/wording/imports/mapping-step";

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

const UNITS = Object.entries(text.units).map(([value, label]) => ({ value, label }));

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
      header: text.columns.column,
      rowHeader: true,
      cell: (row) => (
        <span className="block min-w-32">
          <span className="break-words">{row.heading}</span>
          <span className="mt-0.5 block max-w-56 truncate font-mono text-2xs font-normal text-ink-3">
            {row.samples.slice(0, 3).join(" · ") || text.noValues}
          </span>
        </span>
      ),
    },
    { key: "target", header: text.columns.target, cell: (row) => <TargetField row={row} targets={targets} /> },
    { key: "reading", header: text.columns.format, cell: (row) => <ReadingField row={row} /> },
    {
      key: "why",
      header: text.columns.reason,
      prose: true,
      cell: (row) => (
        <span className="block min-w-48 text-xs text-pretty text-ink-2">
          {row.target !== null && (
            <span className="me-1.5">
              <Tag tone={row.confidence >= 0.75 ? "plain" : "below"}>{confidenceText(row.confidence)}</Tag>
            </span>
          )}
          {row.reason}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={text.columns.caption}
      columns={shown}
      rows={rows}
      rowKey={(row) => `${row.index}`}
      layout="stack"
    />
  );
}

function confidenceText(confidence: number): string {
  const { chosen, high, medium, low } = text.confidence;
  if (confidence >= 1) return chosen;
  return text.confidenceOf(confidence >= 0.9 ? high : confidence >= 0.75 ? medium : low, Math.round(confidence * 100));
}

function TargetField({ row, targets }: { row: Row; targets: MappingColumnsProps["targets"] }) {
  const likely = targets.filter(({ key }) => row.alternatives.includes(key));
  const others = targets.filter(({ key }) => !row.alternatives.includes(key));
  return (
    <span className="block min-w-44">
      <input type="hidden" name={`heading:${row.index}`} value={row.heading} />
      <input type="hidden" name={`was-target:${row.index}`} value={row.target ?? ""} />
      <SelectField
        label={text.targetOf(row.heading)}
        hideLabel
        name={`target:${row.index}`}
        defaultValue={row.target ?? ""}
        options={[
          { value: "", label: text.notImported },
          ...[...likely, ...others].map(({ key, label, required }) => ({
            value: key,
            label: required ? text.required(label) : label,
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
          label={text.formatOf(row.heading)}
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
          label={text.unitOf(row.heading)}
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
          label={text.decimalOf(row.heading)}
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
  return <span className="text-xs text-ink-3">{type === "boolean" ? text.boolean : text.text}</span>;
}
