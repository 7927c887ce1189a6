/** What is measured is kept to a millionth. */
const MILLIONTHS = 1e6;
/** Below it, the millionths of a number are found without doubt: 2⁵¹ of them. */
const MAX_IN_MILLIONTHS = 2 ** 51 / MILLIONTHS;

/** The double nearest to the amount's millionths: what every amount of a file becomes. Amounts from 2.25 thousand million up stay as they are. */
export function toMillionth(amount: number): number {
  return Math.abs(amount) < MAX_IN_MILLIONTHS ? Math.round(amount * MILLIONTHS) / MILLIONTHS : amount;
}

/**
 * The double nearest to the decimal sum of amounts that are kept to a millionth, whatever their order and however they are grouped
 * on the way: whole millionths are added up, which doubles do without rounding. Holds while each amount lies below 2.25 thousand
 * million (2⁵¹ millionths) and no sum on the way exceeds 9 thousand million (2⁵³ millionths; 576 thousand million for whole numbers).
 */
export function exactSum(amounts: Iterable<number>): number {
  let millionths = 0;
  for (const amount of amounts) millionths += Math.round(amount * MILLIONTHS);
  return millionths / MILLIONTHS;
}
