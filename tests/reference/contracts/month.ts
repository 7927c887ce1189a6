import { parsePeriod, type Period } from "~/domain/calendar/period";
import { evaluateStatement } from "~/domain/contracts/credits/evaluate";
import type { Incident } from "~/domain/contracts/credits/quantity";
import type { Charge } from "~/domain/contracts/credits/price";
import { ledgerEntries, type LedgerEntry, type Statement } from "~/domain/contracts/credits/statement";
import type { SowDocument } from "~/domain/contracts/document";
import type { Sow } from "~/domain/contracts/sow";
import { validateSow } from "~/domain/contracts/validate";
import { NO_DATA, type MetricValue } from "~/domain/metrics/metric-value";

/** A result: a figure alone, or numerator and denominator in the base unit of the metric. */
export type Given = number | readonly [numerator: number, denominator: number];

export type Facts = {
  /** By period key, then by target. Shares given as one figure are in percent. */
  readonly results: Readonly<Record<string, Readonly<Record<string, Given>>>>;
  /** Charges by month. */
  readonly charges?: Readonly<Record<string, readonly Charge[]>>;
  readonly incidents?: Readonly<Record<string, readonly Incident[]>>;
  readonly asOf?: string;
};

/** A document that must be valid. */
export function sowOf(document: unknown): Sow {
  const reading = validateSow(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.sow;
}

export function period(key: string): Period {
  const parsed = parsePeriod(key);
  if (parsed === null) throw new Error(`No period: ${key}`);
  return parsed;
}

/** The statements of months in a row, each with those before it as its ledger. */
export function statements(sow: Sow, months: readonly string[], facts: Facts): Statement[] {
  const earlier: LedgerEntry[] = [];
  return months.map((month) => {
    const made = evaluateStatement({
      sow,
      period: period(month),
      asOf: facts.asOf ?? "2099-01-01",
      results: (target, at) => {
        const given = facts.results[at.key]?.[target.id];
        if (given === undefined) return null;
        const value = valueOf(given, target.shift);
        return { raw: value, contractual: value };
      },
      charges: (at) => facts.charges?.[at.key] ?? null,
      incidents: (target) => facts.incidents?.[target.id] ?? [],
      earlier: [...earlier],
      adjustments: [],
    });
    earlier.push(...ledgerEntries(made));
    return made;
  });
}

export function statement(sow: Sow, month: string, facts: Facts): Statement {
  const [only] = statements(sow, [month], facts);
  if (only === undefined) throw new Error("No statement");
  return only;
}

/** What is due from the partner, in major units with two decimals. */
export function total(made: Statement): string {
  return dollars(made.totalMinor);
}

export function dollars(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** Amounts of a statement by line. */
export function amounts(made: Statement): Record<string, string> {
  return Object.fromEntries(made.lines.map(({ id, amountMinor }) => [id, dollars(amountMinor)]));
}

function valueOf(given: Given, shift: number): MetricValue {
  if (typeof given !== "number") {
    const [numerator, denominator] = given;
    if (denominator === 0) return NO_DATA;
    return { status: "measured", numerator, denominator, value: numerator / denominator, n: denominator };
  }
  // A share in percent has a base of a hundred, so that 98.5 is exact.
  if (shift === 2) return { status: "measured", numerator: given, denominator: 100, value: given / 100, n: 100 };
  return { status: "measured", numerator: given, denominator: null, value: given, n: 1_000_000 };
}

type VersionDocument = SowDocument["versions"][number];

/** A document of one version around targets and a scheme. */
export function contract(parts: {
  vendor: string;
  from?: string;
  until?: string;
  targets: VersionDocument["targets"];
  scheme: NonNullable<VersionDocument["creditScheme"]>;
  document?: Partial<SowDocument>;
}): SowDocument {
  return {
    vendor: parts.vendor,
    title: "Reference contract",
    currency: "USD",
    timeZone: "America/Los_Angeles",
    versions: [
      {
        version: 1,
        effectiveFrom: parts.from ?? "2021-01-01",
        ...(parts.until === undefined ? {} : { effectiveUntil: parts.until }),
        targets: parts.targets,
        creditScheme: parts.scheme,
      },
    ],
    ...parts.document,
  };
}
