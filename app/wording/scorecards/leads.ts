import type { ResultLine } from "~/domain/scorecards/result-line";
import type { PortfolioLine, PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { againstOf, missedText } from "../contracts/verdict-names";
import { capitalized, numberName, ordinal, PERIOD_NOUNS } from "../shared/text";
import { scopeText } from "./results";

/** What the portfolio opens with where no verdict is reported; null where there are verdicts. */
export function portfolioStateText({ state, period, summary }: PortfolioView): string | null {
  if (state === "running") {
    const { met, compared } = summary.shown;
    if (compared === 0) return `${period.label} is in progress. Results are not final.`;
    return `${period.label} so far: ${met} of ${compared} ${compared === 1 ? "target is" : "targets are"} met. Results are not final.`;
  }
  if (summary.results === 0) return `No targets in ${period.label}.`;
  return summary.judged === 0 ? `No results were scored in ${period.label}.` : null;
}

/** The result of the month; `namesFollow`: ends before the list of partners. */
export function portfolioHeadline({ summary, period, partners }: PortfolioView): {
  text: string;
  namesFollow: boolean;
} {
  const { named } = summary;
  const only = partners.length === 1 ? (partners[0]?.name ?? null) : null;
  const who = only ?? `${capitalized(numberName(named.length))} of ${numberName(summary.partners)} partners`;
  switch (summary.code) {
    case "missed-critical":
      return { text: `${who} missed a critical target in ${period.label}:`, namesFollow: true };
    case "missed":
      return { text: `${who} missed a target in ${period.label} (none critical):`, namesFollow: true };
    case "below":
      return {
        text: `No minimum or limit was missed in ${period.label}. ${who} ${named.length === 1 ? "is" : "are"} off target:`,
        namesFollow: true,
      };
    case "all-met":
    case "nothing-judged":
      return {
        text:
          summary.judged === 1
            ? `The only result scored in ${period.label} is on target.`
            : `All ${summary.judged} results scored in ${period.label} are on target.`,
        namesFollow: false,
      };
  }
}

/** `CSAT, third month in a row off target`. */
export function namedResult({ shortName, streak, periodKind }: PortfolioLine): string {
  const row =
    streak.belowExpected > 1
      ? `, ${ordinal(streak.belowExpected)} ${PERIOD_NOUNS[periodKind].one} in a row off target`
      : "";
  return `${midSentence(shortName)}${row}`;
}

/** What joins a name to the names before it: nothing, a comma or `and`. */
export function jointBefore(index: number, isLast: boolean): string {
  if (index === 0) return "";
  return isLast ? " and " : ", ";
}

/** The names that a list leaves out. */
export function andMore(further: number): string {
  return further === 0 ? "" : ` and ${numberName(further)} more`;
}

/** What a scorecard opens with where nothing was scored. */
export function unscoredLead({ partner, period, state }: ScorecardView, slice: string | null): string {
  if (slice !== null && state !== "running") return `${slice} No results were scored in ${period.label}.`;
  return state === "running"
    ? `${period.label} is in progress. Results for ${partner.name} are not final.`
    : `No results for ${partner.name} were scored in ${period.label}.`;
}

export function noDataLead({ partner, period }: ScorecardView): string {
  return `${partner.name} has no data for ${period.label}.`;
}

/** What the contract scores on a page that mostly compares; null where it scores nothing. */
export function scoredLead({ counts: { met }, judged }: ScorecardView["summary"]): string | null {
  return judged === 0 ? null : `Scored by contract: ${met} of ${judged} on target.`;
}

/** `Brightline met 5 of 9 targets.` */
export function metLead({ partner, summary: { counts, judged }, state }: ScorecardView): string {
  const finished = state === "running" ? " (finished periods only)" : "";
  return `${partner.name} ${metText(counts.met, judged)}${finished}.`;
}

function metText(met: number, judged: number): string {
  if (judged === 1) return met === 1 ? "met its only scored target" : "did not meet its only scored target";
  return met === judged ? `met all ${judged} scored targets` : `met ${met} of ${judged} targets`;
}

/** `CSAT missed its minimum` and what follows: where, when, how often. */
export function missLead(line: ResultLine): { what: string; where: string } {
  const { judgment, streak, periodKind, result } = line;
  const noun = PERIOD_NOUNS[periodKind].one;
  const scope = scopeText(line.scope);
  const missed = judgment.verdict === "missed";
  const what = missed ? missedText(againstOf(line)) : "was off target";
  const when = periodKind === "month" ? "" : ` in ${result.shortLabel}`;
  const count = missed ? streak.missed : streak.belowExpected;
  const row = count > 1 ? ` for the ${ordinal(count)} ${noun} in a row` : "";
  return {
    what: `${line.shortName} ${what}`,
    where: `${scope === "" ? "" : ` (${midSentence(scope)})`}${when}${row}.`,
  };
}

/** A name inside a sentence. Names that are abbreviations keep their capitals. */
function midSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
