import { FACT_KINDS } from "~/domain/facts/fact-fields";
import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { suggestedTargets, namedTarget, rateColumn, readAs, type RatingContext } from "../columns/rate-columns";
import { amountForm } from "../readings/read-amount";
import { isMeasureTarget, targetType } from "../targets";
import type { Work } from "../mapping-state";
import { measureNamed } from "./measure-names";
import { FIGURE_QUESTION } from "./find-wide";
import { isFigure, isGrid, type WideForm } from "./wide-form";

/** Settles what the turned headings say, what the figures count where that was answered, and what is left out. */
export function settleWide(work: Work, wide: WideForm): void {
  for (const { heading, reason } of wide.left) settle(work, heading, { target: null, rating: null, reason });
  if (wide.columns === "measures") leaveOtherFigures(work, wide);
  if (!isGrid(wide)) leaveRatiosOfTotals(work, wide);
  const heading = work.columns.find((column) => column.heading === wide.headingAs);
  if (heading && wide.says !== null) settleHeading(work, { says: wide.says, monthFormat: wide.monthFormat }, heading);
  const figure = work.columns.find((column) => column.heading === wide.valueAs);
  const answer = work.rating.answers.get(FIGURE_QUESTION);
  if (figure === undefined) return;
  if (wide.says === "weekdays") {
    const hours = readAs(figure, { ...work.rating, target: "hours" });
    const found = hours && { score: 1, named: 1, preset: false, how: hours };
    settle(work, figure.heading, { target: "hours", rating: found, reason: hours && `Hours are ${hours.why}.` });
    return;
  }
  if (answer === undefined || !isMeasureTarget(answer)) {
    settle(work, figure.heading, {
      target: null,
      rating: null,
      reason: "The file does not say what its figures count.",
    });
    return;
  }
  const how = readAs(figure, { ...work.rating, target: answer });
  const reason = how ? `As you said; ${how.why}.` : "Its cells do not look like figures of that.";
  const rating = how && { score: 1, named: 1, preset: false, how };
  settle(work, figure.heading, { target: how ? answer : null, rating, reason });
}

/** Beside the column of figures another may give a target or a figure of the month before: none is of the measure that the row names. */
function leaveOtherFigures(work: Work, { figures, valueAs }: WideForm): void {
  const reason = `Only “${valueAs}” is read as the figure that the row names.`;
  for (const column of work.columns) {
    if (!isFigure(column) || figures.some(({ heading }) => heading === column.heading)) continue;
    const named = namedTarget(column, { ...work.rating, kind: "totals" });
    if (named !== null && isMeasureTarget(named)) settle(work, column.heading, { target: null, rating: null, reason });
  }
}

/** An average or a share is not needed where another row gives what it is made of. */
function leaveRatiosOfTotals(work: Work, { figures }: WideForm): void {
  const named = work.columns.flatMap((column) => {
    if (!figures.some(({ heading }) => heading === column.heading)) return [];
    const target = namedTarget(column, { ...work.rating, kind: "totals" });
    if (target === null || !isMeasureTarget(target)) return [];
    const form = amountForm(column, target, work.rating.answers);
    return [{ heading: column.heading, target, isRatio: form === "average" || form === "share" }];
  });
  for (const { heading, target } of named.filter(({ isRatio }) => isRatio)) {
    const total = named.find((one) => one.target === target && !one.isRatio);
    const reason = `“${total?.heading ?? ""}” gives what it is made of.`;
    if (total !== undefined) settle(work, heading, { target: null, rating: null, reason });
  }
}

type SaysSomething = Pick<WideForm, "monthFormat"> & { says: NonNullable<WideForm["says"]> };

function settleHeading(work: Work, { says, monthFormat }: SaysSomething, heading: ColumnProfile): void {
  const month = {
    fit: 1,
    reading: { type: "instant" as const, format: [monthFormat ?? ""] },
    why: "",
    questions: [],
  };
  const how = monthFormat === null ? readAs(heading, { ...work.rating, target: says }) : month;
  if (how === null) return;
  const reason =
    says === "day"
      ? `The headings of the columns that become rows are dates, such as ${heading.samples[0] ?? ""}.`
      : `The headings of the columns that become rows name it, such as ${heading.samples[0] ?? ""}.`;
  settle(work, heading.heading, { target: says, rating: { score: 1, named: 1, preset: false, how }, reason });
}

function settle(
  { settled }: Work,
  heading: string,
  to: { target: string | null; rating: Rated; reason: string | null },
): void {
  if (!settled.has(heading)) settled.set(heading, { ...to, chosen: false });
}

type Rated = NonNullable<ReturnType<Work["settled"]["get"]>>["rating"];

const WITHOUT_VOLUME = "wide-averages";
const LEAVE_OUT = "none";

/**
 * Averages and shares of a file with a measure per row are left out, for the volume they count with would have to be in the same row.
 * That removes metrics, so it is a question until it was answered.
 */
export function leaveRatios({ settled, rating: { answers } }: Work, wide: WideForm): Question[] {
  if (isGrid(wide)) return [];
  const isAnswered = answers.get(WITHOUT_VOLUME) === LEAVE_OUT;
  const left = wide.figures.flatMap(({ heading }) => {
    const known = settled.get(heading);
    const times = known?.rating?.how.reading.times;
    if (known === undefined || times === undefined) return [];
    const reason = `It counts with “${times}”, which is in another row: ask for its total instead.`;
    settled.set(heading, { ...known, target: null, rating: null, reason });
    return [{ heading, times }];
  });
  if (left.length === 0 || isAnswered) return [];
  const headings = left.map(({ heading }) => heading);
  const named = headings.slice(0, MAX_NAMED).map((heading) => `“${heading}”`);
  const volumes = [...new Set(left.map(({ times }) => `“${times}”`))].join(" and ");
  return [
    {
      id: WITHOUT_VOLUME,
      columns: headings,
      text: `${named.join(", ")}${headings.length > MAX_NAMED ? " and others" : ""}: averages and shares are not added up, and the volume they count with, ${volumes}, is in other rows. Leave them out, or send a file with their totals or with a column per measure?`,
      options: [{ value: LEAVE_OUT, label: "Leave them out", example: "the other measures are imported without them" }],
    },
  ];
}
const MAX_NAMED = 3;

/** What the wide form asks, but for what the analyst has said of the column itself. */
export function openQuestions({ settled }: Work, { questions, valueAs }: WideForm): Question[] {
  return questions.filter((question) => !asksFigure(question) || !settled.get(valueAs)?.target);
}

export const NAMES_QUESTION = "wide-names";

/** Asked where one heading is a word for orders and the others name nothing that is counted: all of them may be names of queues. */
export function namesQuestion({ turned }: WideForm): Question {
  const headings = turned.map(({ heading }) => heading);
  const named = headings.slice(0, MAX_NAMED).map((heading) => `“${heading}”`);
  const orders = headings.find((heading) => measureNamed(heading) === "orders") ?? headings[0] ?? "";
  return {
    id: NAMES_QUESTION,
    columns: headings,
    text: `Do ${named.join(", ")}${headings.length > MAX_NAMED ? " and others" : ""} say what was counted, or are they names of queues, sites or channels?`,
    options: [
      {
        value: "none",
        label: "What was counted",
        example: `“${orders}” are the orders of the day; what has no measure is left out`,
      },
      { value: "rows", label: "Names", example: `each becomes a row of its own; what was counted is asked next` },
    ],
  };
}

export function asksFigure({ id }: Question): boolean {
  return id === FIGURE_QUESTION;
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
