import type { ProblemGroup } from "~/domain/imports/problem-group";
import { parseDuration } from "../parse/cell-readers";
import { parseNumeral } from "../values/numerals";
import { compileDateFormat } from "../values/date-format";
import { dateFormOf } from "../suggest/profile/date-forms";
import { DURATION_UNITS, type DurationUnit } from "../mapping/field";

/** What can be done about a group of problems, each a choice that holds for all of its rows. */
export type RepairOffer =
  | { do: "null-words"; words: string[] }
  | { do: "date-format"; formats: { format: string; reads: number; example: string }[] }
  | { do: "decimal"; decimal: "." | ","; reads: number }
  | { do: "unit"; units: { unit: DurationUnit; reads: number }[] }
  | { do: "meanings"; words: string[]; flag: boolean }
  | { do: "partners"; words: string[] }
  | { do: "skip-rows"; words: string[] };

/** Codes that are about a text in a cell. */
const ABOUT_TEXT = new Set([
  "not-a-number",
  "not-a-whole-number",
  "not-a-duration",
  "unclear-decimal",
  "not-a-date",
  "unknown-word",
  "out-of-range",
  "unknown-partner",
]);

/** What a group's column is to the file and its mapping. */
export type GroupColumn = {
  /** It is one column of the file, not several that are read as one. */
  isOne: boolean;
  /** It feeds a yes or no. */
  isFlag: boolean;
  /** A row that says nothing in it cannot be used. */
  isNeeded: boolean;
};

/** Texts are quoted up to this length: a longer one is not known whole. */
const MAX_QUOTED_CHARS = 200;

/** What would fix a group, the likeliest first. Nothing where only the sender can. */
export function offerRepairs(group: ProblemGroup, { isOne, isFlag, isNeeded }: GroupColumn): RepairOffer[] {
  const texts = group.texts.map(({ text }) => text).filter((text) => text !== "" && text.length < MAX_QUOTED_CHARS);
  if (texts.length === 0 || !ABOUT_TEXT.has(group.code)) return [];
  const skip: RepairOffer[] = isOne ? [{ do: "skip-rows", words: texts }] : [];
  const general: RepairOffer[] = isOne && !isNeeded ? [{ do: "null-words", words: texts }, ...skip] : skip;
  switch (group.code) {
    case "not-a-date":
      return [...offerFormats(texts), ...general];
    case "not-a-number":
      return [...offerDecimal(texts, (text, decimal) => parseNumeral(text, decimal) !== null), ...general];
    case "not-a-whole-number":
      return [...offerDecimal(texts, (text, decimal) => Number.isInteger(parseNumeral(text, decimal))), ...general];
    case "not-a-duration":
      return [...offerUnits(texts), ...general];
    case "unclear-decimal":
      return [...offerDecimal(texts, (text, decimal) => parseDuration(text, "spelled", decimal) !== null), ...general];
    case "unknown-word":
      return [{ do: "meanings", words: texts, flag: isFlag }, ...general];
    case "unknown-partner":
      return [{ do: "partners", words: texts }, ...skip];
    default:
      return general;
  }
}

/** Formats that read any of the texts, those that read most of them first. An order that cannot be determined is offered each way. */
function offerFormats(texts: readonly string[]): RepairOffer[] {
  const forms = texts.flatMap((text) => {
    const form = dateFormOf(text);
    // A month is no day of it.
    return form === null || form.span !== undefined ? [] : form.readings.map(({ format }) => format);
  });
  const formats = [...new Set(forms)].flatMap((format) => {
    const read = compileDateFormat(format);
    const readable = texts.flatMap((text) => read(text) ?? []);
    const [first] = readable;
    return first
      ? [{ format, reads: readable.length, example: new Date(first.wallMs).toISOString().slice(0, 10) }]
      : [];
  });
  return formats.length > 0 ? [{ do: "date-format", formats: formats.toSorted((a, b) => b.reads - a.reads) }] : [];
}

function offerDecimal(texts: readonly string[], reads: (text: string, decimal: "." | ",") => boolean): RepairOffer[] {
  const offers = ([",", "."] as const).map((decimal) => {
    return { do: "decimal" as const, decimal, reads: texts.filter((text) => reads(text, decimal)).length };
  });
  return offers.filter((offer) => offer.reads > 0).toSorted((a, b) => b.reads - a.reads);
}

function offerUnits(texts: readonly string[]): RepairOffer[] {
  const units = DURATION_UNITS.map((unit) => {
    return { unit, reads: texts.filter((text) => parseDuration(text, unit) !== null).length };
  });
  // Minutes and seconds may have hours before them, and spelled durations end in a clock; texts that are all hours are hours.
  const withHours = units.find(({ unit }) => unit === "hh:mm:ss")?.reads;
  const reading = units
    .filter(({ unit, reads }) => reads > 0 && !((unit === "mm:ss" || unit === "spelled") && reads === withHours))
    .toSorted((a, b) => b.reads - a.reads);
  return reading.length > 0
    ? [{ do: "unit", units: reading }]
    : offerDecimal(texts, (text, decimal) => parseDuration(text, "s", decimal) !== null);
}
