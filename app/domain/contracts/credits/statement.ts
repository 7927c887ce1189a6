import type { Day } from "../../calendar/day";
import type { DayRange } from "../../calendar/day-range";
import type { ExcludedDays } from "../exclusions/excluded-rows";
import type { Verdict } from "../verdict";
import type { RuleKind } from "./scheme";

/** The form of a statement and the rules by which it is made. A statement that is stored keeps the one it was made with. */
export const STATEMENT_ENGINE = "plumbline-statement/1";

/** An exact decimal as text, such as `1.5`; of fractions without an end the first ten decimals. */
export type DecimalText = string;

/** One step of the arithmetic of a line, in order. Money in steps is in major units, as a decimal. */
export type StatementStep =
  | {
      readonly step: "result";
      readonly value: DecimalText;
      readonly numerator?: DecimalText;
      readonly denominator?: DecimalText;
    }
  | { readonly step: "rounded"; readonly value: DecimalText; readonly decimals: number }
  | {
      readonly step: "level";
      readonly level: DecimalText;
      readonly source: "stated" | "average" | "best" | "allowance";
      /** The share of the allowance, or how many periods before. */
      readonly of?: string;
    }
  | { readonly step: "failures"; readonly targets: readonly string[]; readonly units: DecimalText }
  | {
      readonly step: "distance";
      readonly distance: DecimalText;
      readonly unit: DecimalText;
      readonly rule: string;
      readonly units: DecimalText;
    }
  | { readonly step: "allowed"; readonly percent: DecimalText; readonly of: DecimalText; readonly allowed: DecimalText }
  | {
      readonly step: "excess";
      readonly counted: DecimalText;
      readonly allowed: DecimalText;
      readonly side: string;
      readonly units: DecimalText;
    }
  | {
      readonly step: "band";
      readonly from: DecimalText | null;
      readonly until: DecimalText | null;
      readonly value: DecimalText;
    }
  | {
      readonly step: "incident";
      readonly from: string;
      readonly until: string;
      readonly name: string;
      readonly minutes: DecimalText;
      readonly units: DecimalText;
      readonly inGrace: boolean;
    }
  | { readonly step: "indexed"; readonly index: string; readonly before: DecimalText; readonly after: DecimalText }
  | { readonly step: "base"; readonly base: string; readonly amount: DecimalText }
  | {
      readonly step: "percent";
      readonly percent: DecimalText;
      readonly of: DecimalText;
      readonly dividedBy: DecimalText | null;
      readonly amount: DecimalText;
    }
  | {
      readonly step: "pool";
      readonly poolPercent: DecimalText;
      readonly allocation: DecimalText;
      readonly atRiskPercent: DecimalText;
      readonly of: DecimalText;
      readonly amount: DecimalText;
    }
  | { readonly step: "points"; readonly points: DecimalText }
  | { readonly step: "points-table"; readonly points: DecimalText; readonly percent: DecimalText }
  | {
      readonly step: "points-price";
      readonly points: DecimalText;
      readonly price: DecimalText;
      readonly amount: DecimalText;
    }
  | { readonly step: "repeat"; readonly inARow: number; readonly times: DecimalText }
  | { readonly step: "product"; readonly units: DecimalText; readonly price: DecimalText; readonly amount: DecimalText }
  | { readonly step: "limit"; readonly limit: DecimalText; readonly before: DecimalText; readonly amount: DecimalText }
  | {
      readonly step: "returned";
      readonly percent: DecimalText;
      readonly of: DecimalText;
      readonly periods: number;
      readonly when: string;
    };

