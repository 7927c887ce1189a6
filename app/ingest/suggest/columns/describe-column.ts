import type { FileKind } from "~/domain/facts/fact-fields";
import { withChoice } from "./chosen-reading";
import type { ColumnSuggestion, TargetKey } from "../suggestion";
import type { Preset } from "../presets/preset";
import { MAX_SAMPLE_CHARS, type ColumnProfile } from "../profile/column-profile";
import { dateFormOf } from "../profile/date-forms";
import { isFigure, partFigures } from "../profile/stray-texts";
import { certaintyOf, suggestedTargets, namedTarget, rateColumn, type Rating } from "./rate-columns";
import { closedLimit, isOpenLimit, targetLabel, targetType } from "../targets";
import type { MappingEvidence } from "../mapping-evidence";
import type { MappingState, Resolved } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

const MAX_ALTERNATIVES = 4;
const MAX_NAMED_CELLS = 2;
const MIN_ALTERNATIVE = 0.25;
const MAX_WITH_WARNING = 0.7;

/** One column of the suggestion, in words that an analyst can check. */
export function describeColumn(
  column: ColumnProfile,
  { resolved: all }: MappingState,
  evidence: MappingEvidence,
): ColumnSuggestion {
  const { rating: context, choices } = evidence;
  const resolved = all.get(column.heading) ?? null;
  const usable = evidence.columns.includes(column);
  const rated = usable
    ? suggestedTargets(context.kind)
        .map((target) => ({ target, score: rateColumn(column, target, context)?.score ?? 0 }))
        .filter(({ target, score }) => target !== resolved?.target && score >= MIN_ALTERNATIVE)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, MAX_ALTERNATIVES)
    : [];
  const about = {
    heading: column.heading,
    alternatives: rated.map(({ target }) => closedLimit(target)),
    samples: column.samples,
  };
  if (!resolved?.target || !resolved.rating) {
    return {
      ...about,
      target: null,
      confidence: resolved?.chosen ? 1 : 0,
      reason: resolved?.reason ?? leftOut(column, usable, about.alternatives, all, evidence),
      reading: { type: "text" },
    };
  }
  const { reading, why, questions } = withChoice(resolved.rating.how, choices.get(column.heading));
  const rating = { ...resolved.rating, how: { ...resolved.rating.how, why, questions } };
  return {
    ...about,
    target: resolved.target,
    confidence: resolved.chosen ? 1 : confidenceOf(rating),
    reason: resolved.reason ?? reasonOf({ ...resolved, rating }, column, context.preset, context.kind),
    reading,
  };
}

function confidenceOf(rating: Rating): number {
  const { questions, warning } = rating.how;
  const most = questions.length > 0 ? 0.5 : warning === undefined ? 1 : MAX_WITH_WARNING;
  return Math.round(Math.min(certaintyOf(rating), most) * 100) / 100;
}

function reasonOf(
  { chosen, rating, target }: Resolved,
  { heading }: ColumnProfile,
  preset: Preset | null,
  kind: FileKind,
): string {
  const label = targetLabel(target ?? "", kind);
  const why = [rating?.how.why, rating?.how.warning].flatMap((part) => (part ? `; ${part}` : [])).join("");
  if (chosen) return SUGGESTION_REASONS.chosen(label, why);
  if (rating?.preset && preset) return SUGGESTION_REASONS.preset(preset.name, label, why);
  if (!rating || rating.named === 0) return SUGGESTION_REASONS.byValues(label, why);
  return rating.named >= 0.95
    ? SUGGESTION_REASONS.usualName(heading, label, why)
    : SUGGESTION_REASONS.similarName(heading, label, why);
}

function leftOut(
  column: ColumnProfile,
  usable: boolean,
  alternatives: readonly TargetKey[],
  resolved: MappingState["resolved"],
  { columns, rating }: MappingEvidence,
): string {
  if (column.heading.trim() === "") return SUGGESTION_REASONS.noHeading;
  if (!usable) return SUGGESTION_REASONS.repeatedHeading;
  if (column.filled === 0) return SUGGESTION_REASONS.noValues;
  const { kind } = rating;
  const named = namedTarget(column, rating);
  const [nearestTarget] = alternatives;
  const wanted = named ?? nearestTarget;
  if (wanted === undefined) return SUGGESTION_REASONS.unknownName;
  const rival = feeding(columns, resolved, wanted);
  if (rival) return SUGGESTION_REASONS.rival(rival.column.heading, targetLabel(rival.target, kind));
  if (named === null) return SUGGESTION_REASONS.unknownName;
  const cells = misfits(column, named, kind)
    .slice(0, MAX_NAMED_CELLS)
    .map((text) => `“${text.slice(0, MAX_SAMPLE_CHARS)}”`);
  return SUGGESTION_REASONS.unreadableValues(targetLabel(named, kind), cells.join(" and "));
}

/** The texts that keep the column from feeding the target: those that are no moments or figures, where others are. */
function misfits({ texts, samples }: ColumnProfile, target: TargetKey, kind: FileKind): readonly string[] {
  const type = targetType(target, kind);
  if (type === "text" || type === "boolean") return samples;
  const isMoment = type === "instant" || type === "day";
  const misfit = isMoment ? texts.filter((text) => dateFormOf(text) === null) : strangeFigures(texts);
  return misfit.length > 0 ? misfit : samples;
}

/** Texts that are no figures; of figures in several notations those of the rarer one, or one of each where none is rarer. */
function strangeFigures(texts: readonly string[]): readonly string[] {
  const words = texts.filter((text) => !isFigure(text));
  if (words.length > 0) return words;
  const { figures, strays } = partFigures(texts);
  return strays.length < figures.length ? strays : [...figures.slice(0, 1), ...strays.slice(0, 1)];
}

/** The column that feeds the target, a count within a limit by whichever limit it has. */
function feeding(
  columns: readonly ColumnProfile[],
  resolved: MappingState["resolved"],
  target: TargetKey,
): { column: ColumnProfile; target: TargetKey } | null {
  for (const column of columns) {
    const fed = resolved.get(column.heading)?.target;
    if (fed && (fed === target || (isOpenLimit(target) && fed.startsWith(target)))) return { column, target: fed };
  }
  return null;
}
