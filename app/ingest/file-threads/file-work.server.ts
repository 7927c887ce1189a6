import { checkRows, type FileCheck, type FileToCheck } from "../load/check-file.server";
import type { Mapping } from "../mapping/mapping";
import { openFile } from "../load/open-file.server";
import { rejectedRowsOfFile, type RejectedRows } from "../load/rejected-rows.server";
import { answeredQuestions, type AnsweredQuestion } from "../suggest/answered-questions";
import type { MappingGuess } from "../suggest/suggestion";
import { guessMapping } from "../suggest/suggest-mapping";
import type { GuessAsked } from "../wizard/file-suggestion.server";
import { formOf, readKeptReading, type FileForm } from "../wizard/file-reading.server";
import type { FileWish } from "../wizard/wizard-state";

/** What is asked of a file, and what comes of it, a value at a time. All of it is plain data: it goes from thread to thread. */
export type FileWork = {
  form: { asked: { path: string; wish: FileWish }; answer: FileForm };
  guess: { asked: GuessAsked; answer: MappingGuess };
  answered: { asked: GuessAsked; answer: AnsweredQuestion[] };
  opens: { asked: { path: string; mapping: Mapping }; answer: true };
  check: { asked: FileToCheck; answer: FileCheck };
  rejected: { asked: RejectedRows; answer: string };
};
export type FileWorkKind = keyof FileWork;

/** Files are parsed here, and only here, on behalf of somebody who waits for a page. */
export const FILE_WORK: {
  [Kind in FileWorkKind]: (asked: FileWork[Kind]["asked"]) => AsyncGenerator<FileWork[Kind]["answer"]>;
} = {
  async *form({ path, wish }) {
    yield formOf(await readKeptReading(path, wish));
  },
  async *guess({ path, wish, context }) {
    yield guessMapping((await readKeptReading(path, wish)).sample, context);
  },
  async *answered({ path, wish, context }) {
    yield answeredQuestions((await readKeptReading(path, wish)).sample, context);
  },
  async *opens({ path, mapping }) {
    await openFile(path, mapping);
    yield true;
  },
  check: checkRows,
  rejected: rejectedRowsOfFile,
};
