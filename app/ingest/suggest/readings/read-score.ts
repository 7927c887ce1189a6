import type { Question } from "../question";
import type { ColumnReading, TargetKey } from "../suggestion";
import type { ColumnProfile } from "../profile/column-profile";
import { parseNumeral } from "../../values/numerals";
import { maxStrays } from "../profile/stray-texts";
import { strayText } from "./stray-words";
import { findDecimal } from "./decimal-sign";
import type { HowRead, ReadingContext } from "./how-read";
import { readScoreText, unansweredOf, written } from "./read-worded-score";
import {
  isOnStored,
  onlyScaleAnswered,
  onlyScaleOption,
  WHOLE_SCALES,
  type Scale,
  STORED_SCALE,
  storedEnds,
  RECOMMENDATION,
  SATISFIED_FROM,
  scaleAnswered,
  scaleOption,
  scaleQuestionId,
  SCALES,
  scalesEachWay,
  scaleText,
  type GivenScale,
} from "./score-scale";
import { recommendationGroup, saysUnanswered, speakAgainst, scoresInHeading } from "./score-words";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** So many answers that all stay below the top make another scale likely. */
const MANY_ANSWERS = 10;
const TOP_MISSED_FROM = 20;
/** Whether the column was stated to hold recommendations rather than satisfaction. */
export function isRecommendation({ heading }: ColumnProfile, answers: ReadonlyMap<string, string>): boolean {
  return answers.get(scaleQuestionId(heading)) === "nps";
}

/** A column read as scores of a survey. What scale they are on is asked where it is not that of the field. */
export function readScore(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const { number, heading } = column;
  const answer = context.answers.get(scaleQuestionId(heading));
  if (answer === "none") return null;
  if (context.target === "npsScore") return readRecommendation(column, context, answer);
  if (answer === "nps") return null;
  if (number === null) return readScoreText(column, context);
  if (number.least < 0 || number.most > 100) return null;
  const { decimal, question } = findDecimal(column, context.evidence, context.answers);
  const requested = question ? [question] : [];
  const why = SUGGESTION_REASONS.range(number.least, number.most);
  const reading: ColumnReading = { type: "number", ...decimal };
  const stated = scaleAnswered(answer);
  if (stated !== null)
    return {
      fit: 1,
      reading: withScale(column, reading, stated),
      why: SUGGESTION_REASONS.onScale(why, scaleText(stated)),
      questions: requested,
    };
  const limited = onlyScaleAnswered(answer);
  if (limited !== null) {
    const others = scoresOutside(column, limited);
    return {
      fit: 1,
      reading: { ...reading, scale: { from: [...limited], to: storedEnds({ scale: limited, reversed: false }) } },
      why: SUGGESTION_REASONS.onScale(why, scaleText({ scale: limited, reversed: false })),
      questions: requested,
      ...(others.length > 0 ? { warning: strayText(others) } : {}),
    };
  }
  if (answer === "as-is") return { fit: 1, reading, why: SUGGESTION_REASONS.asIs(why), questions: requested };
  if (speakAgainst(scoresInHeading(heading)))
    return { fit: 1, reading, why, questions: [directionQuestion(column), ...requested] };
  if (!isOnStoredScale(column)) return { fit: 1, reading, why, questions: [scaleQuestion(column), ...requested] };
  if (number.least > 0) return { fit: 1, reading, why, questions: requested };
  const zeros = zeroQuestion(column);
  const zero = context.answers.get(zeros.id);
  if (zero === "none") return null;
  if (zero === "blank") {
    const isNot = column.texts.filter((text) => Number(text.replace(",", ".")) === 0);
    return {
      fit: 1,
      reading: { ...reading, when: { column: heading, isNot } },
      why: SUGGESTION_REASONS.zeroNoAnswer(why),
      questions: requested,
    };
  }
  return { fit: 1, reading, why, questions: zero === "score" ? requested : [zeros, ...requested] };
}

function withScale({ number }: ColumnProfile, reading: ColumnReading, given: GivenScale): ColumnReading {
  if (isOnStored(given)) return reading;
  const from: [number, number] = number?.percentSigns ? [given.scale[0] / 100, given.scale[1] / 100] : [...given.scale];
  return { ...reading, scale: { from, to: storedEnds(given) } };
}

/** What is asked of numbers that a heading gives words to. */
function directionQuestion({ heading, number }: ColumnProfile): Question {
  const stated = scoresInHeading(heading).map(({ score }) => score);
  const least = Math.min(number?.least ?? 0, ...stated);
  const most = Math.max(number?.most ?? 0, ...stated);
  return {
    id: scaleQuestionId(heading),
    columns: [heading],
    text: QUESTION_TEXTS.scaleAndEnd(heading, number?.least ?? 0, number?.most ?? 0),
    options: [
      ...scalesEachWay(least, most).map(scaleOption),
      { value: "none", label: QUESTION_TEXTS.noneLeaveOut, example: QUESTION_TEXTS.noSatisfaction },
    ],
  };
}

