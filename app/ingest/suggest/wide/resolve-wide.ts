import type { Question } from "../question";
import type { ColumnProfile } from "../profile/column-profile";
import { namedTarget, readAs, type Rating } from "../columns/rate-columns";
import { amountForm } from "../readings/read-amount";
import { isMeasureTarget } from "../targets";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, leftOut, resolve, resolveFree, type MappingState, type Resolved } from "../mapping-state";
import { FIGURE_QUESTION } from "./find-wide";
import { isFigure, isGrid, type WideForm } from "./wide-form";
import { namesQuestion } from "./names-or-measures";
import { WIDE_TEXTS } from "~/wording/imports/wide-files";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** Settles what the turned headings say, what the figures count where that was answered, and what is left out. */
export function resolveWide(state: MappingState, evidence: MappingEvidence): MappingState {
  const { wide } = evidence;
  if (wide === null) return state;
  // Of a column that several of these are about, the first holds.
  return [
    wide.left.map(({ heading, reason }): Change => [heading, leftOut(reason)]),
    otherFigures(wide, evidence),
    ratiosOfTotals(wide, evidence),
    headingColumn(wide, evidence),
    figureColumn(wide, evidence),
  ].reduce(resolveFree, state);
}

type Change = [heading: string, resolved: Resolved];

function figureColumn({ says, valueAs }: WideForm, { columns, rating }: MappingEvidence): Change[] {
  const figure = columns.find(({ heading }) => heading === valueAs);
  if (figure === undefined) return [];
  if (says === "weekdays") {
    const hours = readAs(figure, { ...rating, target: "hours" });
    return [[valueAs, byForm("hours", hours, hours && WIDE_TEXTS.hoursRead(hours.why))]];
  }
  const answer = rating.answers.get(FIGURE_QUESTION);
  if (answer === undefined || !isMeasureTarget(answer)) return [[valueAs, leftOut(WIDE_TEXTS.measureUnknown)]];
  const how = readAs(figure, { ...rating, target: answer });
  if (how === null) return [[valueAs, leftOut(WIDE_TEXTS.cellsDoNotMatch)]];
  return [[valueAs, byForm(answer, how, WIDE_TEXTS.yourAnswer(how.why))]];
}

function byForm(target: string, how: Rating["how"] | null, reason: string | null): Resolved {
  return { target, rating: how && { score: 1, named: 1, preset: false, how }, chosen: false, reason };
}

/** Beside the column of figures another may give a target or a figure of the month before: none is of the measure that the row names. */
function otherFigures({ columns: turned, figures, valueAs }: WideForm, { columns, rating }: MappingEvidence): Change[] {
  if (turned !== "measures") return [];
  const reason = WIDE_TEXTS.onlyValue(valueAs);
  return columns.flatMap((column): Change[] => {
    if (!isFigure(column) || figures.some(({ heading }) => heading === column.heading)) return [];
    const named = namedTarget(column, { ...rating, kind: "totals" });
    return named !== null && isMeasureTarget(named) ? [[column.heading, leftOut(reason)]] : [];
  });
}

/** An average or a share is not needed where another row gives what it is made of. */
function ratiosOfTotals(wide: WideForm, { columns, rating }: MappingEvidence): Change[] {
  if (isGrid(wide)) return [];
  const named = columns.flatMap((column) => {
    if (!wide.figures.some(({ heading }) => heading === column.heading)) return [];
    const target = namedTarget(column, { ...rating, kind: "totals" });
    if (target === null || !isMeasureTarget(target)) return [];
    const form = amountForm(column, target, rating.answers);
    return [{ heading: column.heading, target, isRatio: form === "average" || form === "share" }];
  });
  return named.flatMap(({ heading, target, isRatio }): Change[] => {
    const total = isRatio ? named.find((one) => one.target === target && !one.isRatio) : undefined;
    return total === undefined ? [] : [[heading, leftOut(WIDE_TEXTS.hasTotal(total.heading))]];
  });
}

function headingColumn({ says, headingAs, monthFormat }: WideForm, { columns, rating }: MappingEvidence): Change[] {
  const heading = columns.find((column) => column.heading === headingAs);
  if (heading === undefined || says === null) return [];
  const how = monthFormat === null ? readAs(heading, { ...rating, target: says }) : monthReading(monthFormat);
  if (how === null) return [];
  return [[heading.heading, byForm(says, how, headingReason(says, heading))]];
}

function monthReading(format: string): Rating["how"] {
  return { fit: 1, reading: { type: "instant", format: [format] }, why: "", questions: [] };
}

function headingReason(says: NonNullable<WideForm["says"]>, { samples }: ColumnProfile): string {
  return says === "day" ? WIDE_TEXTS.headingsAreDates(samples[0] ?? "") : WIDE_TEXTS.headingsAreNames(samples[0] ?? "");
}

const WITHOUT_VOLUME = "wide-averages";
const LEAVE_OUT = "none";
const MAX_NAMED = 3;

/**
 * Averages and shares of a file with a measure per row are left out, for the volume they count with would have to be in the same row.
 * That removes metrics, so it is a question until it was answered.
 */
export function leaveRatios(state: MappingState, { wide, rating }: MappingEvidence): MappingState {
  if (wide === null || isGrid(wide)) return state;
  const ratios = wide.figures.flatMap(({ heading }) => {
    const known = state.resolved.get(heading);
    const times = known?.rating?.how.reading.times;
    return known === undefined || times === undefined ? [] : [{ heading, times, known }];
  });
  const without = resolve(
    state,
    ratios.map(({ heading, times, known }): Change => {
      const reason = WIDE_TEXTS.volumeInOtherRow(times);
      return [heading, { ...leftOut(reason), chosen: known.chosen }];
    }),
  );
  if (ratios.length === 0 || rating.answers.get(WITHOUT_VOLUME) === LEAVE_OUT) return without;
  const headings = ratios.map(({ heading }) => heading);
  const named = headings.slice(0, MAX_NAMED).map((heading) => `“${heading}”`);
  const volumes = [...new Set(ratios.map(({ times }) => `“${times}”`))].join(" and ");
  return ask(without, "wide-ratios", [
    {
      id: WITHOUT_VOLUME,
      columns: headings,
      text: WIDE_TEXTS.ratiosQuestion(
        `${named.join(", ")}${headings.length > MAX_NAMED ? SUGGESTION_DETAILS.others : ""}`,
        volumes,
      ),
      options: [{ value: LEAVE_OUT, label: WIDE_TEXTS.ratiosLeaveOut, example: WIDE_TEXTS.ratiosLeaveOutExample }],
    },
  ]);
}

/** What the wide form asks, except what the analyst chose for the column itself. */
export function askWide(state: MappingState, { wide }: MappingEvidence): MappingState {
  if (wide === null) return state;
  const isFigureResolved = Boolean(state.resolved.get(wide.valueAs)?.target);
  return ask(
    state,
    "wide-figure",
    wide.questions.filter((question) => !asksFigure(question) || !isFigureResolved),
  );
}

/** Whether columns become rows at all, where that is open. */
export function askWideNames(state: MappingState, { foundWide, asksNames }: MappingEvidence): MappingState {
  return foundWide !== null && asksNames ? ask(state, "wide-names", [namesQuestion(foundWide)]) : state;
}

export function asksFigure({ id }: Question): boolean {
  return id === FIGURE_QUESTION;
}
