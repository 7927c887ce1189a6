import type { Delivery } from "./delivery-schedule";
import { type Day, addDays } from "../calendar/day";
import type { DayRange } from "../calendar/day-range";
import type { Period, PeriodOptions, PERIOD_KINDS } from "../calendar/period";
import type { MetricKey } from "../metrics/catalog/catalog";
import type { MetricParameters } from "../metrics/catalog/metric-definition";
import type { CreditScheme } from "./credits/scheme";
import type { Criticality, LevelComparator } from "./document";
import type { RoundingMode } from "../metrics/exact";
import type { TargetScope } from "../metrics/row-scope";

/** Ends included. */
export type Band = { readonly low: number; readonly high: number };

type TargetCore = {
  readonly id: string;
  readonly clause: string;
  /** Never empty: the metric's own name where the contract gives none. */
  readonly name: string;
  readonly metric: MetricKey;
  /** Complete, with the catalog's defaults. */
  readonly parameters: MetricParameters;
  readonly scope: TargetScope;
  readonly decimals: number;
  readonly rounding: "before-comparison" | "none";
  readonly roundingMode: RoundingMode;
  readonly period: (typeof PERIOD_KINDS)[number];
  readonly weight: number;
  readonly criticality: Criticality;
  readonly minimumSample: number;
  /** The contract's figure = the metric's base unit × 10^shift: 2 for shares (per cent), −2 for dollars (cents). */
  readonly shift: number;
};

/** Levels as the contract writes them; `judge` returns them in the metric's base unit. */
export type LevelTarget = TargetCore & {
  readonly comparator: LevelComparator;
  readonly expected: number;
  readonly minimum: number | null;
};

export type BandTarget = TargetCore & {
  readonly comparator: "band";
  readonly expected: Band;
  readonly minimum: Band | null;
};

export type Target = LevelTarget | BandTarget;

/** A source of totals that wins over single contacts and reviews; `metrics` is null for all that no other source is named for. */
export type NamedSource = { readonly source: string; readonly metrics: readonly MetricKey[] | null };

export type SowVersion = {
  readonly version: number;
  readonly effectiveFrom: Day;
  /** Last day in force, included; null: until the next version begins. */
  readonly effectiveUntil: Day | null;
  readonly amendment: string;
  readonly sources: readonly NamedSource[];
  readonly deliveries: readonly Delivery[];
  readonly targets: readonly Target[];
  readonly creditScheme: CreditScheme;
  readonly readings: readonly OpenReading[];
};

/** What the contract leaves open: the reading that the version applies, and the version under each other reading. */
export type OpenReading = {
  readonly id: string;
  readonly clause: string;
  readonly question: string;
  readonly applies: string;
  readonly others: readonly { readonly reading: string; readonly version: SowVersion }[];
};

/** A checked statement of work, every default filled in. Versions are in the order of their first day. */
export type Sow = {
  readonly vendor: string;
  readonly title: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalMonthStartDay: number;
  /** Date on which contract years begin, such as `07-01`. */
  readonly contractYearStart: string;
  readonly versions: readonly SowVersion[];
};

/** What periods of the contract are cut by. */
export function periodOptions({ fiscalMonthStartDay, contractYearStart }: Sow): PeriodOptions {
  return { fiscalStartDay: fiscalMonthStartDay, contractYearStart };
}

/** The first and the last day that the document covers; null: no last day is set. */
export function termOf({ versions }: Sow): { from: Day | null; until: Day | null } {
  return { from: versions[0]?.effectiveFrom ?? null, until: versions.at(-1)?.effectiveUntil ?? null };
}

/** The version in force on a day; null before the first, after the last, and in a gap. */
export function versionOn(sow: Sow, day: Day): SowVersion | null {
  const started = sow.versions.filter((version) => version.effectiveFrom <= day).at(-1);
  if (started === undefined) return null;
  return started.effectiveUntil !== null && started.effectiveUntil < day ? null : started;
}

/**
 * The version that judges a period: the one in force on its first day. An amendment in the middle of a period takes
 * effect with the next one.
 */
export function versionInForce(sow: Sow, period: Period): SowVersion | null {
  return versionOn(sow, period.range.from);
}

/** The days on which a version is in force; `until` is null where nothing ends it. */
export function daysInForce(sow: Sow, version: SowVersion): { from: Day; until: Day | null } {
  const next = sow.versions.find((other) => other.effectiveFrom > version.effectiveFrom);
  const ends = [next?.effectiveFrom, version.effectiveUntil === null ? undefined : addDays(version.effectiveUntil, 1)];
  const until = ends.filter((end) => end !== undefined).sort()[0] ?? null;
  return { from: version.effectiveFrom, until };
}

/** The versions in force on some day of the range, with the days of the range on which each is. */
export function versionsWithin(sow: Sow, range: DayRange): { version: SowVersion; range: DayRange }[] {
  return sow.versions.flatMap((version) => {
    const inForce = daysInForce(sow, version);
    const from = inForce.from > range.from ? inForce.from : range.from;
    const until = inForce.until !== null && inForce.until < range.until ? inForce.until : range.until;
    return from < until ? [{ version, range: { from, until } }] : [];
  });
}
