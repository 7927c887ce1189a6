import { begins, foldedBeginning, type Condition } from "../mapping/condition";
import type { Finding } from "./finding";
import { filledCells, type SampleRow } from "./find-heading-rows";
import { DETECTED_FORMAT } from "~/wording/imports/detected-format";

const TOTAL = /^(grand |sub-?|over-?)?(totals?|sum|summe|gesamt|average|mean|durchschnitt)(?=$|[\s:.,(-])/i;
/** A day's total stands under the name of a queue, say. */
const TOTAL_ALONE = /^(grand |sub-?|over-?)?(totals?|summe|gesamt|gesamtsumme|overall)$/i;
const NAMING_COLUMNS = 6;
/** "Total Lima" may be a total or a name; "Total for Lima" is no name. */
const MAY_BE_NAME = /^\S+ (?!for\b|of\b|all\b|calls\b|contacts\b|tickets\b|cases\b|rows\b|records\b|result)\p{L}/iu;
const MAX_PREFIX_CHARS = 40;
const MIN_PREFIX_CHARS = 3;
const NONE: Finding<Condition[]> = {
  value: [],
  certainty: "likely",
  reason: DETECTED_FORMAT.noTotals,
  alternatives: [],
};

/** By how a cell begins or, where a row begins as others do, by the whole of a cell. */
type Found = { row: SampleRow; column: number; prefix: string; whole?: true };

/**
 * Rows below the headings that are no data: totals anywhere, and lines at the end that fill few columns. They are recognized by how
 * they begin, never by what they leave blank, so that no row of data is skipped for a blank.
 */
export function findFooterRows(
  headings: readonly string[],
  rows: readonly SampleRow[],
  last: readonly SampleRow[],
): Finding<Condition[]> {
  const found = new Map<SampleRow, Found>();
  for (const row of [...rows, ...last]) {
    const start = beginning(row);
    if (start && TOTAL.test(start.text) && start.column < 3 && !isNamed(row, start.text, headings.length)) {
      found.set(row, {
        row,
        column: start.column,
        prefix: wholeWord(start.text, TOTAL.exec(start.text)?.[0] ?? start.text),
      });
      continue;
    }
    const column = row.cells.findIndex((cell, at) => at < NAMING_COLUMNS && TOTAL_ALONE.test(cell.trim()));
    if (column >= 0) found.set(row, { row, column, prefix: (row.cells[column] ?? "").trim(), whole: true });
  }
  if (headings.length >= 3)
    for (const one of trailing(headings.length, last)) if (!found.has(one.row)) found.set(one.row, one);
  if (found.size === 0) return NONE;

  const data = [...rows, ...last].filter((row) => !found.has(row));
  const safe = [...found.values()].filter(({ column, prefix, whole }) => {
    if (whole) return (headings[column] ?? "") !== "" && data.length > 0;
    const isData = (row: SampleRow) =>
      begins(foldedBeginning((row.cells[column] ?? "").trim()), foldedBeginning(prefix));
    return (headings[column] ?? "") !== "" && prefix.trim().length >= MIN_PREFIX_CHARS && !data.some(isData);
  });
  const conditions = (["startsWith", "is"] as const).flatMap((way) => {
    const byColumn = new Map<string, Set<string>>();
    for (const { column, prefix, whole } of safe) {
      if ((whole === true) !== (way === "is")) continue;
      const heading = headings[column] ?? "";
      byColumn.set(heading, (byColumn.get(heading) ?? new Set()).add(prefix));
    }
    return [...byColumn].map(([column, words]): Condition => ({ column, [way]: [...words] }));
  });
  const quoted = [...new Set([...found.values()].map(({ prefix }) => `“${prefix.trim()}”`))].slice(0, 3);
  const many = found.size === 1 ? DETECTED_FORMAT.oneRow : DETECTED_FORMAT.severalRows(found.size);
  return {
    value: conditions,
    certainty: safe.length < found.size ? "open" : "likely",
    reason: DETECTED_FORMAT.totals(many, quoted.join(", ")),
    alternatives: [[]],
  };
}

/** A full row that begins with a name, such as a queue called Total Care, is a row like the others. */
function isNamed(row: SampleRow, text: string, width: number): boolean {
  return MAY_BE_NAME.test(text) && !/^grand\b/i.test(text) && filledCells(row) >= width;
}

function beginning({ cells }: SampleRow): { column: number; text: string } | null {
  const column = cells.findIndex((cell) => cell.trim() !== "");
  return column < 0 ? null : { column, text: (cells[column] ?? "").trim() };
}

/** Words that begin common others, such as summer and meanwhile. */
const BEGINS_OTHERS = /^(sum|mean)$/i;

/** A single word keeps the space behind it: "Week" of "Week 10" is not to begin "Weekend". */
function wholeWord(text: string, prefix: string): string {
  if (!/^\p{L}+$/u.test(prefix)) return prefix;
  const next = text.charAt(prefix.length);
  if (next.trim() !== "") return BEGINS_OTHERS.test(prefix) ? `${prefix}${next}` : prefix;
  return next !== "" || BEGINS_OTHERS.test(prefix) ? `${prefix} ` : prefix;
}

/** From the end upwards: rows that fill a third of the columns or fewer. */
function trailing(width: number, rows: readonly SampleRow[]): Found[] {
  const found: Found[] = [];
  for (const row of rows.toReversed()) {
    const start = beginning(row);
    if (!start) continue;
    if (filledCells(row) > Math.max(1, width / 3)) break;
    const words = (/^[^\d]*/.exec(start.text)?.[0] ?? "").trim().slice(0, MAX_PREFIX_CHARS).trim();
    found.push({ row, column: start.column, prefix: wholeWord(start.text, words) });
  }
  return found.length < rows.length ? found : [];
}
