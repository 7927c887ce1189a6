import { defineFileWork } from "../file-threads/file-work";
import { answeredQuestions, type AnsweredQuestion } from "../suggest/answered-questions";
import type { SuggestionContext, MappingSuggestion } from "../suggest/suggestion";
import { suggestMapping } from "../suggest/suggest-mapping";
import { onceInFileThread, type ThreadUser } from "../file-threads/file-threads.server";
import { formOf, readFileForm, type FileForm, type FileReading } from "./file-reading.server";
import type { FileRequest } from "./wizard-state";

/** Suggests a mapping for a file. */
export const SUGGEST_WORK = defineFileWork<SuggestionRequest, MappingSuggestion>("suggestion", "suggestion");

/** What was answered of the suggestion, to be answered otherwise. */
export const ANSWERED_WORK = defineFileWork<SuggestionRequest, AnsweredQuestion[]>("answered", "suggestion");

/** Which file, read how, and what is known of it. Plain data: it goes to a thread. */
export type SuggestionRequest = { path: string; requested: FileRequest; context: SuggestionContext };

/** How an upload's form and the suggestion of its mapping come about. */
export type WizardReader = {
  form: (path: string, requested: FileRequest, user: ThreadUser) => Promise<FileForm>;
  suggest: (requested: SuggestionRequest, user: ThreadUser) => Promise<MappingSuggestion>;
  answered: (requested: SuggestionRequest, user: ThreadUser) => Promise<AnsweredQuestion[]>;
};

/**
 * For requests: the work grows with the columns of the file, so it is done in file threads, and once for all pages of the same state. It
 * ends with no request, because others may wait for it.
 */
export const THREADED_READER: WizardReader = {
  form: readFileForm,
  suggest: (requested, { key, shared }) =>
    remembered(SUGGESTIONS, requested, () => onceInFileThread(SUGGEST_WORK, requested, { key, shared })),
  answered: (requested, { key, shared }) =>
    (requested.context.choices?.answers ?? []).length === 0
      ? Promise.resolve([])
      : remembered(ANSWERED, requested, () => onceInFileThread(ANSWERED_WORK, requested, { key, shared })),
};

/** For the command line: all of it in the thread that asks. */
export function readerHere(read: (path: string, requested: FileRequest) => Promise<FileReading>): WizardReader {
  return {
    form: async (path, requested) => formOf(await read(path, requested)),
    suggest: async ({ path, requested, context }) => suggestMapping((await read(path, requested)).sample, context),
    answered: async ({ path, requested, context }) => answeredQuestions((await read(path, requested)).sample, context),
  };
}

/** As many uploads as are likely looked at within minutes; a suggestion of 2,000 columns is about half a megabyte. */
const MAX_REMEMBERED = 20;
const SUGGESTIONS = new Map<string, Promise<MappingSuggestion>>();
const ANSWERED = new Map<string, Promise<AnsweredQuestion[]>>();

/** Whoever asks for what is being made waits for it. What failed is made again when it is next requested. */
function remembered<Value>(
  known: Map<string, Promise<Value>>,
  requested: SuggestionRequest,
  make: () => Promise<Value>,
): Promise<Value> {
  const key = JSON.stringify([requested.path, requested.requested, requested.context]);
  const made = known.get(key) ?? make();
  known.delete(key);
  known.set(key, made);
  made.catch(() => {
    if (known.get(key) === made) known.delete(key);
  });
  const [oldest] = known.keys();
  if (known.size > MAX_REMEMBERED && oldest !== undefined) known.delete(oldest);
  return made;
}

/** Forgets what was suggested of an upload that is let go. */
export function forgetSuggestions(path: string): void {
  const start = `[${JSON.stringify(path)},`;
  for (const known of [SUGGESTIONS, ANSWERED])
    for (const key of known.keys()) if (key.startsWith(start)) known.delete(key);
}
