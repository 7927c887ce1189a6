import type { CoverRule } from "./cover-rule";
import { parseMeasureRef, type MeasureRef, type ParametricFamily } from "./measure-ref";
import type { MeasureKey } from "./measures";

/**
 * The rule of measures that each row of a kind states together: a day counts where all of them are stated. Totals may state some of
 * them only.
 */
export function statedTogether(refs: readonly MeasureRef[]): CoverRule | null {
  if (refs.length < 2) return null;
  return {
    by: "together",
    sides: refs.map((ref) => {
      const partOf = countAround(ref);
      return { refs: [ref], unstated: "missing", ...(partOf === null ? {} : { partOf }) };
    }),
  };
}

/** The counts of which it matters on which days they are none. */
export const COUNTS_AROUND: readonly MeasureRef[] = ["answered", "abandoned"];

const AROUND_FAMILIES: Partial<Record<ParametricFamily, MeasureKey>> = { wait: "answered", abandonedWait: "abandoned" };

/** The count without whose contacts there is nothing to state: nobody who was answered, no wait of an answered contact. */
function countAround(ref: MeasureRef): MeasureKey | null {
  const parsed = parseMeasureRef(ref);
  if (parsed?.kind === "parametric") return AROUND_FAMILIES[parsed.family] ?? null;
  return ref === "waitSeconds" || ref === "waitKnown" ? "answered" : null;
}
