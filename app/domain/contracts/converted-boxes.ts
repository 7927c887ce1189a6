import type { MetricDefinition, MetricParameters } from "../metrics/catalog/metric-definition";

const STORED = { least: 1, most: 5 };

/**
 * What to look at where a target counts boxes of another scale than 1 to 5, on which a mapping that names the scale of its scores keeps
 * them; null where it does not.
 */
export function convertedBoxes(metric: MetricDefinition, parameters: MetricParameters): string | null {
  if (metric.key !== "csat" && metric.key !== "dsat") return null;
  const { topFrom, bottomUpTo, scaleMinimum = STORED.least, scaleMaximum } = parameters;
  const box = topFrom ?? bottomUpTo;
  if (typeof box !== "number" || typeof scaleMinimum !== "number" || typeof scaleMaximum !== "number") return null;
  if (scaleMaximum === STORED.most || scaleMaximum <= scaleMinimum) return null;
  const share = (box - scaleMinimum) / (scaleMaximum - scaleMinimum);
  const retained = Number((STORED.least + share * (STORED.most - STORED.least)).toFixed(6));
  const name = topFrom === undefined ? "bottomUpTo" : "topFrom";
  return `Scores are converted to 1–5 if their mapping names another scale. In that case, set ${name}: ${retained} and scaleMaximum: 5. Boxes up to ${scaleMaximum} are for scores imported without conversion`;
}
