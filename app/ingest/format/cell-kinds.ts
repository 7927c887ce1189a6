/** What a text looks like, without regard to what it means. */
export type CellKind = "blank" | "number" | "moment" | "code" | "text";

const MAX_CHARS = 60;
const NUMBER = /^[-+(]?[$€£¥]?\s?\d[\d.,'’\s\u00a0\u202f]*\)?\s?[%€$£¥]?$/;
const MOMENT =
  /^(\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?|\d{1,2}[-/. ][A-Za-z]{3,9}[-/. ,]+\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})([T ,]+\d{1,2}[:.]\d{2}.*)?$/;
const CLOCK = /^\d{1,6}([:.]\d{2}){1,2}([.,]\d{1,6})?( ?[AaPp]\.?[Mm]\.?)?$/;
const DECIMAL = /^[-+]?\d*[.,]\d+$/;
const CODE = /^[A-Za-z]{0,10}[-_#]?\d{3,}$/;

/** The kind of a cell's text. Times of day and durations count as moments. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim();
  if (text === "") return "blank";
  if (text.length > MAX_CHARS) return "text";
  if (DECIMAL.test(text)) return "number";
  if (CLOCK.test(text) || MOMENT.test(text)) return "moment";
  if (NUMBER.test(text)) return "number";
  return CODE.test(text) ? "code" : "text";
}