export const LINE_KINDS = [
  ...(["credit", "bonus", "charge"] as const satisfies readonly RuleKind[]),
  "points",
  "one-incident",
  "cap",
  "minimum-payable",
  "earn-back",
  "offset",
  "offset-used",
  "adjustment",
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** Kinds of lines that credit the client, and that caps and earn-backs are about. */
export function isCreditKind(kind: LineKind): boolean {
  return kind === "credit" || kind === "points";
}

/** A line of a statement. `amountMinor`: positive where it is due from the partner, negative where it is due from the client. */
export type StatementLine = {
  readonly id: string;
  readonly kind: LineKind;
  readonly clause: string;
  /** The rule, cap, earn-back or points scheme that it follows from. */
  readonly source: string;
  readonly name: string;
  readonly targets: readonly string[];
  /** Period of the result: key and days. */
  readonly period: StatementPeriod;
  readonly steps: readonly StatementStep[];
  readonly points: DecimalText | null;
  readonly amountMinor: number;
  /** Of a credit: what is left of it after caps. Of an offset: what later credits may use of it. Else the amount. */
  readonly netMinor: number;
  /** Of what returns a credit or uses an offset: the ID of that line. */
  readonly returns: string | null;
};

export type StatementPeriod = { readonly key: string; readonly range: DayRange };

/** A result as the statement shows it, in the unit of the contract. */
export type StatementResult = {
  readonly value: DecimalText | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly sample: number | null;
};

export type StatementTarget = {
  readonly target: string;
  readonly clause: string;
  readonly name: string;
  readonly period: StatementPeriod;
  readonly version: number;
  readonly raw: StatementResult;
  /** Without what was excluded: the one that is scored. */
  readonly contractual: StatementResult;
  /** The accepted exclusions that touch the result. */
  readonly excluded: readonly ExcludedDays[];
  readonly compared: DecimalText | null;
  readonly verdict: Verdict | "suspended";
  /** The clause that suspends the target for the period; null: none does. */
  readonly suspendedBy: string | null;
};

export const STATEMENT_PROBLEMS = [
  "no-data",
  "running",
  "no-band",
  "no-charges",
  "no-incidents",
  "no-version",
  "no-history",
  "too-large",
] as const;
/** Why a statement cannot be final yet. */
export type StatementProblem = {
  readonly code: (typeof STATEMENT_PROBLEMS)[number];
  /** The rule, or the target, or the base that it concerns. */
  readonly about: string;
  readonly period: string;
};

export type StatementReading = {
  readonly id: string;
  readonly clause: string;
  readonly question: string;
  readonly applies: string;
  readonly others: readonly { readonly reading: string; readonly totalMinor: number; readonly complete: boolean }[];
};

export type StatementRight = {
  readonly id: string;
  readonly clause: string;
  readonly name: string;
  readonly target: string;
  readonly misses: number;
  readonly needed: number;
  /** `given`: it may be used now. `one-away`: one further miss gives it. */
  readonly state: "none" | "one-away" | "given";
};

/** A level that a ratchet clause moves. */
export type StatementRatchet = {
  readonly id: string;
  readonly clause: string;
  readonly target: string;
  readonly level: DecimalText;
  readonly average: DecimalText;
  readonly newLevel: DecimalText;
};

export type Statement = {
  readonly engine: string;
  readonly vendor: string;
  readonly title: string;
  readonly currency: string;
  readonly period: StatementPeriod;
  readonly asOf: Day;
  /** Version in force on the first day; null: none. */
  readonly version: number | null;
  readonly targets: readonly StatementTarget[];
  readonly lines: readonly StatementLine[];
  readonly subtotalsMinor: Readonly<Partial<Record<LineKind, number>>>;
  /** Due from the partner; negative: due from the client. */
  readonly totalMinor: number;
  readonly readings: readonly StatementReading[];
  readonly rights: readonly StatementRight[];
  readonly ratchets: readonly StatementRatchet[];
  readonly problems: readonly StatementProblem[];
};

/** A line of an earlier statement. */
export type LedgerEntry = Pick<
  StatementLine,
  "kind" | "source" | "targets" | "points" | "amountMinor" | "netMinor" | "returns"
> & {
  readonly line: string;
  /** Key and first day of the statement's period. */
  readonly statement: string;
  readonly from: Day;
  /** Key of the period of the result. */
  readonly period: string;
};

/** What a statement leaves to later ones. */
export function ledgerEntries(statement: Statement): LedgerEntry[] {
  return statement.lines.map(({ id, kind, source, targets, points, amountMinor, netMinor, returns, period }) => ({
    line: id,
    kind,
    source,
    targets,
    points,
    amountMinor,
    netMinor,
    returns,
    statement: statement.period.key,
    from: statement.period.range.from,
    period: period.key,
  }));
}
