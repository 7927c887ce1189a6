import type { FileKind } from "~/domain/facts/fact-fields";
import { withChoice } from "./chosen-reading";
import type { ColumnSuggestion, TargetKey } from "../suggestion";
import type { Preset } from "../presets/presets";
import type { ColumnProfile } from "../profile/column-profile";
import { certaintyOf, suggestedTargets, namedTarget, rateColumn, type Rating } from "./rate-columns";
import { closedLimit, isOpenLimit, targetLabel } from "../targets";
import type { Settled, Work } from "../mapping-state";

const MAX_ALTERNATIVES = 4;
const MAX_NAMED_CELLS = 2;
const MIN_ALTERNATIVE = 0.25;
const MAX_WITH_WARNING = 0.7;

/** One column of the suggestion, in words that an analyst can check. */
export function describeColumn(column: ColumnProfile, work: Work): ColumnSuggestion {
  const { rating: context, settled, choices } = work;
  const state = settled.get(column.heading) ?? null;
  const usable = work.columns.includes(column);
  const rated = usable
    ? suggestedTargets(context.kind)
        .map((target) => ({ target, score: rateColumn(column, target, context)?.score ?? 0 }))
        .filter(({ target, score }) => target !== state?.target && score >= MIN_ALTERNATIVE)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, MAX_ALTERNATIVES)
    : [];
  const about = {
    heading: column.heading,
    alternatives: rated.map(({ target }) => closedLimit(target)),
    samples: column.samples,
  };
  if (!state?.target || !state.rating) {
    return {
      ...about,
      target: null,
      confidence: state?.chosen ? 1 : 0,
      reason: state?.reason ?? leftOut(column, usable, about.alternatives, work),
      reading: { type: "text" },
    };
  }
  const { reading, why, questions } = withChoice(state.rating.how, choices.get(column.heading));
  const rating = { ...state.rating, how: { ...state.rating.how, why, questions } };
  return {
    ...about,
    target: state.target,
    confidence: state.chosen ? 1 : confidenceOf(rating),
    reason: state.reason ?? reasonOf({ ...state, rating }, column, context.preset, context.kind),
    reading,
  };
}

function confidenceOf(rating: Rating): number {
  const { questions, warning } = rating.how;
  const most = questions.length > 0 ? 0.5 : warning === undefined ? 1 : MAX_WITH_WARNING;
  return Math.round(Math.min(certaintyOf(rating), most) * 100) / 100;
}

function reasonOf(
  { chosen, rating, target }: Settled,
  { heading }: ColumnProfile,
  preset: Preset | null,
  kind: FileKind,
): string {
  const label = targetLabel(target ?? "", kind);
  const why = [rating?.how.why, rating?.how.warning].flatMap((part) => (part ? `; ${part}` : [])).join("");
  if (chosen) return `You chose ${label}${why}.`;
  if (rating?.preset && preset) return `${preset.name} calls “${label}” so${why}.`;
  if (!rating || rating.named === 0) return `Its heading does not say so, but its cells look like “${label}”${why}.`;
  return rating.named >= 0.95
    ? `“${heading}” is a usual name of “${label}”${why}.`
    : `“${heading}” resembles names of “${label}”${why}.`;
}

function leftOut(column: ColumnProfile, usable: boolean, alternatives: readonly TargetKey[], work: Work): string {
  if (column.heading.trim() === "") return "It has no heading.";
  if (!usable) return "Its heading does not name it alone.";
  if (column.filled === 0) return "No row looked at says anything in it.";
  const { kind } = work.rating;
  const named = namedTarget(column, work.rating);
  const [nearestTarget] = alternatives;
  const wanted = named ?? nearestTarget;
  if (wanted === undefined) return "Nothing that is kept goes by such a name.";
  const rival = feeding(work, wanted);
  if (rival) return `“${rival.column.heading}” is likelier to be “${targetLabel(rival.target, kind)}”.`;
  if (named === null) return "Nothing that is kept goes by such a name.";
  const cells = column.samples.slice(0, MAX_NAMED_CELLS).map((text) => `“${text}”`);
  return `Its heading resembles names of “${targetLabel(named, kind)}”, but its cells, such as ${cells.join(" and ")}, cannot all be read so.`;
}

/** The column that feeds the target, a count within a limit by whichever limit it has. */
function feeding(work: Work, target: TargetKey): { column: ColumnProfile; target: TargetKey } | null {
  for (const column of work.columns) {
    const fed = work.settled.get(column.heading)?.target;
    if (fed && (fed === target || (isOpenLimit(target) && fed.startsWith(target)))) return { column, target: fed };
  }
  return null;
}
