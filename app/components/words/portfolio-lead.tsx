import type { ReactNode } from "react";
import type { PortfolioView } from "~/domain/review/portfolio-view";
import { leastWord, shortOfExpected } from "../verdict-words";
import { capitalised, numberWord, ordinal, PERIOD_NOUNS, sliceSentence } from "./result-words";
import { unknownSliceWords } from "./slice-words";

/** The sentence that the portfolio opens with: how many partners missed what, and who needs somebody first. */
export function PortfolioLead({ view }: { view: PortfolioView }): ReactNode {
  const { summary, state, period } = view;
  if (unknownSliceWords(view.asked, view.choices) !== null || summary.partners === 0) return null;
  if (state === "running") {
    return `${period.label} is still running: what it shows is not judged yet.`;
  }
  if (summary.results === 0) return `No partner has a target for ${period.label}.`;
  const slice = sliceSentence(view.asked);
  if (summary.judged === 0) {
    return slice === null
      ? `Nothing could be judged in ${period.label}.`
      : `${slice} Nothing was judged in ${period.label}.`;
  }
  return (
    <>
      {slice && `${slice} `}
      {headline(view)} <First view={view} />
    </>
  );
}

function headline({ summary, period, partners }: PortfolioView): string {
  const of = partners.length === 1 ? (partners[0]?.name ?? null) : null;
  const some = (count: number) => of ?? `${capitalised(numberWord(count))} of ${numberWord(summary.partners)} partners`;
  switch (summary.code) {
    case "missed-critical":
      return `${some(summary.partnersMissedCritical)} missed a critical target in ${period.label}.`;
    case "missed":
      return `${some(summary.partnersMissed)} missed a target in ${period.label}, none of them critical.`;
    case "below":
      return `No target was missed in ${period.label}; ${numberWord(summary.counts.below)} came in below expected.`;
    case "all-met":
    case "nothing-judged":
      return `All ${summary.judged} results judged in ${period.label} met what is expected.`;
  }
}

/** The most urgent result, and the next one of another partner. */
function First({ view }: { view: PortfolioView }) {
  const [first] = view.attention;
  const second = view.attention.find(({ partner }) => partner.key !== first?.partner.key);
  if (first === undefined) return null;
  return (
    <>
      <Clause row={first} />
      {second && (
        <>
          {"; "}
          <Clause row={second} />
        </>
      )}
      .
    </>
  );
}

function Clause({ row: { partner, line } }: { row: PortfolioView["attention"][number] }) {
  const { streak, judgement, periodKind, shortName, comparator } = line;
  const short = shortOfExpected(comparator);
  const noun = PERIOD_NOUNS[periodKind].one;
  const verb =
    judgement.verdict === "missed"
      ? `missed its ${judgement.minimum === null ? "target" : leastWord(comparator)}`
      : `was ${short}`;
  const row = streak.belowExpected > 1 ? `, the ${ordinal(streak.belowExpected)} ${noun} in a row ${short}` : "";
  return (
    <>
      <strong>{partner.name}</strong>’s {midSentence(shortName)} {verb}
      {row}
    </>
  );
}

/** Names that are abbreviations keep their capitals. */
export function midSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
