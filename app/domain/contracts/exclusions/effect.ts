import type { Statement, StatementTarget } from "../credits/statement";

/** A target in a period that an exclusion touches: its result with what is left out apart from it, and with it. */
export type TouchedTarget = {
  readonly month: string;
  readonly without: StatementTarget;
  readonly with: StatementTarget;
};

/** The statement of a month without the exclusion and with it. */
export type TouchedMonth = {
  readonly month: string;
  readonly currency: string;
  readonly withoutMinor: number;
  readonly withMinor: number;
};

export type ExclusionEffect = { readonly targets: readonly TouchedTarget[]; readonly months: readonly TouchedMonth[] };

/**
 * What an exclusion moves: of statements of the same months, without it and with it. Months are those whose total changes or that show
 * a target it touches: what a month credits may change what later ones return.
 */
export function exclusionEffect(
  reference: string,
  without: readonly Statement[],
  withIt: readonly Statement[],
): ExclusionEffect {
  const before = new Map(without.map((statement) => [statement.period.key, statement]));
  const targets: TouchedTarget[] = [];
  const months: TouchedMonth[] = [];
  for (const after of withIt) {
    const earlier = before.get(after.period.key);
    if (earlier === undefined) continue;
    const touched = after.targets.flatMap((target): TouchedTarget[] => {
      const raw = earlier.targets.find((one) => one.target === target.target && one.period.key === target.period.key);
      const isTouched = target.excluded.some(({ exclusion }) => exclusion === reference);
      return raw === undefined || !isTouched ? [] : [{ month: after.period.key, without: raw, with: target }];
    });
    targets.push(...touched);
    if (touched.length === 0 && earlier.totalMinor === after.totalMinor) continue;
    const money = { withoutMinor: earlier.totalMinor, withMinor: after.totalMinor };
    months.push({ month: after.period.key, currency: after.currency, ...money });
  }
  return { targets, months };
}

/** The targets of which nothing would be left to score. */
export function emptiedTargets({ targets }: ExclusionEffect): readonly StatementTarget[] {
  return targets
    .filter(({ with: target }) => target.raw.value !== null && target.contractual.value === null)
    .map(({ with: target }) => target);
}
