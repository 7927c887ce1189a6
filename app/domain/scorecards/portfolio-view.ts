import type { Day } from "../calendar/day";
import type { Period, PeriodKind } from "../calendar/period";
import type { PeriodPreset } from "../calendar/period-choices";
import type { MetricUnit } from "../metrics/catalog/metric-definition";
import type { MetricKey } from "../metrics/catalog/catalog";
import { metricOf } from "../metrics/catalog/catalog";
import { compareAttention, rankAttention } from "./attention";
import { versionInForce, type Sow } from "../contracts/sow";
import { isJudged } from "../contracts/verdict";
import type { SowProblem } from "../contracts/sow-problem";
import { summarize, type ScorecardSummary } from "./scorecard-summary";
import { weightedScore } from "../contracts/weighted-score";
import { weighed, type Comparison, type ResultLine } from "./result-line";
import type { ViewState } from "../calendar/view-state";
import { asShown, rankedJudgment } from "./would-be";

export type PartnerRow = {
  readonly key: string;
  readonly name: string;
  /** Where it works, as far as its data of the month names sites. */
  readonly sites: readonly string[];
  /** Why there are no lines, where there are none. */
  readonly gap: "no-sow" | "invalid-sow" | "no-version" | "no-target-here" | null;
  readonly dataUntil: Day | null;
  readonly currency: string | null;
  /** 0–100; null where nothing with a weight was judged. */
  readonly score: number | null;
  /** How many targets the month has. */
  readonly targets: number;
  /** What stands in the columns shown, in their order; null where the partner has no such target. */
  readonly cells: readonly (PortfolioLine | null)[];
};

/** A result as far as an overview shows it. */
export type PortfolioLine = Omit<ResultLine, "results" | "judgmentCompared">;

/** A partner with all its lines, before they are put into columns. */
export type PartnerLines = Omit<PartnerRow, "cells" | "targets" | "score"> & { readonly lines: readonly ResultLine[] };

export type PortfolioColumn = {
  readonly metric: MetricKey;
  readonly name: string;
  readonly shortName: string;
  readonly unit: MetricUnit;
};

export type PortfolioSummary = Pick<ScorecardSummary<unknown>, "counts" | "judged" | "code"> & {
  readonly partners: number;
  /** The partners that `code` is about, each with its most urgent such result; the most urgent first. */
  readonly named: readonly AttentionRow[];
  /** How many results there are at all, judged or not. */
  readonly results: number;
  /** Results by verdict, or by the comparison that stands in for it while the period is in progress. */
  readonly shown: { readonly compared: number; readonly met: number; readonly offTarget: number };
};

/** The periods that a page leads to; null at the ends of what may be seen. */
export type PeriodChoices = {
  readonly previous: string | null;
  readonly next: string | null;
  /** The page's period and its siblings of other kinds. */
  readonly kinds: readonly { readonly kind: PeriodKind; readonly key: string }[];
  readonly presets: readonly (Omit<PeriodPreset, "period"> & { readonly key: string })[];
};

export type PeriodName = {
  readonly key: string;
  readonly kind: PeriodKind;
  readonly label: string;
  readonly shortLabel: string;
  readonly from: Day;
  /** The last day, included. */
  readonly to: Day;
};

/** A month of every partner in sight. */
export type PortfolioView = {
  readonly period: PeriodName;
  readonly state: ViewState;
  readonly dataUntil: Day | null;
  readonly timeZone: string;
  /** Whether a result of the month rests on preliminary rows. */
  readonly partlyPreliminary: boolean;
  readonly comparison: Comparison;
  readonly comparedWith: string;
  readonly requested: {
    readonly site: string | null;
    readonly program: string | null;
    readonly channel: string | null;
  };
  readonly summary: PortfolioSummary;
  readonly attention: readonly AttentionRow[];
  /** On target, but worse than the usual range of the periods before. */
  readonly worseThanUsual: readonly AttentionRow[];
  readonly columns: readonly PortfolioColumn[];
  /** Metrics with a target that have no column of their own now. */
  readonly otherColumns: readonly PortfolioColumn[];
  readonly partners: readonly PartnerRow[];
  readonly choices: {
    readonly programs: readonly string[];
    readonly channels: readonly string[];
  } & PeriodChoices;
};

export type AttentionRow = {
  readonly partner: { readonly key: string; readonly name: string; readonly currency: string | null };
  readonly line: PortfolioLine;
};

/** How many metrics have a column unless all are requested. */
export const COLUMNS_SHOWN = 6;
const ATTENTION_SHOWN = 8;

/** Why a page about a month has no lines. */
export function gapOf(
  { sow, invalidSow }: { readonly sow: Sow | null; readonly invalidSow: SowProblem | null },
  month: Period,
): PartnerRow["gap"] {
  if (sow === null) return invalidSow === null ? "no-sow" : "invalid-sow";
  return versionInForce(sow, month) === null ? "no-version" : "no-target-here";
}

