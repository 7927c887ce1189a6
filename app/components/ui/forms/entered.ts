/** What a form's action sent back, in the shape of Conform's submission result after the trip to the browser. */
export type FormAnswer = {
  initialValue?: Record<string, unknown> | null | undefined;
  error?: Record<string, string[] | null> | null | undefined;
};

/** The props of a text field that keep what was typed and say what is wrong with it. */
export function entered(
  answer: FormAnswer | undefined | null,
  name: string,
): { defaultValue: string | undefined; errors: string[] | undefined } {
  const value = answer?.initialValue?.[name];
  return { defaultValue: typeof value === "string" ? value : undefined, errors: answer?.error?.[name] ?? undefined };
}

/** What is wrong with the form as a whole. */
export function formProblems(answer: FormAnswer | undefined | null): string[] | undefined {
  return answer?.error?.[""] ?? undefined;
}
