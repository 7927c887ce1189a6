import { dayLabel } from "~/domain/calendar/labels";
import type { ViewState } from "~/domain/calendar/view-state";

type MonthView = {
  state: ViewState;
  dataUntil: string | null;
  timeZone: string;
  partlyPreliminary: boolean;
};

/** What a month's page is, in the words of its right upper corner: state, data as of, zone. */
export function viewMeta(view: MonthView): string[] {
  return view.partlyPreliminary ? [...stateMeta(view), "partly preliminary"] : stateMeta(view);
}

function stateMeta(view: MonthView): string[] {
  const until = view.dataUntil === null ? null : dayLabel(view.dataUntil).label;
  switch (view.state) {
    case "running":
      return [until === null ? "in progress" : `in progress · data to ${until}`, view.timeZone];
    case "draft":
      return ["draft", `data to ${until ?? "before this period"}`, view.timeZone];
    case "final":
      return ["final", `data to ${until ?? ""}`, view.timeZone];
    case "empty":
      return ["no data", view.timeZone];
  }
}

/** As `viewMeta`, with the SOW version that judges the month. */
export function scorecardMeta(view: MonthView & { sow: SowInForce | null; lines: readonly ShownLine[] }): string[] {
  const [own = "", ...rest] = viewMeta(view);
  const goesOn = view.state !== "running" && view.lines.some(({ result }) => result.state === "running");
  const state = goesOn ? `${own}, longer periods in progress` : own;
  if (view.sow === null) return [state, ...rest];
  const { version, effectiveFrom } = view.sow;
  return [state, `SOW v${version}, in force since ${dayLabel(effectiveFrom).label}`, ...rest];
}

type ShownLine = { result: { state: "running" | "over" } };
type SowInForce = { version: number; effectiveFrom: string };

const IGNORED_LABELS: Readonly<Record<string, string>> = {
  from: "the first day",
  to: "the last day",
  grain: "the time unit (day, week or month)",
  by: "the split (site, program or channel)",
};

/** What of an address could not be used: `“2026-13-01” as the first day`. */
export function ignoredText(ignored: readonly { readonly part: string; readonly value: string }[]): string {
  return ignored.map(({ part, value }) => `“${value}” as ${IGNORED_LABELS[part] ?? part}`).join(" and ");
}

/** What a page about some days is: data as of, zone. */
export function metricMeta({ dataUntil, timeZone }: { dataUntil: string | null; timeZone: string }): string[] {
  return [dataUntil === null ? "no data" : `data to ${dayLabel(dataUntil).label}`, timeZone];
}
