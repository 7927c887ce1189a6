import { metricOf } from "../metrics/catalog/catalog";
import { isParametricRef, type MeasureRef } from "../metrics/measure-ref";
import type { Sow } from "./sow";

/** The counts with a limit that some target of some version is measured by, each once. */
export function parametricMeasuresOf(sow: Sow): MeasureRef[] {
  const refs = sow.versions.flatMap(({ targets }) =>
    targets.flatMap(({ metric, parameters }) => metricOf(metric).measures(parameters)),
  );
  return [...new Set(refs.filter(isParametricRef))];
}
