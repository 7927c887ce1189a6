import type { FieldType } from "~/domain/facts/fact-fields";
import type { ColumnChoice, ColumnReading } from "../suggestion";
import type { HowRead } from "../readings/how-read";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** A reading with what the analyst chose in place of what was detected; what is chosen is no longer asked, and `why` says so. */
export function withChoice(
  how: HowRead,
  choice: ColumnChoice | undefined,
): Pick<HowRead, "reading" | "questions" | "why"> {
  if (!choice) return how;
  const { format, unit, decimal, timeZone, trueValues, falseValues, times } = choiceFor(how.reading.type, choice);
  const { decimal: suggestedDecimal, ...suggested } = how.reading;
  const formats = format === undefined ? undefined : typeof format === "string" ? [format] : format;
  const reading: ColumnReading = {
    ...suggested,
    ...(decimal === undefined && suggestedDecimal ? { decimal: suggestedDecimal } : {}),
    ...(decimal === "," || (decimal === "." && (unit ?? suggested.unit) === "spelled") ? { decimal } : {}),
    ...(formats === undefined ? {} : { format: formats }),
    ...(unit === undefined ? {} : { unit }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(trueValues === undefined ? {} : { trueValues }),
    ...(falseValues === undefined ? {} : { falseValues }),
    ...(times === undefined ? {} : { times }),
  };
  const resolved = [
    ...(format === undefined ? [] : ["date-order:", "date-format:", "twelve-hours:"]),
    ...(timeZone === undefined ? [] : ["zone-of-heading:"]),
    ...(unit === undefined ? [] : ["unit:"]),
    ...(decimal === undefined ? [] : ["decimal"]),
    ...(trueValues === undefined && falseValues === undefined ? [] : ["state:"]),
    ...(times === undefined ? [] : ["sum:"]),
  ];
  const chosen = [...(formats ?? []), ...(unit === undefined ? [] : [unit])].map((text) => `“${text}”`);
  return {
    reading,
    questions: how.questions.filter(({ id }) => !resolved.some((start) => id.startsWith(start))),
    // What was detected or answered of the same is overridden.
    why: chosen.length > 0 ? SUGGESTION_REASONS.chosenFormat(chosen.join(" or ")) : how.why,
  };
}

const MOMENTS: ReadonlySet<FieldType> = new Set(["instant", "day"]);

/** What of a choice is about a reading of this type: a column that feeds something else keeps what was stated of its cells. */
function choiceFor(type: FieldType, { format, unit, timeZone, ...others }: ColumnChoice): ColumnChoice {
  const isMoment = MOMENTS.has(type);
  const hasUnit = type === "seconds" || (type === "number" && unit === "percent");
  return {
    ...others,
    ...(isMoment && format !== undefined ? { format } : {}),
    ...(isMoment && timeZone !== undefined ? { timeZone } : {}),
    ...(hasUnit && unit !== undefined ? { unit } : {}),
  };
}
