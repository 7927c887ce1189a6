import type { Question } from "../question";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";
import { strayText } from "./stray-words";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

export type Scale = readonly [least: number, most: number];
/** A scale on which scores were given; on a reversed one, the least is the best. */
export type GivenScale = { scale: Scale; reversed: boolean };

/** The scale that satisfaction is kept on. */
export const STORED_SCALE: Scale = [1, 5];
export const RECOMMENDATION: Scale = [0, 10];
export const SCALES: readonly Scale[] = [
  [0, 1],
  [1, 3],
  [1, 4],
  STORED_SCALE,
  [0, 5],
  [1, 6],
  [1, 7],
  [1, 10],
  RECOMMENDATION,
  [0, 100],
];
/** From here on of five a score is counted as satisfied where nothing else is agreed. */
export const SATISFIED_FROM = 4;

export function scaleQuestionId(heading: string): string {
  return `scale:${heading}`;
}

/** The scale that a question was answered with; null where it was answered otherwise or not at all. */
export function scaleAnswered(answer: string | undefined): GivenScale | null {
  for (const reversed of [false, true]) {
    const scale = SCALES.find((one) => nameOf({ scale: one, reversed }) === answer);
    if (scale !== undefined) return { scale, reversed };
  }
  return null;
}

/** Scales of surveys that a few wrong scores do not change. */
export const WHOLE_SCALES: readonly Scale[] = [STORED_SCALE, [1, 7], [1, 10]];

const ONLY = "only:";

/** The scale to which scores are limited by an answer, others being rejected; null where it is answered otherwise. */
export function onlyScaleAnswered(answer: string | undefined): Scale | null {
  return WHOLE_SCALES.find((scale) => `${ONLY}${nameOf({ scale, reversed: false })}` === answer) ?? null;
}

export function onlyScaleOption(scale: Scale, others: readonly string[]): Question["options"][number] {
  const given = { scale, reversed: false };
  return {
    value: `${ONLY}${nameOf(given)}`,
    label: QUESTION_TEXTS.onlyScale(scaleText(given)),
    example: strayText(others),
  };
}

/** Where the two ends of a scale are kept. */
export function storedEnds({ reversed }: GivenScale): [number, number] {
  return reversed ? [STORED_SCALE[1], STORED_SCALE[0]] : [...STORED_SCALE];
}

/** A score as it is kept, in proportion. */
export function storedScore(score: number, given: GivenScale): number {
  const [least, most] = given.scale;
  const [from, to] = storedEnds(given);
  return from + ((score - least) * (to - from)) / (most - least);
}

export function isOnStored({ scale, reversed }: GivenScale): boolean {
  return !reversed && scale[0] === STORED_SCALE[0] && scale[1] === STORED_SCALE[1];
}

export function scaleOption(given: GivenScale): Question["options"][number] {
  const { scale, reversed } = given;
  const [best, more] = reversed ? [scale[0], "less"] : [scale[1], "more"];
  const words = scaleText(given);
  return {
    value: nameOf(given),
    label: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    example: SUGGESTION_DETAILS.satisfied(best, satisfiedFrom(given), more, SATISFIED_FROM),
  };
}

export function scaleText({ scale: [least, most], reversed }: GivenScale): string {
  return `${least} to ${most}${reversed ? SUGGESTION_DETAILS.bestIsLowest(least) : ""}`;
}

/** Scales that hold scores from the least to the most, the narrowest first, each way round. */
export function scalesEachWay(least: number, most: number): GivenScale[] {
  return SCALES.filter(
    (scale) => scale[0] <= least && most <= scale[1] && scale[1] <= RECOMMENDATION[1] && scale[1] > 1,
  )
    .toSorted((a, b) => a[1] - b[1])
    .flatMap((scale) => [
      { scale, reversed: false },
      { scale, reversed: true },
    ]);
}

function nameOf({ scale: [least, most], reversed }: GivenScale): string {
  return reversed ? `${most}-${least}` : `${least}-${most}`;
}

function satisfiedFrom({ scale: [least, most], reversed }: GivenScale): number {
  const share = (SATISFIED_FROM - STORED_SCALE[0]) / (STORED_SCALE[1] - STORED_SCALE[0]);
  return reversed ? Math.floor(most - share * (most - least) + 1e-9) : Math.ceil(least + share * (most - least) - 1e-9);
}
