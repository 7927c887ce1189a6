import { ROSTER_LOOKUPS, isReferenceKind } from "~/domain/facts/fact-fields";
import { TRUE_VALUES } from "../../parse/cell-readers";
import { withChoice } from "../columns/chosen-reading";
import type { DerivedSuggestion, TargetKey } from "../suggestion";
import { gapsBetween, provenUnit, type MomentColumn } from "./instants-between";
import { targetLabel } from "../targets";
import { columnOf, type Work } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** Durations that follow from two moments, where no column gives them. */
const SPANS: readonly { target: TargetKey; until: TargetKey }[] = [
  { target: "firstResponseSeconds", until: "firstResponseAt" },
  { target: "waitSeconds", until: "answeredAt" },
  { target: "resolutionSeconds", until: "doneAt" },
];

/** The fields of contacts that follow from several columns. Ends of what has not ended are skipped, and units proven by moments. */
export function deriveFields(work: Work): DerivedSuggestion[] {
  const opened = momentOf(work, "openedAt");
  skipUnfinished(work);
  if (!opened) return [];
  const derived: DerivedSuggestion[] = [];
  for (const { target, until } of SPANS) {
    const end = momentOf(work, until);
    if (!end) continue;
    const gaps = gapsBetween(opened, end, work.table);
    const given = columnOf(work, target);
    if (given) proveUnit(work, given.heading, gaps, [opened, end]);
    else if (isMostlyForward(gaps)) {
      const [from, to] = [opened.column.heading, end.column.heading];
      derived.push({
        by: "span",
        target,
        from: [from, to],
        reason: SUGGESTION_REASONS.timeBetween(targetLabel(target, "contacts"), from, to),
      });
    }
  }
  return derived;
}

/** A few ends before their beginning are slips of the sender, told row by row; many make it no span. */
function isMostlyForward(gaps: readonly (number | null)[]): boolean {
  const said = gaps.filter((gap) => gap !== null);
  return said.length > 0 && said.filter((gap) => gap < 0).length <= said.length * MAX_BACKWARD;
}

const MAX_BACKWARD = 0.1;

/** What the roster says of the agents of a file that does not say it itself. */
export function rosterFields(work: Work, constants: readonly { target: TargetKey }[]): DerivedSuggestion[] {
  const { kind } = work.rating;
  const agent = columnOf(work, "agent");
  if (!agent || kind === "totals" || isReferenceKind(kind)) return [];
  return ROSTER_LOOKUPS.filter(
    (target) => !columnOf(work, target) && !constants.some((constant) => constant.target === target),
  ).map((target) => ({
    by: "roster",
    target,
    from: [agent.heading],
    reason: SUGGESTION_REASONS.fromRoster(targetLabel(target, kind), agent.heading),
  }));
}

/** The column or the two columns that feed a moment, and how they are read. */
export function momentOf(work: Work, target: TargetKey): MomentColumn | null {
  const column = columnOf(work, target);
  const rating = column ? work.settled.get(column.heading)?.rating : null;
  if (!column || !rating) return null;
  const { reading } = withChoice(rating.how, work.choices.get(column.heading));
  if (reading.type !== "instant") return null;
  const other = work.columns.find(
    ({ heading }) => heading !== column.heading && work.settled.get(heading)?.target === target,
  );
  const timeRating = other ? work.settled.get(other.heading)?.rating : null;
  const time = other && timeRating ? { column: other, reading: timeRating.how.reading, time: null } : null;
  return { column, reading, time };
}

function proveUnit(
  work: Work,
  heading: string,
  gaps: readonly (number | null)[],
  moments: readonly MomentColumn[],
): void {
  const settled = work.settled.get(heading);
  const column = work.columns.find((one) => one.heading === heading);
  if (!settled?.rating || !column || settled.rating.how.reading.type !== "seconds") return;
  const unit = provenUnit(column, gaps, work.table);
  if (unit === null) return;
  const { how } = settled.rating;
  const { unit: _suggested, ...reading } = how.reading;
  const names = moments.map((moment) => `“${moment.column.heading}”`).join(" and ");
  work.settled.set(heading, {
    ...settled,
    rating: {
      ...settled.rating,
      how: {
        ...how,
        reading: unit === "s" ? reading : { ...reading, unit },
        why: SUGGESTION_DETAILS.agreesWithTimes(unit === "s" ? "seconds" : UNIT_LABELS[unit], names),
        questions: how.questions.filter(({ id }) => !id.startsWith("unit:")),
      },
    },
  });
}

const UNIT_LABELS: Readonly<Record<string, string>> = { ms: "milliseconds", min: "minutes", h: "hours", d: "days" };

/** Where rows that are not resolved carry an end, the end counts in those that are. */
function skipUnfinished(work: Work): void {
  const state = columnOf(work, "resolved");
  const stateRating = state ? work.settled.get(state.heading)?.rating : null;
  if (!state || !stateRating) return;
  const { trueValues: said, falseValues } = withChoice(stateRating.how, work.choices.get(state.heading)).reading;
  // A flag without words of its own says yes in those that everybody knows.
  const trueValues = said ?? (falseValues ? [] : (state.words ?? []).filter((word) => TRUE_VALUES.includes(word)));
  if (trueValues.length === 0) return;
  const resolved = new Set(trueValues);
  for (const target of ["doneAt", "resolutionSeconds"]) {
    const end = columnOf(work, target);
    const settled = end ? work.settled.get(end.heading) : null;
    if (!end || !settled?.rating || settled.chosen) continue;
    const unfinished = work.table.rows.some(
      (row) =>
        end.texts.includes((row[end.index] ?? "").trim()) &&
        !resolved.has((row[state.index] ?? "").trim().toLowerCase()),
    );
    if (!unfinished) continue;
    const { how } = settled.rating;
    const because = SUGGESTION_DETAILS.onlyWhere(state.heading, trueValues.map((word) => `“${word}”`).join(" or "));
    work.settled.set(end.heading, {
      ...settled,
      rating: {
        ...settled.rating,
        how: {
          ...how,
          why: `${how.why}; ${because}`,
          reading: { ...how.reading, when: { column: state.heading, is: trueValues } },
        },
      },
    });
  }
}
