import type { ColumnReading, Question, TargetKey } from "../guess";
import type { ColumnProfile } from "../profile/column-profile";
import { findDecimal } from "./decimal-sign";
import type { HowRead, ReadingContext } from "./how-read";
import { recommendationGroup, saysUnanswered, scoresOfWords } from "./score-words";

type Scale = readonly [least: number, most: number];

/** The scale that satisfaction is kept on. */
const KEPT: Scale = [1, 5];
const RECOMMENDATION: Scale = [0, 10];
const SCALES: readonly Scale[] = [[0, 1], [1, 3], [1, 4], KEPT, [0, 5], [1, 7], [1, 10], RECOMMENDATION, [0, 100]];
/** So many answers that all stay below the top make another scale likely. */
const MANY_ANSWERS = 10;
const TOP_MISSED_FROM = 20;
/** From here on of five a score is counted as satisfied where nothing else is agreed. */
const SATISFIED_FROM = 4;

export function scaleQuestionId(heading: string): string {
  return `scale:${heading}`;
}

/** Whether the column was said to hold recommendations rather than satisfaction. */
export function isSaidToRecommend({ heading }: ColumnProfile, answers: ReadonlyMap<string, string>): boolean {
  return answers.get(scaleQuestionId(heading)) === "nps";
}

/** A column read as scores of a survey. What scale they are on is asked where it is not that of the field. */
export function readScore(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { number, heading } = column;
  const answer = context.answers.get(scaleQuestionId(heading));
  if (answer === "none") return null;
  if (context.target === "npsScore") return readRecommendation(column, context, answer);
  if (answer === "nps") return null;
  if (number === null) return readScoreWords(column, context);
  if (number.least < 0 || number.most > 100) return null;
  const { decimal, question } = findDecimal(column, context.evidence, context.answers);
  const asked = question ? [question] : [];
  const why = `its numbers run from ${number.least} to ${number.most}`;
  const reading: ColumnReading = { type: "number", ...decimal };
  const said = SCALES.find((scale) => nameOf(scale) === answer);
  if (said)
    return {
      fit: 1,
      reading: withScale(column, reading, said),
      why: `${why}, on a scale of ${wordsOf(said)}`,
      questions: asked,
    };
  if (answer === "as-is") return { fit: 1, reading, why: `${why}, kept as they stand`, questions: asked };
  if (!isOnKeptScale(column)) return { fit: 1, reading, why, questions: [scaleQuestion(column), ...asked] };
  if (number.least > 0) return { fit: 1, reading, why, questions: asked };
  const zeros = zeroQuestion(column);
  const zero = context.answers.get(zeros.id);
  if (zero === "none") return null;
  if (zero === "blank") {
    const isNot = column.texts.filter((text) => Number(text.replace(",", ".")) === 0);
    return {
      fit: 1,
      reading: { ...reading, when: { column: heading, isNot } },
      why: `${why}; 0 is no answer`,
      questions: asked,
    };
  }
  return { fit: 1, reading, why, questions: zero === "score" ? asked : [zeros, ...asked] };
}

function withScale({ number }: ColumnProfile, reading: ColumnReading, scale: Scale): ColumnReading {
  if (scale[0] === KEPT[0] && scale[1] === KEPT[1]) return reading;
  const from: [number, number] = number?.percentSigns ? [scale[0] / 100, scale[1] / 100] : [...scale];
  return { ...reading, scale: { from, to: [...KEPT] } };
}

/** Whether nothing speaks against the scale of the field: neither heading nor figures. A zero is asked for by itself. */
function isOnKeptScale({ fold, number, filled }: ColumnProfile): boolean {
  if (number === null || number.percentSigns) return false;
  if (fold.scale !== null) return fold.scale[1] === KEPT[1] && number.most <= KEPT[1];
  if (number.most > KEPT[1] || number.most <= 1) return false;
  if (number.most <= 3 && filled >= MANY_ANSWERS) return false;
  return number.most > SATISFIED_FROM || filled < TOP_MISSED_FROM;
}

