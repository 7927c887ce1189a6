import type { MetricView } from "~/domain/scorecards/metric-view";

/** The slice that a shared view is of, as its heading names it. */
export function slicesOf({ asked: { site, program, channel } }: Pick<MetricView, "asked">): string[] {
  return [site, program, channel].filter((part) => part !== null);
}
