import { toMillionth } from "~/domain/metrics/exact-sum";
import { storedScore, type GivenScale } from "./score-scale";

/** What words of a survey say, from the best of five levels to the worst, in the languages of vendor files. */
const LEVELS = {
  best: "very satisfied | best | extremely satisfied | completely satisfied | excellent | very good | outstanding | great | delighted | sehr zufrieden | sehr gut | ausgezeichnet | hervorragend | muy satisfecho | muy satisfecha | excelente | muy bueno | muy buena | muy bien | très satisfait | très satisfaite | très bien | très bon | très bonne | muito satisfeito | muito satisfeita | ótimo | ótima | muito bom | muito boa | molto soddisfatto | molto soddisfatta | ottimo | ottima | eccellente | molto buono | zeer tevreden | uitstekend | heel goed | zeer goed",
  good: "good | good with comment | satisfied | somewhat satisfied | rather satisfied | happy | positive | like | liked | thumbs up | gut | zufrieden | eher zufrieden | positiv | bueno | buena | bien | satisfecho | satisfecha | contento | contenta | positivo | positiva | bon | bonne | satisfait | satisfaite | positif | bom | boa | satisfeito | satisfeita | buono | buona | soddisfatto | soddisfatta | goed | tevreden | positief",
  middle:
    "neutral | neither | neither satisfied nor dissatisfied | neither nor | ok | okay | fair | average | mixed | so so | so-so | indifferent | passive | teils teils | teils, teils | teils/teils | weder noch | mittel | mittelmäßig | befriedigend | regular | normal | indiferente | neutro | neutra | ni satisfecho ni insatisfecho | neutre | moyen | moyenne | ni satisfait ni insatisfait | razoável | nem satisfeito nem insatisfeito | neutrale | così così | né soddisfatto né insoddisfatto | neutraal | gemiddeld | redelijk",
  bad: "bad | bad with comment | dissatisfied | unsatisfied | somewhat dissatisfied | not satisfied | unhappy | negative | poor | dislike | disliked | thumbs down | schlecht | mangelhaft | unzufrieden | eher unzufrieden | nicht zufrieden | negativ | malo | mala | mal | insatisfecho | insatisfecha | no satisfecho | negativo | negativa | mauvais | mauvaise | insatisfait | insatisfaite | pas satisfait | négatif | ruim | mau | má | insatisfeito | insatisfeita | cattivo | cattiva | scarso | insoddisfatto | insoddisfatta | slecht | ontevreden | negatief",
  worst:
    "very bad | very dissatisfied | extremely dissatisfied | very poor | terrible | awful | horrible | sehr schlecht | sehr unzufrieden | ungenügend | worst | muy malo | muy mala | muy mal | muy insatisfecho | muy insatisfecha | pésimo | pésima | très mauvais | très mauvaise | très insatisfait | très insatisfaite | muito ruim | muito insatisfeito | muito insatisfeita | péssimo | péssima | pessimo | pessima | molto insoddisfatto | molto insoddisfatta | molto scarso | zeer slecht | heel slecht | zeer ontevreden",
} as const;
type Level = keyof typeof LEVELS;

const LEVEL_OF: ReadonlyMap<string, Level> = new Map(
  (["best", "good", "middle", "bad", "worst"] as const).flatMap((level) =>
    LEVELS[level].split("|").map((word): [string, Level] => [word.trim(), level]),
  ),
);

/** Groups of a recommendation survey, with a score of each. */
const GROUPS: ReadonlyMap<string, string> = new Map(
  (
    [
      ["10", "promoter | promoters | promotor | promoteur | promotore"],
      [
        "8",
        "passive | passives | passiv | passif | pasivo | passivo | passief | neutral | neutro | neutre | indifferent",
      ],
      [
        "0",
        "detractor | detractors | detraktor | kritiker | détracteur | detracteur | detrator | detrattore | criticaster",
      ],
    ] as const
  ).flatMap(([score, words]) => words.split("|").map((word): [string, string] => [word.trim(), score])),
);

/** Words for a survey that nobody answered. */
const UNANSWERED = new Set(
  "offered | unoffered | not offered | received | not rated | unrated | no rating | no response | no answer | not answered | not surveyed | keine antwort | nicht bewertet | sin respuesta | sin calificar | sans réponse | non noté | sem resposta | sem avaliação | nessuna risposta | non valutato | geen antwoord | niet beoordeeld"
    .split("|")
    .map((word) => word.trim()),
);

export function saysUnanswered(word: string): boolean {
  const lower = word.toLowerCase();
  return UNANSWERED.has(lower) || UNANSWERED.has(lower.replace(/^\d{1,2}\s*[-–—:=.]\s*/u, ""));
}

