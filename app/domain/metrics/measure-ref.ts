import { withinBusinessDays } from "../calendar/business-days";
import { isMeasureKey, MEASURES, type MeasureDefinition, type MeasureKey } from "./measures";

/** A measure's key, or a count with a limit in it such as `wait<=20`. */
export type MeasureRef = string;

/** Amounts by measure reference. An absent one was not measured; 0 was measured and is nothing. */
export type Amounts = Readonly<Partial<Record<MeasureRef, number>>>;

/**
 * Counts with a limit: how many of the counted contacts lie on the good (or bad) side of it.
 * Seconds for times, whole days for business days, the survey's own points for CSAT, days for repeats (`repeatAmounts`), which need
 * the contacts around one.
 */
export const PARAMETRIC_FAMILIES = {
  wait: { field: "waitSeconds", countedBy: "waitKnown", comparators: ["<="], label: "answered within", unit: "s" },
  abandonedWait: {
    field: "waitSeconds",
    countedBy: "abandoned",
    comparators: ["<="],
    label: "abandoned within",
    unit: "s",
  },
  csat: { field: "csatScore", countedBy: "csatResponses", comparators: [">=", "<="], label: "rated", unit: "" },
  firstResponse: {
    field: "firstResponseSeconds",
    countedBy: "firstResponseKnown",
    comparators: ["<="],
    label: "first response within",
    unit: "s",
  },
  resolution: {
    field: "resolutionSeconds",
    countedBy: "resolutionTimeKnown",
    comparators: ["<="],
    label: "resolved within",
    unit: "s",
  },
  firstResponseBusiness: {
    field: "firstResponseBusinessSeconds",
    countedBy: "firstResponseBusinessKnown",
    comparators: ["<="],
    label: "first response within business",
    unit: "s",
  },
  resolutionBusiness: {
    field: "resolutionBusinessSeconds",
    countedBy: "resolutionBusinessKnown",
    comparators: ["<="],
    label: "resolved within business",
    unit: "s",
  },
  firstResponseBusinessDays: {
    field: "firstResponseBusinessDays",
    countedBy: "firstResponseBusinessDaysKnown",
    comparators: ["<="],
    label: "first response",
    unit: "",
  },
  resolutionBusinessDays: {
    field: "resolutionBusinessDays",
    countedBy: "resolutionBusinessDaysKnown",
    comparators: ["<="],
    label: "resolved",
    unit: "",
  },
  repeatKnown: {
    field: "openedAt",
    countedBy: "handled",
    comparators: ["<="],
    label: "resolved, with later data for",
    unit: "d",
  },
  noRepeat: {
    field: "openedAt",
    countedBy: "repeatKnown",
    comparators: ["<="],
    label: "without a repeat within",
    unit: "d",
  },
} as const;

export type ParametricFamily = keyof typeof PARAMETRIC_FAMILIES;
export type LimitComparator = "<=" | ">=";

/** The families that look for a later contact of the same customer, within whole days. */
export type RepeatFamily = "repeatKnown" | "noRepeat";
export const REPEAT_DAYS_UP_TO = 90;

export function isRepeatFamily(family: ParametricFamily): family is RepeatFamily {
  return family === "repeatKnown" || family === "noRepeat";
}

/** The families that count the business days of a program's calendar. */
export type BusinessDaysFamily = "firstResponseBusinessDays" | "resolutionBusinessDays";

/** About a year of them; more is no time to answer in. */
export const BUSINESS_DAYS_UP_TO = 250;

function isBusinessDaysFamily(family: ParametricFamily): family is BusinessDaysFamily {
  return family === "firstResponseBusinessDays" || family === "resolutionBusinessDays";
}

export type ParametricMeasure = {
  readonly family: ParametricFamily;
  readonly comparator: LimitComparator;
  readonly limit: number;
};

export type ParsedMeasureRef =
  | { readonly kind: "plain"; readonly key: MeasureKey }
  | { readonly kind: "stated"; readonly name: string }
  | ({ readonly kind: "parametric" } & ParametricMeasure);

const STATED_PATTERN = /^stated:([a-z0-9]+(?:-[a-z0-9]+)*)$/;
const PARAMETRIC_PATTERN = /^([a-zA-Z]+)(<=|>=)(\d{1,9}(?:\.\d{1,6})?)$/;

