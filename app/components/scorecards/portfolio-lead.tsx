import { Fragment, type ReactNode } from "react";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import { andMore, jointBefore, namedResult, portfolioHeadline, portfolioStateText } from "~/wording/scorecards/leads";
import { sliceSentence } from "~/wording/scorecards/results";
import { unknownSliceText } from "~/wording/scorecards/slices";

/** The sentence that the portfolio opens with: how many partners missed what, and which. */
export function PortfolioLead({ view }: { view: PortfolioView }): ReactNode {
  const { summary, state } = view;
  if (unknownSliceText(view.requested, view.choices) !== null || summary.partners === 0) return null;
  const unscored = portfolioStateText(view);
  if (unscored !== null && (state === "running" || summary.results === 0)) return unscored;
  const slice = sliceSentence(view.requested);
  if (unscored !== null) return slice === null ? unscored : `${slice} ${unscored}`;
  const { text, namesFollow } = portfolioHeadline(view);
  return (
    <>
      {slice && `${slice} `}
      {text}
      {namesFollow && (
        <>
          {" "}
          <Named view={view} />.
        </>
      )}
    </>
  );
}

/** More names than these make no sentence. */
const MAX_NAMED = 8;

/** Every partner that the headline counts, each with its most urgent result. */
function Named({ view: { summary, partners } }: { view: PortfolioView }) {
  const shown = summary.named.slice(0, MAX_NAMED);
  const further = summary.named.length - shown.length;
  return (
    <>
      {shown.map(({ partner, line }, index) => (
        <Fragment key={partner.key}>
          {jointBefore(index, index === shown.length - 1 && further === 0)}
          {partners.length === 1 ? (
            namedResult(line)
          ) : (
            <>
              <strong>{partner.name}</strong> ({namedResult(line)})
            </>
          )}
        </Fragment>
      ))}
      {andMore(further)}
    </>
  );
}
