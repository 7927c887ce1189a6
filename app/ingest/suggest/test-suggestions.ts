import type { SampledTable } from "./sampled-table";
import type { SuggestionChoices, MappingSuggestion } from "./suggestion";
import { suggestMapping } from "./suggest-mapping";

/** What a test's mapping is about where the test does not care. */
export const ABOUT = { key: "a-file", name: "A file", source: "a-file", file: { format: "csv" }, vendor: "a-partner" };

/** A table written out as text, its first line the headings. */
export function tableOf(text: string, delimiter = ","): SampledTable {
  const [headings = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(delimiter));
  return { headings, rows };
}

/** The suggestion of a table written out as text, its first line the headings. */
export function suggest(text: string, choices: SuggestionChoices = {}, delimiter = ","): MappingSuggestion {
  return suggestMapping(tableOf(text, delimiter), { zone: "UTC", choices });
}

/** What each heading that feeds a field feeds. */
export const targets = (made: MappingSuggestion) =>
  Object.fromEntries(made.columns.flatMap(({ heading, target }) => (target ? [[heading, target]] : [])));

/** How the column of this heading is read. */
export const reading = (made: MappingSuggestion, heading: string) =>
  made.columns.find((column) => column.heading === heading)?.reading;
