import { exceeds, PARTS_RULES, statedParts } from "~/domain/imports/implausible-figures";
import { parseNumeral } from "../../values/numerals";
import type { Question } from "../question";
import type { TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { isMeasureTarget, targetLabel } from "../targets";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, leftOut, resolve, type MappingState, type Resolved } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const START = "counts:";
const KEEP = "keep";
/** From this share of the rows on, counts that cannot be are asked about; fewer are reported when the rows are checked. */
const MANY = 0.2;

/** Leaves out the columns that were stated to be wrong. */
export function leaveDisputed(state: MappingState, { rating }: MappingEvidence): MappingState {
  const disputed = [...rating.answers].flatMap(([id, heading]): [string, Resolved][] => {
    const known = id.startsWith(START) ? state.resolved.get(heading) : undefined;
    return known && !known.chosen ? [[heading, leftOut(SUGGESTION_REASONS.wrongCounts)]] : [];
  });
  return resolve(state, disputed);
}

/** Asks which count is wrong where parts exceed their whole in many rows. */
export function askConflicts(state: MappingState, evidence: MappingEvidence): MappingState {
  return evidence.wide === null ? ask(state, "counts", conflicts(state, evidence)) : state;
}

function conflicts(state: MappingState, evidence: MappingEvidence): Question[] {
  const { rating, table } = evidence;
  const columns = countColumns(state, evidence);
  const measures = [...columns.keys()];
  const requested = new Set<string>();
  return PARTS_RULES.flatMap((rule): Question[] => {
    const stated = statedParts(rule, measures);
    if (stated === null || requested.has(stated.whole)) return [];
    const id = `${START}${stated.whole}`;
    const whole = columns.get(stated.whole);
    const parts = stated.parts.flatMap((part) => columns.get(part) ?? []);
    if (!whole || parts.length < stated.parts.length || rating.answers.has(id)) return [];
    const rows = table.rows.flatMap((row) => {
      const [most, ...figures] = [whole, ...parts].map((column) => figureIn(row, column));
      const known = figures.flatMap((figure) => figure ?? []);
      return most == null || known.length < parts.length ? [] : [{ most, known }];
    });
    const wrong = rows.filter(({ most, known }) => exceeds(sumOf(known), most));
    const [first] = wrong;
    if (first === undefined || wrong.length < rows.length * MANY) return [];
    requested.add(stated.whole);
    return [
      questionOf({
        id,
        whole,
        parts,
        example: `${first.known.join(" + ")} of ${first.most}`,
        wrong: wrong.length,
        looked: rows.length,
        labelOf: ({ heading }) => targetLabel(state.resolved.get(heading)?.target ?? "", rating.kind).toLowerCase(),
      }),
    ];
  });
}

/** The columns of each measure that the file counts or sums up itself. */
function countColumns({ resolved }: MappingState, { columns }: MappingEvidence): Map<TargetKey, ColumnProfile> {
  return new Map(
    columns.flatMap((column): [TargetKey, ColumnProfile][] => {
      const known = resolved.get(column.heading);
      const isCount =
        known?.target != null && isMeasureTarget(known.target) && known.rating?.how.reading.times === undefined;
      return isCount && known.target !== null && column.number !== null ? [[known.target, column]] : [];
    }),
  );
}

function figureIn(row: readonly string[], { index, number }: ColumnProfile): number | null {
  return parseNumeral((row[index] ?? "").trim(), number?.decimals[0] ?? ".");
}

function sumOf(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}

type Conflict = {
  id: string;
  whole: ColumnProfile;
  parts: readonly ColumnProfile[];
  example: string;
  wrong: number;
  looked: number;
  labelOf: (column: ColumnProfile) => string;
};

function questionOf({ id, whole, parts, example, wrong, looked, labelOf }: Conflict): Question {
  const names = parts.map(({ heading }) => `“${heading}”`).join(" and ");
  const verb = parts.length === 1 ? "exceeds" : SUGGESTION_DETAILS.togetherExceed;
  const options = [...parts, whole].map((column) => ({
    value: column.heading,
    label: QUESTION_TEXTS.leaveOutColumn(column.heading),
    example: `without ${labelOf(column)}`,
  }));
  return {
    id,
    columns: [whole, ...parts].map(({ heading }) => heading),
    text: SUGGESTION_DETAILS.conflict(names, verb, whole.heading, wrong, looked, example),
    options: [
      ...options,
      {
        value: KEEP,
        label: QUESTION_TEXTS.keepAll,
        example: QUESTION_TEXTS.listedInCheck,
      },
    ],
  };
}
