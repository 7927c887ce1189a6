import type { PortfolioView } from "~/domain/review/portfolio-view";
import type { ScorecardView } from "~/domain/review/scorecard-view";
import { SharedFrame } from "./shared-frame";
import { PortfolioBody } from "./views/portfolio-body";
import { ScorecardBody } from "./views/scorecard-body";
import { PortfolioLead } from "./words/portfolio-lead";
import { ScorecardLead } from "./words/scorecard-lead";
import { viewMeta } from "./words/view-words";

type SharedPageProps = {
  shared: { kind: "scorecard"; view: ScorecardView } | { kind: "portfolio"; view: PortfolioView };
  /** The day the link ends. */
  until: string;
};

const SHARED_BY = "the vendor lead";

/** A view as someone with a link sees it: the same bodies as inside, in a frame that leads nowhere else. */
export function SharedPage({ shared, until }: SharedPageProps) {
  const frame = { sharedBy: SHARED_BY, until };
  switch (shared.kind) {
    case "scorecard":
      return (
        <SharedFrame
          {...frame}
          title={shared.view.partner.name}
          meta={metaOf(shared.view)}
          lead={<ScorecardLead view={shared.view} />}
        >
          <ScorecardBody view={shared.view} linked={false} mayWriteNotes={false} />
        </SharedFrame>
      );
    case "portfolio":
      return (
        <SharedFrame {...frame} title="Partners" meta={metaOf(shared.view)} lead={<PortfolioLead view={shared.view} />}>
          <PortfolioBody view={shared.view} linked={false} />
        </SharedFrame>
      );
  }
}

function metaOf(view: PortfolioView | ScorecardView): string[] {
  const { site, program, channel } = view.asked;
  const slices = [site, program, channel].filter((part) => part !== null);
  return [view.period.label, ...slices, ...viewMeta(view)];
}
