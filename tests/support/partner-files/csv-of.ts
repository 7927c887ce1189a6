/** Rows as comma-separated text with lines that end as on Windows; a cell with a comma or a quote stands in quotes. */
export function csvOf(rows: readonly (readonly (string | number)[])[], lineEnd = "\r\n"): string {
  const cell = (value: string | number) =>
    /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return rows.map((row) => row.map(cell).join(",") + lineEnd).join("");
}

export const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** The day so many days after a day, as yyyy-MM-dd. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
