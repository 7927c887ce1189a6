import { parseNumeral } from "../../values/numerals";
import { CLOCKS, readsAsDuration } from "./number-profile";

/** A few words among figures make no column of words. */
export const MAX_STRAY_SHARE = 0.1;
const MIN_READ = 5;

const WAYS: readonly ((text: string) => boolean)[] = [
  (text) => parseNumeral(text, ".") !== null,
  (text) => parseNumeral(text, ",") !== null,
  ...CLOCKS.map((clock) => (text: string) => readsAsDuration(text, clock)),
];

/** Cells that are figures all but a few, parted from those few; null where they are not. */
export function partStrays(cells: readonly string[]): { figures: string[]; strays: string[] } | null {
  const parted = WAYS.map((reads) => {
    const figures = cells.filter(reads);
    return { figures, strays: cells.filter((text) => !reads(text)) };
  });
  const best = parted.reduce((most, next) => (next.figures.length > most.figures.length ? next : most));
  const few = best.strays.length <= cells.length * MAX_STRAY_SHARE;
  return few && best.figures.length >= MIN_READ ? best : null;
}
