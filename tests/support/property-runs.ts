/** Set for `npm run test:faults`, which runs the files that ask for it once more. */
const { PLUMBLINE_LONG_PROPERTIES } = process.env;

/** How often a property on a database or on files is tried: a fifth of the runs in `npm test`, all of them in `npm run test:faults`. */
export function runsOf(all: number): { numRuns: number } {
  return { numRuns: PLUMBLINE_LONG_PROPERTIES ? all : Math.ceil(all / 5) };
}

/** Cases that the same code goes through: the first and every nth after it in `npm test`, all of them in `npm run test:faults`. */
export function everyNth<const Case>(nth: number, cases: readonly Case[]): Case[] {
  return cases.filter((_, index) => PLUMBLINE_LONG_PROPERTIES || index % nth === 0);
}
