import { compilePart, partSchema } from "./derived";
import { compileDateFormat } from "../values/date-format";
import { readMapping, type Mapping } from "./mapping";
import { FileRefused } from "~/domain/input/refusal";
import { FILE_PROBLEMS } from "~/wording/imports/file-problems";

/**
 * The mapping for one file: what it takes from the file's name stands in it as constants.
 * @throws FileRefused where the name does not hold it, or holds several dates of the form.
 */
export function forFileName(mapping: Mapping, fileName: string): Mapping {
  const entries = Object.entries<unknown>(mapping.fields);
  if (!entries.some(([, field]) => nameOf(field) !== undefined)) return mapping;
  const fields = Object.fromEntries(
    entries.map(([field, described]) => {
      const wanted = nameOf(described);
      if (wanted === undefined || typeof described !== "object" || described === null) return [field, described];
      return [field, { ...described, name: undefined, constant: partOfName(fileName, field, wanted) }];
    }),
  );
  const read = readMapping({ ...mapping, fields });
  if (!read.ok) throw new FileRefused("mapping-invalid", read.problems.map(({ message }) => message).join("; "));
  return read.mapping;
}

function nameOf(field: unknown): unknown {
  return typeof field === "object" && field !== null && "name" in field ? field.name : undefined;
}

function partOfName(fileName: string, field: string, wanted: unknown): string {
  if (typeof wanted === "string") return dateInName(fileName, wanted);
  const part = compilePart(partSchema.parse(wanted))(fileName.replace(/\.[a-z0-9]{1,5}$/i, ""));
  if (part === null || part === "") {
    throw new FileRefused("nothing-in-name", FILE_PROBLEMS.nameWithoutPart(field, fileName));
  }
  return part;
}

const LONGEST_NAME = 255;

/** The dates of the format in a file's name, each with its text: with neither a digit nor a letter of its kind beside it. */
export function datesInName(fileName: string, format: string): ReadonlyMap<number, string> {
  const read = compileDateFormat(format);
  const name = fileName.slice(0, LONGEST_NAME);
  const found = new Map<number, string>();
  for (let from = 0; from < name.length; from += 1) {
    if (isOneWord(name, from)) continue;
    for (let until = name.length; until > from; until -= 1) {
      const text = name.slice(from, until);
      const date = isOneWord(name, until) ? null : read(text);
      if (date === null) continue;
      found.set(date.wallMs, text);
      break;
    }
  }
  return found;
}

/** The one text in a file's name that is a date of the format. */
function dateInName(fileName: string, format: string): string {
  const [only, other] = datesInName(fileName, format).values();
  if (only !== undefined && other === undefined) return only;
  const problem =
    only === undefined ? FILE_PROBLEMS.nameWithoutDate(format) : FILE_PROBLEMS.nameWithDates(format, only, other);
  throw new FileRefused("no-date-in-name", FILE_PROBLEMS.nameDate(fileName, problem));
}

/** Whether the characters before and at a position are both digits or both letters. */
function isOneWord(text: string, at: number): boolean {
  const [before = "", after = ""] = [text[at - 1], text[at]];
  return [/^\d$/, /^\p{L}$/u].some((kind) => kind.test(before) && kind.test(after));
}
