import type { ColumnProfile } from "../profile/column-profile";
import { AGENTS, EITHER, FAMILY, GIVEN } from "../synonyms/person-words";

/** Two columns that name people together, and the words of their headings that say whose names they are. */
export type NamePair = { given: ColumnProfile; family: ColumnProfile; owners: readonly string[] };

/** Whether the names are those of agents in a list of people. */
export function mayNameAgents({ owners }: NamePair): boolean {
  return owners.length === 0 || owners.some((word) => AGENTS.has(word));
}

/** The first name and the last name of the same people, wherever a file gives both in columns of their own. */
export function findNamePairs(columns: readonly ColumnProfile[]): NamePair[] {
  const named = columns.filter(holdsText);
  const [given, family, either] = [GIVEN, FAMILY, EITHER].map((names) =>
    named.flatMap((column) => statedBy(column, names)),
  );
  const pairs = (given ?? []).flatMap((one) => pairOf(one, onlyOther(one, family) ?? onlyOther(one, either)));
  const alone = (family ?? []).filter(({ column }) => !pairs.some((pair) => pair.family === column));
  return [...pairs, ...alone.flatMap((one) => pairOf(onlyOther(one, either), one))];
}

type Half = { column: ColumnProfile; owners: string[] };

function holdsText({ number, instant, clocks, filled }: ColumnProfile): boolean {
  return filled > 0 && number === null && instant === null && clocks.length === 0;
}

/** The column with the other words of its heading, where it has one of the names; none where it has not. */
function statedBy(column: ColumnProfile, names: readonly string[][]): Half[] {
  const { words } = column.fold;
  for (const name of names) {
    const from = words.findIndex((_, at) => name.every((word, index) => words[at + index] === word));
    if (from >= 0) return [{ column, owners: words.filter((_, at) => at < from || at >= from + name.length) }];
  }
  return [];
}

/** The only column among others that names the same people; null where there is none or several. */
function onlyOther({ column, owners }: Half, others: readonly Half[] = []): Half | null {
  const same = others.filter((other) => other.column !== column && other.owners.join(" ") === owners.join(" "));
  return same.length === 1 ? (same[0] ?? null) : null;
}

function pairOf(given: Half | null, family: Half | null): NamePair[] {
  return given && family ? [{ given: given.column, family: family.column, owners: given.owners }] : [];
}
