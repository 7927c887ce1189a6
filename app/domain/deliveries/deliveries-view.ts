import type { Delivery } from "../contracts/delivery-schedule";
import { DELIVERY_STATES, type DeliveryResult, type DeliveryState } from "./evaluate-delivery";

/** Who says that a file is expected: a version of the SOW, or people by a schedule of their own. */
export type ExpectedFileOrigin =
  { readonly by: "sow"; readonly version: number } | { readonly by: "schedule"; readonly id: string };

/** A file that is expected again and again, with its latest periods. */
export type ExpectedFileLine = {
  /** Names it in addresses. */
  readonly key: string;
  readonly partner: { readonly key: string; readonly name: string };
  readonly delivery: Delivery;
  readonly origin: ExpectedFileOrigin;
  /** `set-aside`: the SOW in force names the same file, and its word counts. Only what is expected has periods. */
  readonly status: "expected" | "paused" | "set-aside";
  /** The oldest first. */
  readonly results: readonly DeliveryResult[];
};

export type DeliveriesView = {
  readonly timeZone: string;
  readonly now: Date;
  readonly lines: readonly ExpectedFileLine[];
  readonly summary: DeliveriesSummary;
};

export type DeliveriesSummary = {
  /** Files that are expected, whatever became of them. */
  readonly expected: number;
  /** Of the periods looked back on. */
  readonly counts: Readonly<Record<DeliveryState, number>>;
};

export type DeliveryInNeed = { readonly line: ExpectedFileLine; readonly result: DeliveryResult };

/** Periods that need somebody: overdue ones before short ones, the latest first. */
export function deliveriesInNeed(lines: readonly ExpectedFileLine[]): DeliveryInNeed[] {
  return lines
    .flatMap((line) => line.results.map((result) => ({ line, result })))
    .filter(({ result }) => needsSomebody(result.state))
    .sort((a, b) => {
      const urgency = DELIVERY_STATES.indexOf(a.result.state) - DELIVERY_STATES.indexOf(b.result.state);
      return urgency !== 0 ? urgency : b.result.dueAt.getTime() - a.result.dueAt.getTime();
    });
}

export function needsSomebody(state: DeliveryState): boolean {
  return state === "overdue" || state === "incomplete";
}

/** Lines in the order in which they need somebody, then by partner; what is not expected comes last. */
export function byNeed(lines: readonly ExpectedFileLine[]): ExpectedFileLine[] {
  const rank = (line: ExpectedFileLine) => {
    if (line.status !== "expected") return DELIVERY_STATES.length;
    const states = line.results.map(({ state }) => DELIVERY_STATES.indexOf(state));
    return Math.min(DELIVERY_STATES.indexOf("late"), ...states);
  };
  return lines.toSorted((a, b) => rank(a) - rank(b) || a.partner.name.localeCompare(b.partner.name));
}

export function summarizeDeliveries(lines: readonly ExpectedFileLine[]): DeliveriesSummary {
  const counts: Record<DeliveryState, number> = {
    overdue: 0,
    incomplete: 0,
    late: 0,
    awaited: 0,
    received: 0,
    skipped: 0,
  };
  for (const { results } of lines) for (const { state } of results) counts[state] += 1;
  return { expected: lines.filter(({ status }) => status === "expected").length, counts };
}

/** The period that a line is about: the last one whose time is over or that came; where there is none, the one that runs. */
export function latestOf({ results }: ExpectedFileLine): DeliveryResult | null {
  return results.findLast(({ state }) => state !== "awaited") ?? results.at(-1) ?? null;
}
