/** Signs that begin a formula in a spreadsheet, full-width and small forms and the minus sign included. */
const SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫−";
/** What separates cells for some reader of CSV: a cell that holds one is cut there when the file is opened under that separator. */
const SEPARATORS = ",;|\t\r\n\v\f\u0085\u2028\u2029";
/** What some reader drops between a separator and the text: blanks, characters that do not show, and the quotes around a cell. */
const SKIPPED = /[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

const MAY_BE_FORMULA = new RegExp(`^[\\t\\r\\n]|[${SIGNS.replace("-", "\\-")}]`);
/** Present in every text that `neutralizeFormulas` changed. */
export const NEUTRALIZED = new RegExp(`'[${SIGNS.replace("-", "\\-")}\\t\\r\\n]`);

/**
 * The text with an apostrophe before each sign that would begin a formula: at the start, and behind a separator within the text. A
 * text that begins with a tab or a line end gets one in front.
 */
export function neutralizeFormulas(text: string): string {
  if (!MAY_BE_FORMULA.test(text)) return text;
  let written = /^[\t\r\n]/.test(text) ? "'" : "";
  let atStart = true;
  for (const sign of text) {
    if (atStart && SIGNS.includes(sign)) written += "'";
    written += sign;
    atStart = SEPARATORS.includes(sign) || (atStart && SKIPPED.test(sign));
  }
  return written;
}

/** The text as it was before `neutralizeFormulas`; other apostrophes stay. */
export function restoreFormulas(text: string): string {
  if (!NEUTRALIZED.test(text)) return text;
  let written = "";
  let atStart = true;
  const signs = [...text];
  for (let at = /^'[\t\r\n]/.test(text) ? 1 : 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? "";
    const next = signs[at + 1] ?? "";
    if (atStart && sign === "'" && next !== "" && SIGNS.includes(next)) {
      written += next;
      at += 1;
      atStart = false;
      continue;
    }
    written += sign;
    atStart = SEPARATORS.includes(sign) || (atStart && SKIPPED.test(sign));
  }
  return written;
}
