const WORDS: ReadonlyMap<string, string> = new Map([
  ["blank", "A value that is needed is not given"],
  ["not-a-number", "Not a number as the mapping expects it"],
  ["not-a-whole-number", "Not a whole number"],
  ["not-a-duration", "Not a duration in the unit that the mapping names"],
  [
    "unclear-decimal",
    "A duration that is one thing by a decimal point and another by a decimal comma; say in the mapping which sign is meant",
  ],
  [
    "other-currency",
    "An amount in another currency than the one that the mapping keeps; amounts in two currencies do not add up",
  ],
  ["not-a-date", "Not a date or time in the format that the mapping names"],
  [
    "unclear-zone",
    "A time whose zone may be one of several: IST is India's, Israel's or Ireland's; say in the mapping which is meant",
  ],
  ["skipped-by-the-clocks", "A local time that the clocks skipped; the time zone may be another"],
  ["unknown-word", "A word that the mapping does not know"],
  ["unknown-partner", "A partner that is not known here"],
  ["out-of-range", "A value outside of what can be"],
  ["text-too-long", "A text that is too long"],
  ["too-few-cells", "Fewer cells than headings"],
  ["too-many-cells", "More cells than headings"],
  ["stray-quote", "A quoted cell that goes on after its closing quote"],
  ["duplicate-id", "The same id with different values in one file"],
  ["ends-before-start", "The last day lies before the first"],
  ["weekdays-or-date", "A line of a calendar speaks of weekdays or of dates"],
  ["too-many-days", "More than a year of days at once"],
  ["unknown-weekdays", "Weekdays that are not understood; write them as Mon-Fri or Sat"],
  ["opens-and-closes", "Opening hours need both an opening and a closing time"],
  [
    "closes-before-opening",
    "The closing time is not after the opening; hours over midnight are two lines, until 24:00 and from 00:00",
  ],
  ["unknown-time-zone", "Not a time zone name such as Europe/Madrid"],
  ["nothing-said", "No figure in the row"],
  [
    "share-without-volume",
    "A share whose volume the mapping does not name; shares cannot be added up without the volume they belong to",
  ],
]);

/** What a problem's code means, for people. */
export function problemWords(code: string): string {
  return WORDS.get(code) ?? code;
}
