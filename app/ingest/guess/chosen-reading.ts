import type { ColumnChoice, ColumnReading } from "./guess";
import type { HowRead } from "./readings/how-read";

/** A reading with what the analyst chose in place of what was guessed; what is chosen is no longer asked. */
export function withChoice(how: HowRead, choice: ColumnChoice | undefined): Pick<HowRead, "reading" | "questions"> {
  if (!choice) return how;
  const { format, unit, decimal, timeZone, trueWords, falseWords, times } = choice;
  const { decimal: guessedDecimal, ...guessed } = how.reading;
  const reading: ColumnReading = {
    ...guessed,
    ...(decimal === undefined && guessedDecimal ? { decimal: guessedDecimal } : {}),
    ...(decimal === "," ? { decimal } : {}),
    ...(format === undefined ? {} : { format: typeof format === "string" ? [format] : format }),
    ...(unit === undefined ? {} : { unit }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(trueWords === undefined ? {} : { trueWords }),
    ...(falseWords === undefined ? {} : { falseWords }),
    ...(times === undefined ? {} : { times }),
  };
  const settled = [
    ...(format === undefined ? [] : ["date-order:", "twelve-hours:"]),
    ...(timeZone === undefined ? [] : ["zone-of-heading:"]),
    ...(unit === undefined ? [] : ["unit:"]),
    ...(decimal === undefined ? [] : ["decimal"]),
    ...(trueWords === undefined && falseWords === undefined ? [] : ["state:"]),
    ...(times === undefined ? [] : ["sum:"]),
  ];
  return { reading, questions: how.questions.filter(({ id }) => !settled.some((start) => id.startsWith(start))) };
}
