import { csvLine, type CsvValue } from "~/wording/shared/csv";

/**
 * The exports: first what the file is (name, period, zone, as of, filters), a blank line, then the rows. Figures are numbers in base
 * units: shares 0–1, durations in seconds, money in minor units of the currency. Lines are written as they are asked for, once.
 */
export type CsvFile = { readonly name: string; readonly lines: Iterable<string> | AsyncIterable<string> };

export type CsvAbout = readonly (readonly [string, CsvValue])[];

type CsvRows = Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>;

export function csvFile(name: string, about: CsvAbout, header: readonly string[], rows: CsvRows): CsvFile {
  return { name: `${name}.csv`, lines: linesOf([...about, [], header], rows) };
}

async function* linesOf(head: readonly (readonly CsvValue[])[], rows: CsvRows): AsyncGenerator<string> {
  // The byte order mark is what makes spreadsheets read UTF-8.
  yield `\uFEFF${head.map(csvLine).join("")}`;
  for await (const row of rows) yield csvLine(row);
}
