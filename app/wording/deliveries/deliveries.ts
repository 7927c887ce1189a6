import type { ArrivalLine } from "~/domain/deliveries/deliveries-view";
import type { Arrival, ArrivalState } from "~/domain/deliveries/evaluate-delivery";
import { rangeLabel } from "~/domain/calendar/labels";
import { momentLabel } from "~/domain/calendar/moment";
import type { Verdict } from "~/domain/contracts/verdict";
import { count, countWords } from "../shared/text";

/** What each state is called, what it means, and whose shape and tone its mark has. */
export const ARRIVAL_WORDS: Readonly<
  Record<ArrivalState, { word: string; meaning: string; glyph: Exclude<Verdict, "insufficient"> }>
> = {
  overdue: { word: "Overdue", meaning: "due time passed, nothing received", glyph: "missed" },
  short: { word: "Incomplete", meaning: "due time passed, fewer rows than usual", glyph: "below" },
  late: { word: "Late", meaning: "complete, received after the due time", glyph: "running" },
  awaited: { word: "Expected", meaning: "not due yet", glyph: "no-data" },
  arrived: { word: "Received", meaning: "complete and on time", glyph: "met" },
  skipped: { word: "Closed", meaning: "partner closed, no file expected", glyph: "no-target" },
};

/** One period as pages show it: which days, how it stands, and that in a sentence. */
export type ArrivalCell = {
  readonly key: string;
  readonly days: string;
  readonly state: ArrivalState;
  readonly due: string;
  readonly came: string | null;
  readonly rows: string;
  readonly usual: string | null;
  readonly sentence: string;
};

export function arrivalCell(arrival: Arrival, zone: string): ArrivalCell {
  const { range, state, inTimeUntil, dueAt, arrivedAt, rows, usualRows } = arrival;
  const grace = inTimeUntil > dueAt ? `, on time until ${momentLabel(inTimeUntil, zone)}` : "";
  return {
    key: range.from,
    days: rangeLabel(range),
    state,
    due: `${momentLabel(dueAt, zone)}${grace}`,
    came: arrivedAt && momentLabel(arrivedAt, zone),
    rows: count(rows),
    usual: usualRows === null ? null : count(Math.round(usualRows)),
    sentence: sentenceOf(arrival, zone),
  };
}

function sentenceOf(arrival: Arrival, zone: string): string {
  const { state, dueAt, inTimeUntil, arrivedAt, rows } = arrival;
  const came = arrivedAt === null ? "" : momentLabel(arrivedAt, zone);
  switch (state) {
    case "overdue":
      return `Due ${momentLabel(dueAt, zone)}. Not received.`;
    case "short":
      return `${countWords(rows, "row", "rows")} received by ${came}${comparedWords(arrival)}.`;
    case "late":
      return `Complete ${came}, due by ${momentLabel(inTimeUntil, zone)}: ${countWords(rows, "row", "rows")}${comparedWords(arrival)}.`;
    case "awaited":
      return `Due ${momentLabel(dueAt, zone)}${rows > 0 ? `; ${countWords(rows, "row", "rows")} so far` : ""}.`;
    case "arrived":
      return `Received ${came}: ${countWords(rows, "row", "rows")}${comparedWords(arrival)}.`;
    case "skipped":
      return "Closed: no file expected.";
  }
}

function comparedWords({ rows, usualRows, daysMissing, state }: Arrival): string {
  if (usualRows === null || usualRows === 0) return "";
  const usual = `, ${Math.round((rows / usualRows) * 100)}% of the typical ${count(Math.round(usualRows))}`;
  const missing = daysMissing.length;
  if (state !== "short" || missing === 0) return usual;
  return `${usual}; ${countWords(missing, "day", "days")} without rows`;
}

/** Who says that a file is owed, and whether it counts. */
export function originWords({ origin, standing }: Pick<ArrivalLine, "origin" | "standing">): string {
  if (standing === "paused") return "Schedule paused";
  if (standing === "set-aside") return "Schedule unused: the SOW lists this file";
  return origin.by === "sow" ? `SOW version ${origin.version}` : "Schedule";
}
