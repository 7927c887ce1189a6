/** What a number in a cell stands for, by the cell's number format. `elapsed`: hours that may pass 24. */
export type NumberKind = "plain" | "percent" | "date" | "date-time" | "time" | "elapsed";

const BUILT_IN: readonly { from: number; to: number; kind: NumberKind }[] = [
  { from: 9, to: 10, kind: "percent" },
  { from: 14, to: 17, kind: "date" },
  { from: 18, to: 21, kind: "time" },
  { from: 22, to: 22, kind: "date-time" },
  { from: 27, to: 31, kind: "date" },
  { from: 32, to: 35, kind: "time" },
  { from: 36, to: 36, kind: "date" },
  { from: 45, to: 45, kind: "time" },
  { from: 46, to: 46, kind: "elapsed" },
  { from: 47, to: 47, kind: "time" },
  { from: 50, to: 58, kind: "date" },
];

/** The kind of a format that every spreadsheet program knows by its number. */
export function builtInKind(id: number): NumberKind {
  return BUILT_IN.find(({ from, to }) => id >= from && id <= to)?.kind ?? "plain";
}

/** The kind of a format by its code, such as `[h]:mm:ss` or `yyyy\-mm\-dd;@`. */
export function kindOfCode(code: string): NumberKind {
  const bare = withoutLiterals(code);
  if (/\[(h+|m+|s+)\]/.test(bare)) return "elapsed";
  const letters = bare.replace(/\[[^\]]*\]/g, "").replace(/am\/pm|a\/p/g, "h");
  if (/^general$/.test(letters.trim())) return "plain";
  const time = /[hs]/.test(letters);
  const date = /[yd]/.test(letters) || (letters.includes("m") && !time) || letters.includes("mmm");
  if (date) return time ? "date-time" : "date";
  if (time) return "time";
  return letters.includes("%") ? "percent" : "plain";
}

/** The first section of a code in small letters, without quoted and escaped text, fill and width marks. */
function withoutLiterals(code: string): string {
  let bare = "";
  for (let at = 0; at < code.length && code[at] !== ";"; at += 1) {
    const sign = code[at] ?? "";
    if (sign === '"') {
      const close = code.indexOf('"', at + 1);
      at = close < 0 ? code.length : close;
    } else if (sign === "\\" || sign === "_" || sign === "*") {
      at += 1;
    } else {
      bare += sign;
    }
  }
  return bare.toLowerCase();
}
