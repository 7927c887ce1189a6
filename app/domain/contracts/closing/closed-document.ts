import type { Statement } from "../credits/statement";
import type { StatementView } from "../credits/statement-view";
import type { SowVersion } from "../sow";
import type { CheckResult } from "./checklist";

/** The form of the document that closing a month freezes. */
export const CLOSED_DOCUMENT_FORM = "plumbline-closed-month/1";

/** Who signed when, what. */
export type Signature = {
  readonly by: string;
  readonly at: string;
  /** SHA-256 of the statement that was read and signed. */
  readonly hash: string;
  readonly totalMinor: number;
};

/** How a metric was defined when the month was closed. */
export type FrozenMetric = {
  readonly key: string;
  readonly name: string;
  readonly formula: string;
  readonly description: string;
};

/** Everything a closed month rests on and says, besides when and by whom it was closed. */
export type FrozenContent = {
  readonly statement: Statement;
  readonly statementHash: string;
  readonly formats: StatementView["formats"];
  readonly sowHash: string | null;
  /** The version in force on the first day of the month. */
  readonly sowVersion: SowVersion | null;
  readonly metrics: readonly FrozenMetric[];
  readonly checklist: readonly CheckResult[];
};

export type ClosedDocument = FrozenContent & {
  readonly form: typeof CLOSED_DOCUMENT_FORM;
  readonly vendor: string;
  readonly period: string;
  readonly sequence: number;
  /** SHA-256 of the partner's closed month before this one; null for the first. */
  readonly previous: string | null;
  /** The first closed month: no month before it was closed, and none will be. */
  readonly isFirst: boolean;
  readonly closedAt: string;
  readonly closedBy: string;
  /** Null: it was closed without. */
  readonly signatures: { readonly lead: Signature; readonly partner: Signature } | null;
};

/** What closing needs of a month: as it evaluates now, at a revision of the partner's data and SOW. */
export type EvaluatedMonth = {
  readonly vendorId: number;
  readonly vendor: string;
  readonly revision: number;
  readonly content: FrozenContent;
};

/** Reads a stored document; null for a text that is none. Whether it is as it was closed, only its hash tells. */
export function readClosedDocument(text: string): ClosedDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    return isClosedDocument(value) ? value : null;
  } catch {
    return null;
  }
}

function isClosedDocument(value: unknown): value is ClosedDocument {
  if (typeof value !== "object" || value === null || !("form" in value) || !("statement" in value)) return false;
  const { form, statement } = value;
  return form === CLOSED_DOCUMENT_FORM && typeof statement === "object" && statement !== null && "lines" in statement;
}
