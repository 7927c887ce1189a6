import { parseNumeral } from "../../values/numerals";
import { CLOCKS, readsAsDuration } from "./number-profile";

/** A few words among figures make no column of words. */
export const MAX_STRAY_SHARE = 0.1;
const MIN_READ = 2;

/** How many of so many cells may fit nothing that the others are: one of a few, or one in ten. */
export function maxStrays(cells: number): number {
  return Math.max(1, Math.floor(cells * MAX_STRAY_SHARE));
}

const WAYS: readonly ((text: string) => boolean)[] = [
  (text) => parseNumeral(text, ".") !== null,
  (text) => parseNumeral(text, ",") !== null,
  ...CLOCKS.map((clock) => (text: string) => readsAsDuration(text, clock)),
];

/** Whether a text is a figure in any notation. */
export function isFigure(text: string): boolean {
  return WAYS.some((reads) => reads(text));
}

type Parted = { figures: string[]; strays: string[] };

/** Cells parted by the notation of figures that reads most of them. */
export function partFigures(cells: readonly string[]): Parted {
  const parted = WAYS.map((reads) => {
    const figures = cells.filter(reads);
    return { figures, strays: cells.filter((text) => !reads(text)) };
  });
  return parted.reduce((most, next) => (next.figures.length > most.figures.length ? next : most));
}

/** Cells that are figures all but a few, parted from those few; null where they are not. */
export function partStrays(cells: readonly string[]): Parted | null {
  const best = partFigures(cells);
  const few = best.strays.length <= maxStrays(cells.length);
  return few && best.figures.length >= MIN_READ ? best : null;
}
