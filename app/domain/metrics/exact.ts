/** A fraction of whole numbers: arithmetic in which 4 of 5 is 80% exactly. The denominator is positive. */
export type Exact = { readonly numerator: bigint; readonly denominator: bigint };

/**
 * `half-up`: halves away from zero, as spreadsheets do. `half-even`: halves to the even neighbor. `down`: toward
 * zero, cutting digits off. `up`: away from zero.
 */
export const ROUNDING_MODES = ["half-up", "half-even", "down", "up"] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** The decimal figure that the number is written as (0.1 is a tenth). Throws a RangeError unless finite. */
export function exact(value: number): Exact {
  if (Number.isSafeInteger(value)) return { numerator: BigInt(value), denominator: 1n };
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`Not a finite number: ${value}`);
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = match;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return shiftTen({ numerator: digits, denominator: 1n }, Number(exponent) - fraction.length);
}

export function multiply(a: Exact, b: Exact): Exact {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Throws a RangeError when dividing by zero. */
export function divide(a: Exact, b: Exact): Exact {
  if (b.numerator === 0n) throw new RangeError("Division by zero");
  const sign = b.numerator < 0n ? -1n : 1n;
  return { numerator: a.numerator * b.denominator * sign, denominator: a.denominator * b.numerator * sign };
}

export function add(a: Exact, b: Exact): Exact {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function subtract(a: Exact, b: Exact): Exact {
  return {
    numerator: a.numerator * b.denominator - b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** Negative when a < b, 0 when equal, positive when a > b. */
export function compareExact(a: Exact, b: Exact): number {
  const difference = subtract(a, b).numerator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Times ten to the power of `places`, which may be negative. */
export function shiftTen(value: Exact, decimals: number): Exact {
  if (decimals === 0) return value;
  const power = tenTo(Math.abs(decimals));
  return decimals > 0
    ? { numerator: value.numerator * power, denominator: value.denominator }
    : { numerator: value.numerator, denominator: value.denominator * power };
}

const POWERS_OF_TEN = Array.from({ length: 24 }, (_, decimals) => 10n ** BigInt(decimals));

function tenTo(decimals: number): bigint {
  return POWERS_OF_TEN[decimals] ?? 10n ** BigInt(decimals);
}

/** Rounded to that many decimals. */
export function roundExact(value: Exact, decimals: number, mode: RoundingMode): Exact {
  const scaled = shiftTen(value, decimals);
  return shiftTen({ numerator: roundedRatio(scaled, mode), denominator: 1n }, -decimals);
}

function roundedRatio({ numerator, denominator }: Exact, mode: RoundingMode): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const whole = size / denominator;
  const rest = size % denominator;
  const rounded = roundsUp(whole, rest, denominator, mode) ? whole + 1n : whole;
  return numerator < 0n ? -rounded : rounded;
}

function roundsUp(whole: bigint, rest: bigint, denominator: bigint, mode: RoundingMode): boolean {
  switch (mode) {
    case "down":
      return false;
    case "up":
      return rest > 0n;
    case "half-up":
      return rest * 2n >= denominator;
    case "half-even":
      return rest * 2n > denominator || (rest * 2n === denominator && whole % 2n === 1n);
  }
}

/** The decimal text with that many decimals, halves away from zero; never a negative zero. */
export function exactToFixed(value: Exact, decimals: number): string {
  const scaled = roundedRatio(shiftTen(value, decimals), "half-up");
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return scaled < 0n ? `-${text}` : text;
}

/** The decimal text without needless zeros: `1.5`, `-0.25`, `12`; of fractions without an end, that many decimals. */
export function decimalText(value: Exact, decimals = 10): string {
  const text = exactToFixed(value, decimals);
  const trimmed = text.replace(/0+$/, "").replace(/\.$/, "");
  return trimmed === "-0" || trimmed === "" ? "0" : trimmed;
}

/** The nearest number. */
export function toNumber({ numerator, denominator }: Exact): number {
  const [top, bottom] = [Number(numerator), Number(denominator)];
  // Of two whole numbers that are held exactly, division itself gives the nearest number.
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) return top / bottom;
  const size = numerator < 0n ? -numerator : numerator;
  const nearest = nearestNumber(size, denominator);
  return numerator < 0n ? -nearest : nearest;
}

/** More binary digits than a number holds, so that what is cut off after them decides nothing but halves. */
const DIGITS_RETAINED = 64;

function nearestNumber(size: bigint, denominator: bigint): number {
  const shift = Math.max(0, binaryDigits(denominator) - binaryDigits(size) + DIGITS_RETAINED);
  const scaled = size << BigInt(shift);
  const whole = scaled / denominator;
  // A last digit that stands for everything cut off keeps what lies above a half above it.
  const retained = scaled % denominator === 0n ? whole : whole | 1n;
  return Number(retained) * 2 ** -shift;
}

function binaryDigits(size: bigint): number {
  return size.toString(2).length;
}
