import { Fragment, type ReactNode } from "react";
import type { PortfolioLine, PortfolioView } from "~/domain/scorecards/portfolio-view";
import { sliceSentence } from "~/wording/scorecards/results";
import { capitalized, numberName, ordinal, PERIOD_NOUNS } from "~/wording/shared/text";
import { unknownSliceText } from "~/wording/scorecards/slices";

/** The sentence that the portfolio opens with: how many partners missed what, and which. */
export function PortfolioLead({ view }: { view: PortfolioView }): ReactNode {
  const { summary, state, period } = view;
  if (unknownSliceText(view.asked, view.choices) !== null || summary.partners === 0) return null;
  if (state === "running") {
    return `${period.label} is in progress. Results are not final.`;
  }
  if (summary.results === 0) return `No targets in ${period.label}.`;
  const slice = sliceSentence(view.asked);
  if (summary.judged === 0) {
    return slice === null
      ? `No results were scored in ${period.label}.`
      : `${slice} No results were scored in ${period.label}.`;
  }
  return (
    <>
      {slice && `${slice} `}
      <Headline view={view} />
    </>
  );
}

function Headline({ view }: { view: PortfolioView }) {
  const { summary, period, partners } = view;
  const { named } = summary;
  const only = partners.length === 1 ? (partners[0]?.name ?? null) : null;
  const who = only ?? `${capitalized(numberName(named.length))} of ${numberName(summary.partners)} partners`;
  switch (summary.code) {
    case "missed-critical":
      return (
        <>
          {who} missed a critical target in {period.label}: <Named view={view} />.
        </>
      );
    case "missed":
      return (
        <>
          {who} missed a target in {period.label} (none critical): <Named view={view} />.
        </>
      );
    case "below":
      return (
        <>
          No minimum or limit was missed in {period.label}. {only ?? who} {named.length === 1 ? "is" : "are"} off
          target: <Named view={view} />.
        </>
      );
    case "all-met":
    case "nothing-judged":
      return summary.judged === 1
        ? `The only result scored in ${period.label} is on target.`
        : `All ${summary.judged} results scored in ${period.label} are on target.`;
  }
}

/** More names than these make no sentence. */
const MAX_NAMED = 8;

/** Every partner that the headline counts, each with its most urgent result. */
function Named({ view: { summary, partners } }: { view: PortfolioView }) {
  const shown = summary.named.slice(0, MAX_NAMED);
  const further = summary.named.length - shown.length;
  return shown.map(({ partner, line }, index) => {
    const isLast = index === shown.length - 1 && further === 0;
    const joint = index === 0 ? "" : isLast ? " and " : ", ";
    return (
      <Fragment key={partner.key}>
        {joint}
        {partners.length === 1 ? resultText(line) : <NamedPartner name={partner.name} line={line} />}
        {index === shown.length - 1 && further > 0 && ` and ${numberName(further)} more`}
      </Fragment>
    );
  });
}

function NamedPartner({ name, line }: { name: string; line: PortfolioLine }) {
  return (
    <>
      <strong>{name}</strong> ({resultText(line)})
    </>
  );
}

/** `CSAT, the third month in a row off target`. */
function resultText({ shortName, streak, periodKind }: PortfolioLine): string {
  const row =
    streak.belowExpected > 1
      ? `, ${ordinal(streak.belowExpected)} ${PERIOD_NOUNS[periodKind].one} in a row off target`
      : "";
  return `${midSentence(shortName)}${row}`;
}

/** Names that are abbreviations keep their capitals. */
export function midSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
