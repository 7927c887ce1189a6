import type { Database } from "~/data/db/database.server";
import type { Viewer } from "~/domain/access/viewer";
import type { MetricView } from "~/domain/scorecards/metric-view";
import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import type { PortfolioView } from "~/domain/scorecards/portfolio-view";
import type { ScorecardView } from "~/domain/scorecards/scorecard-view";
import { partnersMetricExport } from "../export/partners-metric-export";
import { metricExport, portfolioExport, scorecardExport } from "../export/view-exports";
import { readMetricPageQuestion } from "../scorecards/metric-page-question";
import { loadMetricPage } from "../scorecards/metric-page.server";
import { loadPartnersMetric } from "../scorecards/partners-metric.server";
import { readPortfolioQuestion } from "../scorecards/portfolio-question";
import { loadPortfolio } from "../scorecards/portfolio.server";
import { readScorecardQuestion } from "../scorecards/scorecard-question";
import { loadScorecard } from "../scorecards/scorecard.server";

/** The view that a link was made for, with what its address carried then. */
export type SharedQuestion = {
  readonly view: "scorecard" | "portfolio" | "metric";
  readonly parameters: Readonly<Record<string, string>>;
};

export type SharedView =
  | { readonly kind: "scorecard"; readonly view: ScorecardView }
  | { readonly kind: "portfolio"; readonly view: PortfolioView }
  | { readonly kind: "metric"; readonly view: MetricView }
  | { readonly kind: "partners-metric"; readonly view: PartnersMetricView };

/** The same report as inside, by the link's viewer; null where what was shared is no longer there. */
export async function loadSharedView(
  db: Database,
  viewer: Viewer,
  { view: kind, parameters }: SharedQuestion,
  options: { clock: () => Date },
): Promise<SharedView | null> {
  const address = new URLSearchParams(parameters);
  const { vendor = "", period = "" } = parameters;
  switch (kind) {
    case "scorecard": {
      const view = await loadScorecard(db, viewer, readScorecardQuestion(vendor, period, address), options);
      return view && { kind, view };
    }
    case "portfolio": {
      const view = await loadPortfolio(db, viewer, readPortfolioQuestion(address), options);
      return view && { kind, view };
    }
    case "metric": {
      const question = readMetricPageQuestion(parameters.metric ?? "", address);
      if (question.isOfAllPartners) {
        const view = await loadPartnersMetric(db, viewer, question, options);
        return view && { kind: "partners-metric", view };
      }
      const view = await loadMetricPage(db, viewer, question, options);
      return view && { kind, view };
    }
  }
}

/** The view as a file. */
export function sharedExport(shared: SharedView) {
  switch (shared.kind) {
    case "scorecard":
      return scorecardExport(shared.view);
    case "portfolio":
      return portfolioExport(shared.view);
    case "metric":
      return metricExport(shared.view);
    case "partners-metric":
      return partnersMetricExport(shared.view);
  }
}
