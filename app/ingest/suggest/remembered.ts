import { columnsOf } from "../mapping/columns-of";
import type { Mapping } from "../mapping/mapping";
import { foldHeading, plainHeading } from "./synonyms/heading-fold";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";
import { SUGGESTION_DETAILS } from "~/wording/imports/suggestion-details";

/** A column that has another name now, offered for the analyst to say yes to. */
export type Rename = { from: string; to: string; confidence: number; reason: string };

/** `sourceLimited`: it was saved by a key that may import certain sources only. */
export type Remembered = { mapping: Mapping; sourceLimited: boolean };

/** How well a remembered mapping fits the headings of a new file. */
export type RememberedMatch = {
  /** Position among the remembered. */
  index: number;
  /** `same`: every column is there; `renamed`: those that lack are offered under other names; `missing`: some have no successor. */
  status: "same" | "renamed" | "missing";
  renames: Rename[];
  /** Columns that lack, with what the file has that the mapping does not use. */
  missing: { heading: string; found: string[] }[];
  /** Positions of mappings of other sources that fit as well: the file may be theirs. */
  rivals: number[];
};

const MIN_SHARED = 0.5;
const MIN_RENAME = 0.45;
const MAX_FOUND = 12;
/** Of headings with each other, in all. Beyond it, columns that lack have no successors. */
const MAX_COMPARISONS = 50_000;

/**
 * The remembered mapping that fits best, of those given latest first; null where none shares half of its columns with the file. One
 * that a key limited to certain sources saved comes behind those that fit as a whole.
 */
export function matchRemembered(
  headings: readonly string[],
  remembered: readonly Remembered[],
): RememberedMatch | null {
  const file = headings.map((heading) => ({ heading, plain: plainHeading(heading) }));
  const present = new Set(file.map(({ plain }) => plain));
  const near = remembered.flatMap((one, index) => nearOf(one, index, present) ?? []);
  const whole = near.filter(({ lacking }) => lacking.length === 0);
  const [fullest] = whole.toSorted(
    (a, b) => Number(a.sourceLimited) - Number(b.sourceLimited) || b.wanted.size - a.wanted.size,
  );
  if (fullest !== undefined)
    return { index: fullest.index, status: "same", renames: [], missing: [], rivals: rivalsOf(fullest, whole) };
  let best: { match: RememberedMatch; rank: number } | null = null;
  const compare = resemblances();
  for (const { index, wanted, lacking } of near) {
    const unused = file.filter(({ plain }) => plain !== "" && !wanted.has(plain)).map(({ heading }) => heading);
    const found = successors(lacking, unused, compare);
    const shared = 1 - lacking.length / wanted.size;
    const rank = RANKS[found.status] + shared + Math.min(0.5, wanted.size / 1_000);
    if (best === null || rank > best.rank) best = { match: { index, ...found, rivals: [] }, rank };
  }
  return best?.match ?? null;
}

const RANKS = { renamed: 2, missing: 0 } as const;

type Near = { index: number; source: string; sourceLimited: boolean; wanted: ReadonlySet<string>; lacking: string[] };

/** Null as soon as too many of the mapping's columns lack. */
function nearOf({ mapping, sourceLimited }: Remembered, index: number, present: ReadonlySet<string>): Near | null {
  const columns = columnsOf(mapping);
  const maxLacking = Math.floor(columns.length * (1 - MIN_SHARED));
  if (columns.length === 0 || columns.length - maxLacking > present.size) return null;
  const wanted = new Set<string>();
  const lacking: string[] = [];
  for (const heading of columns) {
    const plain = plainHeading(heading);
    wanted.add(plain);
    if (!present.has(plain)) lacking.push(heading);
    if (lacking.length > maxLacking) return null;
  }
  return { index, source: mapping.source, sourceLimited, wanted, lacking };
}

/** One that reads some of the best one's columns and no other is of a part of such files, and no rival. */
function rivalsOf(best: Near, whole: readonly Near[]): number[] {
  return whole
    .filter(
      ({ source, wanted }) =>
        source !== best.source && (wanted.size === best.wanted.size || !isWithin(wanted, best.wanted)),
    )
    .map(({ index }) => index);
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((heading) => whole.has(heading));
}

function successors(
  lacking: readonly string[],
  unused: readonly string[],
  compare: Resemblances,
): Pick<RememberedMatch, "renames" | "missing"> & { status: "renamed" | "missing" } {
  const pairs = compare(lacking, unused).toSorted((a, b) => b.confidence - a.confidence);
  const [renamed, taken] = [new Set<string>(), new Set<string>()];
  const renames: Rename[] = [];
  for (const { from, to, confidence } of pairs) {
    if (renamed.has(from) || taken.has(to)) continue;
    renamed.add(from);
    taken.add(to);
    renames.push({ from, to, confidence: Math.round(confidence * 100) / 100, reason: reasonOf(from, to) });
  }
  const found = unused.filter((other) => !taken.has(other)).slice(0, MAX_FOUND);
  const missing = lacking.filter((heading) => !renamed.has(heading)).map((heading) => ({ heading, found }));
  return { status: missing.length > 0 ? "missing" : "renamed", renames, missing };
}

type Resemblance = { from: string; to: string; confidence: number };
type Resemblances = (lacking: readonly string[], unused: readonly string[]) => Resemblance[];
type Folded = { words: ReadonlySet<string>; letterPairs: ReadonlySet<string> };

/** Compares headings as often as is allowed in all, each of them reduced once. */
function resemblances(): Resemblances {
  const known = new Map<string, Folded>();
  let left = MAX_COMPARISONS;
  const folded = (heading: string): Folded => {
    const before = known.get(heading);
    if (before) return before;
    const made = { words: new Set(foldHeading(heading).words), letterPairs: letterPairs(heading) };
    known.set(heading, made);
    return made;
  };
  return (lacking, unused) => {
    const comparisons = lacking.length * unused.length;
    if (comparisons > left) return [];
    left -= comparisons;
    return lacking.flatMap((from) =>
      unused.flatMap((to) => {
        const confidence = resemblance(folded(from), folded(to));
        return confidence < MIN_RENAME ? [] : { from, to, confidence };
      }),
    );
  };
}

function reasonOf(from: string, to: string): string {
  const shared = foldHeading(from).words.filter((word) => foldHeading(to).words.includes(word));
  return shared.length > 0
    ? SUGGESTION_DETAILS.sharedWords(shared.map((word) => `“${word}”`).join(" and "))
    : SUGGESTION_REASONS.similarNames;
}

/** How alike two headings are, 0–1: by words without unit and plural, else by pairs of letters. */
function resemblance(a: Folded, b: Folded): number {
  const shared = countShared(a.words, b.words);
  const byWords = shared / Math.max(1, a.words.size + b.words.size - shared);
  const pairs = a.letterPairs.size + b.letterPairs.size;
  const byLetters = pairs === 0 ? 0 : (2 * countShared(a.letterPairs, b.letterPairs)) / pairs;
  return Math.max(byWords, shared > 0 ? 0.5 * byWords + 0.5 * byLetters : byLetters * 0.9);
}

function countShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const text of one) if (other.has(text)) shared += 1;
  return shared;
}

function letterPairs(heading: string): Set<string> {
  const text = plainHeading(heading).replaceAll(" ", "");
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}
