import type { MetricView } from "~/domain/scorecards/metric-view";

/** The slice that a shared view is of, as its heading names it. */
export function slicesOf({ requested: { site, program, channel } }: Pick<MetricView, "requested">): string[] {
  return [site, program, channel].filter((part) => part !== null);
}
