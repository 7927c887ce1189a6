import type { MetricView } from "~/domain/scorecards/metric-view";
import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { ExportMenu } from "../ui/export-menu";
import { LaterPartnersMetric } from "./later-partners-metric";
import { SharedFrame } from "./shared-frame";
import { MetricBody } from "../scorecards/metric-body";
import { PortfolioBody } from "../scorecards/portfolio-body";
import { ScorecardBody } from "../scorecards/scorecard-body";
import { PortfolioLead } from "../scorecards/portfolio-lead";
import { ScorecardLead } from "../scorecards/scorecard-lead";
import { metricMeta, viewMeta } from "~/wording/scorecards/view-header";
import { SHARED_PAGE_TEXT } from "~/wording/sharing/shared-page";

type SharedPageProps = {
  shared:
    | { kind: "scorecard"; view: ScorecardView }
    | { kind: "portfolio"; view: PortfolioView }
    | { kind: "metric"; view: MetricView }
    | { kind: "partners-metric"; view: PartnersMetricView };
  /** The day the link ends. */
  until: string;
  notesReadable: boolean;
  /** The view as a file; null where the link allows none. */
  downloadHref: string | null;
};

const SHARED_BY = SHARED_PAGE_TEXT.vendorManager;

/** A view as someone with a link sees it: the same bodies as inside, in a frame that leads nowhere else. */
export function SharedPage({ shared, until, notesReadable, downloadHref }: SharedPageProps) {
  const actions = downloadHref === null ? undefined : <ExportMenu csvHref={downloadHref} />;
  const frame = { sharedBy: SHARED_BY, until, actions };
  switch (shared.kind) {
    case "scorecard":
      return (
        <SharedFrame
          {...frame}
          title={shared.view.partner.name}
          meta={metaOf(shared.view)}
          lead={<ScorecardLead view={shared.view} />}
        >
          <ScorecardBody view={shared.view} linked={false} rowsReadable={false} mayWriteNotes={false} />
        </SharedFrame>
      );
    case "portfolio":
      return (
        <SharedFrame
          {...frame}
          title={SHARED_PAGE_TEXT.partners}
          meta={metaOf(shared.view)}
          lead={<PortfolioLead view={shared.view} />}
        >
          <PortfolioBody view={shared.view} linked={false} rowsReadable={false} />
        </SharedFrame>
      );
    case "metric":
      return (
        <SharedFrame {...frame} title={shared.view.metric.name} meta={metricMetaOf(shared.view)}>
          <MetricBody
            view={shared.view}
            linked={false}
            newNoteHref={null}
            csvHref={null}
            rowsReadable={false}
            notesReadable={notesReadable}
          />
        </SharedFrame>
      );
    case "partners-metric":
      return (
        <SharedFrame {...frame} title={shared.view.metric.name} meta={partnersMetaOf(shared.view)}>
          <LaterPartnersMetric view={shared.view} linked={false} csvHref={null} rowsReadable={false} />
        </SharedFrame>
      );
  }
}

function metaOf(view: PortfolioView | ScorecardView): string[] {
  return [view.period.label, ...slicesOf(view), ...viewMeta(view)];
}

function metricMetaOf(view: MetricView): string[] {
  return [view.partner.name, view.range.label, ...slicesOf(view), ...metricMeta(view)];
}

function partnersMetaOf(view: PartnersMetricView): string[] {
  return [SHARED_PAGE_TEXT.allPartners, view.range.label, ...slicesOf(view), ...metricMeta(view)];
}

function slicesOf({ asked: { site, program, channel } }: Pick<MetricView | PortfolioView, "asked">): string[] {
  return [site, program, channel].filter((part) => part !== null);
}
