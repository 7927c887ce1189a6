import { stat } from "node:fs/promises";
import path from "node:path";
import { detectReading } from "../reading/detect-reading.server";
import type { DetectedReading, Finding } from "../reading/detected-reading";
import { sampleTable, type TableSample } from "../reading/sample-table.server";
import type { FileFormat } from "../mapping/file-format";
import { onceInFileThread, type ThreadUser } from "../file-threads/file-threads.server";
import { keepAnswer, readKept } from "../kept-answer.server";
import { FileRefused } from "../refusal";
import type { FileWish } from "./wizard-state";

/** How a file is read: what was found, what holds now, and rows of it read so. */
export type FileReading = { detected: DetectedReading; file: FileFormat; sample: TableSample };

/** The form of an upload, kept beside it once it is detected. `FileRefused` where it is no table. */
export async function readFileForm(file: string, wish: FileWish, user: ThreadUser): Promise<FileReading> {
  const known = await readKept<FileReading>(keptPlace(file), JSON.stringify(wish));
  if (known !== null) return known;
  if ((await stat(file).catch(() => null)) === null)
    throw new FileRefused("unreadable", "This upload is no longer there.");
  const reading = await onceInFileThread("form", { path: file, wish }, user);
  await keepAnswer(keptPlace(file), JSON.stringify(wish), reading);
  return reading;
}

/** The file's form as it is detected, with what the analyst says in its place. `FileRefused` where it is no table. */
export async function detectFileForm(file: string, wish: FileWish): Promise<FileReading> {
  const detected = await detectReading(file, { sheet: wish.sheet, table: wish.table });
  const format = withWish(detected.file, wish);
  return { detected, file: format, sample: await sampleTable(file, format) };
}

function withWish(found: FileFormat, { skipFound, ...wish }: FileWish): FileFormat {
  const said = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  return { ...found, ...said, ...(skipFound === false ? { skipRowsWhen: [] } : {}) };
}

/** Looking at a large file takes a while; what was found is kept beside it, for as long as nothing else is said. */
const keptPlace = (file: string) => path.join(path.dirname(file), "reading.json");

/** A finding in the words and values of a form. */
export type FoundProperty = { value: string; certainty: Finding<unknown>["certainty"]; reason: string };

/** What was found, for people: a reason each. */
export function describeFound({ text, sheets, sheet, tables, headings, skipRowsWhen }: DetectedReading) {
  const plain = (finding: Finding<string>): FoundProperty => {
    return { value: finding.value, certainty: finding.certainty, reason: finding.reason };
  };
  return {
    text: text && { encoding: plain(text.encoding), delimiter: plain(text.delimiter), quote: plain(text.quote) },
    sheets: sheets.map(({ name, rows, hidden }) => ({ name, rows, hidden })),
    sheet: sheet && plain(sheet),
    tables: tables.map(({ title, headings: names, rows }) => ({ title: title || names.slice(0, 3).join(", "), rows })),
    headings: { ...headings.value, certainty: headings.certainty, reason: headings.reason },
    skipped: { conditions: skipRowsWhen.value.length, reason: skipRowsWhen.reason },
  };
}
