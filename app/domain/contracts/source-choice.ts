import type { Day } from "../calendar/day";
import { metricOf, type MetricKey } from "../metrics/catalog/catalog";
import { parseMeasureRef, type MeasureRef } from "../metrics/measure-ref";
import { daysInForce, type NamedSource, type Sow, type SowVersion } from "./sow";

/** Any measure that no other choice of the same day names. */
export const ANY_MEASURE = "*";

/**
 * Whose totals count for a measure on days of the contract, even where single contacts or reviews state it. `measure` is the key of
 * a measure, a family of counts with a limit (`wait` for `wait<=20`), or `*`.
 */
export type SourceChoice = {
  readonly measure: string;
  readonly source: string;
  readonly from: Day;
  /** The first day on which it holds no longer; null: nothing ends it. */
  readonly until: Day | null;
};

/** What a choice names a measure by: its key, or the family of a count with a limit. */
export function choiceName(ref: MeasureRef): string {
  const parsed = parseMeasureRef(ref);
  return parsed?.kind === "parametric" ? parsed.family : ref;
}

/** The measures that a named source is chosen for: those of its metrics as the version's targets and as the catalog have them. */
export function measuresNamed({ metrics }: NamedSource, targets: SowVersion["targets"]): ReadonlySet<string> {
  if (metrics === null) return new Set([ANY_MEASURE]);
  return new Set(metrics.flatMap((metric) => measuresOf(metric, targets)));
}

function measuresOf(key: MetricKey, targets: SowVersion["targets"]): string[] {
  const metric = metricOf(key);
  const agreed = targets.filter((target) => target.metric === key).map(({ parameters }) => parameters);
  return [metric.defaults, ...agreed].flatMap((parameters) => metric.measures(parameters).map(choiceName));
}

/** Every choice of a contract with the days on which it holds, in a settled order. Versions that choose alike hold on. */
export function sourceChoices(sow: Sow): SourceChoice[] {
  const choices: SourceChoice[] = [];
  for (const version of sow.versions) {
    const { from, until } = daysInForce(sow, version);
    for (const named of version.sources) {
      for (const measure of measuresNamed(named, version.targets)) {
        if (choices.some((choice) => choice.measure === measure && choice.from === from)) continue;
        const before = choices.findIndex(
          (choice) => choice.measure === measure && choice.source === named.source && choice.until === from,
        );
        const earlier = choices[before];
        if (earlier === undefined) choices.push({ measure, source: named.source, from, until });
        else choices[before] = { ...earlier, until };
      }
    }
  }
  const order = ({ measure, from }: SourceChoice) => `${measure} ${from}`;
  return choices.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
