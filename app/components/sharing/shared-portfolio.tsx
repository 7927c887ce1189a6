import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import { viewMeta } from "~/wording/scorecards/view-header";
import { SHARED_PAGE_TEXT } from "~/wording/sharing/shared-page";
import { PortfolioBody } from "../scorecards/portfolio-body";
import { PortfolioLead } from "../scorecards/portfolio-lead";
import { SharedFrame, type SharedFrameProps } from "./shared-frame";
import { slicesOf } from "./shared-meta";

type SharedPortfolioProps = { view: PortfolioView; frame: SharedFrameProps };

export function SharedPortfolio({ view, frame }: SharedPortfolioProps) {
  return (
    <SharedFrame
      {...frame}
      title={SHARED_PAGE_TEXT.partners}
      meta={[view.period.label, ...slicesOf(view), ...viewMeta(view)]}
      lead={<PortfolioLead view={view} />}
    >
      <PortfolioBody view={view} linked={false} rowsReadable={false} />
    </SharedFrame>
  );
}