function scaleQuestion(column: ColumnProfile): Question {
  const { heading, number, fold } = column;
  const top = number?.percentSigns ? 100 * number.most : (number?.most ?? 0);
  const fitting = SCALES.filter(
    ([least, most]) => top <= most && (number?.least ?? 0) >= least && most <= Math.max(10, top * 10),
  );
  const stated = fold.scale;
  const offered = stated ? fitting.filter((scale) => scale[1] === stated[1]) : fitting;
  const options = (offered.length > 0 ? offered : fitting).map((scale) => ({
    value: nameOf(scale),
    label: capitalised(wordsOf(scale)),
    example: `${satisfiedFrom(scale)} or more counts as ${SATISFIED_FROM} of 5 or more`,
  }));
  const text = `The scores in “${heading}” run from ${number?.least ?? 0} to ${number?.most ?? 0}. On which scale were they given?`;
  const recommends = number?.whole && top <= RECOMMENDATION[1] && top > 1;
  return {
    id: scaleQuestionId(heading),
    columns: [heading],
    text,
    options: [
      ...options,
      ...(recommends
        ? [
            {
              value: "nps",
              label: "0 to 10, how likely customers are to recommend (NPS)",
              example: "9 and 10 are promoters",
            },
          ]
        : []),
      {
        value: "as-is",
        label: "Keep the scores as they stand",
        example: "a SOW then has to state its limit on this scale",
      },
      { value: "none", label: "None of these: leave the column out", example: "no satisfaction score is imported" },
    ],
  };
}

function zeroQuestion({ heading, texts, wordCells }: ColumnProfile): Question {
  const zeros = texts.filter((text) => Number(text.replace(",", ".")) === 0);
  const rows = zeros.reduce((sum, text) => sum + (wordCells.get(text.toLowerCase()) ?? 0), 0);
  return {
    id: `zero:${heading}`,
    columns: [heading],
    text: `“${heading}” holds 0 in ${rows === 1 ? "one row" : `${rows} rows`}, which a scale of 1 to 5 does not have. What does it mean?`,
    options: [
      { value: "blank", label: "No answer", example: "these rows have no score" },
      { value: "score", label: "The lowest score", example: "these rows count as answered and not satisfied" },
      { value: "none", label: "None of these: leave the column out", example: "no satisfaction score is imported" },
    ],
  };
}

/** A score of ten or below as customers are likely to recommend; groups by their names. */
function readRecommendation(
  column: ColumnProfile,
  context: ReadingContext,
  answer: string | undefined,
): HowRead | null {
  const { number, heading, words } = column;
  if (number === null) {
    const told = (words ?? []).filter((word) => !saysUnanswered(word));
    const groups = told.flatMap((word) => {
      const means = recommendationGroup(word);
      return means === null ? [] : [{ word: written(column, word), means }];
    });
    if (groups.length === 0 || groups.length < told.length) return null;
    const why = groups.map(({ word, means }) => `“${word}” counts as ${means}`).join(", ");
    return { fit: 0.95, reading: { type: "integer", values: groups, ...unansweredOf(column) }, why, questions: [] };
  }
  if (number.least < 0 || number.most > RECOMMENDATION[1] || !number.whole || number.percentSigns) return null;
  const { decimal, question } = findDecimal(column, context.evidence, context.answers);
  const stated = column.fold.scale;
  const isShort =
    stated === null ? number.most <= KEPT[1] && column.filled >= MANY_ANSWERS : stated[1] !== RECOMMENDATION[1];
  const ask: Question = {
    id: scaleQuestionId(heading),
    columns: [heading],
    text: `The recommendations in “${heading}” run from ${number.least} to ${number.most}, where 0 to 10 is usual. Are they on that scale?`,
    options: [
      { value: "nps", label: "Yes, 0 to 10", example: "9 and 10 are promoters, 0 to 6 detractors" },
      { value: "none", label: "None of these: leave the column out", example: "no recommendation score is imported" },
    ],
  };
  return {
    fit: 1,
    reading: { type: "integer", ...decimal },
    why: `its numbers run from ${number.least} to ${number.most}`,
    questions: [...(isShort && answer !== "nps" ? [ask] : []), ...(question ? [question] : [])],
  };
}

