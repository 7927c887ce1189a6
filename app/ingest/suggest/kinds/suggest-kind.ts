import { FACT_KINDS, type FactKind, type FileKind } from "~/domain/facts/fact-fields";
import type { TargetKey } from "../suggestion";
import { areInvoiceLines } from "./invoice-lines";
import type { ColumnProfile } from "../profile/column-profile";
import { suggestedTargets, rateColumn, type RatingContext } from "../columns/rate-columns";
import { findReference } from "./reference-kind";
import { isMeasureTarget, targetType } from "../targets";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** Fields that only rows of the kind have; what every kind has says nothing about the kind. */
const REVIEW_OWN = new Set([
  "pointsEarned",
  "pointsPossible",
  "endUserCritical",
  "businessCritical",
  "complianceCritical",
  "decisionCorrect",
  "decidedPositive",
  "auditedPositive",
]);
const CONTACT_SHARED = new Set([
  "externalId",
  "vendor",
  "eventOrder",
  "site",
  "program",
  "channel",
  "agent",
  "team",
  "tenureDays",
  "reason",
  "severity",
  "language",
]);

/** Whether each row is a contact, a review, a total, a line of a roster or of a calendar, by what the columns would feed. */
export function suggestKindOfRows(
  columns: readonly ColumnProfile[],
  context: Omit<RatingContext, "kind">,
): { kind: FileKind; reason: string } {
  const reference = findReference(columns, context);
  if (reference !== null) return { kind: reference, reason: REASONS[reference] };
  if (areInvoiceLines(columns)) return { kind: "totals", reason: SUGGESTION_REASONS.invoiceLine };
  const ids = columns.map((column) => rateColumn(column, "externalId", { ...context, kind: "contacts" }));
  const namedId = Math.max(0, ...ids.map((rating) => (rating && rating.how.fit >= 0.8 ? rating.named : 0)));
  const counts = namedId < PLAINLY && (countsContacts(columns, context) || !ids.some((rating) => rating !== null));
  const weights = FACT_KINDS.map((kind) => ({
    kind,
    weight:
      weigh(kind, columns, { ...context, kind }) *
      kindFactor(kind, namedId, columns) *
      (kind === "contacts" && counts ? REPORT_FACTOR : 1),
  }));
  const best = weights.reduce((most, next) => (next.weight > most.weight ? next : most));
  return { kind: best.kind, reason: REASONS[best.kind] };
}

const PLAINLY = 0.8;
/** Rows that count contacts, or that nothing names, are hardly contacts themselves. */
const REPORT_FACTOR = 0.2;
const VOLUMES: readonly TargetKey[] = ["offered", "answered", "abandoned", "handled", "resolved", "transferred"];

/** Whether some column plainly counts contacts: more than one in a row, where a contact would say yes or no. */
function countsContacts(columns: readonly ColumnProfile[], context: Omit<RatingContext, "kind">): boolean {
  return columns.some((column) => {
    const { number } = column;
    if (number === null || !number.whole || number.percentSigns || number.most <= 1) return false;
    const named = (target: TargetKey, kind: FactKind) => rateColumn(column, target, { ...context, kind })?.named ?? 0;
    const counted = VOLUMES.some((target) => named(target, "totals") >= PLAINLY);
    return counted && suggestedTargets("contacts").every((target) => named(target, "contacts") < PLAINLY);
  });
}

const REASONS: Readonly<Record<FileKind, string>> = {
  contacts: SUGGESTION_REASONS.contact,
  reviews: SUGGESTION_REASONS.review,
  totals: SUGGESTION_REASONS.totals,
  roster: SUGGESTION_REASONS.roster,
  calendar: SUGGESTION_REASONS.calendar,
};

/** How much of what only this kind has, some column would feed: each column once, by what it is likeliest to be. */
function weigh(kind: FactKind, columns: readonly ColumnProfile[], context: RatingContext): number {
  const own = suggestedTargets(kind).filter((target) => isOwn(target, kind));
  return columns.reduce((sum, column) => {
    if (column.filled === 0) return sum;
    const scores = own.map((target) => rateColumn(column, target, context)?.score ?? 0);
    return sum + Math.min(1.2, Math.max(0, ...scores));
  }, 0);
}

function isOwn(target: string, kind: FactKind): boolean {
  if (kind === "totals") return isMeasureTarget(target);
  if (kind === "reviews") return REVIEW_OWN.has(target);
  return !CONTACT_SHARED.has(target) && targetType(target, kind) !== "text";
}

function kindFactor(kind: FactKind, namedId: number, columns: readonly ColumnProfile[]): number {
  if (kind === "totals") return namedId >= 0.8 ? 0.3 : summed(columns) ? 1.5 : 1;
  if (kind === "reviews") return 1.6;
  return namedId >= 0.5 ? 1.2 : summed(columns) ? 0.4 : 1;
}

/** Whether headings speak of averages, totals or shares. */
function summed(columns: readonly ColumnProfile[]): boolean {
  return columns.filter(({ fold, number }) => fold.sum !== null || number?.percentSigns).length >= 2;
}
