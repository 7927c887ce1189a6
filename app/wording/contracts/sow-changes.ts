import { scopeText } from "./scope-text";
import type { Delivery } from "~/domain/contracts/delivery-schedule";
import { creditReadings } from "./credit-reading";
import { deliveryName, scheduleText } from "./delivery-schedule";
import type { Band, NamedSource, Sow, SowVersion, Target } from "~/domain/contracts/sow";
import { metricOf } from "~/domain/metrics/catalog/catalog";

/** One field before and after, in words; empty where it was not given. */
export type FieldChange = { readonly field: string; readonly before: string; readonly after: string };

export type TargetChange = {
  readonly id: string;
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  /** For added and removed targets, every field that is given, one side empty. */
  readonly fields: readonly FieldChange[];
};

export type VersionChange = {
  readonly version: number;
  readonly kind: "added" | "removed" | "changed";
  /** Of an added version the one before it, from which its targets differ; null for the first, and where none was added. */
  readonly since: number | null;
  readonly fields: readonly FieldChange[];
  /** Of an added or removed first version every target. */
  readonly targets: readonly TargetChange[];
};

export type SowChange = { readonly fields: readonly FieldChange[]; readonly versions: readonly VersionChange[] };

/** What differs between two documents of one partner; empty lists where nothing does. Versions match by number. */
export function compareSow(before: Sow, after: Sow): SowChange {
  const numbers = [...new Set([...before.versions, ...after.versions].map(({ version }) => version))].sort(
    (a, b) => a - b,
  );
  const versions = numbers.flatMap((number) => {
    const [old, now] = [before, after].map((sow) => sow.versions.find(({ version }) => version === number));
    const amended = old === undefined ? after.versions.findLast(({ version }) => version < number) : undefined;
    return compareVersionPair(number, { before: old, after: now, amended }, [before.currency, after.currency]) ?? [];
  });
  return { fields: changedFields(documentFields(before), documentFields(after)), versions };
}

/** What an amendment changed: targets added, removed and changed from one version to another, matched by id. */
export function compareVersions(before: SowVersion, after: SowVersion): readonly TargetChange[] {
  return compareTargets(before.targets, after.targets);
}

type VersionPair = {
  readonly before: SowVersion | undefined;
  readonly after: SowVersion | undefined;
  /** What a new version amends. */
  readonly amended: SowVersion | undefined;
};

function compareVersionPair(
  version: number,
  { before, after, amended }: VersionPair,
  [currencyBefore, currencyAfter]: readonly [string, string],
): VersionChange | null {
  const fields = changedFields(
    before ? versionFields(before, currencyBefore) : {},
    after ? versionFields(after, currencyAfter) : {},
  );
  const targets = compareTargets((before ?? amended)?.targets ?? [], after?.targets ?? []);
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  if (kind === "changed" && fields.length === 0 && targets.length === 0) return null;
  return { version, kind, since: amended?.version ?? null, fields, targets };
}

function compareTargets(before: readonly Target[], after: readonly Target[]): TargetChange[] {
  const removed = before.filter((target) => !after.some(({ id }) => id === target.id));
  const changed = after.flatMap((target): TargetChange[] => {
    const old = before.find(({ id }) => id === target.id);
    const fields = changedFields(old ? targetFields(old) : {}, targetFields(target));
    if (fields.length === 0) return [];
    return [{ id: target.id, name: target.name, kind: old ? "changed" : "added", fields }];
  });
  return [
    ...changed,
    ...removed.map((target): TargetChange => ({
      id: target.id,
      name: target.name,
      kind: "removed",
      fields: changedFields(targetFields(target), {}),
    })),
  ];
}

type Fields = Readonly<Record<string, string>>;

function changedFields(before: Fields, after: Fields): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .map((field) => ({ field, before: before[field] ?? "", after: after[field] ?? "" }))
    .filter((change) => change.before !== change.after);
}

function documentFields(sow: Sow): Fields {
  return {
    vendor: sow.vendor,
    title: sow.title,
    currency: sow.currency,
    "time zone": sow.timeZone,
    "fiscal months start on": String(sow.fiscalMonthStartDay),
  };
}

function versionFields(version: SowVersion, currency: string): Fields {
  return {
    "first day in force": version.effectiveFrom,
    "last day in force": version.effectiveUntil ?? "",
    amendment: version.amendment,
    sources: sourcesText(version.sources),
    "expected files": deliveriesText(version.deliveries),
    ...Object.fromEntries(creditReadings(version, currency).map(({ key, text }) => [key, text])),
  };
}

function targetFields(target: Target): Fields {
  const parameters = Object.entries(target.parameters).map(([name, value]) => [`parameter ${name}`, String(value)]);
  const unit = target.shift === 2 ? "%" : metricOf(target.metric).unit === "seconds" ? " s" : "";
  return {
    name: target.name,
    clause: target.clause,
    metric: target.metric,
    ...Object.fromEntries(parameters),
    scope: scopeText(target.scope),
    expected: `${comparatorText(target)}${levelText(target.expected, unit)}`,
    minimum: target.minimum === null ? "" : `${comparatorText(target)}${levelText(target.minimum, unit)}`,
    decimals: String(target.decimals),
    rounding:
      target.rounding === "none"
        ? "not rounded before comparison"
        : `before comparison, ${ROUNDING_LABELS[target.roundingMode]}`,
    period: target.period,
    weight: String(target.weight),
    criticality: target.criticality,
    "minimum sample": String(target.minimumSample),
  };
}

const ROUNDING_LABELS = {
  "half-up": "half away from zero",
  "half-even": "half to even",
  down: "down",
  up: "up",
} as const;

const COMPARATOR_SIGNS = { ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", band: "" } as const;

function comparatorText(target: Target): string {
  return COMPARATOR_SIGNS[target.comparator];
}

function levelText(level: number | Band, unit: string): string {
  return typeof level === "number" ? `${level}${unit}` : `${level.low}–${level.high}${unit}`;
}

/** `partner-totals for csat, nps; ledger for all others`; empty where none is named. */
export function sourcesText(sources: readonly NamedSource[]): string {
  const others = sources.length === 1 ? "all metrics" : "all others";
  return sources.map(({ source, metrics }) => `${source} for ${metrics?.join(", ") ?? others}`).join("; ");
}

/** `contacts from five9, daily, due 09:00 the next day, incomplete below 60% of typical rows; …`; empty if there are none. */
export function deliveriesText(deliveries: readonly Delivery[]): string {
  return deliveries
    .map((delivery) => {
      const { incompletePercent } = delivery;
      const incomplete = incompletePercent === 0 ? "" : `, incomplete below ${incompletePercent}% of typical rows`;
      return `${deliveryName(delivery)}, ${scheduleText(delivery)}${incomplete}`;
    })
    .join("; ");
}
