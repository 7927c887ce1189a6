/** How a vendor's system writes a table down. */
export type FileStyle = {
  delimiter: string;
  lineEnd: "\n" | "\r\n";
  encoding: "utf-8" | "utf-8 with BOM" | "windows-1252";
  /** Lines above the headings and below the rows. */
  banner: readonly string[];
  footer: readonly string[];
};

export type Cell = string | number;

export const PLAIN: FileStyle = { delimiter: ",", lineEnd: "\n", encoding: "utf-8", banner: [], footer: [] };

export function writeTable(style: FileStyle, header: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  const needsQuotes = new RegExp(`["\\r\\n${style.delimiter === "|" ? "\\|" : style.delimiter}]`);
  const quoted = (cell: Cell) =>
    typeof cell === "string" && needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : String(cell);
  const lines = [...style.banner, header.map(quoted).join(style.delimiter)];
  for (const row of rows) lines.push(row.map(quoted).join(style.delimiter));
  lines.push(...style.footer);
  const text = lines.join(style.lineEnd) + style.lineEnd;
  if (style.encoding === "windows-1252") return Buffer.from(text, "latin1");
  return Buffer.from(style.encoding === "utf-8 with BOM" ? `\uFEFF${text}` : text, "utf8");
}
