import type { Delivery } from "../contracts/delivery-schedule";
import { ARRIVAL_STATES, type Arrival, type ArrivalState } from "./evaluate-delivery";

/** Who says that a file is owed: a version of the SOW, or people by a schedule of their own. */
export type ArrivalOrigin =
  { readonly by: "sow"; readonly version: number } | { readonly by: "schedule"; readonly id: string };

/** A file that is owed again and again, with its latest periods. */
export type ArrivalLine = {
  /** Names it in addresses. */
  readonly key: string;
  readonly partner: { readonly key: string; readonly name: string };
  readonly delivery: Delivery;
  readonly origin: ArrivalOrigin;
  /** `set-aside`: the SOW in force names the same file, and its word counts. Only what is expected has periods. */
  readonly standing: "expected" | "paused" | "set-aside";
  /** The oldest first. */
  readonly arrivals: readonly Arrival[];
};

export type ArrivalsView = {
  readonly timeZone: string;
  readonly now: Date;
  readonly lines: readonly ArrivalLine[];
  readonly summary: ArrivalsSummary;
};

export type ArrivalsSummary = {
  /** Files that are expected, whatever became of them. */
  readonly expected: number;
  /** Of the periods looked back on. */
  readonly counts: Readonly<Record<ArrivalState, number>>;
};

export type AttentionArrival = { readonly line: ArrivalLine; readonly arrival: Arrival };

/** Periods that need somebody: overdue ones before short ones, the latest first. */
export function arrivalsInNeed(lines: readonly ArrivalLine[]): AttentionArrival[] {
  return lines
    .flatMap((line) => line.arrivals.map((arrival) => ({ line, arrival })))
    .filter(({ arrival }) => needsSomebody(arrival.state))
    .sort((a, b) => {
      const urgency = ARRIVAL_STATES.indexOf(a.arrival.state) - ARRIVAL_STATES.indexOf(b.arrival.state);
      return urgency !== 0 ? urgency : b.arrival.dueAt.getTime() - a.arrival.dueAt.getTime();
    });
}

export function needsSomebody(state: ArrivalState): boolean {
  return state === "overdue" || state === "short";
}

/** Lines in the order in which they need somebody, then by partner; what is not expected comes last. */
export function byNeed(lines: readonly ArrivalLine[]): ArrivalLine[] {
  const rank = (line: ArrivalLine) => {
    if (line.standing !== "expected") return ARRIVAL_STATES.length;
    const states = line.arrivals.map(({ state }) => ARRIVAL_STATES.indexOf(state));
    return Math.min(ARRIVAL_STATES.indexOf("late"), ...states);
  };
  return lines.toSorted((a, b) => rank(a) - rank(b) || a.partner.name.localeCompare(b.partner.name));
}

export function summariseArrivals(lines: readonly ArrivalLine[]): ArrivalsSummary {
  const counts: Record<ArrivalState, number> = { overdue: 0, short: 0, late: 0, awaited: 0, arrived: 0, skipped: 0 };
  for (const { arrivals } of lines) for (const { state } of arrivals) counts[state] += 1;
  return { expected: lines.filter(({ standing }) => standing === "expected").length, counts };
}

/** The period by which a line is told: the last one whose time is over or that came; where there is none, the one that runs. */
export function latestOf({ arrivals }: ArrivalLine): Arrival | null {
  return arrivals.findLast(({ state }) => state !== "awaited") ?? arrivals.at(-1) ?? null;
}
