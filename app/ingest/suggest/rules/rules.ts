import { resolveCases, resolveNameless } from "../cases/resolve-cases";
import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { askWide, askWideNames, leaveRatios, resolveWide } from "../wide/resolve-wide";
import { assignColumns } from "./assign-columns";
import { askRepeatedId, collapseRows, leaveRepeatedId } from "./collapse-rows";
import { askConflicts, leaveDisputed } from "./count-conflicts";
import { deriveFromRoster, deriveSpans, skipUnfinished } from "./derive-fields";
import { askDoubtfulFields } from "./doubtful-fields";
import { resolveCurrency } from "./invoice-currency";
import { resolveEqualLines, resolveInvoice, resolveInvoiceDay } from "./invoice-lines";
import { joinTimes } from "./join-times";
import { keepChoices } from "./keep-choices";
import { findMissing } from "./missing-targets";
import { resolveMonthInName } from "./month-in-name";
import { compareVerdict } from "./own-verdict";
import { askCases, askReadings, askSubtotals } from "./reading-questions";
import { firstDayOfHours } from "./resolve-calendar";
import { reserveNames, resolveNames } from "./resolve-names";
import { askAgent, firstDayFromHiring, resolveAgent } from "./resolve-roster";
import { resolveAgentVolume, resolveAmounts, resolveDay } from "./resolve-totals";
import { nameRow } from "./row-id";
import type { Rule } from "./rule";
import { resolvePeriod } from "./resolve-period";

/**
 * The rules of a suggestion, in the order in which they apply. A rule sees what the rules above it settled; the comments say why it cannot
 * stand higher.
 */
export const RULES: readonly Rule[] = [
  // First, because no rule changes what the analyst chose.
  { name: "keep-choices", apply: keepChoices },

  // Columns whose meaning follows from the form of the file. Only after that are the others compared with names.
  { name: "settle-wide-columns", apply: resolveWide },
  { name: "settle-columns-of-cases", apply: resolveCases },
  // Takes of the columns without headings those that the cases left.
  { name: "settle-columns-without-headings", apply: resolveNameless },
  { name: "settle-the-invoiced-amount", apply: resolveInvoice },
  { name: "settle-the-day-of-an-invoice", apply: resolveInvoiceDay },
  // A first name alone would be taken for an agent or a customer.
  { name: "set-names-aside", apply: reserveNames },
  // Knows which columns are halves of names.
  { name: "settle-the-agent-of-a-roster", kinds: ["roster"], apply: resolveAgent },

  // Pairs what the rules above left free with the targets that they left open.
  { name: "assign-columns", apply: assignColumns },
  // A pair of names gives way to a column that was assigned as surely.
  { name: "settle-names", apply: resolveNames },

  // Totals: each needs what was assigned. Days and volumes are set right before amounts, which count with a volume; so are counts that
  // were stated to be wrong, which are no volume.
  { name: "settle-day-or-interval", kinds: ["totals"], apply: resolveDay },
  { name: "settle-the-volume-of-agents", kinds: ["totals"], apply: resolveAgentVolume },
  { name: "leave-out-disputed-counts", kinds: ["totals"], apply: leaveDisputed },
  { name: "settle-amounts", kinds: ["totals"], apply: resolveAmounts },
  // Leaves out an amount in another currency, which by then is known to be one.
  { name: "settle-the-currency", kinds: ["totals"], apply: resolveCurrency },
  { name: "number-equal-lines", kinds: ["totals"], apply: resolveEqualLines },
  // Amounts have their volumes: those whose volume is in another row cannot be added up.
  { name: "leave-out-ratios-of-wide-files", kinds: ["totals", "calendar"], apply: leaveRatios },

  // A date stands in for another only where none was assigned.
  { name: "take-the-first-day-from-hiring", kinds: ["roster"], apply: firstDayFromHiring },
  { name: "take-the-first-day-of-hours", kinds: ["calendar"], apply: firstDayOfHours },
  // Days and intervals are distinguished: a time joins the date that is left.
  { name: "join-times-with-dates", kinds: FACT_KINDS, apply: joinTimes },

  // Which rows are one. An id that is none identifies no rows to collapse.
  { name: "leave-out-a-repeated-id", apply: leaveRepeatedId },
  { name: "collapse-rows", apply: collapseRows },

  // What follows from moments, which by then have their times of day. Ends of what has not ended are no ends to measure to.
  { name: "skip-ends-of-unresolved-rows", kinds: ["contacts"], apply: skipUnfinished },
  { name: "derive-spans", kinds: ["contacts"], apply: deriveSpans },
  { name: "derive-from-the-roster", apply: deriveFromRoster },
  { name: "settle-the-period", kinds: ["totals"], apply: resolvePeriod },
  // A month in the file's name counts where no column is the day, and is then the period.
  { name: "settle-the-month-in-the-name", kinds: ["totals"], apply: resolveMonthInName },
  { name: "compare-the-file-own-verdict", kinds: ["contacts"], apply: compareVerdict },
  // Names totals by the slices that are left when all is settled.
  { name: "name-rows", apply: nameRow },

  // What is open of that which is settled.
  { name: "ask-about-wide-figures", apply: askWide },
  { name: "ask-about-wide-names", kinds: ["totals"], apply: askWideNames },
  { name: "ask-for-the-agent", kinds: ["roster"], apply: askAgent },
  { name: "ask-about-readings", apply: askReadings },
  { name: "ask-about-doubtful-fields", apply: askDoubtfulFields },
  { name: "ask-about-conflicting-counts", kinds: ["totals"], apply: askConflicts },
  { name: "ask-about-subtotals", kinds: ["totals"], apply: askSubtotals },
  { name: "ask-about-cases", apply: askCases },
  { name: "ask-about-a-repeated-id", apply: askRepeatedId },
  // Last: a target that another question is about is not missing.
  { name: "find-what-is-missing", apply: findMissing },
];
