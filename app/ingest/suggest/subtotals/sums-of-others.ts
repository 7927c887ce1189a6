/** A row as what its label columns say and what it counts. */
export type CountedRow = { row: number; labels: readonly string[]; counts: readonly number[] };

/** So large a sum is hardly met by chance where only one count of one row tells. */
const TELLING_SUM = 50;
const FEW_TESTED = 5;
const MAX_AGREE = 0.9;
/** A total has at least so many rows that it adds up. */
const MIN_PARTS = 2;
const MAX_GROUPING = 5;

/** Rows of one word in one label column that add up others, and how often that holds. */
export type SumWord = { column: number; word: string; rows: readonly CountedRow[]; matched: number };

/**
 * Words of label columns whose rows equal the sum of the rows that share everything that some other columns say, in every count. Rows are
 * compared whatever their order; a word that also names rows that add up nothing is none.
 */
export function wordsOfSums(
  rows: readonly CountedRow[],
  isLabel: (column: number, word: string) => boolean,
): SumWord[] {
  const width = rows[0]?.labels.length ?? 0;
  const found = new Map<string, SumWord>();
  for (const grouping of subsets(width)) {
    const groups = groupedBy(rows, grouping);
    for (let column = 0; column < width; column += 1) {
      if (grouping.includes(column)) continue;
      for (const one of wordsIn(rows, column, isLabel)) {
        const tested = one.rows.filter((row) => (groups.get(keyOf(row, grouping))?.size ?? 0) > MIN_PARTS);
        const matched = tested.filter((row) => isHalf(row, groups.get(keyOf(row, grouping))?.sums));
        if (!isConvincing(tested, matched)) continue;
        const key = `${column} ${one.word}`;
        const known = found.get(key);
        if (known === undefined || known.matched < matched.length) found.set(key, { ...one, matched: matched.length });
      }
    }
  }
  return [...found.values()];
}

/** Words of label columns all of whose rows equal the sum of the rows that stand right before or right behind them. */
export function wordsOfRuns(
  rows: readonly CountedRow[],
  isLabel: (column: number, word: string) => boolean,
): SumWord[] {
  const hits = new Set(rows.filter((_, at) => closesRun(rows, at, -1) || closesRun(rows, at, 1)));
  const width = rows[0]?.labels.length ?? 0;
  return Array.from({ length: width }, (_, column) => wordsIn(rows, column, isLabel))
    .flat()
    .flatMap((one): SumWord[] => {
      const matched = one.rows.filter((row) => hits.has(row));
      return matched.length === one.rows.length && isConvincing(one.rows, matched)
        ? [{ ...one, matched: matched.length }]
        : [];
    });
}

function wordsIn(
  rows: readonly CountedRow[],
  column: number,
  isLabel: (column: number, word: string) => boolean,
): Omit<SumWord, "matched">[] {
  const words = new Map<string, CountedRow[]>();
  for (const row of rows) {
    const word = row.labels[column] ?? "";
    const known = words.get(word);
    if (known) known.push(row);
    else if (isLabel(column, word)) words.set(word, [row]);
  }
  return [...words]
    .filter(([, named]) => named.length * MIN_PARTS < rows.length)
    .map(([word, named]) => ({ column, word, rows: named }));
}

/** Whether sums that are met are no chance: they are all met, or nearly all of many, and more than one figure tells. */
function isConvincing(tested: readonly CountedRow[], matched: readonly CountedRow[]): boolean {
  const [first] = matched;
  if (first === undefined || matched.length < tested.length * (tested.length < FEW_TESTED ? 1 : MAX_AGREE))
    return false;
  const figures = matched.flatMap(({ counts }) => counts.filter((count) => count > 0));
  return figures.some((count) => count >= TELLING_SUM) || (figures.length > 1 && figures.some((count) => count >= 10));
}

type Group = { size: number; sums: number[] };

function groupedBy(rows: readonly CountedRow[], grouping: readonly number[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = keyOf(row, grouping);
    const group = groups.get(key) ?? { size: 0, sums: row.counts.map(() => 0) };
    group.size += 1;
    row.counts.forEach((count, at) => (group.sums[at] = (group.sums[at] ?? 0) + count));
    groups.set(key, group);
  }
  return groups;
}

function keyOf({ labels }: CountedRow, grouping: readonly number[]): string {
  return grouping.map((column) => labels[column] ?? "").join("\u0000");
}

/** A row that adds the others of its group up is half of what the group comes to with it. */
function isHalf({ counts }: CountedRow, sums: readonly number[] | undefined): boolean {
  return (
    sums !== undefined &&
    counts.some((count) => count > 0) &&
    counts.every((count, at) => same(sums[at] ?? 0, 2 * count))
  );
}

/** Whether the row at this place adds up those next to it in one direction. */
function closesRun(rows: readonly CountedRow[], at: number, step: 1 | -1): boolean {
  const wanted = rows[at]?.counts ?? [];
  const sums = wanted.map(() => 0);
  for (let position = at + step, parts = 1; position >= 0 && position < rows.length; position += step, parts += 1) {
    (rows[position]?.counts ?? []).forEach((count, index) => (sums[index] = (sums[index] ?? 0) + count));
    if (sums.some((sum, index) => sum > (wanted[index] ?? 0) && !same(sum, wanted[index] ?? 0))) return false;
    const met = sums.every((sum, index) => same(sum, wanted[index] ?? 0));
    if (met && parts >= MIN_PARTS && wanted.some((count) => count > 0)) return true;
  }
  return false;
}

function same(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-6 * Math.max(1, Math.abs(one));
}

/** Every choice of the first columns by which rows may be grouped, also none of them. */
function subsets(width: number): number[][] {
  const columns = Array.from({ length: Math.min(width, MAX_GROUPING) }, (_, column) => column);
  return columns.reduce<number[][]>((all, column) => [...all, ...all.map((chosen) => [...chosen, column])], [[]]);
}
