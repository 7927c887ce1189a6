import type { ReactNode } from "react";
import { rankAttention } from "~/domain/scorecards/attention";
import type { ResultLine } from "~/domain/scorecards/result-line";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { metLead, missLead, noDataLead, scoredLead, unscoredLead } from "~/wording/scorecards/leads";
import { sliceSentence } from "~/wording/scorecards/results";
import { unknownSliceText } from "~/wording/scorecards/slices";
import { comparedLead, notStartedLead } from "~/wording/scorecards/would-be";

/** The sentence that a scorecard opens with: how many targets were met, what was missed and for how long. */
export function ScorecardLead({ view }: { view: ScorecardView }): ReactNode {
  const { partner, period, summary, state, lines } = view;
  if (unknownSliceText(view.requested, view.choices) !== null || lines.length === 0) return null;
  if (state === "empty") return noDataLead(view);
  const slice = sliceSentence(view.requested);
  if (view.wouldBe.compared > summary.judged) {
    const compared = { ...view.wouldBe, isSoFar: state === "running" };
    return [slice, comparedLead(partner.name, period.label, compared), scoredLead(summary)]
      .filter((sentence) => sentence !== null)
      .join(" ");
  }
  if (summary.judged === 0) {
    return state === "running" && lines.every(({ result }) => result.value.status === "no-data")
      ? notStartedLead(partner.name, period.label, view.dataUntil)
      : unscoredLead(view, slice);
  }
  const [first, second] = rankAttention(lines);
  return (
    <>
      {slice && `${slice} `}
      {metLead(view)} {first && <Miss line={first} />} {first && second && <Miss line={second} />}
    </>
  );
}

function Miss({ line }: { line: ResultLine }) {
  const { what, where } = missLead(line);
  return (
    <>
      <strong>{what}</strong>
      {where}
    </>
  );
}
