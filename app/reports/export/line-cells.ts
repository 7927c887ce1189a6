import { assuranceLabel } from "~/wording/causes/capability";
import { addDays, type Day } from "~/domain/calendar/day";
import { leftOutText } from "~/wording/metrics/left-out";
import type { Preliminary } from "~/domain/metrics/preliminary";
import { preliminaryParts } from "~/wording/metrics/preliminary";
import type { ResultLine } from "~/domain/scorecards/result-line";
import { shownVariance, type BaseLevel } from "~/domain/contracts/verdict";
import { resultState } from "~/domain/calendar/view-state";
import { againstOf, verdictLabel } from "~/wording/contracts/verdict-names";
import { wouldBeText } from "~/wording/scorecards/would-be";
import { BAND, CHANGE_SIGNALS, comparedCell, VIEW_STATES } from "~/wording/scorecards/exports";
import { dayCell, figureCell, type ExportCell } from "./export-file";

type LineExport = {
  currency: string | null;
  /** The last day with data of the partner. */
  dataUntil: Day | null;
  result?: ResultLine["result"];
};

type ExportedLine = Omit<ResultLine, "results" | "judgmentCompared">;

/** The cells of a line, by default with its latest result; only that one has streaks and changes. */
export function lineCells(line: ExportedLine, { currency, dataUntil, result = line.result }: LineExport): ExportCell[] {
  const { value, judgment } = result;
  const format = { unit: line.unit, decimals: line.decimals, ...(currency === null ? {} : { currency }) };
  const figure = (amount: number | null) => figureCell(amount, format);
  const measured = value.status === "measured" ? value : null;
  const { program = "", site = "", channel = "", severity = "" } = line.scope;
  const own = result === line.result;
  return [
    line.metric,
    line.name,
    parameterText(line.parameters),
    program,
    site,
    channel,
    severity,
    result.key,
    dayCell(result.from),
    dayCell(addDays(result.until, -1)),
    VIEW_STATES[resultState(result, dataUntil)],
    figure(measured?.value ?? null),
    measured?.numerator ?? null,
    measured?.denominator ?? null,
    measured?.factor ?? null,
    measured?.n ?? null,
    line.comparator === "band" ? BAND : line.comparator,
    figure(low(judgment.expected)),
    figure(low(judgment.minimum)),
    figure(high(judgment.expected)),
    figure(high(judgment.minimum)),
    figure(shownVariance(judgment, line.comparator)),
    verdictLabel(judgment.verdict, againstOf({ comparator: line.comparator, judgment })),
    result.wouldBe === null
      ? ""
      : verdictLabel(result.wouldBe.judgment.verdict, againstOf({ comparator: line.comparator, judgment })),
    result.wouldBe === null ? "" : wouldBeText(result.wouldBe, line.scoredBy),
    own ? line.streak.belowExpected : null,
    own ? line.streak.missed : null,
    own ? figure(line.change.difference) : null,
    own ? comparedCell(line.change.since, line.change.sincePart) : "",
    own && line.change.signal !== null ? CHANGE_SIGNALS[line.change.signal] : "",
    own ? stabilityCell(line) : "",
    line.weight,
    line.criticality,
    line.clause,
    result.version,
    leftOutText(value) ?? "",
    preliminaryCell(result.preliminary),
  ];
}

/** As the mark on the scorecard states it. */
function stabilityCell({ assurance, judgment }: ExportedLine): string {
  return assurance === null ? "" : assuranceLabel(assurance, judgment.verdict).toLowerCase();
}

/** `312 contacts, 28–31 Oct 2026`; empty where all is final. */
function preliminaryCell(preliminary: Preliminary | null): string {
  return preliminary === null ? "" : preliminaryParts(preliminary);
}

/** The level itself, or the lower end of a band. */
export function low(level: BaseLevel | null): number | null {
  return level === null || typeof level === "number" ? level : level.low;
}

/** The upper end of a band; null where the level is no band. */
export function high(level: BaseLevel | null): number | null {
  return level === null || typeof level === "number" ? null : level.high;
}

/** `seconds=20; top=4`. */
export function parameterText(parameters: Readonly<Record<string, string | number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
}
