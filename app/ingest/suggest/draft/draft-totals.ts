import type { TotalField } from "../../mapping/total";
import type { ColumnReading, MappingSuggestion, TargetKey } from "../suggestion";
import { closedLimit, isMeasureTarget } from "../targets";
import type { WideFigure } from "../wide/wide-form";
import { figureCondition } from "./draft-wide";
import { FOLLOWING_MEASURES, HANDLE_PARTS } from "./following-measures";

type DraftTotal = Pick<TotalField, "factor" | "currency" | "inCurrency"> &
  Amount & { measure: TargetKey; column: string; when?: WideFigure["when"]; timesUnit?: string };

/** What each column states, and what follows from it. */
export function draftTotals(suggestion: MappingSuggestion): readonly DraftTotal[] {
  const stated = statedTotals(suggestion);
  return FOLLOWING_RULES.reduce((totals, rule) => [...totals, ...rule(totals, stated)], stated);
}

/** What follows from that which columns state, in this order: what is known of handled contacts follows from their number. */
const FOLLOWING_RULES: readonly ((
  totals: readonly DraftTotal[],
  stated: readonly DraftTotal[],
) => readonly DraftTotal[])[] = [
  handledFromAnswered,
  ...FOLLOWING_MEASURES.map(
    (following) => (totals: readonly DraftTotal[], stated: readonly DraftTotal[]) =>
      followingCount(following, totals, stated),
  ),
  handleTimeFromParts,
];

function statedTotals(suggestion: MappingSuggestion): DraftTotal[] {
  const stated = suggestion.columns.flatMap(({ heading, target, reading }) =>
    target !== null && isMeasureTarget(target)
      ? [
          {
            measure: closedLimit(target),
            ...figureCondition(suggestion, heading),
            ...amountOf(reading),
            ...volumeUnit(suggestion, reading),
            ...moneyOf(target, suggestion),
          },
        ]
      : [],
  );
  return stated.toSorted((a, b) => (a.measure < b.measure ? -1 : 1));
}

/** What is answered is handled, also where it is a share of what was offered. */
function handledFromAnswered(_totals: readonly DraftTotal[], stated: readonly DraftTotal[]): DraftTotal[] {
  const answered = find(stated, "answered");
  return answered && !find(stated, "handled") ? [{ ...answered, measure: "handled" }] : [];
}

function followingCount(
  { measure, from, needs }: (typeof FOLLOWING_MEASURES)[number],
  totals: readonly DraftTotal[],
  stated: readonly DraftTotal[],
): DraftTotal[] {
  if (find(totals, measure) || !needs.every((need) => find(stated, need))) return [];
  const counts = stated.filter(({ times }) => times === undefined);
  // What an average or a share was multiplied by is of how many it is known.
  const multiplied = needs.map((need) => find(stated, need)?.times);
  const source =
    counts.find(({ column }) => multiplied.includes(column)) ??
    from.map((one) => find(counts, one)).find((total) => total !== undefined);
  return source ? [{ ...source, measure }] : [];
}

function handleTimeFromParts(_totals: readonly DraftTotal[], stated: readonly DraftTotal[]): DraftTotal[] {
  if (find(stated, "handleSeconds") || !find(stated, "talkSeconds")) return [];
  const parts = stated.filter(({ measure }) => HANDLE_PARTS.includes(measure));
  return parts.map((part) => ({ ...part, measure: "handleSeconds" }));
}

function find(totals: readonly DraftTotal[], measure: TargetKey): DraftTotal | undefined {
  return totals.find((total) => total.measure === measure);
}

/** Money is kept in minor units of one currency. */
function moneyOf(
  target: TargetKey,
  { invoiced }: MappingSuggestion,
): Pick<TotalField, "factor" | "currency" | "inCurrency"> {
  if (target !== "invoicedMinor" || invoiced === null) return {};
  const { factor, code, currency } = invoiced;
  return {
    ...(code === null ? {} : { inCurrency: code }),
    ...(factor === 1 ? {} : { factor }),
    ...(currency === null ? {} : { currency }),
  };
}

type Amount = { unit?: string; decimal?: "." | ","; times?: string; restOf?: string };

function amountOf({ unit, decimal, times, restOf }: ColumnReading): Amount {
  return {
    ...(unit ? { unit } : {}),
    ...(decimal ? { decimal } : {}),
    ...(times === undefined ? {} : { times }),
    ...(restOf === undefined ? {} : { restOf }),
  };
}

/** How the volume that a share belongs to is written, where it is a time in another unit than seconds. */
function volumeUnit({ columns }: MappingSuggestion, { times }: ColumnReading): { timesUnit?: string } {
  const volume = columns.find(({ heading }) => heading === times);
  const unit = volume?.target != null && volume.reading.type === "seconds" ? volume.reading.unit : undefined;
  return unit === undefined ? {} : { timesUnit: unit };
}
