import { spansIn, type SpanTexts } from "../../values/day-spans";
import type { ColumnProfile } from "../profile/column-profile";
import { dateFormOf } from "../profile/date-forms";
import { profileInstants } from "../profile/instant-profile";
import type { HowRead, ReadingContext } from "./how-read";
import { readInstant } from "./read-instant";
import { SUGGESTION_REASONS } from "~/wording/imports/suggestion-reasons";

/** The first and the last day that a text names, each as a text that writes a date; null where it is no span of days. */
export function spanTexts(text: string): SpanTexts | null {
  if (dateFormOf(text) !== null) return null;
  return spansIn(text).find((ends) => ends.every(isDay)) ?? null;
}

function isDay(text: string): boolean {
  const form = dateFormOf(text);
  return form?.parts === "date" && form.span === undefined;
}

/** A column read as days, some of which may be spans of days such as 24-26 Dec 2026. */
export function readDates(column: ColumnProfile, context: ReadingContext): HowRead | null {
  const spans = column.texts.flatMap((text) => (spanTexts(text) === null ? [] : [text]));
  const [example] = spans;
  if (example === undefined) return readInstant(column, context);
  const texts = column.texts.flatMap((text) => spanTexts(text) ?? [text]);
  const how = readInstant({ ...column, texts, instant: profileInstants(texts) }, context);
  return how && { ...how, why: SUGGESTION_REASONS.period(how.why, example) };
}
