import { z } from "zod";
import { FACT_FIELDS, type FieldType } from "~/domain/facts/fact-fields";
import { measureDefinition } from "~/domain/metrics/measure-ref";
import { columnLabel, FALSE_VALUES, TRUE_VALUES } from "../parse/cell-readers";
import { columnsOf } from "../mapping/columns-of";
import { DURATION_UNITS } from "../mapping/field";
import { alsoSkipping } from "../mapping/skipped-rows";
import { dateBeside, figuresIn } from "../mapping/unpivot";
import { readMapping, type Mapping } from "../mapping/mapping";

const text = z.string().max(200);
const column = z.string().min(1).max(1_000);

/** A change to the mapping that fixes all rows with the same thing wrong with them. */
export const repairSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("null-words"), words: z.array(text).min(1) }),
  z.object({ do: z.literal("date-format"), column, format: text }),
  z.object({ do: z.literal("decimal"), column, decimal: z.enum([".", ","]) }),
  z.object({ do: z.literal("unit"), column, unit: z.enum(DURATION_UNITS) }),
  z.object({ do: z.literal("meanings"), column, words: z.array(z.object({ word: text, means: text })).min(1) }),
  z.object({ do: z.literal("partners"), column, words: z.array(z.object({ word: text, means: text })).min(1) }),
  z.object({ do: z.literal("skip-rows"), column, words: z.array(text).min(1) }),
]);
export type Repair = z.infer<typeof repairSchema>;

type Json = Record<string, unknown>;
const MAX_FORMATS = 8;

/** The mapping with the repairs made, in their order. A repair that no longer has anything to fix changes nothing. */
export function repairMapping(mapping: Mapping, repairs: readonly Repair[]): Mapping {
  return repairs.reduce((repaired, repair) => {
    const read = readMapping(withRepair(repaired, repair));
    return read.ok ? read.mapping : repaired;
  }, mapping);
}

function withRepair(mapping: Mapping, repair: Repair): unknown {
  switch (repair.do) {
    case "null-words":
      return { ...mapping, nulls: [...new Set([...mapping.nulls, ...repair.words])] };
    case "skip-rows":
      return { ...mapping, file: { ...mapping.file, skipRowsWhen: withSkipped(mapping, repair) } };
    case "partners":
      return mapping.vendor && "column" in mapping.vendor
        ? { ...mapping, vendor: { ...mapping.vendor, values: withWords(mapping.vendor.values, repair.words) } }
        : mapping;
    case "meanings":
      return changed(mapping, repair.column, ["boolean", "text"], (field, type) => {
        if (type === "boolean") return withTruths(field, repair.words);
        // Only a text that takes no other words can have met one it does not know.
        return field["otherwise"] === "reject" ? { ...field, values: withWords(field["values"], repair.words) } : field;
      });
    case "date-format":
      return changed(mapping, repair.column, ["instant", "day"], (field) => ({
        ...field,
        format: withFormat(listOf(field["format"]), repair.format),
      }));
    case "decimal":
      return changed(mapping, repair.column, ["number", "integer", "seconds"], (field) => ({
        ...field,
        decimal: repair.decimal,
      }));
    case "unit":
      return changed(mapping, repair.column, ["seconds"], (field) => ({ ...field, unit: repair.unit }));
  }
}

/** What was read before is read as before: a format that is added comes last. */
function withFormat(known: readonly unknown[], format: string): unknown[] {
  return known.includes(format) ? [...known] : [...known.slice(0, MAX_FORMATS - 1), format];
}

function withSkipped({ file }: Mapping, { column: name, words }: Extract<Repair, { do: "skip-rows" }>): unknown[] {
  return [...alsoSkipping(file.skipRowsWhen, { column: name, way: "is", words })];
}

type Change = (field: Json, type: FieldType) => Json;

/** A copy in which what reads this column as one of the types is changed, wherever in the mapping it stands. */
function changed(mapping: Mapping, label: string, types: readonly FieldType[], change: Change): unknown {
  const isMeant = meansColumn(mapping, label);
  const visit = (described: unknown, type: FieldType): unknown => {
    if (typeof described !== "object" || described === null) return described;
    const field: Json = { ...described };
    return types.includes(type) && isMeant(field) ? change(field, type) : field;
  };
  const known: Readonly<Record<string, FieldType>> = FACT_FIELDS[mapping.kind];
  const fields = Object.entries(mapping.fields).map(([name, described]): [string, unknown] => {
    const field: Json = { ...described };
    if (typeof field["between"] !== "object" || field["between"] === null)
      return [name, visit(described, mapping.kind === "totals" ? (known[name] ?? "instant") : (known[name] ?? "text"))];
    const ends = Object.entries(field["between"]).map(([end, moment]) => [end, visit(moment, "instant")]);
    return [name, { ...field, between: Object.fromEntries(ends) }];
  });
  const totals = "totals" in mapping && {
    totals: mapping.totals.map((total) => {
      return visit(total, measureDefinition(total.measure)?.unit === "seconds" ? "seconds" : "number");
    }),
  };
  const collapse = "collapse" in mapping &&
    mapping.collapse !== undefined && {
      collapse: {
        ...mapping.collapse,
        order: mapping.collapse.order.map((by) =>
          "instant" in by ? { instant: visit(by.instant, "instant") } : { number: visit(by.number, "number") },
        ),
      },
    };
  return { ...mapping, fields: Object.fromEntries(fields), ...totals, ...collapse };
}

/** Whether a description reads the column that a problem names. Of a wide file problems name the column that a long row is from. */
function meansColumn(mapping: Mapping, label: string): (field: Json) => boolean {
  const unpivot = "unpivot" in mapping ? mapping.unpivot : undefined;
  const isWide =
    unpivot !== undefined &&
    (Array.isArray(unpivot.columns) ? unpivot.columns.includes(label) : !columnsOf(mapping).includes(label));
  const figures = figuresIn(unpivot?.columns ?? []).filter((figure) => dateBeside(label, figure) !== null);
  const labels = isWide ? [unpivot.headingAs, unpivot.valueAs, ...figures.map(({ as }) => as)] : [label];
  return (field) => labels.includes(columnLabel(field)) || labels.some((name) => field["times"] === name);
}

type Meaning = { word: string; means: string };

/** A flag without words of its own knows those that everybody knows. */
function withTruths(field: Json, words: readonly Meaning[]): Json {
  const own = field["trueValues"] !== undefined || field["falseValues"] !== undefined;
  const of = (meant: string) => words.filter(({ means }) => means === meant).map(({ word }) => word);
  const lists = {
    trueValues: [...(own ? listOf(field["trueValues"]) : TRUE_VALUES), ...of("yes")],
    falseValues: [...(own ? listOf(field["falseValues"]) : FALSE_VALUES), ...of("no")],
  };
  return { ...field, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) };
}

function withWords(known: unknown, words: readonly Meaning[]): Record<string, unknown> {
  const before = typeof known === "object" && known !== null ? Object.entries(known) : [];
  return Object.fromEntries([...before, ...words.map(({ word, means }): [string, unknown] => [word, means])]);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
