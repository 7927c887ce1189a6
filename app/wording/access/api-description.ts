/** The description of the API: what each address returns and accepts. */
export const API = {
  title: "Plumbline",
  description:
    "Returns the same values as the pages, as JSON. Days are in the organization’s time zone; date ranges include both ends. Errors are problem documents (RFC 9457).",
  key: "API key, created under API keys",
  vendors: "Partners that the API key can access",
  metrics: "Metric catalog with default parameters",
  metric: {
    summary: "A metric for a date range, as rows by period and slice",
    description:
      "Returns the same rows as the command `metric`. All other query parameters are parameters of the metric, such as `thresholdSeconds=60`. The first and last period count only the requested days. A request for more than 20,000 rows is rejected.",
    from: "First day, in the organization’s time zone",
    to: "Last day, inclusive",
    grain: "If absent, all days are one period",
    by: "Split by these dimensions; repeat the parameter or separate values with commas",
  },
  statement: { summary: "What a month costs whom, line by line", period: "Month, such as 2026-10" },
  scorecard: {
    summary: "Scorecard of one partner for a week, month, quarter or year",
    period: "Month (2026-10), week (2026-W43), fiscal month (2026-10@22), quarter (2026-Q4) or year (2026)",
  },
  portfolio: {
    summary: "Monthly scorecards of all partners that the API key can access",
    period: "Month, such as 2026-10; if absent, the last finished month",
  },
  sow: { summary: "SOW document of a partner", revision: "If absent, the current revision" },
  notes: "Root-cause notes, newest days first",
  expectedFiles: {
    summary: "Expected files and the status of recent periods",
    state: "Only files with overdue or incomplete periods",
  },
  imports: "Imports, newest first",
  run: { summary: "Progress and result of an import", id: "ID returned by POST /imports" },
  sowSchema: "JSON Schema of SOW documents",
  post: {
    summary: "Import a file in the background",
    description:
      "Send the file as the body with options in the query, or as the part `file` of a form with options as other parts. The file can be compressed as `.gz` or as a `.zip` with one file. The address in `Location` returns the progress and the result. An `Idempotency-Key` is valid for 90 days: a repeated request with the same key and content returns the same import.",
    mapping:
      "Key (newest version) or ID of a saved mapping; in a form also a mapping document (JSON). A key is looked up among the mappings of the file’s partner, then among mappings without a partner",
    vendor: "Partner of the file; if absent, the mapping defines it",
    vendorName: "Name of a new partner; creates the partner",
    dryRun: "true: validates and compares without saving",
    fileName: "Name of the file, for display only",
  },
  statuses: {
    400: "The body is incomplete or does not match its Content-Type",
    401: "The API key is missing, unknown, expired or revoked. It also stops working when its creator is disabled or is no longer an admin",
    403: "Not permitted for the role of the API key",
    404: "Not found, or not accessible with this API key",
    405: "Method not allowed",
    409: "The Idempotency-Key was already used with different content",
    411: "Content-Length is missing",
    413: "The file is larger than 500 MB",
    422: "Invalid request; see `errors`",
    429: "More than 600 requests per minute, or too many files of this API key are waiting; retry after `Retry-After`",
    503: "Too many concurrent requests, or the server is busy; retry after `Retry-After`",
    507: "The server has no space for more uploads",
  },
  unknownAddress: (path: string) => ({
    title: "Unknown address",
    detail: `${path} does not exist. See /api/v1/openapi.json for all addresses.`,
  }),
} as const;