/** Metrics in the order in which most partners have a target for them; the heavier first among equals. */
export function columnsOf(partners: readonly PartnerLines[]): PortfolioColumn[] {
  const uses = new Map<MetricKey, { partners: number; weight: number }>();
  for (const { lines } of partners) {
    for (const metric of new Set(lines.map((line) => line.metric))) {
      const use = uses.get(metric) ?? { partners: 0, weight: 0 };
      const weight = lines.filter((line) => line.metric === metric).reduce((sum, line) => sum + line.weight, 0);
      uses.set(metric, { partners: use.partners + 1, weight: use.weight + weight });
    }
  }
  return [...uses]
    .toSorted(([, a], [, b]) => b.partners - a.partners || b.weight - a.weight)
    .map(([key]) => {
      const { name, shortName, unit } = metricOf(key);
      return { metric: key, name, shortName, unit };
    });
}

/**
 * The line that a metric's cell shows: of several the one that needs attention most, else the heaviest. The month's own
 * lines come first, so that no week or quarter passes for the month.
 */
export function lineOfCell(lines: readonly ResultLine[], metric: MetricKey): ResultLine | null {
  const all = lines.filter((line) => line.metric === metric);
  const monthly = all.filter(({ periodKind }) => periodKind === "month");
  const own = monthly.length > 0 ? monthly : all;
  const [urgent] = rankShown(own);
  if (urgent !== undefined) return urgent;
  const judged = own.filter((line) => isJudged(rankedJudgment(line.result).verdict));
  return (judged.length > 0 ? judged : own).toSorted((a, b) => b.weight - a.weight)[0] ?? null;
}

/** A partner's row of the overview; `isWhole`: not of a slice, which has no score of its own. */
export function rowOf(
  { lines, ...partner }: PartnerLines,
  columns: readonly PortfolioColumn[],
  isWhole: boolean,
): PartnerRow {
  const cells = columns.map(({ metric }) => {
    const line = lineOfCell(lines, metric);
    return line === null ? null : overviewOf(line);
  });
  return { ...partner, score: isWhole ? scoreOf(lines) : null, targets: lines.length, cells };
}

function overviewOf({ results: _results, judgmentCompared: _compared, ...line }: ResultLine): PortfolioLine {
  return line;
}

/** Lines that need attention by what is shown of them, the most urgent first: also of a period in progress, by its days so far. */
function rankShown(lines: readonly ResultLine[]): ResultLine[] {
  return rankAttention(lines.map(asShown)).map(({ line }) => line);
}

/** Partners in the order of their most urgent result, then the lower score first; those without anything to say last. */
export function byUrgency(partners: readonly PartnerLines[]): PartnerLines[] {
  const urgent = new Map(partners.map(({ key, lines }) => [key, rankAttention(lines.map(asShown))[0]]));
  return partners.toSorted((a, b) => {
    const [first, second] = [urgent.get(a.key), urgent.get(b.key)];
    if (first !== undefined && second !== undefined) return compareAttention(first, second);
    if (first !== undefined || second !== undefined) return first === undefined ? 1 : -1;
    return (scoreOf(a.lines) ?? 101) - (scoreOf(b.lines) ?? 101);
  });
}

/** What needs someone, over all partners, the most urgent first. */
export function attentionOf(partners: readonly PartnerLines[]): AttentionRow[] {
  return partners
    .flatMap(({ key, name, currency, lines }) =>
      rankShown(lines).map((line) => ({ partner: { key, name, currency }, line })),
    )
    .toSorted((a, b) => compareAttention(asShown(a.line), asShown(b.line)))
    .slice(0, ATTENTION_SHOWN)
    .map(({ partner, line }) => ({ partner, line: overviewOf(line) }));
}

/** Results on target that left their usual range for the worse: a warning, not a miss. The heaviest first. */
export function worseThanUsual(partners: readonly PartnerLines[]): AttentionRow[] {
  return partners
    .flatMap(({ key, name, currency, lines }) =>
      lines
        .filter(({ judgment, change }) => judgment.verdict === "met" && change.signal === "worse")
        .map((line) => ({ partner: { key, name, currency }, line: overviewOf(line) })),
    )
    .toSorted((a, b) => compareAttention(a.line, b.line))
    .slice(0, ATTENTION_SHOWN);
}

export function scoreOf(lines: readonly ResultLine[]): number | null {
  return weightedScore(lines.flatMap(weighed))?.score ?? null;
}

export function summarizeAll(partners: readonly PartnerLines[]): PortfolioSummary {
  const lines = partners.flatMap((partner) => partner.lines);
  const { counts, judged, code } = summarize(lines);
  const shown = lines.map(({ result }) => rankedJudgment(result).verdict);
  return {
    counts,
    judged,
    code,
    partners: partners.length,
    named: namedFor(code, partners),
    results: lines.length,
    shown: {
      compared: shown.filter(isJudged).length,
      met: shown.filter((verdict) => verdict === "met").length,
      offTarget: shown.filter((verdict) => verdict === "below" || verdict === "missed").length,
    },
  };
}

function namedFor(code: PortfolioSummary["code"], partners: readonly PartnerLines[]): AttentionRow[] {
  const isAbout = ({ judgment: { verdict }, criticality }: ResultLine) => {
    if (code === "missed-critical") return verdict === "missed" && criticality === "critical";
    return verdict === (code === "missed" ? "missed" : "below");
  };
  return partners
    .flatMap(({ key, name, currency, lines }) => {
      const [line] = rankAttention(lines.filter(isAbout));
      return line === undefined ? [] : [{ partner: { key, name, currency }, line }];
    })
    .toSorted((a, b) => compareAttention(a.line, b.line))
    .map(({ partner, line }) => ({ partner, line: overviewOf(line) }));
}
