import type { ExpectedFileLine } from "~/domain/deliveries/deliveries-view";
import type { DeliveryResult, DeliveryState } from "~/domain/deliveries/evaluate-delivery";
import { rangeLabel } from "~/domain/calendar/labels";
import { momentLabel } from "~/domain/calendar/moment";
import type { Verdict } from "~/domain/contracts/verdict";
import { count, countText } from "../shared/text";

/** What each state is called, what it means, and whose shape and tone its mark has. */
export const DELIVERY_LABELS: Readonly<
  Record<DeliveryState, { word: string; meaning: string; glyph: Exclude<Verdict, "insufficient"> }>
> = {
  overdue: { word: "Overdue", meaning: "due time passed, nothing received", glyph: "missed" },
  incomplete: { word: "Incomplete", meaning: "due time passed, fewer rows than usual", glyph: "below" },
  late: { word: "Late", meaning: "complete, received after the due time", glyph: "running" },
  awaited: { word: "Expected", meaning: "not due yet", glyph: "no-data" },
  received: { word: "Received", meaning: "complete and on time", glyph: "met" },
  skipped: { word: "Closed", meaning: "partner closed, no file expected", glyph: "no-target" },
};

/** One period as pages show it: which days, how it stands, and that in a sentence. */
export type DeliveryCell = {
  readonly key: string;
  readonly days: string;
  readonly state: DeliveryState;
  readonly due: string;
  readonly received: string | null;
  readonly rows: string;
  readonly usual: string | null;
  readonly sentence: string;
};

export function deliveryCell(result: DeliveryResult, zone: string): DeliveryCell {
  const { range, state, inTimeUntil, dueAt, receivedAt, rows, usualRows } = result;
  const grace = inTimeUntil > dueAt ? `, on time until ${momentLabel(inTimeUntil, zone)}` : "";
  return {
    key: range.from,
    days: rangeLabel(range),
    state,
    due: `${momentLabel(dueAt, zone)}${grace}`,
    received: receivedAt && momentLabel(receivedAt, zone),
    rows: count(rows),
    usual: usualRows === null ? null : count(Math.round(usualRows)),
    sentence: sentenceOf(result, zone),
  };
}

function sentenceOf(result: DeliveryResult, zone: string): string {
  const { state, dueAt, inTimeUntil, receivedAt, rows } = result;
  const received = receivedAt === null ? "" : momentLabel(receivedAt, zone);
  switch (state) {
    case "overdue":
      return `Due ${momentLabel(dueAt, zone)}. Not received.`;
    case "incomplete":
      return `${countText(rows, "row", "rows")} received by ${received}${comparedText(result)}.`;
    case "late":
      return `Complete ${received}, due by ${momentLabel(inTimeUntil, zone)}: ${countText(rows, "row", "rows")}${comparedText(result)}.`;
    case "awaited":
      return `Due ${momentLabel(dueAt, zone)}${rows > 0 ? `; ${countText(rows, "row", "rows")} so far` : ""}.`;
    case "received":
      return `Received ${received}: ${countText(rows, "row", "rows")}${comparedText(result)}.`;
    case "skipped":
      return "Closed: no file expected.";
  }
}

function comparedText({ rows, usualRows, daysMissing, state }: DeliveryResult): string {
  if (usualRows === null || usualRows === 0) return "";
  const usual = `, ${Math.round((rows / usualRows) * 100)}% of the typical ${count(Math.round(usualRows))}`;
  const missing = daysMissing.length;
  if (state !== "incomplete" || missing === 0) return usual;
  return `${usual}; ${countText(missing, "day", "days")} without rows`;
}

/** Who says that a file is expected, and whether it counts. */
export function originText({ origin, status }: Pick<ExpectedFileLine, "origin" | "status">): string {
  if (status === "paused") return "Schedule paused";
  if (status === "set-aside") return "Schedule unused: the SOW lists this file";
  return origin.by === "sow" ? `SOW version ${origin.version}` : "Schedule";
}
