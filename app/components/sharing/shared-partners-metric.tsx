import type { PartnersMetricView } from "~/domain/scorecards/partners-metric-view";
import { metricMeta } from "~/wording/scorecards/view-header";
import { ALL_PARTNERS } from "~/wording/scorecards/partners-metric";
import { PartnersMetricBody } from "../scorecards/partners-metric-body";
import { SharedFrame, type SharedFrameProps } from "./shared-frame";
import { slicesOf } from "./shared-meta";

type SharedPartnersMetricProps = { view: PartnersMetricView; frame: SharedFrameProps };

export function SharedPartnersMetric({ view, frame }: SharedPartnersMetricProps) {
  return (
    <SharedFrame
      {...frame}
      title={view.metric.name}
      meta={[ALL_PARTNERS, view.range.label, ...slicesOf(view), ...metricMeta(view)]}
    >
      <PartnersMetricBody view={view} linked={false} csvHref={null} rowsReadable={false} />
    </SharedFrame>
  );
}
