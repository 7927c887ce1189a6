import type { PeriodKind } from "~/domain/calendar/period";
import { formatFigure, type FigureFormat } from "../shared/figures";
import type { ResultLine } from "~/domain/scorecards/result-line";
import type { TargetScope } from "~/domain/metrics/row-scope";
import { minimumLabel } from "../contracts/verdict-names";
import { PERIOD_NOUNS, ordinal } from "../shared/text";
import { levelText } from "../contracts/levels";

/** What of a line its words are made of. */
export type DescribedLine = Pick<
  ResultLine,
  | "shortName"
  | "detail"
  | "scope"
  | "unit"
  | "decimals"
  | "comparator"
  | "periodKind"
  | "result"
  | "judgment"
  | "streak"
  | "change"
  | "sample"
>;

export function formatOf(
  { unit, decimals }: Pick<DescribedLine, "unit" | "decimals">,
  currency: string | null,
): FigureFormat {
  return { unit, decimals, ...(currency === null ? {} : { currency }) };
}

/** `Buyer support · Voice`; empty where the target holds everywhere. */
export function scopeText(scope: TargetScope): string {
  const { program, site, channel, severity } = scope;
  const parts = [program, site, channel, severity === undefined ? undefined : `severity ${severity}`];
  return parts.filter((part) => part !== undefined).join(" · ");
}

/** What a page narrowed to a slice says of itself first; null for a whole page. */
export function sliceSentence({
  site,
  program,
  channel,
}: Readonly<Record<"site" | "program" | "channel", string | null>>) {
  const names = [program, site, channel].filter((name) => name !== null);
  if (names.length === 0) return null;
  return `Filtered to ${names.join(" · ")}. Only targets for this filter are scored.`;
}

/** Slice, parameters and period of a line, as they stand under its name. */
export function lineText(
  { scope, detail, periodKind }: Pick<DescribedLine, "scope" | "detail" | "periodKind">,
  pageKind: PeriodKind = "month",
): string {
  const period =
    periodKind === pageKind ? "" : periodKind === "quarter" ? "quarterly" : `by ${PERIOD_NOUNS[periodKind].one}`;
  return [scopeText(scope), detail, period].filter((part) => part !== "").join(" · ");
}

/** `78.4% against 85.0% expected, 80.0% minimum`; the last a limit where the figure must stay low. */
export function againstText(
  line: Pick<DescribedLine, "unit" | "decimals" | "comparator" | "result">,
  currency: string | null,
): string {
  const { value, judgment } = line.result;
  const format = formatOf(line, currency);
  const figure = value.status === "measured" ? formatFigure(value.value, format) : "no data";
  if (judgment.expected === null) return figure;
  const minimum =
    judgment.minimum === null ? "" : `, ${minimumLabel(line.comparator)} ${levelText(judgment.minimum, format)}`;
  return `${figure} vs expected ${levelText(judgment.expected, format)}${minimum}`;
}

/** `third in a row`, for the second and later miss; null before. */
export function streakText({ streak, judgment }: Pick<DescribedLine, "streak" | "judgment">): string | null {
  const { belowExpected, missed } = streak;
  if (judgment.verdict === "missed" && missed > 1) return `${ordinal(missed)} in a row`;
  if (judgment.verdict === "missed" && belowExpected > 1) return `${ordinal(belowExpected)} in a row off target`;
  return judgment.verdict === "below" && belowExpected > 1 ? `${ordinal(belowExpected)} in a row` : null;
}

/** The sentences of one result that needs somebody: what happened, how long already, and whether it is a change. */
export function attentionSentence(line: DescribedLine, currency: string | null): string {
  const { streak, periodKind, result, change } = line;
  const which = periodKind === "month" ? "" : `${result.shortLabel}: `;
  const noun = PERIOD_NOUNS[periodKind].one;
  // A comparison counts toward no streak.
  const row =
    result.wouldBe === null && streak.belowExpected > 1
      ? `; ${ordinal(streak.belowExpected)} ${noun} in a row off target`
      : "";
  const first = `${which}${againstText(line, currency)}${row}.`;
  return [first, changeSentence(change.signal, noun, streak.belowExpected)]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function changeSentence(signal: DescribedLine["change"]["signal"], noun: string, belowExpected: number): string {
  switch (signal) {
    case "worse":
      return "Worse than its usual range.";
    case "better":
      return "Better than its usual range, but still off target.";
    case "usual":
      return belowExpected > 1 ? "Within its usual range." : "Normal variation, not a trend.";
    case "shifted":
      return "Outside its usual range.";
    case "too-few":
    case null:
      return "";
  }
}

/** What a sparkline shows, in words. */
export function historyText(
  line: Pick<ResultLine, "history" | "historyFrom" | "periodKind" | "unit" | "decimals" | "shortName">,
  currency: string | null,
): string {
  const measured = line.history.values.filter((value) => value !== null);
  const [first, last] = [measured[0], measured.at(-1)];
  if (first === undefined || last === undefined) return `${line.shortName}: no data since ${line.historyFrom}`;
  const format = formatOf(line, currency);
  const many = `${line.history.values.length} ${PERIOD_NOUNS[line.periodKind].many}`;
  return `${line.shortName}, ${many}: from ${formatFigure(first, format)} to ${formatFigure(last, format)}`;
}

/** `usually 83.0–88.1%`: the usual range that a result is compared with, not the earlier period. */
export function usualRangeText(usual: { readonly low: number; readonly high: number }, format: FigureFormat): string {
  return `usually ${levelText(usual, format)}`;
}
