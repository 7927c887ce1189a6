/** Rows of a file that have the same thing wrong with them, and that one repair would fix. */
export type ProblemGroup = {
  code: string;
  /** "" where it is the row as a whole. */
  column: string;
  rows: number;
  /** The first of the lines, and the text in question there. */
  line: number;
  text: string;
  /** The texts in question, the most frequent first; at most `MAX_TEXTS`. */
  texts: { text: string; rows: number }[];
};

export const MAX_TEXTS = 24;

type Problem = { line: number; column: string; code: string; text: string };

const MAX_TEXTS_COUNTED = 5_000;

/** Gathers problems, line by line, by what is wrong and where, however many there are, in bounded memory. */
export function gatherProblems(): { add(problem: Problem): void; groups(): ProblemGroup[] } {
  type Found = { group: Omit<ProblemGroup, "texts">; texts: Map<string, number>; lastLine: number };
  const found = new Map<string, Found>();
  return {
    add({ line, column, code, text }) {
      const key = `${code} ${column}`;
      const known = found.get(key) ?? {
        group: { code, column, rows: 0, line, text },
        texts: new Map<string, number>(),
        lastLine: -1,
      };
      // A cell that feeds two fields is one row.
      if (known.lastLine === line) return;
      known.lastLine = line;
      known.group.rows += 1;
      if (known.texts.has(text) || known.texts.size < MAX_TEXTS_COUNTED)
        known.texts.set(text, (known.texts.get(text) ?? 0) + 1);
      found.set(key, known);
    },
    groups() {
      const groups = [...found.values()].map(({ group, texts }) => ({ ...group, texts: mostFrequent(texts) }));
      return groups.toSorted((a, b) => b.rows - a.rows || a.line - b.line);
    },
  };
}

function mostFrequent(texts: ReadonlyMap<string, number>): ProblemGroup["texts"] {
  const counted = [...texts].map(([text, rows]) => ({ text, rows }));
  return counted.toSorted((a, b) => b.rows - a.rows).slice(0, MAX_TEXTS);
}
