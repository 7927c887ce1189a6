import { begins, foldedBeginning, type Condition } from "./condition";

type Way = "is" | "startsWith";

const fold = (text: string) => text.trim().toLowerCase();

/** Conditions that also hold where a column's cell is, or begins with, one of the words; as they were where they hold there already. */
export function alsoSkipping(
  known: readonly Condition[],
  { column, way, words }: { column: string; way: Way; words: readonly string[] },
): readonly Condition[] {
  const at = known.findIndex((condition) => condition.column === column && condition[way] !== undefined);
  const before = known[at]?.[way] ?? [];
  const holds = (word: string) =>
    before.some((one) =>
      way === "is" ? fold(word) === fold(one) : begins(foldedBeginning(word), foldedBeginning(one)),
    );
  const more = [...new Set(words)].filter((word) => !holds(word));
  if (more.length === 0) return known;
  const condition = { column, [way]: [...before, ...more] };
  return at < 0 ? [...known, condition] : known.with(at, condition);
}

/** The same for rows that were found to be no data. */
export function alsoSkippingFound(known: readonly Condition[], found: readonly Condition[]): readonly Condition[] {
  return found.reduce<readonly Condition[]>((so, { column, is, startsWith }) => {
    const named = alsoSkipping(so, { column, way: "is", words: is ?? [] });
    return alsoSkipping(named, { column, way: "startsWith", words: startsWith ?? [] });
  }, known);
}
