import {
  isCreditKind,
  type LineKind,
  type StatementLine,
  type StatementProblem,
  type StatementRight,
} from "~/domain/contracts/credits/statement";
import type { StatementGap, StatementRow, StatementView } from "~/domain/contracts/credits/statement-view";
import { currencyDecimals } from "~/domain/money/currency";
import { formatFigure } from "../shared/figures";
import { countText } from "../shared/text";

export const STATEMENT_TEXT = {
  statements: "Statements",
  title: (partner: string) => `${partner} statement`,
  notFound: "This statement does not exist, or you may not see all of the partner's data",
  sowVersion: (version: number | null) => (version === null ? "No SOW in force" : `SOW version ${version}`),
  soFar: "In progress: amounts are those so far",
  draft: "Data do not reach the end of the month yet",
  total: "Total",
  lines: "Lines",
  noLines: "No clause applies this month",
  noLinesDetail: "No target with a clause failed, and no bonus was reached.",
  problems: "Not final yet",
  targets: "Targets",
  targetsDetail: "raw and contractual result side by side",
  raw: "Raw result",
  contractual: "Contractual result",
  without: (excluded: string) => `without ${excluded}`,
  exclusions: "Exclusions",
  verdict: "Verdict",
  clauseName: (clause: string) => `Clause ${clause}`,
  target: "Target",
  sow: "SOW",
  currency: "Currency",
  asOfDay: "As of",
  periodProblem: "Must be a month such as 2026-10, or a fiscal month such as 2026-10@22",
  stepsOf: (line: string) => `Steps of ${line}`,
  readings: "Open readings",
  rights: "Rights",
  ratchets: "New levels",
  ratchet: (level: string, average: string, newLevel: string) =>
    `${level} moves to ${newLevel}: every period was better, ${average} on average`,
  hash: "SHA-256",
  rounding: "Amounts are rounded half up to the minor unit, once, at the end of each line.",
  period: "Period",
  partner: "Partner",
  step: "Step",
  working: "Working",
  result: "Result",
  amountDue: "Total due from the partner",
  attention: "Rights",
  otherReading: (reading: string, total: string) => `${reading}: ${total}`,
  incomplete: "not known yet",
} as const;

export const STATEMENT_GAPS: Readonly<Record<StatementGap, string>> = {
  "no-sow": "No SOW",
  "no-version": "No SOW version in force",
  "no-credit-scheme": "The SOW has no credit scheme",
};

export const STATEMENT_GAP_DETAILS: Readonly<Record<StatementGap, string>> = {
  "no-sow": "Upload a SOW to see what results cost.",
  "no-version": "No version of the SOW covers this month.",
  "no-credit-scheme": "Results are scored, but no money follows from them. Add a credit scheme to the SOW.",
};

export const LINE_KIND_NAMES: Readonly<Record<LineKind, string>> = {
  credit: "Credit",
  bonus: "Bonus",
  charge: "Charge to the client",
  points: "Credit for points",
  "one-incident": "One credit per incident",
  cap: "Cap",
  "minimum-payable": "Below the minimum payable amount",
  "earn-back": "Earn-back",
  offset: "Offset granted",
  "offset-used": "Offset used",
  adjustment: "Adjustment",
};

const PROBLEMS: Readonly<Record<StatementProblem["code"], (about: string) => string>> = {
  "no-data": (about) => `${about} has no data`,
  running: (about) => `${about} is in progress`,
  "no-band": (about) => `The result of ${about} lies in no band: round it first, or close the gap`,
  "no-charges": (about) => `${about} needs the invoice of the period, by kind of charge where its base names kinds`,
  "no-version": () => "No SOW version is in force",
  "too-large": (about) => `The amount of ${about} is too large to be added up: check its price`,
  "no-incidents": (about) => `${about} counts the time of incidents, which are not known`,
  "no-history": (about) => `${about} needs results of earlier periods`,
};

