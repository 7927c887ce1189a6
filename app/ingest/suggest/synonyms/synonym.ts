import { foldHeading } from "./heading-fold";
import { namesMeant } from "./moment-names";
import { splitNames } from "./split-names";

/**
 * What headings call a target: names that mean it and little else, names that often mean it, and names that may.
 * Written with " | " between them, and `{opened}` for all names of that moment; case, accents, plural, units and separators do not matter.
 */
export type Synonyms = { surely?: string; often?: string; perhaps?: string };

/** `timed`: a name of one word and a unit, such as paid hours, which means nothing without the unit. */
export type Synonym = { words: readonly string[]; weight: number; timed: boolean };

const WEIGHTS = { surely: 1, often: 0.85, perhaps: 0.6 } as const;

/** The names of every target, folded as headings are. */
export function compileSynonyms(catalog: Readonly<Record<string, Synonyms>>): ReadonlyMap<string, Synonym[]> {
  return new Map(
    Object.entries(catalog).map(([target, { surely = "", often = "", perhaps = "" }]) => [
      target,
      [...names(surely, WEIGHTS.surely), ...names(often, WEIGHTS.often), ...names(perhaps, WEIGHTS.perhaps)],
    ]),
  );
}

function names(list: string, weight: number): Synonym[] {
  return splitNames(list)
    .flatMap(namesMeant)
    .map((name) => {
      const { words, unit } = foldHeading(name);
      return { words, weight, timed: unit !== null && words.length === 1 };
    });
}

/** How well a heading's words agree with a name: 1 word for word, less where the heading says more than the name. */
export function likeness(heading: readonly string[], name: readonly string[]): number {
  if (heading.length < name.length) return 0;
  if (heading.length === name.length) {
    if (heading.every((word, index) => word === name[index])) return 1;
    return name.every((word) => heading.includes(word)) ? 0.95 : 0;
  }
  const share = name.length / heading.length;
  for (let from = 0; from + name.length <= heading.length; from += 1) {
    if (!name.every((word, index) => word === heading[from + index])) continue;
    // The last word says what a thing is: "customer remarks" are no customer.
    const last = from + name.length === heading.length;
    return (0.45 + 0.45 * share) * (last || name.length > 1 ? 1 : 0.5);
  }
  return name.length > 1 && name.every((word) => heading.includes(word)) ? 0.4 + 0.4 * share : 0;
}
