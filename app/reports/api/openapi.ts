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
  /** 200 where nothing else is said. */
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
  "/vendors": { summary: "The partners that the key may see", answer: z.array(vendorSchema) },
  "/metrics": { summary: "The metric catalog with the default parameters", answer: z.array(metricSchema) },
  "/metric": {
    summary: "A metric over some days, as rows of period and slice",
    description:
      "The same rows as `plumbline metric`. Any other name in the query is a parameter of the metric, such as " +
      "`thresholdSeconds=60`. Periods at the border count only the days that were asked for. A question of more than 20,000 rows is refused.",
    query: z.object({
      metric: z.enum(METRIC_KEYS),
      from: day.describe("First day, in the organization's time zone"),
      to: day.describe("Last day, included"),
      grain: z.enum(METRIC_GRAINS).optional().describe("Absent: all the days are one period"),
      by: z
        .array(z.enum(METRIC_DIMENSIONS))
        .optional()
        .describe("What the rows are split by; given more than once, or parted by commas"),
      vendor: text.optional(),
      ...slice,
    }),
    answer: z.array(metricRowSchema),
    problems: [404, 422],
  },
  "/scorecard": {
    summary: "One partner's month against contract",
    query: z.object({
      vendor: text,
      period: text.describe("A month, as 2026-10"),
      ...slice,
      vs: z.enum(["previous", "last-year"]).optional(),
    }),
    answer: scorecardSchema,
    problems: [404, 422],
  },
  "/portfolio": {
    summary: "A month of every partner that the key may see",
    query: z.object({
      period: text.optional().describe("A month, as 2026-10; absent: the last one that is over"),
      ...slice,
      vs: z.enum(["previous", "last-year"]).optional(),
    }),
    answer: portfolioSchema,
    problems: [404],
  },
  "/sows/{vendor}": {
    summary: "A partner's SOW document",
    path: z.object({ vendor: text }),
    query: z.object({ revision: z.int().min(1).optional().describe("Absent: the one in use") }),
    answer: sowRevisionSchema,
    problems: [404, 422],
  },
  "/notes": {
    summary: "Root-cause notes, the newest days first",
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
    summary: "Which files partners owe, and how the latest of each came",
    query: z.object({
      vendor: text.optional(),
      state: z.enum(["in-need"]).optional().describe("Only files of which something is overdue or short"),
    }),
    answer: expectedFilesSchema,
  },
  "/imports": {
    summary: "Import batches, the newest first",
    query: z.object(page),
    answer: listSchema(importSchema),
  },
  "/imports/{run}": {
    summary: "How far an import is, and what came of it",
    path: z.object({ run: z.uuid().describe("As the answer to POST /imports names it") }),
    answer: importRunSchema,
    problems: [404],
  },
  "/sow.schema.json": { summary: "The JSON Schema of SOW documents", answer: z.unknown(), open: true },
};

const requested = {
  mapping: text.describe(
    "A remembered mapping's key (its newest version) or id; in a form also a mapping document (JSON). Each partner has its own mappings: a key is looked up among those of the partner whose file it is, then among those that belong to no partner",
  ),
  vendor: text.optional().describe("Whose file it is; absent: the mapping says so"),
  vendorName: text.optional().describe("With a vendor that is not known yet: it is made under this name"),
  dryRun: z.enum(["true", "false"]).optional().describe("true: everything is done as if, then undone"),
  fileName: text.optional().describe("What the file is called; shown, never opened"),
};
const file = { type: "string", format: "binary" };
const formRequested = z.toJSONSchema(z.object(requested), { io: "input" });

/** Addresses that take something in. */
const POSTED: Readonly<Record<string, Operation>> = {
  "/imports": {
    summary: "Import a file in the background",
    description:
      "The file is the body, with the options in the query, or the part `file` of a form, with the options beside it. " +
      "It may be packed, as `.gz` or as a `.zip` of one file. The answer " +
      "names a run (`Location`) that says how far the import is and how it ended. With an `Idempotency-Key`, kept for 90 days, a request that " +
      "is sent again with the same content answers the same run.",
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

const STATUS_LABELS = {
  400: "What was sent did not come whole, or is not what its Content-Type says",
  401: "No key, an unknown one, or one that has expired, was revoked or is stopped because its creator is disabled or may no longer create keys",
  403: "The key's role does not include this",
  404: "Nothing that this key may see",
  405: "The address does not take this method",
  409: "The Idempotency-Key was used with other content",
  411: "The request does not say how large its body is",
  413: "The file is larger than 500 MB",
  422: "The question cannot be answered as it stands; `errors` says why",
  429: "More than 600 requests in a minute, or more files of this key wait to be imported than may; `Retry-After` says when to go on",
  503: "Too many requests of the key at once, or the server is busy; `Retry-After` says when to try again",
  507: "The host has no room for more uploaded files",
} as const;

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
      title: "Plumbline",
      version: "1",
      description:
        "What the pages show, as JSON. Days are the organization's; both ends of a range are included. " +
        "Errors are problem documents (RFC 9457).",
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ key: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key made under Keys" } },
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
            description: STATUS_LABELS[status],
            content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
          },
        ]),
      ),
    },
  };
}

function parametersOf(
  given: z.ZodObject | undefined,
  place: "path" | "query" | "header",
  schemas: Record<string, unknown>,
) {
  return Object.entries(given?.shape ?? {}).map(([name, schema]) => {
    const required = place === "path" || !z.safeParse(schema, undefined).success;
    return { name, in: place, required, schema: jsonSchema(schema, schemas, "input") };
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
