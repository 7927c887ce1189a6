import { describe, expect, test } from "vitest";
import { compileDateFormat, dateFormatProblem } from "../values/date-format";
import { draftMapping } from "./draft/draft-mapping";
import { dateFormOf } from "./profile/date-forms";
import { ABOUT, suggest, targets } from "./test-suggestions";

const totals = (heading: string, periods: readonly string[]) =>
  [`${heading};Queue;Calls Offered;Calls Answered`, ...periods.map((period) => `${period};A;100;90`)].join("\n");
const read = (heading: string, periods: readonly string[], answers: { id: string; value: string }[] = []) =>
  suggest(totals(heading, periods), { answers }, ";");
const requested = (made: ReturnType<typeof suggest>) => made.questions.map(({ id }) => id);
const dayOf = (text: string, format: string) => {
  const time = compileDateFormat(format)(text);
  return time && new Date(time.wallMs).toISOString().slice(0, 10);
};

describe("a column of months", () => {
  test.each([
    ["Month", "2026-03", "2026-04"],
    ["Month", "2026/03", "2026/04"],
    ["Month", "2026.03", "2026.04"],
    ["Month", "03/2026", "04/2026"],
    ["Month", "3/2026", "12/2026"],
    ["Monat", "03.2026", "04.2026"],
    ["Month", "202603", "202604"],
    ["Reporting Month", "202603", "202604"],
    ["Month", "Mar 2026", "Apr 2026"],
    ["Month", "Mar-2026", "May-2026"],
    ["Month", "2026 March", "2026 April"],
    ["Month", "03/26", "04/26"],
    ["Month", "Mar-26", "Apr-26"],
    ["Period", "March 2026", "May 2026"],
    ["Reporting Period", "2026-03", "2026-04"],
    ["Monat", "März 2026", "Mai 2026"],
    ["Mes", "marzo de 2026", "abril de 2026"],
    ["Mois", "mars 2026", "févr. 2026"],
    ["Mês", "março de 2026", "abril de 2026"],
    ["Mese", "marzo 2026", "aprile 2026"],
    ["Maand", "maart 2026", "mrt 2026"],
  ])("is read as the months that it names: %s %s", (heading, ...periods) => {
    const made = read(heading, periods);
    expect([targets(made)[heading], made.period, requested(made)]).toEqual(["day", "month", []]);
    expect(draftMapping(made, ABOUT)).toMatchObject({ open: [], document: { period: "month" } });
    const formats = made.columns[0]?.reading.format ?? [];
    expect(formats.map((format) => dayOf(periods[0] ?? "", format))).toContain("2026-03-01");
    for (const period of periods) expect(formats.some((format) => dayOf(period, format) !== null)).toBe(true);
  });

  test.each([
    ["Date", "03/26", "04/26"],
    ["Date", "Mar-26", "Apr-26"],
    ["Date", "202603", "202604"],
  ])("is asked about where it may be none: %s %s", (heading, ...periods) => {
    const id = `whole:${heading}`;
    expect(requested(read(heading, periods))).toEqual([id]);
    const months = read(heading, periods, [{ id, value: "month" }]);
    expect(draftMapping(months, ABOUT)).toMatchObject({ open: [], document: { period: "month" } });
    expect(targets(read(heading, periods, [{ id, value: "neither" }]))).not.toHaveProperty(heading);
  });

  test("is no day of a month, and no week", () => {
    expect(targets(read("Week", ["2026-10", "2026-11"]))).not.toHaveProperty("Week");
    expect(targets(read("Date", ["2026-03", "2026-03-05"]))).not.toHaveProperty("Date");
  });

  test("is no moment of a contact", () => {
    const made = suggest("Case ID,Created,Closed\nC1,2026-03,2026-03-05 10:00\nC2,2026-03,2026-03-06 11:00", {
      kind: "contacts",
    });
    expect(targets(made)).not.toHaveProperty("Created");
  });

  test("is not seen in fractions, decimal numbers and words", () => {
    for (const text of ["9/10", "13/2026", "2026-13", "Team 2026", "1.26", "202613", "W54 2026", "2026-W00"])
      expect([text, dateFormOf(text)?.span]).toEqual([text, undefined]);
  });
});

describe("a column of weeks", () => {
  test.each([
    ["Week", "2026-W10", "2026-W11"],
    ["Period", "2026-W10", "2026-W11"],
    ["Week", "2026W10", "2026W11"],
    ["Woche", "KW 10 2026", "KW 9 2026"],
    ["Woche", "KW10/2026", "KW11/2026"],
  ])("is read as the weeks that it numbers: %s %s", (heading, ...periods) => {
    const made = read(heading, periods);
    expect([targets(made)[heading], made.period, requested(made)]).toEqual(["day", "week", []]);
    expect(made.columns[0]?.reading.format?.map((format) => dayOf(periods[0] ?? "", format))).toContain("2026-03-02");
  });

  test.each([
    ["Week", "W10 2026", "W11 2026"],
    ["Week", "2026 Week 10", "2026 Week 9"],
    ["Week", "Week 10, 2026", "Week 11, 2026"],
    ["Week", "Week 10 2026", "Week 11 2026"],
    ["Semaine", "S10 2026", "S11 2026"],
  ])("is asked how weeks are numbered where that is not the standard's form: %s %s", (heading, ...periods) => {
    const id = `whole:${heading}`;
    const [question, another] = read(heading, periods).questions;
    expect([question?.id, another]).toEqual([id, undefined]);
    expect(question?.options[0]?.example).toMatch(/2026-03-02 to 2026-03-08|2026-02-23 to 2026-03-01/);
    const made = read(heading, periods, [{ id, value: "iso" }]);
    expect(draftMapping(made, ABOUT)).toMatchObject({ open: [], document: { period: "week" } });
    expect(targets(read(heading, periods, [{ id, value: "neither" }]))).not.toHaveProperty(heading);
  });

  test("begins where ISO 8601 has the week begin, and ends with the last week of its year", () => {
    expect(
      ["2026-W01", "2026-W53", "2027-W01", "2025-W53", "2025-W52"].map((text) => dayOf(text, "YYYY-'W'ww")),
    ).toEqual(["2025-12-29", "2026-12-28", "2027-01-04", null, "2025-12-22"]);
    expect([dateFormatProblem("YYYY-'W'ww"), dateFormatProblem("YYYY")]).toEqual([null, expect.any(String)]);
  });

  test("of a wide file is a column per week", () => {
    const wide = suggest("Queue,2026-W10,2026-W11,2026-W12\nCalls offered,100,110,120\nCalls answered,90,99,110");
    expect(draftMapping(wide, ABOUT)).toMatchObject({ document: { period: "week" } });
  });
});