/** What a reference means; null where it means nothing. Only the canonical spelling is read: `wait<=20`, not `wait<=20.0`. */
export function parseMeasureRef(ref: MeasureRef): ParsedMeasureRef | null {
  if (isMeasureKey(ref)) return { kind: "plain", key: ref };
  const stated = STATED_PATTERN.exec(ref)?.[1];
  if (stated !== undefined) return { kind: "stated", name: stated };
  const match = PARAMETRIC_PATTERN.exec(ref);
  if (!match) return null;
  const [, family = "", comparator = "", digits = ""] = match;
  if (!isFamily(family) || !isLimitComparator(comparator)) return null;
  const parsed = { family, comparator, limit: Number(digits) };
  if (isRepeatFamily(family) && !isDayCount(parsed.limit)) return null;
  if (isBusinessDaysFamily(family) && !(Number.isInteger(parsed.limit) && parsed.limit <= BUSINESS_DAYS_UP_TO))
    return null;
  const allowed: readonly string[] = PARAMETRIC_FAMILIES[family].comparators;
  return allowed.includes(comparator) && formatMeasureRef(parsed) === ref ? { kind: "parametric", ...parsed } : null;
}

export function formatMeasureRef(measure: ParametricMeasure): MeasureRef {
  return `${measure.family}${measure.comparator}${measure.limit}`;
}

/** Whether roll-ups hold the measure at a position of its own instead of in a column: counts with a limit, and amounts that only a contract names. */
export function isParametricRef(ref: MeasureRef): boolean {
  const kind = parseMeasureRef(ref)?.kind;
  return kind === "parametric" || kind === "stated";
}

/** The total that a source states under a name of its own. */
export function statedAmount(name: string): MeasureRef {
  return `stated:${name}`;
}

export function answeredWithin(seconds: number): MeasureRef {
  return formatMeasureRef({ family: "wait", comparator: "<=", limit: seconds });
}

export function abandonedWithin(seconds: number): MeasureRef {
  return formatMeasureRef({ family: "abandonedWait", comparator: "<=", limit: seconds });
}

/** Contacts that were followed for so many days: what `withoutRepeatWithin` is a part of. */
export function followedFor(days: number): MeasureRef {
  return formatMeasureRef({ family: "repeatKnown", comparator: "<=", limit: days });
}

export function withoutRepeatWithin(days: number): MeasureRef {
  return formatMeasureRef({ family: "noRepeat", comparator: "<=", limit: days });
}

/** Within how many days these references look for repeats, each number once. */
export function repeatDaysOf(refs: readonly MeasureRef[]): number[] {
  const days = refs.flatMap((ref) => {
    const parsed = parseMeasureRef(ref);
    return parsed?.kind === "parametric" && isRepeatFamily(parsed.family) ? [parsed.limit] : [];
  });
  return [...new Set(days)];
}

/** The words for a reference, for tables that explain a number: `answered within 20 s`. */
export function measureLabel(ref: MeasureRef): string {
  const parsed = parseMeasureRef(ref);
  if (parsed === null) return ref;
  if (parsed.kind === "plain") return MEASURES[parsed.key].label;
  if (parsed.kind === "stated") return parsed.name;
  const { label, unit } = PARAMETRIC_FAMILIES[parsed.family];
  if (parsed.family === "csat") return `${label} ${parsed.limit} or ${parsed.comparator === ">=" ? "higher" : "lower"}`;
  if (isBusinessDaysFamily(parsed.family)) return `${label} ${withinBusinessDays(parsed.limit)}`;
  return `${label} ${parsed.limit} ${unit}`;
}

/** The definition behind a reference; parametric counts are counts of contacts that add up. */
export function measureDefinition(ref: MeasureRef): MeasureDefinition | null {
  const parsed = parseMeasureRef(ref);
  if (parsed === null) return null;
  if (parsed.kind === "plain") return MEASURES[parsed.key];
  const label = measureLabel(ref);
  if (parsed.kind === "stated") {
    return { label, description: `Total stated as ${label}`, unit: "count", rows: "totals", aggregate: "sum" };
  }
  return { label, description: `Contacts ${label}`, unit: "count", rows: "contacts", aggregate: "sum" };
}

function isFamily(text: string): text is ParametricFamily {
  return Object.hasOwn(PARAMETRIC_FAMILIES, text);
}

function isDayCount(limit: number): boolean {
  return Number.isInteger(limit) && limit >= 1 && limit <= REPEAT_DAYS_UP_TO;
}

function isLimitComparator(text: string): text is LimitComparator {
  return text === "<=" || text === ">=";
}
