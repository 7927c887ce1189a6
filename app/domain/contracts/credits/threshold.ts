import { periodsBack, previousPeriod } from "../../calendar/period";
import { add, compareExact, decimalText, divide, exact, type Exact } from "../../metrics/exact";
import { isJudged } from "../verdict";
import type { CreditScheme, Threshold } from "./scheme";
import { backwards, type Scored, type Scorer } from "./scored";
import type { StatementStep } from "./statement";

/** What levels of a scheme may refer to. */
export type Levels = Pick<CreditScheme, "allowances">;

export type Level = { readonly value: Exact; readonly step: Extract<StatementStep, { step: "level" }> };

type Subject = { readonly scored: Scored; readonly score: Scorer; readonly levels: Levels };

/** The level in the unit of the contract; null where the earlier periods that it needs are not all known. */
export function levelOf(threshold: Threshold, subject: Subject): Level | null {
  if (typeof threshold === "number") return levelFrom(exact(threshold), "stated");
  if ("allowance" in threshold) {
    const table = subject.levels.allowances.find(({ id }) => id === threshold.allowance);
    const share = table?.shares[threshold.share];
    return share === undefined ? null : levelFrom(exact(share), "allowance", threshold.share);
  }
  return threshold.history === "average"
    ? averageBefore(subject, threshold.periods ?? 1)
    : bestBefore(subject, threshold.periods, threshold.start);
}

function levelFrom(value: Exact, source: "stated" | "average" | "best" | "allowance", of?: string): Level {
  return { value, step: { step: "level", level: decimalText(value), source, ...(of === undefined ? {} : { of }) } };
}

/** The plain average of the results of the periods before: of five years, each year counts alike. */
function averageBefore({ scored, score }: Subject, periods: number): Level | null {
  const figures = periodsBack(previousPeriod(scored.period), periods).map((period) => score(scored.target.id, period));
  let sum = exact(0);
  for (const earlier of figures) {
    if (earlier === null || earlier.figure === null || !isJudged(earlier.verdict)) return null;
    sum = add(sum, earlier.figure);
  }
  return levelFrom(divide(sum, exact(periods)), "average", String(periods));
}

/** The best of the results before, by what the target calls better; of a band there is no best. */
function bestBefore({ scored, score }: Subject, periods: number | undefined, start: number | undefined): Level | null {
  const { comparator } = scored.target;
  const isHigherBetter = comparator === ">=" || comparator === ">";
  let best = start === undefined ? null : exact(start);
  let seen = 0;
  for (const period of backwards(previousPeriod(scored.period))) {
    if (periods !== undefined && seen >= periods) break;
    seen += 1;
    const earlier = score(scored.target.id, period);
    if (earlier === null) break;
    if (earlier.figure === null || !isJudged(earlier.verdict)) continue;
    const isBetter = best === null || compareExact(earlier.figure, best) > 0 === isHigherBetter;
    if (isBetter) best = earlier.figure;
  }
  return best === null ? null : levelFrom(best, "best", periods === undefined ? undefined : String(periods));
}
