import { FALSE_VALUES, TRUE_VALUES } from "../parse/cell-readers";
import { withChoice } from "./columns/chosen-reading";
import { momentOf } from "./rules/derive-fields";
import type { Question } from "./question";
import { momentsOf } from "./rules/instants-between";
import type { ColumnProfile } from "./profile/column-profile";
import { columnOf, release, type Work } from "./mapping-state";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** How often a file's own verdict agrees with the times beside it. */
type Compared = { agreeing: number; compared: number; example: string };

/**
 * A file that says itself which cases were done in time, beside the times that tell it too: both are compared, and where they differ it
 * is asked which counts.
 */
export function compareVerdict(work: Work): Question[] {
  const verdict = columnOf(work, "madeSla");
  const settled = verdict ? work.settled.get(verdict.heading) : undefined;
  const due = momentOf(work, "dueAt");
  const done = momentOf(work, "doneAt");
  if (!verdict || !settled?.rating || !due || !done) return [];
  const dueMoments = momentsOf(due, work.table);
  const { agreeing, compared, example } = compare(verdict, work, dueMoments, momentsOf(done, work.table));
  if (compared === 0) return [];
  const times = `“${done.column.heading}” by “${due.column.heading}”`;
  const found = SUGGESTION_DETAILS.agreement(times, agreeing, compared);
  const id = `verdict:${verdict.heading}`;
  const answer = work.rating.answers.get(id);
  if (answer === "times") {
    release(work, "madeSla", SUGGESTION_REASONS.timesCount(found));
    return [];
  }
  const { how } = settled.rating;
  const why = how.why === "" ? found : `${how.why}; ${found}`;
  work.settled.set(verdict.heading, { ...settled, rating: { ...settled.rating, how: { ...how, why } } });
  if (agreeing === compared || answer === "file" || settled.chosen) return [];
  return [
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
  ];
}

function compare(
  verdict: ColumnProfile,
  work: Work,
  due: readonly (number | null)[],
  done: readonly (number | null)[],
): Compared {
  const rating = work.settled.get(verdict.heading)?.rating;
  const reading = rating ? withChoice(rating.how, work.choices.get(verdict.heading)).reading : null;
  const yes = new Set(reading?.trueValues ?? TRUE_VALUES);
  const no = new Set(reading?.falseValues ?? FALSE_VALUES);
  const result: Compared = { agreeing: 0, compared: 0, example: "" };
  for (const [index, row] of work.table.rows.entries()) {
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