const MOST_UNKNOWN = 6;

/** Words of a survey as scores from 1 to 5. A word that is not known is asked for and never loses the column. */
function readScoreWords(column: ColumnProfile, { answers }: ReadingContext): HowRead | null {
  const { words, heading } = column;
  if (!words || words.length === 0) return null;
  const told = words.filter((word) => !saysUnanswered(word));
  const known = scoresOfWords(told);
  const unknown = told.filter((word) => !known.has(word));
  if (known.size === 0 || unknown.length > MOST_UNKNOWN) return null;
  const unasked = unknown.filter((word) => answers.get(wordQuestionId(heading, word)) === undefined);
  const said = unknown.flatMap((word): [string, string][] => {
    const answer = answers.get(wordQuestionId(heading, word));
    return answer !== undefined && /^[1-5]$/.test(answer) ? [[word, answer]] : [];
  });
  const scores = [...known, ...said];
  const silent = unknown.filter((word) => answers.get(wordQuestionId(heading, word)) === "none");
  const why = scores.map(([word, means]) => `“${word}” counts as ${means}`).join(", ");
  return {
    fit: 0.95 - 0.3 * (unasked.length / told.length),
    reading: {
      type: "number",
      values: [...scores.map(([word, means]) => ({ word: written(column, word), means })), ...withComment(known)],
      ...unansweredOf(column, silent),
    },
    why,
    questions: unasked.map((word) => wordQuestion(column, word)),
  };
}

/** Good and bad may come with a comment in rows that were not looked at. */
function withComment(known: ReadonlyMap<string, string>): { word: string; means: string }[] {
  return ["Good", "Bad"].flatMap((word) => {
    const means = known.get(word.toLowerCase());
    const commented = `${word} with comment`;
    return means === undefined || known.has(commented.toLowerCase()) ? [] : [{ word: commented, means }];
  });
}

/** Rows that say that nobody answered have no score. */
function unansweredOf(column: ColumnProfile, silent: readonly string[] = []): Pick<ColumnReading, "when"> {
  const found = (column.words ?? []).filter(saysUnanswered);
  const isNot = [...new Set([...found, ...silent, ...OFTEN_UNANSWERED])].map((word) => written(column, word));
  return { when: { column: column.heading, isNot } };
}

/** Words that rows to come may hold though none looked at does. */
const OFTEN_UNANSWERED = ["offered", "unoffered"];

/** A word as the file writes it. */
function written({ texts }: ColumnProfile, word: string): string {
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
    text: `“${written(column, word)}” in “${column.heading}” (${rows === 1 ? "one row" : `${rows} rows`}): how satisfied is such a customer?`,
    options: [
      { value: "5", label: "Satisfied", example: "counts as 5 of 5" },
      { value: "3", label: "Neither satisfied nor dissatisfied", example: "counts as 3 of 5" },
      { value: "1", label: "Dissatisfied", example: "counts as 1 of 5" },
      { value: "none", label: "None of these: no answer", example: "these rows have no score" },
    ],
  };
}

function nameOf([least, most]: Scale): string {
  return `${least}-${most}`;
}

function wordsOf([least, most]: Scale): string {
  return `${least} to ${most}`;
}

function satisfiedFrom([least, most]: Scale): number {
  const share = (SATISFIED_FROM - KEPT[0]) / (KEPT[1] - KEPT[0]);
  return Math.ceil(least + share * (most - least) - 1e-9);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const SCORES: ReadonlySet<TargetKey> = new Set(["csatScore", "npsScore"]);
