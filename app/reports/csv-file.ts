import { csvLine, type CsvValue } from "~/domain/export/csv";

/**
 * The exports: first what the file is (name, period, zone, as of, filters), a blank line, then the rows. Figures are numbers in base
 * units: shares 0–1, durations in seconds, money in minor units of the currency.
 */
export type CsvFile = { readonly name: string; readonly content: string };

export type CsvAbout = readonly (readonly [string, CsvValue])[];

export function csvFile(
  name: string,
  about: CsvAbout,
  header: readonly string[],
  rows: readonly (readonly CsvValue[])[],
): CsvFile {
  const lines = [...about, [], header, ...rows];
  // The byte order mark is what makes spreadsheets read UTF-8.
  return { name: `${name}.csv`, content: `\uFEFF${lines.map((line) => csvLine([...line])).join("")}` };
}
