import type { SampledTable } from "./sampled-table";
import type { Question } from "./question";
import type { SuggestionContext } from "./suggestion";
import { suggestMapping } from "./suggest-mapping";

export type AnsweredQuestion = Question & { answer: string };

/** Each answered question takes a suggestion of the whole table, so that of a large table only the newest are given. */
const CELLS_READ = 4_000_000;
const MIN_ANSWERED = 5;
const MAX_ANSWERED = 50;

/** The questions that were answered, each as it would be asked without its answer. An answer that nothing asks for is left out. */
export function answeredQuestions(sample: SampledTable, context: SuggestionContext): AnsweredQuestion[] {
  const answers = context.choices?.answers ?? [];
  const cells = Math.max(1, sample.headings.length * sample.rows.length);
  const most = Math.min(MAX_ANSWERED, Math.max(MIN_ANSWERED, Math.floor(CELLS_READ / cells)));
  return answers.slice(-most).flatMap(({ id, value }) => {
    const others = answers.filter((answer) => answer.id !== id);
    const without = suggestMapping(sample, { ...context, choices: { ...context.choices, answers: others } });
    const question = without.questions.find((one) => one.id === id);
    return question === undefined ? [] : [{ ...question, answer: value }];
  });
}
