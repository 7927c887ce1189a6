import { z } from "zod";
import { NOTE_STATES } from "~/domain/causes/note-state";
import { CAUSE_CATEGORIES } from "~/domain/causes/root-cause-note";
import { METRIC_KEYS } from "~/domain/metrics/catalog/catalog";
import { METRIC_DIMENSIONS, METRIC_GRAINS } from "../metrics/metric-question";
import { expectedFilesSchema } from "./delivery-document";
import { importRunSchema } from "./import-run-document";
import { noteSchema } from "./note-document";
import {
  importSchema,
  listSchema,
  metricRowSchema,
  metricSchema,
  problemSchema,
  sowRevisionSchema,
  vendorSchema,
} from "./record-documents";
import { portfolioSchema, scorecardSchema } from "./scorecard-document";
import { statementSchema } from "./statement-document";
import { API } from "~/wording/access/api-description";

type Operation = {
  summary: string;
  description?: string;
  query?: z.ZodObject;
  /** Parts of the path. */
  path?: z.ZodObject;
  headers?: z.ZodObject;
  /** By media type. */
  body?: Readonly<Record<string, unknown>>;
  answer: z.ZodType;
  /** 200 where nothing else is stated. */
  status?: 202;
  /** Answered without a key. */
  open?: true;
  /** Statuses besides the ones that every address may answer with. */
  problems?: readonly (400 | 404 | 409 | 411 | 413 | 422 | 507)[];
};

const day = z.iso.date();
const text = z.string();
const slice = {
  site: text.optional(),
  program: text.optional(),
  channel: text.optional(),
};
const page = { page: z.int().min(1).default(1).optional() };

const OPERATIONS: Readonly<Record<string, Operation>> = {
  "/vendors": { summary: API.vendors, answer: z.array(vendorSchema) },
  "/metrics": { summary: API.metrics, answer: z.array(metricSchema) },
  "/metric": {
    summary: API.metric.summary,
    description: API.metric.description,
    query: z.object({
      metric: z.enum(METRIC_KEYS),
      from: day.describe(API.metric.from),
      to: day.describe(API.metric.to),
      grain: z.enum(METRIC_GRAINS).optional().describe(API.metric.grain),
      by: z.array(z.enum(METRIC_DIMENSIONS)).optional().describe(API.metric.by),
      vendor: text.optional(),
      ...slice,
    }),
    answer: z.array(metricRowSchema),
    problems: [404, 422],
  },
  "/scorecard": {
    summary: API.scorecard.summary,
    query: z.object({
      vendor: text,
      period: text.describe(API.scorecard.period),
      ...slice,
      vs: z.enum(["previous", "last-year"]).optional(),
    }),
    answer: scorecardSchema,
    problems: [404, 422],
  },
  "/statement": {
    summary: API.statement.summary,
    query: z.object({ vendor: text, period: text.describe(API.statement.period) }),
    answer: statementSchema,
    problems: [404, 422],
  },
  "/portfolio": {
    summary: API.portfolio.summary,
    query: z.object({
      period: text.optional().describe(API.portfolio.period),
      ...slice,
      vs: z.enum(["previous", "last-year"]).optional(),
    }),
    answer: portfolioSchema,
    problems: [404],
  },
  "/sows/{vendor}": {
    summary: API.sow.summary,
    path: z.object({ vendor: text }),
    query: z.object({ revision: z.int().min(1).optional().describe(API.sow.revision) }),
    answer: sowRevisionSchema,
    problems: [404, 422],
  },
  "/notes": {
    summary: API.notes,
    query: z.object({
      vendor: text.optional(),
      metric: z.enum(METRIC_KEYS).optional(),
      category: z.enum(CAUSE_CATEGORIES).optional(),
      state: z
        .enum([...NOTE_STATES, "all"])
        .default("open")
        .optional(),
      ...page,
    }),
    answer: listSchema(noteSchema),
  },
  "/expected-files": {
    summary: API.expectedFiles.summary,
    query: z.object({
      vendor: text.optional(),
      state: z.enum(["in-need"]).optional().describe(API.expectedFiles.state),
    }),
    answer: expectedFilesSchema,
  },
  "/imports": {
    summary: API.imports,
    query: z.object(page),
    answer: listSchema(importSchema),
  },
  "/imports/{run}": {
    summary: API.run.summary,
    path: z.object({ run: z.uuid().describe(API.run.id) }),
    answer: importRunSchema,
    problems: [404],
  },
  "/sow.schema.json": { summary: API.sowSchema, answer: z.unknown(), open: true },
};

