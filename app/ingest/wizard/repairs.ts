import { z } from "zod";
import { FACT_FIELDS } from "~/domain/facts/fact-fields";
import { DURATION_UNITS } from "../mapping/field";
import { readMapping, type Mapping } from "../mapping";

const text = z.string().max(200);
const column = z.string().min(1).max(1_000);

/** A change to the mapping that mends all rows with the same thing wrong with them. */
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

/** The mapping with the repairs made, in their order. A repair that no longer has anything to mend changes nothing. */
export function repairMapping(mapping: Mapping, repairs: readonly Repair[]): Mapping {
  return repairs.reduce((mended, repair) => {
    const read = readMapping(withRepair(mended, repair));
    return read.ok ? read.mapping : mended;
  }, mapping);
}

function withRepair(mapping: Mapping, repair: Repair): unknown {
  switch (repair.do) {
    case "null-words":
      return { ...mapping, nulls: [...new Set([...mapping.nulls, ...repair.words])] };
    case "skip-rows":
      return {
        ...mapping,
        file: {
          ...mapping.file,
          skipRowsWhen: [...mapping.file.skipRowsWhen, { column: repair.column, is: repair.words }],
        },
      };
    case "partners":
      return mapping.vendor && "column" in mapping.vendor
        ? { ...mapping, vendor: { ...mapping.vendor, values: withWords(mapping.vendor.values, repair.words) } }
        : mapping;
    case "meanings":
      return { ...mapping, fields: withMeanings(mapping, repair) };
    case "date-format":
      return changed(mapping, repair.column, (field) =>
        "format" in field ? { format: [...new Set([repair.format, ...listOf(field["format"])])].slice(0, 8) } : {},
      );
    case "decimal":
      return changed(mapping, repair.column, (field) => ("format" in field ? {} : { decimal: repair.decimal }));
    case "unit":
      return changed(mapping, repair.column, (field) => ("format" in field ? {} : { unit: repair.unit }));
  }
}

/** A copy in which every description of this column is changed, wherever in the mapping it stands. */
function changed(mapping: Mapping, label: string, change: (field: Json) => Json): unknown {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    const copy: Json = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, visit(part)]));
    return labelOf(copy) === label ? { ...copy, ...change(copy) } : copy;
  };
  const parts = mapping.kind === "tallies" ? { tallies: visit(mapping.tallies) } : {};
  return { ...mapping, fields: visit(mapping.fields), ...parts };
}

/** As problems name the columns of a field. */
function labelOf({ column: one, columns }: Json): string | null {
  if (typeof one === "string") return one;
  return Array.isArray(columns) ? columns.join(" + ") : null;
}

function withMeanings(mapping: Mapping, { column: label, words }: Extract<Repair, { do: "meanings" }>): unknown {
  const types: Readonly<Record<string, string>> = FACT_FIELDS[mapping.kind];
  const fields = Object.entries(mapping.fields).map(([name, described]): [string, unknown] => {
    const field: Json = { ...described };
    if (labelOf(field) !== label) return [name, described];
    return [
      name,
      types[name] === "boolean" ? withTruths(field, words) : { ...field, values: withWords(field["values"], words) },
    ];
  });
  return Object.fromEntries(fields);
}

type Meaning = { word: string; means: string };

/** A flag's words stand in lists where the mapping has lists, else they are told by words that everybody knows. */
function withTruths(field: Json, words: readonly Meaning[]): Json {
  if (field["trueWords"] === undefined && field["falseWords"] === undefined)
    return { ...field, values: withWords(field["values"], words) };
  const of = (meant: string) => words.filter(({ means }) => means === meant).map(({ word }) => word);
  const lists = {
    trueWords: [...listOf(field["trueWords"]), ...of("yes")],
    falseWords: [...listOf(field["falseWords"]), ...of("no")],
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
