import { ROSTER_LOOKUPS, isReferenceKind } from "~/domain/facts/fact-fields";
import { TRUE_VALUES } from "../../parse/cell-readers";
import { withChoice } from "../columns/chosen-reading";
import type { DerivedSuggestion, TargetKey } from "../suggestion";
import { gapsBetween, provenUnit, type MomentColumn } from "./instants-between";
import type { ColumnProfile } from "../profile/column-profile";
import { targetLabel } from "../targets";
import type { MappingEvidence } from "../mapping-evidence";
import { columnOf, isFed, resolve, type MappingState, type Resolved } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** Durations that follow from two moments, where no column gives them. */
const SPANS: readonly { target: TargetKey; until: TargetKey }[] = [
  { target: "firstResponseSeconds", until: "firstResponseAt" },
  { target: "waitSeconds", until: "answeredAt" },
  { target: "resolutionSeconds", until: "doneAt" },
];

/** The durations of contacts that follow from two moments. Where a column gives one, the moments prove its unit. */
export function deriveSpans(state: MappingState, evidence: MappingEvidence): MappingState {
  const opened = momentOf(state, evidence, "openedAt");
  return opened === null ? state : SPANS.reduce((derived, span) => deriveSpan(span, opened, derived, evidence), state);
}

function deriveSpan(
  { target, until }: (typeof SPANS)[number],
  opened: MomentColumn,
  state: MappingState,
  evidence: MappingEvidence,
): MappingState {
  const end = momentOf(state, evidence, until);
  if (!end) return state;
  const gaps = gapsBetween(opened, end, evidence.table);
  const given = columnOf(state, evidence, target);
  if (given) return proveUnit(given, gaps, [opened, end], state, evidence);
  if (!isMostlyForward(gaps)) return state;
  const [from, to] = [opened.column.heading, end.column.heading];
  const reason = SUGGESTION_REASONS.timeBetween(targetLabel(target, "contacts"), from, to);
  return { ...state, derived: [...state.derived, { by: "span", target, from: [from, to], reason }] };
}

/** A few ends before their beginning are slips of the sender, reported row by row; many make it no span. */
function isMostlyForward(gaps: readonly (number | null)[]): boolean {
  const stated = gaps.filter((gap) => gap !== null);
  return stated.length > 0 && stated.filter((gap) => gap < 0).length <= stated.length * MAX_BACKWARD;
}

const MAX_BACKWARD = 0.1;

/** What the roster says of the agents of a file that does not say it itself. */
export function deriveFromRoster(state: MappingState, evidence: MappingEvidence): MappingState {
  const { rating, context } = evidence;
  const { kind } = rating;
  const agent = columnOf(state, evidence, "agent");
  if (!agent || context.roster !== true || kind === "totals" || isReferenceKind(kind)) return state;
  const constants = context.choices?.constants ?? [];
  const looked = ROSTER_LOOKUPS.filter(
    (target) => !isFed(state, target) && !constants.some((constant) => constant.target === target),
  ).map((target): DerivedSuggestion => ({
    by: "roster",
    target,
    from: [agent.heading],
    reason: SUGGESTION_REASONS.fromRoster(targetLabel(target, kind), agent.heading),
  }));
  return { ...state, derived: [...state.derived, ...looked] };
}

/** The column or the two columns that feed a moment, and how they are read. */
export function momentOf(state: MappingState, evidence: MappingEvidence, target: TargetKey): MomentColumn | null {
  const { resolved } = state;
  const column = columnOf(state, evidence, target);
  const rating = column ? resolved.get(column.heading)?.rating : null;
  if (!column || !rating) return null;
  const { reading } = withChoice(rating.how, evidence.choices.get(column.heading));
  if (reading.type !== "instant") return null;
  const other = evidence.columns.find(
    ({ heading }) => heading !== column.heading && resolved.get(heading)?.target === target,
  );
  const timeRating = other ? resolved.get(other.heading)?.rating : null;
  const time = other && timeRating ? { column: other, reading: timeRating.how.reading, time: null } : null;
  return { column, reading, time };
}

function proveUnit(
  column: ColumnProfile,
  gaps: readonly (number | null)[],
  moments: readonly MomentColumn[],
  state: MappingState,
  { table }: MappingEvidence,
): MappingState {
  const resolved = state.resolved.get(column.heading);
  if (!resolved?.rating || resolved.rating.how.reading.type !== "seconds") return state;
  const unit = provenUnit(column, gaps, table);
  if (unit === null) return state;
  const { how } = resolved.rating;
  const { unit: _suggested, ...reading } = how.reading;
  const names = moments.map((moment) => `“${moment.column.heading}”`).join(" and ");
  const proven = {
    ...how,
    reading: unit === "s" ? reading : { ...reading, unit },
    why: SUGGESTION_DETAILS.agreesWithTimes(unit === "s" ? "seconds" : UNIT_LABELS[unit], names),
    questions: how.questions.filter(({ id }) => !id.startsWith("unit:")),
  };
  return resolve(state, [[column.heading, { ...resolved, rating: { ...resolved.rating, how: proven } }]]);
}

const UNIT_LABELS: Readonly<Record<string, string>> = { ms: "milliseconds", min: "minutes", h: "hours", d: "days" };

/** Where rows that are not resolved carry an end, the end counts in those that are. */
export function skipUnfinished(state: MappingState, evidence: MappingEvidence): MappingState {
  const resolved = columnOf(state, evidence, "resolved");
  const rating = resolved ? state.resolved.get(resolved.heading)?.rating : null;
  if (!resolved || !rating) return state;
  const { trueValues: stated, falseValues } = withChoice(rating.how, evidence.choices.get(resolved.heading)).reading;
  // A flag without words of its own says yes in those that everybody knows.
  const trueValues = stated ?? (falseValues ? [] : (resolved.words ?? []).filter((word) => TRUE_VALUES.includes(word)));
  if (trueValues.length === 0) return state;
  const because = SUGGESTION_DETAILS.onlyWhere(resolved.heading, trueValues.map((word) => `“${word}”`).join(" or "));
  const ends = ["doneAt", "resolutionSeconds"].flatMap((target): [string, Resolved][] => {
    const end = columnOf(state, evidence, target);
    const found = end ? state.resolved.get(end.heading) : null;
    if (!end || !found?.rating || found.chosen) return [];
    if (!evidence.table.rows.some((row) => endsUnresolved(row, end, resolved, trueValues))) return [];
    const { how } = found.rating;
    const reading = { ...how.reading, when: { column: resolved.heading, is: trueValues } };
    const limited = { ...how, why: `${how.why}; ${because}`, reading };
    return [[end.heading, { ...found, rating: { ...found.rating, how: limited } }]];
  });
  return resolve(state, ends);
}

function endsUnresolved(
  row: readonly string[],
  end: ColumnProfile,
  resolved: ColumnProfile,
  trueValues: readonly string[],
): boolean {
  return (
    end.texts.includes((row[end.index] ?? "").trim()) &&
    !trueValues.includes((row[resolved.index] ?? "").trim().toLowerCase())
  );
}
