/**
 * Answers that hold as long as their vendor's revision does, so that a figure that takes long to compute is computed once. The
 * revision is part of the key: a changed vendor simply asks under another key, and what is no longer asked for falls out.
 */
export type AnswerCache<Answer extends object> = {
  get(key: string): Answer | undefined;
  set(key: string, answer: Answer): void;
};

/** Keeps the `limit` answers that were asked for last. */
export function createAnswerCache<Answer extends object>(limit: number): AnswerCache<Answer> {
  const answers = new Map<string, Answer>();
  return {
    get(key) {
      const answer = answers.get(key);
      if (answer === undefined) return undefined;
      answers.delete(key);
      answers.set(key, answer);
      return answer;
    },
    set(key, answer) {
      answers.delete(key);
      answers.set(key, answer);
      for (const oldest of answers.keys()) {
        if (answers.size <= limit) break;
        answers.delete(oldest);
      }
    },
  };
}
