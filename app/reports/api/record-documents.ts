import { z } from "zod";
import type { Batch } from "~/data/imports/batches.server";
import type { Vendor } from "~/data/access/vendors.server";
import { SOW_PROBLEM_CODES } from "~/domain/contracts/sow-problem";
import { METRICS } from "~/domain/metrics/catalog/catalog";
import { leftOutSchema } from "./left-out-schema";
import type { MetricRow } from "../scorecards/metric-rows.server";
import { METRIC_DIMENSIONS } from "../metrics/metric-question";
import { preliminarySchema } from "./preliminary-document";
import { IMPORT_FIELDS } from "~/wording/imports/api-fields";
import { RESULT_FIELDS } from "~/wording/scorecards/api-fields";

/** One figure of a metric; see loadMetricRows. */
export const metricRowSchema = z
  .object({
    period: z.string().describe(RESULT_FIELDS.rowPeriod),
    slice: z.partialRecord(z.enum(METRIC_DIMENSIONS), z.string()).describe(RESULT_FIELDS.rowSlice),
    numerator: z.number().nullable(),
    denominator: z.number().nullable().describe(RESULT_FIELDS.denominator),
    factor: z.number().optional().describe(RESULT_FIELDS.factor),
    value: z.number().nullable().describe(RESULT_FIELDS.exactValue),
    n: z.number(),
    compared: z.number().nullable().describe(RESULT_FIELDS.compared),
    preliminary: preliminarySchema,
    leftOut: leftOutSchema,
  })
  .meta({ id: "MetricRow" }) satisfies z.ZodType<MetricRow>;

export const metricSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    formula: z.string(),
    description: z.string(),
    unit: z.enum(["share", "seconds", "score", "count", "money", "ratio"]),
    direction: z.enum(["up", "down", "band"]).describe(RESULT_FIELDS.direction),
    decimals: z.number(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])).describe(RESULT_FIELDS.parameters),
  })
  .meta({ id: "Metric" });

export function metricDocuments(): z.output<typeof metricSchema>[] {
  return Object.values(METRICS).map(({ key, name, formula, description, unit, direction, decimals, defaults }) => {
    return { key, name, formula, description, unit, direction, decimals, parameters: { ...defaults } };
  });
}

export const vendorSchema = z
  .object({ key: z.string(), name: z.string(), revision: z.number() })
  .meta({ id: "Vendor" });

export function vendorDocument({ key, name, revision }: Vendor): z.output<typeof vendorSchema> {
  return { key, name, revision };
}

export const sowRevisionSchema = z
  .object({
    vendor: z.string(),
    revision: z.number(),
    uploadedBy: z.string(),
    uploadedAt: z.string(),
    document: z.unknown().describe(RESULT_FIELDS.sowDocument),
    problems: z
      .array(
        z.object({ path: z.string(), pathLabel: z.string(), code: z.enum(SOW_PROBLEM_CODES), message: z.string() }),
      )
      .describe(RESULT_FIELDS.sowProblems),
  })
  .meta({ id: "SowRevision" });

export const importSchema = z
  .object({
    id: z.number(),
    kind: z.string(),
    source: z.string(),
    status: z.string(),
    fileName: z.string(),
    fileSha256: z.string(),
    fileBytes: z.number(),
    vendors: z.array(z.string()),
    mapping: z.object({ key: z.string(), version: z.number() }).nullable(),
    read: z.number(),
    skipped: z.number().describe(IMPORT_FIELDS.skipped),
    accepted: z.number(),
    collapsed: z.number().describe(IMPORT_FIELDS.collapsed),
    new: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    superseded: z.number().describe(IMPORT_FIELDS.superseded),
    rejected: z.number(),
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    appliedBy: z.string(),
    appliedAt: z.string(),
    revertedAt: z.string().nullable(),
  })
  .meta({ id: "Import" });

export function importDocument(batch: Batch): z.output<typeof importSchema> {
  const { storedAs: _name, revertedBy: _who, vendors, mapping, appliedAt, revertedAt, ...rest } = batch;
  return {
    ...rest,
    vendors: vendors.map(({ key }) => key),
    mapping: mapping && { key: mapping.key, version: mapping.version },
    appliedAt: appliedAt.toISOString(),
    revertedAt: revertedAt?.toISOString() ?? null,
  };
}

/** A page of a list. */
export function listSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.number(), page: z.number(), pages: z.number() });
}

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string().optional(),
    errors: z.array(z.object({ parameter: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
