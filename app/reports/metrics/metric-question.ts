import { isReportedDay, type Day } from "~/domain/calendar/day";
import { lengthInDays, rangeThrough, type DayRange } from "~/domain/calendar/day-range";
import { findMetric, isMetricKey, type MetricKey } from "~/domain/metrics/catalog/catalog";
import type { MetricParameters } from "~/domain/metrics/catalog/metric-definition";
import { QUESTION_PROBLEMS as text } from "~/wording/metrics/questions";

/** Only contacts and reviews have the last five; imported totals do not. */
export const METRIC_DIMENSIONS = [
  "vendor",
  "site",
  "program",
  "channel",
  "agent",
  "team",
  "reason",
  "severity",
  "language",
] as const;
export type MetricDimension = (typeof METRIC_DIMENSIONS)[number];

export const METRIC_GRAINS = ["day", "week", "month", "quarter"] as const;
export type MetricGrain = (typeof METRIC_GRAINS)[number];

/** A metric over some days: one row per period and slice. */
export type MetricQuestion = {
  metric: MetricKey;
  /** Complete, with the catalog's defaults. */
  parameters: MetricParameters;
  range: DayRange;
  /** Absent: the days are one period. */
  grain?: MetricGrain;
  by: readonly MetricDimension[];
  vendor?: string;
  site?: string;
  program?: string;
  channel?: string;
};

/** The question as text, from a command line or an address. `to` is the last day, included. */
export type RequestedMetric = {
  metric: string;
  parameters: Readonly<Record<string, string>>;
  by: readonly string[];
  from: string | undefined;
  to: string | undefined;
  grain?: string | undefined;
  vendor?: string | undefined;
  site?: string | undefined;
  program?: string | undefined;
  channel?: string | undefined;
};

/** What is wrong, and with which part of the question. */
export type QuestionProblem = { parameter: string; message: string };

/** Ten years and some: longer questions are most likely a slip. */
const MAX_DAYS = 4000;

/** Reads a question, every problem with it at once. */
export function readMetricQuestion(
  requested: RequestedMetric,
): { ok: true; question: MetricQuestion } | { ok: false; problems: QuestionProblem[] } {
  const problems: QuestionProblem[] = [];
  const report = (parameter: string, message: string) => void problems.push({ parameter, message });

  const parameters = readParameters(requested, report);
  const range = readRange(requested.from, requested.to, report);
  const grain = METRIC_GRAINS.find((known) => known === requested.grain);
  if (requested.grain !== undefined && grain === undefined) report("grain", text.oneOf(METRIC_GRAINS));
  const by = requested.by.flatMap((name) => {
    const dimension = METRIC_DIMENSIONS.find((known) => known === name);
    if (dimension === undefined) report("by", text.oneOfNot(METRIC_DIMENSIONS, name));
    return dimension ?? [];
  });

  if (problems.length > 0 || !isMetricKey(requested.metric) || range === null || parameters === null) {
    return { ok: false, problems };
  }
  const { vendor, site, program, channel } = requested;
  return {
    ok: true,
    question: {
      metric: requested.metric,
      parameters,
      range,
      by: [...new Set(by)],
      ...(grain === undefined ? {} : { grain }),
      ...(vendor === undefined ? {} : { vendor }),
      ...(site === undefined ? {} : { site }),
      ...(program === undefined ? {} : { program }),
      ...(channel === undefined ? {} : { channel }),
    },
  };
}

type Report = (parameter: string, message: string) => void;

function readParameters(requested: RequestedMetric, report: Report): MetricParameters | null {
  const metric = findMetric(requested.metric);
  if (metric === null) {
    report("metric", text.unknownMetric(requested.metric));
    return null;
  }
  const reading = metric.readParameters(requested.parameters);
  if (reading.ok) return reading.parameters;
  for (const { path, message } of reading.problems) report(path.map(String).join("."), message);
  return null;
}

function readRange(from: string | undefined, to: string | undefined, report: Report): DayRange | null {
  const first = readDay("from", from, report);
  const last = readDay("to", to, report);
  if (first === null || last === null) return null;
  const range = rangeThrough(first, last);
  if (last < first) report("to", text.endsBeforeStart);
  else if (lengthInDays(range) > MAX_DAYS) report("to", text.tooManyDays(MAX_DAYS));
  else return range;
  return null;
}

function readDay(parameter: string, given: string | undefined, report: Report): Day | null {
  if (given === undefined || given === "") report(parameter, text.dayMissing);
  else if (!isReportedDay(given)) report(parameter, text.noDay(given));
  else return given;
  return null;
}
