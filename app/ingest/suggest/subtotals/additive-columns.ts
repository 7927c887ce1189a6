import { parseDuration } from "../../parse/cell-readers";
import { parseNumeral } from "../../values/numerals";
import { isOtherMoney } from "../kinds/invoice-lines";
import type { ColumnProfile } from "../profile/column-profile";
import { amountForm } from "../readings/read-amount";
import { measureNamed } from "../wide/measure-names";

/** Counts of people do not add up over queues. */
const NO_SUMS = new Set(["headcount", "headcountRequired", "headcountDelivered"]);
const MAX_FIGURES = 6;

/** Whole numbers that name what they count; without such, those that may. */
export function countColumns(columns: readonly ColumnProfile[]): ColumnProfile[] {
  const whole = columns.filter(({ number, instant, heading }) => {
    return number !== null && number.whole && number.least >= 0 && !number.percentSigns && !instant && heading !== "";
  });
  const named = whole.filter((column) => {
    const target = measureNamed(column.heading);
    return target !== null && !NO_SUMS.has(target) && amountForm(column, target) === "count";
  });
  return named.length > 0
    ? named
    : whole.filter((column) => column.fold.sum === null && amountForm(column, "offered") === "count");
}

/** Columns of hours, money and decimals that may add up, those with a known name first. Averages, shares and prices do not. */
export function figureColumns(columns: readonly ColumnProfile[], counts: readonly ColumnProfile[]): ColumnProfile[] {
  const rank = ({ heading }: ColumnProfile) => (measureNamed(heading) === null ? 1 : 0);
  return columns
    .filter((column) => !counts.includes(column) && mayAddUp(column))
    .toSorted((a, b) => rank(a) - rank(b) || a.index - b.index)
    .slice(0, MAX_FIGURES);
}

function mayAddUp(column: ColumnProfile): boolean {
  const { number, clocks, instant, heading, plain } = column;
  if (heading === "" || isOtherMoney(plain)) return false;
  if (number === null ? clocks.length === 0 : number.percentSigns || instant !== null) return false;
  const target = measureNamed(heading);
  if (target !== null && NO_SUMS.has(target)) return false;
  const form = amountForm(column, target ?? "offered");
  return form !== "share" && form !== "average";
}

/** What a cell of such a column comes to, times in seconds; nothing where it is blank. */
export function figureIn({ index, number, clocks, spelled }: ColumnProfile, cells: readonly string[]): number {
  const text = (cells[index] ?? "").trim();
  const decimal = (number ?? spelled)?.decimals[0];
  const [clock] = clocks;
  const value =
    number === null && clock !== undefined ? parseDuration(text, clock, decimal) : parseNumeral(text, decimal);
  return value ?? 0;
}
