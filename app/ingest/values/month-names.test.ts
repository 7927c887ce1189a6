import { describe, expect, it } from "vitest";
import { compileDateFormat } from "./date-format";
import { dateFormOf } from "../suggest/profile/date-forms";
import { draftMapping } from "../suggest/draft/draft-mapping";
import { ABOUT, suggest, reading } from "../suggest/test-suggestions";

const DAYS = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 24));
const LOCALES = ["en-US", "en-GB", "de", "de-AT", "es", "es-MX", "fr", "fr-CA", "pt-BR", "it", "nl"];
/** As Unicode's data write dates, the second source for the names. */
const STYLES: readonly Intl.DateTimeFormatOptions[] = [
  { day: "numeric", month: "short", year: "numeric" },
  { dateStyle: "long" },
  { dateStyle: "full" },
];

describe("months by their names", () => {
  it.each(LOCALES.flatMap((locale) => STYLES.map((style) => ({ locale, style }))))(
    "are read as $locale writes them: $style",
    ({ locale, style }) => {
      const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" });
      for (const day of DAYS) {
        const text = format.format(day);
        const formats = dateFormOf(text)?.readings.map((one) => one.format) ?? [];
        expect([text, formats.map((one) => compileDateFormat(one)(text)?.wallMs)]).toEqual([text, [day]]);
      }
    },
  );

  it.each([
    ["d-MMM-yy", "12-ene-26", "2026-01-12"],
    ["d-MMM-yy", "05-sep.-26", "2026-09-05"],
    ["d. MMM yyyy", "3. Mrz 2026", "2026-03-03"],
    ["d. MMMM yyyy", "3. Ma\u0308rz 2026", "2026-03-03"],
    ["d MMM yyyy", "3 JANV. 2026", "2026-01-03"],
    ["d.MMM.yyyy", "3.Jan.2026", "2026-01-03"],
    ["EEEE, d. MMMM yyyy", "Montag, 5. Januar 2026", "2026-01-05"],
  ])("%s reads %s", (format, text, day) => {
    const read = compileDateFormat(format)(text);
    expect(read && new Date(read.wallMs).toISOString().slice(0, 10)).toBe(day);
  });

  it.each([
    ["d. MMMM yyyy", "3. Brumaire 2026"],
    ["d MMM yyyy", "3 janua 2026"],
    ["EEEE, d. MMMM yyyy", "Dienstag, 5. Januar 2026"],
  ])("%s does not read %s", (format, text) => {
    expect(compileDateFormat(format)(text)).toBeNull();
  });
});

describe("a file with months by their names", () => {
  it.each([
    ["German", "3. März 2026;24. Dezember 2026", ["d. MMM yyyy", "d. MMMM yyyy"]],
    ["Spanish", "12-ene-26;05-ago-26", ["d-MMM-yy"]],
    ["French", "1er févr. 2026;14 août 2026", ["d MMM yyyy", "d'er' MMM yyyy", "d MMMM yyyy"]],
    ["Portuguese", "5 de maio de 2026;14 de fevereiro de 2026", ["d' de 'MMMM' de 'yyyy"]],
  ])("in %s is read without a question", (_language, dates, formats) => {
    const rows = dates.split(";").map((date, index) => `\n${index + 1},${date},300`);
    const made = suggest(`Ticket ID,Created at,Handle time (s)${rows.join("")}`);
    expect(reading(made, "Created at")?.format?.toSorted()).toEqual(formats.toSorted());
    expect(made).toMatchObject({ kind: "contacts", questions: [], missing: [] });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("of one May, which is as long as its own short form, can be read by the mapping in June, too", () => {
    const made = suggest("Ticket ID,Created at,Handle time (s)\n1,5 May 2026,300\n2,6 May 2026,200");
    const reads = reading(made, "Created at")?.format?.map((format) => compileDateFormat(format)) ?? [];
    for (const text of ["5 June 2026", "5 Jun 2026"])
      expect(reads.map((read) => read(text)?.wallMs)).toContain(Date.UTC(2026, 5, 5));
  });

  it.each([
    ["Januar 2026;Februar 2026;März 2026", "MMMM yyyy"],
    ["Jan 26;Feb 26;Mrz 26", "MMM yy"],
    ["ene-26;feb-26;mar-26", "MMM-yy"],
    ["janv. 2026;févr. 2026;mars 2026", "MMM yyyy"],
  ])("as headings, %s, loses none of them", (headings, dateFormat) => {
    const made = suggest(
      `Queue;${headings}\nBilling;1;2;3\nReturns;4;5;6`,
      { answers: [{ id: "wide-figure", value: "offered" }] },
      ";",
    );
    expect(made.wide?.turned.map(({ heading }) => heading)).toEqual(headings.split(";"));
    expect(draftMapping(made, ABOUT)).toMatchObject({ open: [], document: { unpivot: { columns: { dateFormat } } } });
  });
});
