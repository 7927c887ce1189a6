import { BREAKDOWN_FIELDS, FACT_FIELDS, SLICE_FIELDS, TOTAL_FIELDS, type FieldType } from "~/domain/facts/fact-fields";
import { measureDefinition, measureLabel } from "~/domain/metrics/measure-ref";
import { targetLabel } from "../suggest/targets";
import type { CellValue } from "../parse/field-readers";
import type { FactRecord } from "../parse/fact-record";
import type { Mapping } from "../mapping/mapping";

export type PreviewColumn = { name: string; label: string; type: FieldType };
export type PreviewRow = {
  line: number;
  /** Null for totals: their day and slice name them. */
  externalId: string | null;
  day: string;
  values: CellValue[];
};

export type PreviewRows = {
  /** What the mapping fills, in the order of a row's `values`. */
  columns: PreviewColumn[];
  add(line: number, records: readonly FactRecord[]): void;
  rows(): PreviewRow[];
};

/**
 * Gathers the first rows of a file as the mapping reads them: of totals a row with all of its amounts and days, so that there may be more
 * than asked for by the days of one period.
 */
export function gatherPreview(mapping: Mapping, most: number): PreviewRows {
  return mapping.kind === "totals" ? gatherTotals(mapping, most) : gatherFields(mapping, most);
}

function gatherFields(mapping: Exclude<Mapping, { kind: "totals" }>, most: number): PreviewRows {
  const described: Readonly<Record<string, unknown>> = mapping.fields;
  const types: Readonly<Record<string, FieldType>> = FACT_FIELDS[mapping.kind];
  const shown = Object.entries(types)
    .map(([name, type], index) => ({ name, type, index, label: targetLabel(name, mapping.kind) }))
    .filter(({ name }) => described[name] !== undefined);
  const rows: PreviewRow[] = [];
  return {
    columns: shown.map(({ name, label, type }) => ({ name, label, type })),
    add(line, records) {
      for (const { externalId, day, values } of records)
        if (rows.length < most)
          rows.push({ line, externalId, day, values: shown.map(({ index }) => values[index] ?? null) });
    },
    rows: () => rows,
  };
}

function gatherTotals(mapping: Extract<Mapping, { kind: "totals" }>, most: number): PreviewRows {
  const order = Object.keys(TOTAL_FIELDS);
  const slices = [...SLICE_FIELDS, ...BREAKDOWN_FIELDS]
    .map((name) => ({ name, index: order.indexOf(name) }))
    .filter(({ name }) => mapping.fields[name] !== undefined);
  const measures = [...new Set(mapping.totals.map(({ measure }) => measure))];
  const rows = new Map<string, PreviewRow>();
  const started = new Set<string>();
  return {
    columns: [
      ...slices.map(({ name }): PreviewColumn => ({ name, label: targetLabel(name, mapping.kind), type: "text" })),
      ...measures.map((measure): PreviewColumn => {
        const type = measureDefinition(measure)?.unit === "seconds" ? "seconds" : "number";
        return { name: measure, label: capitalized(measureLabel(measure)), type };
      }),
    ],
    add(line, records) {
      for (const { externalId, day, values } of records) {
        const measure = String(values[SLICE_FIELDS.length]);
        // A row of several days is shown with all of them, however many have been shown before.
        const fileRow = `${line} ${externalId.slice(0, externalId.lastIndexOf("#"))}`;
        if (!started.has(fileRow) && rows.size >= most) continue;
        started.add(fileRow);
        const key = `${fileRow} ${day}`;
        const row = rows.get(key) ?? {
          line,
          externalId: null,
          day,
          values: [...slices.map(({ index }) => values[index] ?? null), ...measures.map(() => null)],
        };
        rows.set(key, row);
        row.values[slices.length + measures.indexOf(measure)] = values[SLICE_FIELDS.length + 1] ?? null;
      }
    },
    rows: () => [...rows.values()],
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
