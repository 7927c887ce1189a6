import type { MetricKey } from "../metrics/catalog/catalog";
import type { MetricParameters } from "../metrics/catalog/metric-definition";
import type { SowVersion, Target } from "./sow";
import { type TargetScope, SCOPE_PARTS } from "../metrics/row-scope";

/** How many parts a scope names: the more, the narrower. */
export function narrowness(scope: TargetScope): number {
  return SCOPE_PARTS.filter((part) => scope[part] !== undefined).length;
}

/** The target speaks of everything that is asked about: each part it names is asked for by that name. */
export function covers(target: TargetScope, requested: TargetScope): boolean {
  return SCOPE_PARTS.every((part) => target[part] === undefined || target[part] === requested[part]);
}

/** All that the target speaks of lies in what is asked about: it is a target of just this slice, or of a part of it. */
export function isWithin(target: TargetScope, requested: TargetScope): boolean {
  return SCOPE_PARTS.every((part) => requested[part] === undefined || requested[part] === target[part]);
}

/** Target and question have something in common: no part is named differently by both. */
export function overlaps(target: TargetScope, requested: TargetScope): boolean {
  return SCOPE_PARTS.every(
    (part) => target[part] === undefined || requested[part] === undefined || target[part] === requested[part],
  );
}

/** What is measured for a target on a page narrowed to `asked`: both at once. */
export function narrowedScope(target: TargetScope, requested: TargetScope): TargetScope {
  const parts = SCOPE_PARTS.flatMap((part) => {
    const name = target[part] ?? requested[part];
    return name === undefined ? [] : [[part, name] as const];
  });
  return Object.fromEntries(parts);
}

/**
 * The targets to show on a page about `asked` (empty: the whole partner), in the order of the document. Targets of
 * other slices fall away; of those that speak of all that is asked about, only the narrowest of each metric,
 * parameters and period stays.
 */
export function targetsFor(version: SowVersion, requested: TargetScope): Target[] {
  const shown = version.targets.filter((target) => overlaps(target.scope, requested));
  return shown.filter((target) => {
    if (!covers(target.scope, requested)) return true;
    const rivals = shown.filter((other) => isSameLine(target, other) && covers(other.scope, requested));
    return narrowest(rivals) === target;
  });
}

/**
 * The one target that holds for a metric in a slice: of those that speak of all that is asked about, the narrowest;
 * null where none does. `parameters` asks for a target with just these parameters.
 */
export function targetFor(
  version: SowVersion,
  metric: MetricKey,
  requested: TargetScope,
  parameters?: MetricParameters,
): Target | null {
  const candidates = version.targets.filter(
    (target) =>
      target.metric === metric &&
      covers(target.scope, requested) &&
      (parameters === undefined || isSameParameters(target.parameters, parameters)),
  );
  return narrowest(candidates);
}

/** Whether two targets set a level for the same thing: one metric, parameters and period. */
export function isSameLine(a: Target, b: Target): boolean {
  return a.metric === b.metric && a.period === b.period && isSameParameters(a.parameters, b.parameters);
}

export function isSameParameters(a: MetricParameters, b: MetricParameters): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}

function narrowest(targets: readonly Target[]): Target | null {
  let best: Target | null = null;
  for (const target of targets) if (best === null || isNarrower(target.scope, best.scope)) best = target;
  return best;
}

function isNarrower(a: TargetScope, b: TargetScope): boolean {
  if (narrowness(a) !== narrowness(b)) return narrowness(a) > narrowness(b);
  const deciding = SCOPE_PARTS.find((part) => (a[part] === undefined) !== (b[part] === undefined));
  return deciding !== undefined && a[deciding] !== undefined;
}