/** How Zendesk writes a score that has a comment. */
export function withComment(word: string): string {
  return `${word} with comment`;
}

export function recommendationGroup(word: string): string | null {
  return GROUPS.get(word.toLowerCase()) ?? null;
}

/**
 * The level of five of each word that is known, and the score in front of words, by the scale that is stated. Without words beyond good and
 * bad, these are the ends of the scale.
 */
export function scoresOfWords(words: readonly string[], given: GivenScale | null): Map<string, string> {
  const levels = words.flatMap((word): [string, Level][] => {
    const level = LEVEL_OF.get(word.toLowerCase());
    return level === undefined ? [] : [[word, level]];
  });
  const stated = new Set(levels.map(([, level]) => level));
  const scores: Readonly<Record<Level, string>> = {
    best: "5",
    good: stated.has("best") ? "4" : "5",
    middle: "3",
    bad: stated.has("worst") ? "2" : "1",
    worst: "1",
  };
  const numbers = words.flatMap((word): [string, string][] => {
    const score = numberIn(word);
    return score === null ? [] : [[word, storedText(score, given)]];
  });
  return new Map([...levels.map(([word, level]): [string, string] => [word, scores[level]]), ...numbers]);
}

function storedText(score: number, given: GivenScale | null): string {
  return given === null ? String(score) : String(toMillionth(storedScore(score, given)));
}

const NUMBER_FIRST =
  /^(10|[0-9])(?:\s*[-–—:=(.]\s*\(?\s*\p{L}|\s*(?:\/|out of|von|sur|de|su|van)\s*5$|\s*(?:stars?|sterne?|étoiles?|etoiles?|estrellas?|estrelas?|stelle|stella|ster|sterren|points?|punkte?)$)/iu;
const STARS = /^[★⭐]+[☆]*$/u;

/** The score that a cell writes in front of its words or as stars, as in "4 - Good" and "★★★☆☆". */
function numberIn(word: string): number | null {
  if (STARS.test(word)) return [...word].filter((sign) => sign !== "☆").length;
  const score = NUMBER_FIRST.exec(word)?.[1];
  return score === undefined ? null : Number(score);
}

/** A score and what a text says of it in words. Stars and points state only a number. */
export type WordedScore = { text: string; score: number; level: Level | "unknown" | null };

const WORDED = /(?<![\p{L}\d.,])(\d{1,3})\s*[-–—:=(.]\s*\(?\s*(\p{L}[^\d,;()]*)/gu;

/** What a heading such as "Note (1 = sehr gut, 5 = mangelhaft)" says of scores, as far as its words are known. */
export function scoresInHeading(heading: string): WordedScore[] {
  return wordedScores(heading).filter(({ level }) => level !== null && level !== "unknown");
}

/** The scores that a cell such as "4 - Good" puts into words, or states as stars or points. */
export function wordedScores(text: string): WordedScore[] {
  const worded = [...text.slice(0, 300).matchAll(WORDED)].map(([, score = "", words = ""]): WordedScore => {
    const level = LEVEL_OF.get(
      words
        .trim()
        .replace(/[\s.!:–—-]+$/u, "")
        .toLowerCase(),
    );
    return { text, score: Number(score), level: level ?? "unknown" };
  });
  if (worded.length > 0) return worded;
  const score = numberIn(text);
  return score === null ? [] : [{ text, score, level: null }];
}

/** Where a level may stand on a scale of five. */
const POSITIONS: Readonly<Record<Level, readonly number[]>> = {
  best: [5],
  good: [4, 5],
  middle: [3],
  bad: [1, 2],
  worst: [1],
};
const RANK: Readonly<Record<Level, number>> = { best: 5, good: 4, middle: 3, bad: 2, worst: 1 };

/** Whether scores cannot be taken as 1 to 5, 5 the best: they lie beyond, or their words say otherwise or nothing of which end is the best. */
export function speakAgainst(stated: readonly WordedScore[]): boolean {
  if (stated.some(({ score }) => score < 1 || score > 5)) return true;
  const worded = stated.filter(({ level }) => level !== null);
  if (worded.length === 0) return false;
  const known = worded.flatMap(({ score, level }) => (level === null || level === "unknown" ? [] : [{ score, level }]));
  const isTurned = known.some((one) =>
    known.some((other) => one.score < other.score && RANK[one.level] > RANK[other.level]),
  );
  if (isTurned) return true;
  const reachesTop = known.some(({ score, level }) => score === 5 && RANK[level] >= RANK.good);
  if (reachesTop) return false;
  const tells = known.some(({ level }) => level !== "middle");
  return !tells || known.some(({ score, level }) => !POSITIONS[level].includes(score));
}
