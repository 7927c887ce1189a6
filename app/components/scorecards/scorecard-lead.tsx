import type { ReactNode } from "react";
import { rankAttention } from "~/domain/scorecards/attention";
import type { ResultLine } from "~/domain/scorecards/result-line";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { againstOf, missedText } from "~/wording/contracts/verdict-names";
import { midSentence } from "./portfolio-lead";
import { scopeText, sliceSentence } from "~/wording/scorecards/results";
import { ordinal, PERIOD_NOUNS } from "~/wording/shared/text";
import { comparedLead, notStartedLead } from "~/wording/scorecards/would-be";
import { unknownSliceText } from "~/wording/scorecards/slices";

/** The sentence that a scorecard opens with: how many targets were met, what was missed and for how long. */
export function ScorecardLead({ view }: { view: ScorecardView }): ReactNode {
  const { partner, period, summary, state, lines } = view;
  if (unknownSliceText(view.asked, view.choices) !== null || lines.length === 0) return null;
  if (state === "empty") return `${partner.name} has no data for ${period.label}.`;
  const slice = sliceSentence(view.asked);
  if (view.wouldBe.compared > summary.judged) {
    const compared = { ...view.wouldBe, isSoFar: state === "running" };
    return [slice, comparedLead(partner.name, period.label, compared), scoredWords(summary)]
      .filter((sentence) => sentence !== null)
      .join(" ");
  }
  if (summary.judged === 0) {
    if (slice !== null && state !== "running") return `${slice} No results were scored in ${period.label}.`;
    if (state === "running" && lines.every(({ result }) => result.value.status === "no-data")) {
      return notStartedLead(partner.name, period.label, view.dataUntil);
    }
    return state === "running"
      ? `${period.label} is in progress. Results for ${partner.name} are not final.`
      : `No results for ${partner.name} were scored in ${period.label}.`;
  }
  const [first, second] = rankAttention(lines);
  return (
    <>
      {slice && `${slice} `}
      {partner.name} {metText(summary)}
      {state === "running" && " (finished periods only)"}.{" "}
      {first && (
        <>
          <Miss line={first} />
          {second && (
            <>
              {" "}
              <Miss line={second} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** What the contract scores on a page that mostly compares; null where it scores nothing. */
function scoredWords({ counts: { met }, judged }: ScorecardView["summary"]): string | null {
  return judged === 0 ? null : `Scored by contract: ${met} of ${judged} on target.`;
}

/** `met 5 of 9 targets`, `met all 9 targets judged`. */
function metText({ counts: { met }, judged }: ScorecardView["summary"]): string {
  if (judged === 1) return met === 1 ? "met its only scored target" : "did not meet its only scored target";
  return met === judged ? `met all ${judged} scored targets` : `met ${met} of ${judged} targets`;
}

function Miss({ line }: { line: ResultLine }) {
  const { judgment, streak, periodKind, result } = line;
  const noun = PERIOD_NOUNS[periodKind].one;
  const scope = scopeText(line.scope);
  const missed = judgment.verdict === "missed";
  const what = missed ? missedText(againstOf(line)) : "was off target";
  const when = periodKind === "month" ? "" : ` in ${result.shortLabel}`;
  const count = missed ? streak.missed : streak.belowExpected;
  const row = count > 1 ? ` for the ${ordinal(count)} ${noun} in a row` : "";
  return (
    <>
      <strong>
        {line.shortName} {what}
      </strong>
      {scope && ` (${midSentence(scope)})`}
      {when}
      {row}.
    </>
  );
}
