import { compileDateFormat } from "../../values/date-format";
import { SOME_MEANING } from "../../values/zone-letters";
import { QUESTION_TEXTS } from "~/wording/imports/suggestion-questions";

const LONG_DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A text beside the day that it means by a format. */
export function spelt(text: string, format: string): string {
  const read = compileDateFormat(format, SOME_MEANING)(text);
  return read ? `${text} = ${LONG_DATE.format(read.wallMs)}` : QUESTION_TEXTS.wouldReject(text);
}
