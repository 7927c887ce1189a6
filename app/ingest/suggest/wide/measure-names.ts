import { foldHeading } from "../synonyms/heading-fold";
import type { TargetKey } from "../suggestion";
import { compileSynonyms, likeness } from "../synonyms/synonym";
import { TOTALS_SYNONYMS } from "../synonyms/total-synonyms";
import { isMeasureTarget } from "../targets";

const MEASURES = [...compileSynonyms(TOTALS_SYNONYMS)].filter(([target]) => isMeasureTarget(target));
const NAMED_SO = 0.8;

/** What queues and channels are called after, too. */
const ALSO_NAMES = new Set([
  "order",
  "inbound",
  "outbound",
  "ride",
  "trip",
  "booking",
  "transaction",
  "delivery",
  "open",
]);

/** Words that alone or together say what is counted, such as acd, aban and ans. */
export const MEASURE_WORDS: ReadonlySet<string> = new Set(
  MEASURES.flatMap(([, names]) => names.flatMap(({ words }) => (words.length <= 2 ? words : []))).filter(
    (word) => !ALSO_NAMES.has(word),
  ),
);

/** The measure that these words are a name of and nothing more; null where they name none. */
export function measureNamed(text: string): TargetKey | null {
  const { words } = foldHeading(text);
  let best: { target: TargetKey; score: number } | null = null;
  for (const [target, names] of MEASURES) {
    for (const name of names) {
      const score = name.words.length === words.length ? name.weight * likeness(words, name.words) : 0;
      if (score >= NAMED_SO && score > (best?.score ?? 0)) best = { target, score };
    }
  }
  return best?.target ?? null;
}
