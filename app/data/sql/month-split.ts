import type { Scope } from "~/domain/access/viewer";
import { MEASURE_KEYS, MEASURES } from "~/domain/metrics/measures";
import type { Slice } from "./scope-filter";

/** The measures that measure_month holds, and those that are read by days: stocks do not add up. */
export const FLOW_KEYS = MEASURE_KEYS.filter((key) => MEASURES[key].aggregate === "sum");
export const STOCK_KEYS = MEASURE_KEYS.filter((key) => MEASURES[key].aggregate !== "sum");

/** The parts of a slice that a row of measure_month may tell apart, as bits of its `split`. */
export const SPLIT_BITS = { site: 1, program: 2, channel: 4 } as const;

/** The coarsest rows that answer a question: distinguished are the parts it names, splits by, or that the viewer is limited in. */
export function splitFor(slice: Slice, scope: Scope, by: readonly string[] = []): number {
  const part = (name: keyof typeof SPLIT_BITS, allowed: readonly string[] | "all") =>
    slice[name] !== undefined || allowed !== "all" || by.includes(name) ? SPLIT_BITS[name] : 0;
  return part("site", scope.sites) | part("program", scope.programs) | part("channel", scope.channels);
}