const requested = {
  mapping: text.describe(API.post.mapping),
  vendor: text.optional().describe(API.post.vendor),
  vendorName: text.optional().describe(API.post.vendorName),
  dryRun: z.enum(["true", "false"]).optional().describe(API.post.dryRun),
  fileName: text.optional().describe(API.post.fileName),
};
const file = { type: "string", format: "binary" };
const formRequested = z.toJSONSchema(z.object(requested), { io: "input" });

/** Addresses that take something in. */
const POSTED: Readonly<Record<string, Operation>> = {
  "/imports": {
    summary: API.post.summary,
    description: API.post.description,
    query: z.object(requested).partial(),
    headers: z.object({ "Idempotency-Key": text.min(1).max(255).optional() }),
    body: {
      "application/octet-stream": { schema: file },
      "text/csv": { schema: file },
      "multipart/form-data": {
        schema: {
          type: "object",
          properties: { file, ...formRequested.properties },
          required: ["file"],
        },
      },
    },
    answer: importRunSchema,
    status: 202,
    problems: [400, 409, 411, 413, 422, 507],
  },
};

/** The description of /api/v1 as an OpenAPI 3.1 document, made from the schemas of the documents themselves. */
export function openApiDocument(origin: string) {
  const schemas: Record<string, unknown> = {};
  const paths = Object.entries(OPERATIONS).map(([path, operation]) => {
    const posted = POSTED[path];
    const post = posted && { post: operationDocument(posted, schemas) };
    return [path, { get: operationDocument(operation, schemas), ...post }];
  });
  schemas["Problem"] = jsonSchema(problemSchema, schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: API.title,
      version: "1",
      description: API.description,
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ key: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: API.key } },
      schemas,
    },
  };
}

function operationDocument(operation: Operation, schemas: Record<string, unknown>) {
  const {
    summary,
    description,
    query,
    path,
    headers,
    body,
    answer,
    status: success = 200,
    open,
    problems = [],
  } = operation;
  const failures = open ? [] : ([401, 403, 405, 429, 503, ...problems] as const);
  return {
    summary,
    ...(description === undefined ? {} : { description }),
    ...(open ? { security: [] } : {}),
    parameters: [
      ...parametersOf(path, "path", schemas),
      ...parametersOf(query, "query", schemas),
      ...parametersOf(headers, "header", schemas),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      [success]: { description: summary, content: { "application/json": { schema: jsonSchema(answer, schemas) } } },
      ...Object.fromEntries(
        failures.map((status) => [
          status,
          {
            description: API.statuses[status],
            content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
          },
        ]),
      ),
    },
  };
}

function parametersOf(
  given: z.ZodObject | undefined,
  location: "path" | "query" | "header",
  schemas: Record<string, unknown>,
) {
  return Object.entries(given?.shape ?? {}).map(([name, schema]) => {
    const required = location === "path" || !z.safeParse(schema, undefined).success;
    return { name, in: location, required, schema: jsonSchema(schema, schemas, "input") };
  });
}

/** The JSON Schema of one type; named types within it move to `schemas`, where every mention of them points. */
function jsonSchema(
  type: z.core.$ZodType,
  schemas: Record<string, unknown>,
  io: "input" | "output" = "output",
): unknown {
  const { $schema: _dialect, $defs, ...schema } = z.toJSONSchema(type, { io });
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = relinked(definition);
  return relinked(schema);
}

/** `#/$defs/Result` → `#/components/schemas/Result`, at any depth; ids of embedded types go. */
function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, part]) => name !== "id" || typeof part !== "string")
      .map(([name, part]) => [
        name,
        name === "$ref" && typeof part === "string"
          ? part.replace("#/$defs/", "#/components/schemas/")
          : relinked(part),
      ]),
  );
}
