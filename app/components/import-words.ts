const COUNT = new Intl.NumberFormat("en-GB");
const SIZE = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

export function countWords(count: number, one: string, many: string): string {
  return `${COUNT.format(count)} ${count === 1 ? one : many}`;
}

export function count(value: number): string {
  return COUNT.format(value);
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return countWords(bytes, "byte", "bytes");
  if (bytes < 1024 * 1024) return `${SIZE.format(bytes / 1024)} kB`;
  return `${SIZE.format(bytes / 1024 / 1024)} MB`;
}

/** `first → last`, or the one day. */
export function daysWords(first: string | null, last: string | null): string {
  if (first === null || last === null) return "none";
  return first === last ? first : `${first} to ${last}`;
}

const DELIMITERS: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes" };

export function delimiterWords(delimiter: string): string {
  return DELIMITERS[delimiter] ?? delimiter;
}
