import type { Duration } from "~/domain/metrics/contact-amounts";

/** What a column of durations holds, in seconds. */
export const DURATION_COLUMNS: Readonly<Record<Duration, string>> = {
  wait: "wait (s)",
  talk: "talk time (s)",
  handle: "handle time (s)",
  firstResponse: "first response (s)",
  resolution: "resolution (s)",
  firstResponseBusiness: "first response, business time (s)",
  resolutionBusiness: "resolution, business time (s)",
};
