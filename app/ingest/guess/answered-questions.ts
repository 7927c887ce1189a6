import type { GuessContext, Question, SampledTable } from "./guess";
import { guessMapping } from "./guess-mapping";

export type AnsweredQuestion = Question & { answer: string };

/** The questions that were answered, each as it would be asked without its answer. An answer that nothing asks for is left out. */
export function answeredQuestions(sample: SampledTable, context: GuessContext): AnsweredQuestion[] {
  const answers = context.choices?.answers ?? [];
  return answers.flatMap(({ id, value }) => {
    const others = answers.filter((answer) => answer.id !== id);
    const without = guessMapping(sample, { ...context, choices: { ...context.choices, answers: others } });
    const question = without.questions.find((one) => one.id === id);
    return question === undefined ? [] : [{ ...question, answer: value }];
  });
}
