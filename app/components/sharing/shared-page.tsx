import type { MetricView } from "~/domain/scorecards/metric-view";
import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { viewMeta } from "~/wording/scorecards/view-header";
import { SHARED_PAGE_TEXT } from "~/wording/sharing/shared-page";
import { ScorecardBody } from "../scorecards/scorecard-body";
import { ScorecardLead } from "../scorecards/scorecard-lead";
import { ExportMenu } from "../ui/export-menu";
import { laterPage } from "./later-page";
import { SharedFrame } from "./shared-frame";
import { slicesOf } from "./shared-meta";

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

const PORTFOLIO = laterPage(async () => (await import("./shared-portfolio")).SharedPortfolio);
const METRIC = laterPage(async () => (await import("./shared-metric")).SharedMetric);
const PARTNERS_METRIC = laterPage(async () => (await import("./shared-partners-metric")).SharedPartnersMetric);

/** The kinds whose code comes later; a scorecard is what most links show. */
const LATER = { portfolio: PORTFOLIO, metric: METRIC, "partners-metric": PARTNERS_METRIC } as const;

/** Before the page is rendered on the server. */
export async function readySharedPage(kind: SharedPageProps["shared"]["kind"]): Promise<void> {
  if (kind !== "scorecard") await LATER[kind].ready();
}

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
          meta={[shared.view.period.label, ...slicesOf(shared.view), ...viewMeta(shared.view)]}
          lead={<ScorecardLead view={shared.view} />}
        >
          <ScorecardBody view={shared.view} linked={false} rowsReadable={false} mayWriteNotes={false} />
        </SharedFrame>
      );
    case "portfolio":
      return <PORTFOLIO.Page view={shared.view} frame={frame} />;
    case "metric":
      return <METRIC.Page view={shared.view} notesReadable={notesReadable} frame={frame} />;
    case "partners-metric":
      return <PARTNERS_METRIC.Page view={shared.view} frame={frame} />;
  }
}
