/** What the command line prints: usage, results and errors. */
export const COMMAND_LINE = {
  usage: "Usage: npm run plumbline -- <command> [arguments] [--json]",
  helpHint: "<command> --help describes one command.",
  usageOf: (call: string) => `Usage: npm run plumbline -- ${call} [--json]`,
  unknownCommand: (command: string) => `Unknown command "${command}".`,
  missing: (argument: string) => `Missing argument: ${argument}.`,
  onlyOne: (argument: string, others: readonly string[]) => `Expected one ${argument}. Remove: ${others.join(" ")}.`,
  unexpected: (others: readonly string[]) => `Unexpected argument: ${others.join(" ")}.`,
  partnerKey: "Invalid partner key. Use lowercase letters, digits and hyphens, such as northwind-support.",
  partnerUnknown: (key: string | undefined) => `Partner ${key ?? ""} not found.`,
  partnerName: (rule: string) => `Invalid partner name. ${rule}`,
  noData: "no data",
} as const;

export const API_KEY_CREATE = {
  summary: "Create an API key for /api/v1 and print it. It is not shown again.",
  usage:
    "--name <name> --role admin|lead|analyst|stakeholder|partner [--vendor <partner key>] [--days <days until it expires, 365>] [--source <source it may import>]… [--source-vendor <key of a partner it may import for>]…",
  blankSource: "Add a source after --source, or remove --source.",
  failed: "The API key was not created.",
} as const;

export const USER_ADD = {
  summary: "Add a person and print a one-time link to choose a password.",
  usage: "--email <email> --name <name> --role admin|lead|analyst|stakeholder|partner [--vendor <partner key>]",
  errors: {
    "email-taken": "An account with this email already exists.",
    "last-admin": "This is the only active admin. Make someone else an admin first.",
    "unknown-vendor": "Partner not found.",
    "unknown-account": "Account not found.",
    "not-permitted": "Not permitted.",
  },
  done: (name: string, email: string, until: string) =>
    `Send this one-time link to ${name} (${email}) to choose a password. It expires at ${until}:`,
} as const;

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

export const DOCTOR = {
  summary:
    "Compare all totals with the imported rows and check database privileges. --repair recalculates wrong totals.",
  usage: "[--repair]",
  onlyRepair: "The only argument of doctor is --repair.",
  excess: "The database role of external viewers has more privileges than required. Run as a database administrator:",
  checked: (vendors: number, days: number) => `${counted(vendors, "partner")}, ${counted(days, "day")} checked`,
  equal: (checked: string) => `${checked}: all totals are correct.`,
  repaired: (checked: string, rows: number) => `${checked}: ${counted(rows, "row")} recalculated.`,
  different: (checked: string, rows: number) =>
    `${checked}: ${counted(rows, "row")} ${rows === 1 ? "is" : "are"} wrong. Run with --repair to recalculate.`,
  difference: (column: string, stored: string, facts: string) => `${column} is ${stored}, should be ${facts}`,
} as const;

export const SOW_APPLY = {
  summary: "Apply a SOW document (JSON) to its partner. If it has errors, nothing changes.",
  usage: "<file> [--vendor-name <name of a new partner>]",
  file: "SOW file",
  unchanged: (vendor: string, revision: number) =>
    `No changes: revision ${revision} of the SOW of ${vendor} stays current.`,
  applied: (vendor: string, revision: number) => `Revision ${revision} of the SOW of ${vendor} is now current.`,
  warning: (text: string) => `Warning: ${text}`,
  tooLarge: (file: string) => `${file} is too large for a SOW document.`,
  unreadable: (file: string) => `${file} can’t be read.`,
} as const;

const VALUE_COLUMNS = { value: "Value", numerator: "Numerator", denominator: "Denominator", n: "n" } as const;

export const METRIC_COMMAND = {
  summary:
    "Print a metric for a date range, both days included: numerator, denominator, value and sample by period and slice.",
  usage: (dimensions: readonly string[]) =>
    `<metric key> [--param <name>=<value>]… [--vendor <partner key>] [--by ${dimensions.join("|")}]… --from <day> --to <day> [--grain day|week|month|quarter]`,
  key: "metric key",
  leftOut: (row: string, days: string) =>
    `${row}: without ${days}, where the numerator or denominator is not reported.`,
  parameter: (given: string) => `Use --param name=value, not ${given}.`,
  all: "all",
  columns: { ...VALUE_COLUMNS, period: "Period", slice: "Slice" },
} as const;

export const STATEMENT_COMMAND = {
  summary: "Print the statement of a partner for a month: what results cost, line by line.",
  usage: "--vendor V --period 2026-10|2026-10@22",
  total: "Total due from the partner",
  notFinal: "Not final",
  hash: "SHA-256",
  columns: { line: "Line", kind: "Kind", clause: "Clause", amount: "Amount" },
} as const;

export const CLOSE_COMMAND = {
  summary: "Close a month of a partner. Without --without-signatures, both must have signed it on its page.",
  usage: "--vendor V --period 2026-10|2026-10@22 [--without-signatures]",
  closed: (vendor: string, period: string, total: string) => `${period} of ${vendor} is closed. Total: ${total}.`,
} as const;

export const VERIFY_COMMAND = {
  summary: "Check that no closed month was altered in the database. The exit code is 1 when one was.",
  intact: (periods: number) => `${counted(periods, "closed month")} checked: none was altered.`,
  altered: (altered: number, periods: number) => `${altered} of ${counted(periods, "closed month")} altered:`,
  line: (vendor: string, period: string, sequence: number, problems: readonly string[]) =>
    `  ${vendor} ${period || "?"} (number ${sequence}): ${problems.join("; ")}`,
} as const;

export const SCORECARD_COMMAND = {
  summary: "Print the scorecard of a partner for a week, month, quarter or year.",
  usage:
    "--vendor <partner key> --period 2026-W43|2026-10|2026-10@22|2026-Q4|2026 [--site <name>] [--program <name>] [--channel <name>] [--vs previous|last-year]",
  gaps: {
    "no-sow": "This partner has no SOW.",
    "invalid-sow": "The stored SOW is not valid. See its page for the errors.",
    "no-version": "No SOW version is in force on the first day of this period.",
    "no-target-here": "The SOW has no targets for this filter.",
  },
  dataTo: (day: string | null) => `data to ${day ?? "–"}`,
  preliminary: "partly preliminary",
  band: (low: string, high: string) => `${low} to ${high}`,
  measured: "Values without targets:",
  columns: {
    ...VALUE_COLUMNS,
    metric: "Metric",
    expected: "Expected",
    minimum: "Minimum or limit",
    verdict: "Verdict",
    clause: "Clause",
  },
} as const;