/** `Customer satisfaction has no data (2026-10)`. `names`: those of the view. */
export function statementProblemText(
  { code, about, period }: StatementProblem,
  names: Readonly<Record<string, string>>,
): string {
  return `${PROBLEMS[code](names[about] ?? about)} (${period})`;
}

/** What a line comes to: money, or points that become money together. */
export function lineAmountText({ amountMinor, points }: StatementLine, currency: string): string {
  return points === null ? minorText(amountMinor, currency) : pointsText(points);
}

function pointsText(points: string): string {
  return `${points} ${points === "1" ? "point" : "points"}`;
}

export function rightText({ misses, needed, state }: StatementRight): string {
  if (state === "given") return `Given: ${misses} of ${needed} misses`;
  return state === "one-away" ? `One miss away: ${misses} of ${needed}` : `${misses} of ${needed} misses`;
}

/** An amount in minor units: `$2,000.00`, `−$750.00`. */
export function minorText(amountMinor: number, currency: string): string {
  return formatFigure(amountMinor, { unit: "money", decimals: currencyDecimals(currency), currency });
}

/** `$2,000.00 is due from Lumina for October 2026. 2 targets failed.` */
export function statementLead({ partner, period, statement, gap }: StatementView): string {
  if (gap !== null) return STATEMENT_GAPS[gap];
  const { totalMinor, currency, lines } = statement;
  const amount = minorText(Math.abs(totalMinor), currency);
  const due =
    totalMinor === 0
      ? `Nothing is due for ${period.label}.`
      : `${amount} is due from ${totalMinor > 0 ? partner.name : "the client"} for ${period.label}.`;
  const credited = lines.filter(({ kind, amountMinor }) => isCreditKind(kind) && amountMinor !== 0);
  const failed = new Set(credited.flatMap(({ targets }) => targets)).size;
  return failed === 0 ? due : `${due} ${countText(failed, "target", "targets")} led to credits.`;
}

/** Headings of the exported table. */
export const STATEMENT_COLUMNS = [
  "Line",
  "Kind",
  "Name",
  "Clause",
  "Period",
  "Step",
  "Working",
  "Result",
  "Amount",
] as const;

export function totalLabel({ statement, partner }: StatementView): string {
  if (statement.totalMinor === 0) return "Nothing due";
  return statement.totalMinor > 0 ? `Due from ${partner.name}` : "Due from the client";
}

export function suspendedText(by: string): string {
  return `Suspended: ${by}`;
}

/** What the view is, in a few words: SOW version, state, time zone. */
export function statementMeta({ statement, state, timeZone }: StatementView): string[] {
  const states = { running: STATEMENT_TEXT.soFar, draft: STATEMENT_TEXT.draft, final: null, empty: null } as const;
  const shown = states[state];
  return [
    STATEMENT_TEXT.sowVersion(statement.version),
    statement.currency,
    ...(shown === null ? [] : [shown]),
    timeZone,
  ];
}

/** Credits, bonuses, earn-backs and the total, as headline figures. */
export function statementTiles({ statement }: StatementView): { label: string; value: string; detail?: string }[] {
  const { subtotalsMinor: of, currency, totalMinor } = statement;
  const money = (...kinds: LineKind[]) =>
    minorText(
      kinds.reduce((sum, kind) => sum + (of[kind] ?? 0), 0),
      currency,
    );
  return [
    { label: "Credits after caps", value: money("credit", "points", "one-incident", "cap", "minimum-payable") },
    { label: "Bonuses and charges to the client", value: money("bonus", "charge") },
    { label: "Earn-backs and offsets", value: money("earn-back", "offset", "offset-used") },
    { label: "Total", value: minorText(totalMinor, currency) },
  ];
}

/** `3 of 5 partners have a statement for October 2026.` */
export function statementsLead(rows: readonly StatementRow[], period: string): string {
  const made = rows.filter(({ gap }) => gap === null).length;
  return `${made} of ${countText(rows.length, "partner", "partners")} ${made === 1 ? "has" : "have"} a statement for ${period}.`;
}
