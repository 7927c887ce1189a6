import { readClosedDocument } from "./closed-document";

/** A closed month as it is stored, with the hash that its document has now. */
export type StoredClosedMonth = {
  readonly sequence: number;
  readonly period: string;
  readonly document: string;
  readonly sha256: string;
  readonly computedSha256: string;
  readonly previousSha256: string | null;
};

/** A month that must be among the closed ones: by its own state, or by the audit log (with the hash that was recorded). */
export type ExpectedClosedMonth = {
  readonly sequence: number;
  readonly period: string;
  readonly sha256: string | null;
};

export const ALTERATIONS = ["document", "hash", "chain", "columns", "missing"] as const;
/**
 * `document`: its text is another than was hashed. `hash`: another hash than the audit log has. `chain`: it does not follow the month
 * before it. `columns`: period or sequence differ from the document. `missing`: there is no such row.
 */
export type Alteration = (typeof ALTERATIONS)[number];

export type AlteredMonth = {
  readonly sequence: number;
  readonly period: string;
  readonly problems: readonly Alteration[];
};

/** What was altered in the closed months of one partner, by sequence; empty where all are as they were closed. */
export function verifyChain(
  stored: readonly StoredClosedMonth[],
  expected: readonly ExpectedClosedMonth[],
): AlteredMonth[] {
  const bySequence = new Map(stored.map((month) => [month.sequence, month]));
  const last = Math.max(0, ...bySequence.keys(), ...expected.map(({ sequence }) => sequence));
  const found: AlteredMonth[] = [];
  for (let sequence = 1; sequence <= last; sequence += 1) {
    const month = bySequence.get(sequence);
    const known = expected.filter((one) => one.sequence === sequence);
    if (month === undefined) {
      found.push({ sequence, period: known[0]?.period ?? "", problems: ["missing"] });
      continue;
    }
    const problems = problemsOf(month, bySequence.get(sequence - 1) ?? null, known);
    if (problems.length > 0) found.push({ sequence, period: month.period, problems });
  }
  return found;
}

function problemsOf(
  month: StoredClosedMonth,
  before: StoredClosedMonth | null,
  known: readonly ExpectedClosedMonth[],
): Alteration[] {
  const document = readClosedDocument(month.document);
  const isFirst = month.sequence === 1;
  const previous = before === null ? month.previousSha256 : before.sha256;
  const problems: [Alteration, boolean][] = [
    ["document", document === null || month.computedSha256 !== month.sha256],
    ["hash", known.some(({ sha256 }) => sha256 !== null && sha256 !== month.sha256)],
    [
      "chain",
      month.previousSha256 !== (isFirst ? null : previous) ||
        (document !== null && document.previous !== month.previousSha256),
    ],
    [
      "columns",
      (document !== null && (document.period !== month.period || document.sequence !== month.sequence)) ||
        known.some(({ period }) => period !== month.period),
    ],
  ];
  return problems.flatMap(([problem, isThere]) => (isThere ? [problem] : []));
}
