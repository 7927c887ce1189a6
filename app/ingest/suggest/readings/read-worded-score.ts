import type { Question } from "../question";
import type { ColumnReading } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import type { HowRead, ReadingContext } from "./how-read";
import { scaleAnswered, scaleOption, scaleQuestionId, scalesEachWay } from "./score-scale";
import {
  saysUnanswered,
  scoresOfWords,
  speakAgainst,
  wordedScores,
  type WordedScore,
  withComment,
} from "./score-words";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

const MAX_UNKNOWN = 6;
const MAX_QUOTED = 3;

/**
 * Words of a survey as scores from 1 to 5. A word that is not known is requested and never loses the column, and so is the scale of scores
 * that are written in front of words which do not say the same.
 */
export function readScoreText(column: ColumnProfile, { answers }: ReadingContext): HowRead | null {
  const { words, heading } = column;
  if (!words || words.length === 0) return null;
  const recognized = words.filter((word) => !saysUnanswered(word));
  const stated = recognized.flatMap(wordedScores);
  const doubtful = speakAgainst(stated);
  const known = scoresOfWords(recognized, doubtful ? scaleAnswered(answers.get(scaleQuestionId(heading))) : null);
  const asksScale = doubtful && scaleAnswered(answers.get(scaleQuestionId(heading))) === null;
  const unknown = recognized.filter((word) => !known.has(word));
  if (known.size === 0 || unknown.length > MAX_UNKNOWN) return null;
  const unanswered = unknown.filter((word) => answers.get(wordQuestionId(heading, word)) === undefined);
  const answered = unknown.flatMap((word): [string, string][] => {
    const answer = answers.get(wordQuestionId(heading, word));
    return answer !== undefined && /^[1-5]$/.test(answer) ? [[word, answer]] : [];
  });
  const scores = [...known, ...answered];
  const silent = unknown.filter((word) => answers.get(wordQuestionId(heading, word)) === "none");
  const why = scores.map(([word, means]) => QUESTION_TEXTS.countsAs(word, means)).join(", ");
  return {
    fit: 0.95 - 0.3 * (unanswered.length / recognized.length),
    reading: {
      type: "number",
      values: [...scores.map(([word, means]) => ({ word: written(column, word), means })), ...commentedScores(known)],
      ...unansweredOf(column, silent),
    },
    why,
    questions: [
      ...(asksScale ? [scaleQuestion(column, stated)] : []),
      ...unanswered.map((word) => wordQuestion(column, word)),
    ],
  };
}

function scaleQuestion(column: ColumnProfile, stated: readonly WordedScore[]): Question {
  const { heading } = column;
  const scores = stated.map(({ score }) => score);
  const quoted = stated.slice(0, MAX_QUOTED).map(({ text }) => `“${written(column, text)}”`);
  return {
    id: scaleQuestionId(heading),
    columns: [heading],
    text: QUESTION_TEXTS.scaleOfWords(heading, quoted.join(", ")),
    options: [
      ...scalesEachWay(Math.min(...scores), Math.max(...scores)).map(scaleOption),
      { value: "none", label: QUESTION_TEXTS.noneLeaveOut, example: QUESTION_TEXTS.noSatisfaction },
    ],
  };
}

/** Good and bad may come with a comment in rows that were not looked at. */
function commentedScores(known: ReadonlyMap<string, string>): { word: string; means: string }[] {
  return ["Good", "Bad"].flatMap((word) => {
    const means = known.get(word.toLowerCase());
    const commented = withComment(word);
    return means === undefined || known.has(commented.toLowerCase()) ? [] : [{ word: commented, means }];
  });
}

/** Rows that say that nobody answered have no score. */
export function unansweredOf(column: ColumnProfile, silent: readonly string[] = []): Pick<ColumnReading, "when"> {
  const found = (column.words ?? []).filter(saysUnanswered);
  const isNot = [...new Set([...found, ...silent, ...OFTEN_UNANSWERED])].map((word) => written(column, word));
  return { when: { column: column.heading, isNot } };
}

/** Words that rows to come may hold though none looked at does. */
const OFTEN_UNANSWERED = ["offered", "unoffered"];

/** A word as the file writes it. */
export function written({ texts }: ColumnProfile, word: string): string {
  return texts.find((text) => text.toLowerCase() === word) ?? word;
}

function wordQuestionId(heading: string, word: string): string {
  return `score-word:${heading}:${word}`;
}

function wordQuestion(column: ColumnProfile, word: string): Question {
  const rows = column.wordCells.get(word) ?? 0;
  return {
    id: wordQuestionId(column.heading, word),
    columns: [column.heading],
    text: SUGGESTION_DETAILS.howSatisfied(
      written(column, word),
      column.heading,
      rows === 1 ? SUGGESTION_DETAILS.oneRow : SUGGESTION_DETAILS.rows(rows),
    ),
    options: [
      { value: "5", label: "Satisfied", example: QUESTION_TEXTS.five },
      { value: "3", label: QUESTION_TEXTS.neutral, example: QUESTION_TEXTS.three },
      { value: "1", label: "Dissatisfied", example: QUESTION_TEXTS.one },
      { value: "none", label: QUESTION_TEXTS.noneNoAnswer, example: QUESTION_TEXTS.noScore },
    ],
  };
}
