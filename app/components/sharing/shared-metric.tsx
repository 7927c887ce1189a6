import type { MetricView } from "~/domain/scorecards/metric-view";
import { metricMeta } from "~/wording/scorecards/view-header";
import { MetricBody } from "../scorecards/metric-body";
import { SharedFrame, type SharedFrameProps } from "./shared-frame";
import { slicesOf } from "./shared-meta";

type SharedMetricProps = { view: MetricView; notesReadable: boolean; frame: SharedFrameProps };

export function SharedMetric({ view, notesReadable, frame }: SharedMetricProps) {
  return (
    <SharedFrame
      {...frame}
      title={view.metric.name}
      meta={[view.partner.name, view.range.label, ...slicesOf(view), ...metricMeta(view)]}
    >
      <MetricBody
        view={view}
        linked={false}
        newNoteHref={null}
        csvHref={null}
        rowsReadable={false}
        notesReadable={notesReadable}
      />
    </SharedFrame>
  );
}
