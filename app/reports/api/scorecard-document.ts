import { z } from "zod";
import type { PartnerRow, PortfolioLine, PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { PeriodResult, ResultLine } from "~/domain/scorecards/result-line";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { leftOutDays } from "~/wording/metrics/left-out";
import type { MetricValue } from "~/domain/metrics/metric-value";
import { PERIOD_KINDS } from "~/domain/calendar/period";
import { addDays, type Day } from "~/domain/calendar/day";
import { CRITICALITIES } from "~/domain/contracts/document";
import { shownVariance, VERDICTS } from "~/domain/contracts/verdict";
import { resultState, VIEW_STATE_CODES } from "~/domain/calendar/view-state";
import { leftOutSchema } from "./left-out-schema";
import { noteSummarySchema, pinnedNoteDocument } from "./note-document";
import { preliminaryDocument, preliminarySchema } from "./preliminary-document";
import { SCORECARD_FIELDS as text } from "~/wording/scorecards/api-scorecard-fields";

const level = z.union([z.number(), z.object({ low: z.number(), high: z.number() })]).nullable();
const scope = z.object({
  program: z.string().optional(),
  site: z.string().optional(),
  channel: z.string().optional(),
  severity: z.string().optional(),
});

/** What came of a target in one period. */
const periodResultSchema = z
  .object({
    period: z.string().describe(text.period),
    from: z.string(),
    to: z.string().describe(text.to),
    state: z.enum(VIEW_STATE_CODES).describe(text.state),
    sowVersion: z.number().nullable().describe(text.sowVersion),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    factor: z.number().describe(text.factor),
    value: z.number().nullable().describe(text.value),
    n: z.number().describe(text.n),
    leftOut: leftOutSchema,
    compared: z.number().nullable().describe(text.compared),
    expected: level,
    minimum: level,
    variance: z.number().nullable().describe(text.variance),
    verdict: z.enum(VERDICTS).describe(text.verdict),
    wouldBe: z
      .object({
        verdict: z.enum(VERDICTS),
        variance: z.number().nullable(),
        soFar: z.boolean().describe(text.soFar),
        basis: z.enum(["contract", "other-slice", "other-period"]).describe(text.basis),
      })
      .nullable()
      .describe(text.wouldBe),
    preliminary: preliminarySchema,
  })
  .meta({ id: "PeriodResult" });

/** A target in an overview. */
const overviewResultSchema = periodResultSchema
  .extend({
    target: z.string().describe(text.target),
    metric: z.string(),
    name: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
    scope,
    clause: z.string(),
    criticality: z.enum(CRITICALITIES),
    weight: z.number(),
    minimumSample: z.number(),
    scoredBy: z.enum(PERIOD_KINDS).describe(text.scoredBy),
    comparator: z.enum([">=", ">", "<=", "<", "band"]),
    inARow: z.object({
      missed: z.number().describe(text.missedInARow),
      belowExpected: z.number().describe(text.offTargetInARow),
    }),
    change: z.object({
      since: z.string().nullable(),
      difference: z.number().nullable(),
      isBetter: z.boolean().nullable(),
      signal: z.enum(["too-few", "usual", "better", "worse", "shifted"]).nullable().describe(text.signal),
      sincePart: z.string().optional().describe(text.comparedDays),
    }),
  })
  .meta({ id: "OverviewResult" });

/** A target on a month's page. */
const resultSchema = overviewResultSchema
  .extend({
    periods: z.array(periodResultSchema).describe(text.periods),
  })
  .meta({ id: "Result" });

const gap = z.enum(["no-sow", "invalid-sow", "no-version", "no-target-here"]).nullable().describe(text.gap);
const countsSchema = z.object(Object.fromEntries(VERDICTS.map((verdict) => [verdict, z.number()])));

export const scorecardSchema = z
  .object({
    vendor: z.string(),
    vendorName: z.string(),
    period: z.string(),
    from: z.string(),
    to: z.string(),
    state: z.enum(VIEW_STATE_CODES).describe(text.state),
    dataUntil: z.string().nullable().describe(text.dataUntil),
    timeZone: z.string(),
    currency: z.string().nullable(),
    filters: z.object({ site: z.string().nullable(), program: z.string().nullable(), channel: z.string().nullable() }),
    sow: z.object({ version: z.number(), effectiveFrom: z.string(), amendment: z.string() }).nullable(),
    gap,
    measured: z
      .array(
        z.object({
          metric: z.string(),
          parameters: z.record(z.string(), z.union([z.string(), z.number()])),
          value: z.number().nullable(),
          numerator: z.number().nullable(),
          denominator: z.number().nullable(),
          factor: z.number().describe(text.factor),
          leftOut: leftOutSchema,
          preliminary: preliminarySchema,
        }),
      )
      .describe(text.measured),
    counts: countsSchema,
    score: z.number().nullable().describe(text.score),
    scoreBefore: z.number().nullable(),
    results: z.array(resultSchema),
    notes: z.array(noteSummarySchema).nullable().describe(text.notes),
  })
  .meta({ id: "Scorecard" });

export const portfolioSchema = z
  .object({
    period: z.string(),
    state: z.enum(VIEW_STATE_CODES).describe(text.state),
    dataUntil: z.string().nullable(),
    timeZone: z.string(),
    counts: countsSchema,
    partners: z.array(
      z.object({
        vendor: z.string(),
        vendorName: z.string(),
        sites: z.array(z.string()),
        dataUntil: z.string().nullable(),
        currency: z.string().nullable(),
        gap,
        score: z.number().nullable(),
        targets: z.number().describe(text.targets),
        results: z.array(overviewResultSchema).describe(text.results),
      }),
    ),
    worseThanUsual: z
      .array(z.object({ vendor: z.string(), vendorName: z.string(), result: overviewResultSchema }))
      .describe(text.worseThanUsual),
  })
  .meta({ id: "Portfolio" });

export function scorecardDocument(view: ScorecardView): z.output<typeof scorecardSchema> {
  return {
    vendor: view.partner.key,
    vendorName: view.partner.name,
    period: view.period.key,
    from: view.period.from,
    to: view.period.to,
    state: view.state,
    dataUntil: view.dataUntil,
    timeZone: view.timeZone,
    currency: view.currency,
    filters: { ...view.requested },
    sow: view.sow && { ...view.sow },
    gap: view.gap,
    measured: view.measured.map(({ metric, parameters, value, preliminary }) => ({
      metric,
      parameters: { ...parameters },
      value: value.status === "measured" ? value.value : null,
      numerator: value.status === "measured" ? value.numerator : null,
      denominator: value.status === "measured" ? value.denominator : null,
      factor: factorOf(value),
      ...leftOutOf(value),
      preliminary: preliminaryDocument(preliminary),
    })),
    counts: { ...view.summary.counts },
    score: view.score,
    scoreBefore: view.scoreBefore,
    results: view.lines.map((line) => resultDocument(line, view.dataUntil)),
    notes: view.notesReadable ? view.notes.map(pinnedNoteDocument) : null,
  };
}

export function portfolioDocument(view: PortfolioView): z.output<typeof portfolioSchema> {
  return {
    period: view.period.key,
    state: view.state,
    dataUntil: view.dataUntil,
    timeZone: view.timeZone,
    counts: { ...view.summary.counts },
    partners: view.partners.map(partnerDocument),
    worseThanUsual: view.worseThanUsual.map(({ partner: { key, name }, line }) => {
      const dataUntil = view.partners.find((partner) => partner.key === key)?.dataUntil ?? null;
      return { vendor: key, vendorName: name, result: overviewDocument(line, dataUntil) };
    }),
  };
}

function partnerDocument(partner: PartnerRow) {
  const { key, name, sites, dataUntil, currency, gap: missing, score, targets, cells } = partner;
  return {
    vendor: key,
    vendorName: name,
    sites: [...sites],
    dataUntil,
    currency,
    gap: missing,
    score,
    targets,
    results: cells.flatMap((line) => (line === null ? [] : [overviewDocument(line, dataUntil)])),
  };
}

function resultDocument(line: ResultLine, dataUntil: Day | null): z.output<typeof resultSchema> {
  const periods = line.results.map((result) => periodDocument(result, line.comparator, dataUntil));
  return { ...overviewDocument(line, dataUntil), periods };
}

function overviewDocument(line: PortfolioLine, dataUntil: Day | null): z.output<typeof overviewResultSchema> {
  const { since, difference, isBetter, signal, sincePart } = line.change;
  return {
    target: line.id,
    metric: line.metric,
    name: line.name,
    parameters: { ...line.parameters },
    scope: { ...line.scope },
    clause: line.clause,
    criticality: line.criticality,
    weight: line.weight,
    minimumSample: line.minimumSample,
    scoredBy: line.scoredBy,
    comparator: line.comparator,
    ...periodDocument(line.result, line.comparator, dataUntil),
    inARow: { missed: line.streak.missed, belowExpected: line.streak.belowExpected },
    change: { since, difference, isBetter, signal, ...(sincePart === null ? {} : { sincePart }) },
  };
}

function factorOf(value: MetricValue): number {
  return value.status === "measured" ? (value.factor ?? 1) : 1;
}

function periodDocument(
  result: PeriodResult,
  comparator: PortfolioLine["comparator"],
  dataUntil: Day | null,
): z.output<typeof periodResultSchema> {
  const { value, judgment } = result;
  const figures =
    value.status === "measured"
      ? { numerator: value.numerator, denominator: value.denominator, value: value.value, n: value.n }
      : { numerator: null, denominator: null, value: null, n: 0 };
  return {
    period: result.key,
    from: result.from,
    to: addDays(result.until, -1),
    state: resultState(result, dataUntil),
    sowVersion: result.version,
    ...figures,
    factor: factorOf(value),
    ...leftOutOf(value),
    compared: judgment.compared,
    expected: judgment.expected,
    minimum: judgment.minimum,
    variance: shownVariance(judgment, comparator),
    verdict: judgment.verdict,
    wouldBe: result.wouldBe && {
      verdict: result.wouldBe.judgment.verdict,
      variance: shownVariance(result.wouldBe.judgment, comparator),
      soFar: result.wouldBe.isSoFar,
      basis: result.wouldBe.basis,
    },
    preliminary: preliminaryDocument(result.preliminary),
  };
}

function leftOutOf(value: MetricValue): { leftOut?: z.output<typeof leftOutSchema> } {
  const leftOut = leftOutDays(value);
  return leftOut.length === 0 ? {} : { leftOut };
}
