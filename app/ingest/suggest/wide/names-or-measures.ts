import { FACT_KINDS } from "~/domain/facts/fact-fields";
import { namedTarget, rateColumn, suggestedTargets, type RatingContext } from "../columns/rate-columns";
import type { ColumnProfile } from "../profile/column-profile";
import type { Question } from "../question";
import { targetType } from "../targets";
import { measureNamed } from "./measure-names";
import type { WideForm } from "./wide-form";
import { WIDE_TEXTS } from "~/wording/imports/wide-files";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const MAX_NAMED = 3;

export const NAMES_QUESTION = "wide-names";

/** Asked where one heading is a word for orders and the others name nothing that is counted: all of them may be names of queues. */
export function namesQuestion({ turned }: WideForm): Question {
  const headings = turned.map(({ heading }) => heading);
  const named = headings.slice(0, MAX_NAMED).map((heading) => `“${heading}”`);
  const orders = headings.find((heading) => measureNamed(heading) === "orders") ?? headings[0] ?? "";
  return {
    id: NAMES_QUESTION,
    columns: headings,
    text: WIDE_TEXTS.namesQuestion(
      `${named.join(", ")}${headings.length > MAX_NAMED ? SUGGESTION_DETAILS.others : ""}`,
    ),
    options: [
      {
        value: "none",
        label: WIDE_TEXTS.measures,
        example: WIDE_TEXTS.measuresExample(orders),
      },
      { value: "rows", label: WIDE_TEXTS.names, example: WIDE_TEXTS.namesExample },
    ],
  };
}

/**
 * Whether no heading says what the figures of a report count, so that headings may be names of slices: "surely", or "perhaps" where one
 * of them is also a word for orders. "not" where a heading says it, or rows have ids or people of their own.
 */
export function namesNoFigures(
  columns: readonly ColumnProfile[],
  context: Omit<RatingContext, "kind">,
): "surely" | "perhaps" | "not" {
  if (context.preset !== null) return "not";
  const named = (column: ColumnProfile, kind: RatingContext["kind"], target: string) =>
    rateColumn(column, target, { ...context, kind })?.named ?? 0;
  const isNamed = (column: ColumnProfile) =>
    FACT_KINDS.some((kind) => {
      const byHeading = namedTarget(column, { ...context, kind });
      const byBoth = suggestedTargets(kind).filter((target) => named(column, kind, target) > 0);
      return [...byBoth, ...(byHeading === null ? [] : [byHeading])].some(
        (target) => target !== "orders" && targetType(target, kind) !== "text",
      );
    });
  if (!columns.some((column) => named(column, "totals", "day") >= 0.8)) return "not";
  for (const column of columns) {
    if (named(column, "contacts", "externalId") >= 0.5 || named(column, "contacts", "agent") >= 0.8) return "not";
    if ((column.number !== null || column.clocks.length > 0) && isNamed(column)) return "not";
  }
  // Only one column can be the orders of the day.
  return columns.filter((column) => named(column, "totals", "orders") > 0).length === 1 ? "perhaps" : "surely";
}
