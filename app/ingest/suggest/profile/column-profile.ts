import { foldHeading, plainHeading, type HeadingFold } from "../synonyms/heading-fold";
import type { SampledTable } from "../sampled-table";
import { profileInstants, type InstantProfile } from "./instant-profile";
import { dateFormOf } from "./date-forms";
import { isNullAmongNumbers, isNullWord } from "./null-words";
import {
  clockForms,
  profileNumbers,
  profileSpelled,
  type ClockForm,
  type NumberProfile,
  type SpelledProfile,
} from "./number-profile";
import { partStrays } from "./stray-texts";

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
  /** How many cells hold each of the words. */
  wordCells: ReadonlyMap<string, number>;
  nulls: readonly string[];
  instant: InstantProfile | null;
  number: NumberProfile | null;
  clocks: readonly ClockForm[];
  /** Of durations that name their units. */
  spelled: SpelledProfile | null;
  /** Texts among figures or moments that are none, once each: rows that cannot be used as they stand. */
  strays: readonly string[];
  samples: string[];
};

const MAX_WORDS = 60;
const MAX_SAMPLES = 5;
export const MAX_SAMPLE_CHARS = 60;

export type ProfileOptions = {
  /** Words that are known to say nothing. */
  nulls?: readonly string[];
  /** The decimal sign of the file, where it is known. */
  decimal?: "." | ",";
};

export function profileColumns(
  table: SampledTable,
  { nulls: stated = [], decimal }: ProfileOptions = {},
): ColumnProfile[] {
  const nulls = new Set(stated.map((word) => word.trim().toLowerCase()));
  return table.headings.map((heading, index) =>
    profileColumn(
      heading,
      index,
      table.rows.map((row) => (row[index] ?? "").trim()),
      nulls,
      decimal,
    ),
  );
}

function profileColumn(
  heading: string,
  index: number,
  cells: readonly string[],
  stated: ReadonlySet<string>,
  decimal: "." | "," | undefined,
): ColumnProfile {
  const found = new Set<string>();
  const isNull = (text: string) => {
    if (!stated.has(text.toLowerCase()) && !isNullWord(text)) return false;
    found.add(text);
    return true;
  };
  const filledCells = cells.filter((text) => text !== "" && !isNull(text));
  const wordless = filledCells.filter((text) => !isNullAmongNumbers(text));
  const { strays, ...typed } = measureMax(wordless, decimal);
  const isTyped = wordless.length > 0 && isMeasured(typed);
  const retained = isTyped ? wordless : filledCells;
  if (isTyped) for (const text of filledCells) if (isNullAmongNumbers(text)) found.add(text);
  const texts = [...new Set(retained)];
  const words = new Map<string, number>();
  for (const text of retained) words.set(text.toLowerCase(), (words.get(text.toLowerCase()) ?? 0) + 1);
  return {
    heading,
    index,
    fold: foldHeading(heading),
    plain: plainHeading(heading),
    cells: cells.length,
    filled: retained.length,
    texts,
    distinct: texts.length,
    words: words.size <= MAX_WORDS ? [...words.keys()].sort() : null,
    wordCells: words,
    nulls: [...found].sort(),
    ...(isTyped ? typed : { instant: null, number: null, clocks: [], spelled: null }),
    strays: isTyped ? [...new Set(strays)] : [],
    samples: texts.slice(0, MAX_SAMPLES).map((text) => text.slice(0, MAX_SAMPLE_CHARS)),
  };
}

type Measured = Pick<ColumnProfile, "instant" | "number" | "clocks" | "spelled">;

function isMeasured({ instant, number, clocks }: Measured): boolean {
  return instant !== null || number !== null || clocks.length > 0;
}

/** What the cells are figures or moments of, a few strays set aside. */
function measureMax(
  cells: readonly string[],
  decimal: "." | "," | undefined,
): Measured & { strays: readonly string[] } {
  const all = measure(cells, decimal);
  if (all.number !== null || all.clocks.length > 0) return { ...all, strays: [] };
  const parted = cells.length === 0 ? null : partStrays(cells);
  // Times of day are read as durations, too.
  if (parted !== null) return { ...measure(parted.figures, decimal), strays: parted.strays };
  return { ...all, strays: all.instant ? cells.filter((text) => dateFormOf(text) === null) : [] };
}

function measure(cells: readonly string[], decimal: "." | "," | undefined): Measured {
  const clocks = clockForms(cells);
  const spelled = clocks.includes("spelled") ? profileSpelled(cells, decimal) : null;
  return { instant: profileInstants(cells), number: profileNumbers(cells, decimal), clocks, spelled };
}
