import { describe, expect, it } from "vitest";
import { compileDateFormat } from "./date-format";
import { readSpan } from "./day-spans";
import { draftMapping } from "../suggest/draft/draft-mapping";
import { ABOUT, suggest, reading, targets } from "../suggest/test-suggestions";

const FORMATS = [
  "yyyy-MM-dd",
  "d.M.yyyy",
  "d/M/yyyy",
  "d MMM yyyy",
  "d. MMMM yyyy",
  "MMM d, yyyy",
  "d' de 'MMMM' de 'yyyy",
];
const READERS = FORMATS.map((format) => compileDateFormat(format));
const readDay = (text: string) => {
  const ms = READERS.map((read) => read(text)?.wallMs).find((found) => found !== undefined);
  return ms === undefined ? null : new Date(ms).toISOString().slice(0, 10);
};

describe("days from one to another in one cell", () => {
  it.each([
    "24-26 Dec 2026",
    "24 – 26 Dec 2026",
    "24 Dec - 26 Dec 2026",
    "24 Dec 2026 to 26 Dec 2026",
    "from 24 Dec 2026 until 26 Dec 2026",
    "Dec 24-26, 2026",
    "Dec 24 - Dec 26, 2026",
    "2026-12-24 to 2026-12-26",
    "2026-12-24 - 2026-12-26",
    "2026-12-24/2026-12-26",
    "24.12.2026-26.12.2026",
    "24.12.-26.12.2026",
    "24.-26.12.2026",
    "vom 24. Dezember 2026 bis 26. Dezember 2026",
    "24/12/2026–26/12/2026",
    "24-26/12/2026",
    "del 24 al 26 de diciembre de 2026",
  ])("%s", (text) => {
    expect(readSpan(text, readDay)).toEqual({ from: "2026-12-24", until: "2026-12-26" });
  });

  it("over New Year begin in the year before, where the year is stated once", () => {
    expect(readSpan("30 Dec - 2 Jan 2027", readDay)).toEqual({ from: "2026-12-30", until: "2027-01-02" });
  });

  it.each(["26 Dec 2026 to 24 Dec 2026", "24-12-2026", "Christmas", "24 to", "1 to 2 to 3 Jan 2026", "40-42 Dec 2026"])(
    "%s is none",
    (text) => {
      expect(readSpan(text, readDay)).toBeNull();
    },
  );
});

describe("a calendar of holidays that last several days", () => {
  it.each([
    ["Date,Holiday\n24-26 Dec 2026,Christmas\n2026-12-31,New Year's Eve", ["d MMM yyyy", "yyyy-MM-dd"]],
    ["Date,Holiday\n2026-12-24 to 2026-12-26,Christmas\n2026-12-31,New Year's Eve", ["yyyy-MM-dd"]],
    ["Datum,Feiertag\n24.12.-26.12.2026,Weihnachten\n31.12.2026,Silvester", ["d.M.yyyy"]],
  ])("in one cell each: %s", (text, formats) => {
    const made = suggest(text);
    const [date = ""] = Object.keys(targets(made));
    expect(made).toMatchObject({ kind: "calendar", questions: [], missing: [] });
    expect(reading(made, date)?.format?.toSorted()).toEqual(formats.toSorted());
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("with a last day in a column of its own, which is not left out", () => {
    const made = suggest(
      "Holiday,Start date,End date\nChristmas,2026-12-24,2026-12-26\nNew Year,2027-01-01,2027-01-01",
    );
    expect(made.kind).toBe("calendar");
    expect(targets(made)).toEqual({ Holiday: "name", "Start date": "date", "End date": "endsOn" });
  });

  it("whose day and month cannot be distinguished is asked", () => {
    const made = suggest("Date,Holiday\n03/04/2026-05/04/2026,Easter\n01/05/2026,Labour Day");
    expect(made.questions).toMatchObject([{ id: "date-order:/yyyy" }]);
  });

  it("is none of hours with a season", () => {
    const made = suggest("Weekday,Opens,Closes,Start date,End date\nMon-Fri,09:00,18:00,2026-06-01,2026-08-31");
    expect(targets(made)).toMatchObject({ "Start date": "startsOn", "End date": "endsOn" });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });
});
