import { dayLabel } from "~/domain/calendar/labels";
import type { ViewState } from "~/domain/review/view-state";

/** What a month's page is, in the words of its right upper corner: state, data as of, zone. */
export function viewMeta(view: { state: ViewState; dataUntil: string | null; timeZone: string }): string[] {
  const until = view.dataUntil === null ? null : dayLabel(view.dataUntil).shortLabel;
  switch (view.state) {
    case "running":
      return [until === null ? "running" : `running · to ${until}`, view.timeZone];
    case "draft":
      return ["draft", `data ends ${until ?? "before it began"}`, view.timeZone];
    case "final":
      return ["final", `data to ${until ?? ""}`, view.timeZone];
    case "empty":
      return ["no data", view.timeZone];
  }
}

/** As `viewMeta`, with the SOW version that judges the month. */
export function scorecardMeta(view: Parameters<typeof viewMeta>[0] & { sow: SowInForce | null }): string[] {
  if (view.sow === null) return viewMeta(view);
  const { version, effectiveFrom, amendment } = view.sow;
  const verb = amendment === "" ? "in force since" : "amended";
  const [state = "", ...rest] = viewMeta(view);
  return [state, `SOW v${version}, ${verb} ${dayLabel(effectiveFrom).label}`, ...rest];
}

type SowInForce = { version: number; effectiveFrom: string; amendment: string };
