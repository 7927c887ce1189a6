import { rangeThrough } from "~/domain/calendar/day-range";
import { rangeLabel } from "~/domain/calendar/labels";
import { findMetric } from "~/domain/metrics/catalog/catalog";
import { formatCount, formatFigure } from "~/wording/shared/figures";
import { METRIC_DIMENSIONS, readMetricQuestion } from "~/reports/metrics/metric-question";
import { loadMetricRows, TooManyRows, type MetricRow } from "~/reports/scorecards/metric-rows.server";
import { onlyArgument, readArguments } from "../arguments";
import { CommandFailure, type Command } from "../command";
import { CONSOLE_VIEWER } from "../console-viewer";
import { textTable } from "../text-table";
import { COMMAND_LINE, METRIC_COMMAND } from "~/wording/access/command-line";

const OPTIONS = {
  param: { type: "string", multiple: true },
  by: { type: "string", multiple: true },
  vendor: { type: "string" },
  site: { type: "string" },
  program: { type: "string" },
  channel: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  grain: { type: "string" },
} as const;

export const command: Command = {
  name: "metric",
  summary: METRIC_COMMAND.summary,
  usage: METRIC_COMMAND.usage(METRIC_DIMENSIONS),
  async run(args, { db, out }) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const { param = [], by = [], from, to, grain, vendor, site, program, channel } = values;
    const metric = onlyArgument(positionals, METRIC_COMMAND.key);
    const parameters = Object.fromEntries(param.map(readParameter));
    const read = readMetricQuestion({ metric, parameters, by, from, to, grain, vendor, site, program, channel });
    if (!read.ok) {
      const problemsText = read.problems.map(({ parameter, message }) => `${parameter}: ${message}`).join("\n");
      throw new CommandFailure(problemsText, "question", { errors: read.problems });
    }
    const rows = await loadMetricRows(db, CONSOLE_VIEWER, read.question).catch((error: unknown) => {
      throw error instanceof TooManyRows ? new CommandFailure(error.message, "too-many-rows") : error;
    });
    if (rows === null) throw new CommandFailure(COMMAND_LINE.partnerUnknown(vendor), "unknown-vendor");
    out.answer(rows, () => textFor(metric, rows));
  },
};

/** Which days a row does not count. */
function leftOutLine({ period, slice, leftOut = [] }: MetricRow): string[] {
  if (leftOut.length === 0) return [];
  const days = leftOut.map(({ from, to }) => rangeLabel(rangeThrough(from, to))).join(", ");
  const where = [period, ...Object.values(slice)].join(" · ");
  return [METRIC_COMMAND.leftOut(where, days)];
}

function readParameter(given: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
  if (name === undefined || value === undefined) {
    throw new CommandFailure(METRIC_COMMAND.parameter(given), "arguments");
  }
  return [name, value];
}

function textFor(key: string, rows: readonly MetricRow[]): string {
  const metric = findMetric(key);
  const amount = (value: number | null) => (value === null ? "–" : String(Number(value.toFixed(6))));
  const shown = (value: number | null) => {
    return value === null || metric === null ? COMMAND_LINE.noData : formatFigure(value, metric);
  };
  const table = textTable(
    [
      { header: METRIC_COMMAND.columns.period },
      { header: METRIC_COMMAND.columns.slice },
      { header: METRIC_COMMAND.columns.numerator, align: "end" },
      { header: METRIC_COMMAND.columns.denominator, align: "end" },
      { header: METRIC_COMMAND.columns.value, align: "end" },
      { header: METRIC_COMMAND.columns.n, align: "end" },
    ],
    rows.map(({ period, slice, numerator, denominator, value, n }) => [
      period,
      Object.values(slice).join(" · ") || METRIC_COMMAND.all,
      amount(numerator),
      amount(denominator),
      shown(value),
      formatCount(n),
    ]),
  );
  return [table, ...rows.flatMap(leftOutLine)].join("\n");
}
