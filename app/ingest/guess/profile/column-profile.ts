import { foldHeading, plainHeading, type HeadingFold } from "../heading-fold";
import type { SampledTable } from "../guess";
import { profileInstants, type InstantProfile } from "./instant-profile";
import { isNullAmongNumbers, isNullWord } from "./null-words";
import { clockForms, profileNumbers, type ClockForm, type NumberProfile } from "./number-profile";

/** What a column's heading and cells tell by themselves. */
export type ColumnProfile = {
  heading: string;
  index: number;
  fold: HeadingFold;
  plain: string;
  /** Cells that say something, in the order of the file; texts in `texts` once each. */
  cells: number;
  filled: number;
  texts: readonly string[];
  distinct: number;
  /** Distinct words without case, where there are few. */
  words: readonly string[] | null;
  nulls: readonly string[];
  instant: InstantProfile | null;
  number: NumberProfile | null;
  clocks: readonly ClockForm[];
  samples: string[];
};

const MOST_WORDS = 60;
const MOST_SAMPLES = 5;
const MOST_SAMPLE_CHARS = 60;

export function profileColumns(table: SampledTable, said: readonly string[] = []): ColumnProfile[] {
  const nulls = new Set(said.map((word) => word.trim().toLowerCase()));
  return table.headings.map((heading, index) =>
    profileColumn(
      heading,
      index,
      table.rows.map((row) => (row[index] ?? "").trim()),
      nulls,
    ),
  );
}

function profileColumn(
  heading: string,
  index: number,
  cells: readonly string[],
  said: ReadonlySet<string>,
): ColumnProfile {
  const found = new Set<string>();
  const isNull = (text: string) => {
    if (!said.has(text.toLowerCase()) && !isNullWord(text)) return false;
    found.add(text);
    return true;
  };
  const filledCells = cells.filter((text) => text !== "" && !isNull(text));
  const wordless = filledCells.filter((text) => !isNullAmongNumbers(text));
  const typed = measure(wordless);
  const isTyped = wordless.length > 0 && (typed.instant !== null || typed.number !== null || typed.clocks.length > 0);
  const kept = isTyped ? wordless : filledCells;
  if (isTyped) for (const text of filledCells) if (isNullAmongNumbers(text)) found.add(text);
  const texts = [...new Set(kept)];
  const words = new Set(texts.map((text) => text.toLowerCase()));
  return {
    heading,
    index,
    fold: foldHeading(heading),
    plain: plainHeading(heading),
    cells: cells.length,
    filled: kept.length,
    texts,
    distinct: texts.length,
    words: words.size <= MOST_WORDS ? [...words].sort() : null,
    nulls: [...found].sort(),
    ...(isTyped ? typed : { instant: null, number: null, clocks: [] }),
    samples: texts.slice(0, MOST_SAMPLES).map((text) => text.slice(0, MOST_SAMPLE_CHARS)),
  };
}

function measure(cells: readonly string[]): Pick<ColumnProfile, "instant" | "number" | "clocks"> {
  return { instant: profileInstants(cells), number: profileNumbers(cells), clocks: clockForms(cells) };
}