/** Whether nothing speaks against the scale of the field: neither heading nor figures. A zero is asked for by itself. */
function isOnStoredScale({ fold, number, filled }: ColumnProfile): boolean {
  if (number === null || number.percentSigns) return false;
  if (fold.scale !== null) return fold.scale[1] === STORED_SCALE[1] && number.most <= STORED_SCALE[1];
  if (number.most > STORED_SCALE[1] || number.most <= 1) return false;
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
  const options = (offered.length > 0 ? offered : fitting).map((scale) => scaleOption({ scale, reversed: false }));
  const narrower = column.number === null ? [] : scalesOfMost(column);
  const text = QUESTION_TEXTS.scaleOfScores(heading, number?.least ?? 0, number?.most ?? 0);
  const recommends = number?.whole && top <= RECOMMENDATION[1] && top > 1;
  return {
    id: scaleQuestionId(heading),
    columns: [heading],
    text,
    options: [
      ...narrower.map(({ scale, others }) => onlyScaleOption(scale, others)),
      ...options,
      ...(recommends
        ? [
            {
              value: "nps",
              label: QUESTION_TEXTS.npsScale,
              example: QUESTION_TEXTS.promoters,
            },
          ]
        : []),
      {
        value: "as-is",
        label: QUESTION_TEXTS.keepScores,
        example: QUESTION_TEXTS.sowLimit,
      },
      { value: "none", label: QUESTION_TEXTS.noneLeaveOut, example: QUESTION_TEXTS.noSatisfaction },
    ],
  };
}

/** The scores outside of a scale, once each. */
function scoresOutside({ texts, number }: ColumnProfile, [least, most]: Scale): string[] {
  return texts.filter((text) => {
    const score = parseNumeral(text, number?.decimals[0]);
    return score !== null && (score < least || score > most);
  });
}

/** Usual scales that hold all scores but a few, with those that they would reject. */
function scalesOfMost(column: ColumnProfile): { scale: Scale; others: string[] }[] {
  if (column.number?.percentSigns) return [];
  return WHOLE_SCALES.flatMap((scale) => {
    const others = scoresOutside(column, scale);
    const cells = others.reduce((sum, text) => sum + (column.wordCells.get(text.toLowerCase()) ?? 0), 0);
    return others.length > 0 && cells <= maxStrays(column.filled) ? [{ scale, others }] : [];
  });
}

function zeroQuestion({ heading, texts, wordCells }: ColumnProfile): Question {
  const zeros = texts.filter((text) => Number(text.replace(",", ".")) === 0);
  const rows = zeros.reduce((sum, text) => sum + (wordCells.get(text.toLowerCase()) ?? 0), 0);
  return {
    id: `zero:${heading}`,
    columns: [heading],
    text: SUGGESTION_DETAILS.zeroScore(heading, rows === 1 ? SUGGESTION_DETAILS.oneRow : SUGGESTION_DETAILS.rows(rows)),
    options: [
      { value: "blank", label: QUESTION_TEXTS.noAnswer, example: QUESTION_TEXTS.noScore },
      { value: "score", label: QUESTION_TEXTS.lowestScore, example: QUESTION_TEXTS.answeredNotSatisfied },
      { value: "none", label: QUESTION_TEXTS.noneLeaveOut, example: QUESTION_TEXTS.noSatisfaction },
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
    const recognized = (words ?? []).filter((word) => !saysUnanswered(word));
    const groups = recognized.flatMap((word) => {
      const means = recommendationGroup(word);
      return means === null ? [] : [{ word: written(column, word), means }];
    });
    if (groups.length === 0 || groups.length < recognized.length) return null;
    const why = groups.map(({ word, means }) => QUESTION_TEXTS.countsAs(word, means)).join(", ");
    return { fit: 0.95, reading: { type: "integer", values: groups, ...unansweredOf(column) }, why, questions: [] };
  }
  if (number.least < 0 || number.most > RECOMMENDATION[1] || !number.whole || number.percentSigns) return null;
  const { decimal, question } = findDecimal(column, context.evidence, context.answers);
  const stated = column.fold.scale;
  const isShort =
    stated === null ? number.most <= STORED_SCALE[1] && column.filled >= MANY_ANSWERS : stated[1] !== RECOMMENDATION[1];
  const ask: Question = {
    id: scaleQuestionId(heading),
    columns: [heading],
    text: QUESTION_TEXTS.npsQuestion(heading, number.least, number.most),
    options: [
      { value: "nps", label: "Yes, 0 to 10", example: QUESTION_TEXTS.promotersDetractors },
      { value: "none", label: QUESTION_TEXTS.noneLeaveOut, example: QUESTION_TEXTS.noRecommendation },
    ],
  };
  return {
    fit: 1,
    reading: { type: "integer", ...decimal },
    why: SUGGESTION_REASONS.range(number.least, number.most),
    questions: [...(isShort && answer !== "nps" ? [ask] : []), ...(question ? [question] : [])],
  };
}

export const SCORES: ReadonlySet<TargetKey> = new Set(["csatScore", "npsScore"]);
