import { columnsOf } from "../mapping/columns-of";
import type { Mapping } from "../mapping";
import { foldHeading, plainHeading } from "./heading-fold";

/** A column that has another name now, offered for the analyst to say yes to. */
export type Rename = { from: string; to: string; confidence: number; reason: string };

/** How well a remembered mapping fits the headings of a new file. */
export type RememberedMatch = {
  /** Position among the remembered. */
  index: number;
  /** `same`: every column is there; `renamed`: those that lack are offered under other names; `missing`: some have no successor. */
  status: "same" | "renamed" | "missing";
  renames: Rename[];
  /** Columns that lack, with what the file has that the mapping does not use. */
  missing: { heading: string; found: string[] }[];
};

const LEAST_SHARED = 0.5;
const LEAST_RENAME = 0.45;
const MOST_FOUND = 12;

/** The remembered mapping that fits best, of those given latest first; null where none shares half of its columns with the file. */
export function matchRemembered(headings: readonly string[], remembered: readonly Mapping[]): RememberedMatch | null {
  const present = new Map(headings.map((heading) => [plainHeading(heading), heading]));
  let best: { match: RememberedMatch; rank: number } | null = null;
  for (const [index, mapping] of remembered.entries()) {
    const wanted = columnsOf(mapping);
    const lacking = wanted.filter((heading) => !present.has(plainHeading(heading)));
    const shared = wanted.length - lacking.length;
    if (wanted.length === 0 || shared < wanted.length * LEAST_SHARED) continue;
    const used = new Set(wanted.map(plainHeading));
    const unused = headings.filter((heading) => heading.trim() !== "" && !used.has(plainHeading(heading)));
    const match = { index, ...successors(lacking, unused) };
    const rank = RANKS[match.status] + shared / wanted.length + Math.min(0.5, wanted.length / 1_000);
    if (best === null || rank > best.rank) best = { match, rank };
  }
  return best?.match ?? null;
}

const RANKS = { same: 4, renamed: 2, missing: 0 } as const;

function successors(lacking: readonly string[], unused: readonly string[]): Omit<RememberedMatch, "index"> {
  const pairs = lacking
    .flatMap((from) => unused.map((to) => ({ from, to, confidence: resemblance(from, to) })))
    .filter(({ confidence }) => confidence >= LEAST_RENAME)
    .toSorted((a, b) => b.confidence - a.confidence);
  const renames: Rename[] = [];
  for (const { from, to, confidence } of pairs) {
    if (renames.some((rename) => rename.from === from || rename.to === to)) continue;
    renames.push({ from, to, confidence: Math.round(confidence * 100) / 100, reason: reasonOf(from, to) });
  }
  const missing = lacking
    .filter((heading) => !renames.some(({ from }) => from === heading))
    .map((heading) => ({
      heading,
      found: unused.filter((other) => !renames.some(({ to }) => to === other)).slice(0, MOST_FOUND),
    }));
  return { status: missing.length > 0 ? "missing" : renames.length > 0 ? "renamed" : "same", renames, missing };
}

function reasonOf(from: string, to: string): string {
  const shared = foldHeading(from).words.filter((word) => foldHeading(to).words.includes(word));
  return shared.length > 0 ? `both say ${shared.map((word) => `“${word}”`).join(" and ")}` : "they are written alike";
}

/** How alike two headings are, 0–1: by words without unit and plural, else by pairs of letters. */
function resemblance(one: string, other: string): number {
  const [a, b] = [foldHeading(one), foldHeading(other)];
  const shared = a.words.filter((word) => b.words.includes(word)).length;
  const byWords = shared / Math.max(1, new Set([...a.words, ...b.words]).size);
  return Math.max(byWords, shared > 0 ? 0.5 * byWords + 0.5 * byLetters(one, other) : byLetters(one, other) * 0.9);
}

function byLetters(one: string, other: string): number {
  const [a, b] = [letterPairs(one), letterPairs(other)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function letterPairs(heading: string): Set<string> {
  const text = plainHeading(heading).replaceAll(" ", "");
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}
