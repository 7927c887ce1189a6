import { describe, expect, it } from "vitest";
import { compileDateFormat } from "../values/date-format";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, reading, suggest, targets } from "./test-suggestions";

const fileOf = (texts: readonly string[], heading = "Created at") =>
  [`Ticket ID;${heading};Agent`, ...texts.map((text, at) => `T${at};${text};Ana`)].join("\n");

describe("a moment as people write it", () => {
  it.each([
    [["March 2nd, 2026", "March 3rd, 2026", "March 21st, 2026", "March 4th, 2026"], "2026-03-02T00:00"],
    [["2nd March 2026", "3rd March 2026", "21st March 2026"], "2026-03-02T00:00"],
    [["2nd of March 2026", "3rd of March 2026", "21st of March 2026"], "2026-03-02T00:00"],
    [["Mar 2nd, 2026 14:05", "Apr 21st, 2026 09:00", "Mar 3rd, 2026 10:00"], "2026-03-02T14:05"],
    [["02.03.2026 10:00 Uhr", "14.03.2026 17:30 Uhr", "15.03.2026 08:05 Uhr"], "2026-03-02T10:00"],
    [["14/03/2026 10h00", "02/03/2026 17h30", "15/03/2026 8h05"], "2026-03-14T10:00"],
  ])("%s is read without a question", (texts, first) => {
    const made = suggest(fileOf(texts), {}, ";");
    expect(draftMapping(made, ABOUT).open).toEqual([]);
    const formats = reading(made, "Created at")?.format ?? [];
    const read = (text: string) => formats.map((format) => compileDateFormat(format)(text)).find((one) => one !== null);
    for (const text of texts) expect(read(text), text).toBeTruthy();
    expect(new Date(read(texts[0] ?? "")?.wallMs ?? 0).toISOString().slice(0, 16)).toBe(first);
  });

  it("is read from a date beside a time of day", () => {
    const text = "Ticket ID;Datum;Uhrzeit\nT1;14.03.2026;10:00 Uhr\nT2;15.03.2026;17:30 Uhr\nT3;16.03.2026;08:15 Uhr";
    const made = suggest(text, { columns: [{ heading: "Datum", target: "openedAt" }] }, ";");
    expect(reading(made, "Uhrzeit")).toMatchObject({ format: ["H:mm' Uhr'"], part: "time" });
    expect(targets(made)).toMatchObject({ Datum: "openedAt", Uhrzeit: "openedAt" });
  });

  it("is none where its ordinal is of no day", () => {
    expect(compileDateFormat("do MMMM yyyy")("2xx March 2026")).toBeNull();
    expect(compileDateFormat("do MMMM yyyy")("31st February 2026")).toBeNull();
  });
});

it("durations as ISO 8601 writes them are read as such", () => {
  const made = suggest(
    "Ticket ID,Created at,Talk time\nT1,2026-03-02 10:00,PT3M33S\nT2,2026-03-03 10:00,PT1H\nT3,2026-03-04 10:00,PT45S",
  );
  expect(reading(made, "Talk time")).toEqual({ type: "seconds", unit: "spelled" });
  expect(draftMapping(made, ABOUT).open).toEqual([]);
});
