import { zipOf, type ZipPart } from "./zip-files";

/** A cell by its XML but for the place: text becomes an inline string, a number a plain one. */
export type CellToMake =
  string | number | null | { v?: string | number; t?: string; s?: number; f?: string; is?: string };
export type SheetToMake = { name: string; rows?: CellToMake[][]; xml?: string; hidden?: boolean };
export type BookToMake = {
  sheets: SheetToMake[];
  strings?: string[];
  /** The styles of cells, by the code or the built-in number of their number format. */
  formats?: (string | number)[];
  date1904?: boolean;
  parts?: ZipPart[];
};

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** An .xlsx workbook as spreadsheet programs write it, by hand. */
export function workbookOf({ sheets, strings = [], formats = [], date1904 = false, parts = [] }: BookToMake): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const named = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ""} r:id="rId${index + 1}"/>`,
  );
  const codes = formats.flatMap((format, index) =>
    typeof format === "string" ? [`<numFmt numFmtId="${200 + index}" formatCode="${escaped(format)}"/>`] : [],
  );
  const styles = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === "string" ? 200 + index : format}"/>`,
  );
  return zipOf([
    { name: "[Content_Types].xml", content: `${HEAD}<Types/>` },
    {
      name: "xl/workbook.xml",
      content: `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${named.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `${HEAD}<Relationships>${sheets.map((_, index) => relation(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`)).join("")}${relation("rIdS", "styles", "styles.xml")}${relation("rIdT", "sharedStrings", "/xl/sharedStrings.xml")}</Relationships>`,
    },
    {
      name: "xl/styles.xml",
      content: `${HEAD}<styleSheet ${MAIN}><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join("")}</cellXfs></styleSheet>`,
    },
    {
      name: "xl/sharedStrings.xml",
      content: `${HEAD}<sst ${MAIN}>${strings.map((text) => (text.startsWith("<") ? `<si>${text}</si>` : `<si><t xml:space="preserve">${escaped(text)}</t></si>`)).join("")}</sst>`,
    },
    ...sheets.map(({ rows = [], xml }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: xml ?? sheetXml(rows),
    })),
    ...parts,
  ]);
}

/** A worksheet's part. */
export function sheetXml(rows: CellToMake[][]): string {
  return `${HEAD}<worksheet ${MAIN}><sheetData>${rows.map(rowXml).join("")}</sheetData></worksheet>`;
}

function rowXml(cells: CellToMake[], index: number): string {
  const line = index + 1;
  return `<row r="${line}">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${line}`)).join("")}</row>`;
}

function cellXml(cell: CellToMake, position: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${position}"><v>${cell}</v></c>`;
  if (typeof cell === "string") return `<c r="${position}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  const about = `r="${position}"${cell.s === undefined ? "" : ` s="${cell.s}"`}${cell.t === undefined ? "" : ` t="${cell.t}"`}`;
  const formula = cell.f === undefined ? "" : `<f>${escaped(cell.f)}</f>`;
  const inline = cell.is === undefined ? "" : `<is>${cell.is}</is>`;
  return `<c ${about}>${formula}${cell.v === undefined ? "" : `<v>${escaped(String(cell.v))}</v>`}${inline}</c>`;
}

/** A, B … Z, AA … */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}
