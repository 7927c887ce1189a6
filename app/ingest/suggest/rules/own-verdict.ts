import { FALSE_VALUES, TRUE_VALUES } from "../../parse/cell-readers";
import { withChoice } from "../columns/chosen-reading";
import { momentOf } from "./derive-fields";
import { momentsOf } from "./instants-between";
import type { ColumnProfile } from "../profile/column-profile";
import type { SampledTable } from "../sampled-table";
import type { ColumnReading } from "../suggestion";
import type { MappingEvidence } from "../mapping-evidence";
import { ask, columnOf, release, resolve, type MappingState } from "../mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** How often a file's own verdict agrees with the times beside it. */
type Compared = { agreeing: number; compared: number; example: string };

/**
 * A file that says itself which cases were done in time, beside the times that tell it too: both are compared, and where they differ it
 * is asked which counts.
 */
export function compareVerdict(state: MappingState, evidence: MappingEvidence): MappingState {
  const { choices, rating, table } = evidence;
  const verdict = columnOf(state, evidence, "madeSla");
  const resolved = verdict ? state.resolved.get(verdict.heading) : undefined;
  const due = momentOf(state, evidence, "dueAt");
  const done = momentOf(state, evidence, "doneAt");
  if (!verdict || !resolved?.rating || !due || !done) return state;
  const { reading } = withChoice(resolved.rating.how, choices.get(verdict.heading));
  const [dueMoments, doneMoments] = [momentsOf(due, table), momentsOf(done, table)];
  const { agreeing, compared, example } = compare({ verdict, reading, table }, dueMoments, doneMoments);
  if (compared === 0) return state;
  const times = `“${done.column.heading}” by “${due.column.heading}”`;
  const found = SUGGESTION_DETAILS.agreement(times, agreeing, compared);
  const id = `verdict:${verdict.heading}`;
  const answer = rating.answers.get(id);
  if (answer === "times") return release(state, "madeSla", SUGGESTION_REASONS.timesCount(found));
  const { how } = resolved.rating;
  const why = how.why === "" ? found : `${how.why}; ${found}`;
  const explained = resolve(state, [
    [verdict.heading, { ...resolved, rating: { ...resolved.rating, how: { ...how, why } } }],
  ]);
  if (agreeing === compared || answer === "file" || resolved.chosen) return explained;
  return ask(explained, "verdict", [
    {
      id,
      columns: [verdict.heading, due.column.heading, done.column.heading],
      text: QUESTION_TEXTS.ownVerdict(verdict.heading, found),
      options: [
        { value: "file", label: `What “${verdict.heading}” says`, example },
        {
          value: "times",
          label: SUGGESTION_DETAILS.times(times),
          example: SUGGESTION_DETAILS.leftOut(verdict.heading),
        },
      ],
    },
  ]);
}

function compare(
  { verdict, reading, table }: { verdict: ColumnProfile; reading: ColumnReading; table: SampledTable },
  due: readonly (number | null)[],
  done: readonly (number | null)[],
): Compared {
  const yes = new Set(reading.trueValues ?? TRUE_VALUES);
  const no = new Set(reading.falseValues ?? FALSE_VALUES);
  const result: Compared = { agreeing: 0, compared: 0, example: "" };
  for (const [index, row] of table.rows.entries()) {
    const word = (row[verdict.index] ?? "").trim();
    const [wanted, ended] = [due[index] ?? null, done[index] ?? null];
    const says = yes.has(word.toLowerCase()) ? true : no.has(word.toLowerCase()) ? false : null;
    if (wanted === null || ended === null || says === null) continue;
    result.compared += 1;
    if (says === ended <= wanted) result.agreeing += 1;
    else if (result.example === "")
      result.example = SUGGESTION_DETAILS.rowDue(index + 1, word, ended <= wanted ? "before" : "after");
  }
  return result;
}
