import { describe, expect, it } from "vitest";
import { readMapping, type Mapping } from "../mapping/mapping";
import { gatherPreview } from "./preview-rows";
import { daysOfPeriod } from "../parse/spread-totals";

function mappingOf(document: Record<string, unknown>): Mapping {
  const read = readMapping({
    key: "any",
    name: "Any",
    source: "any",
    file: { format: "csv" },
    timeZone: "UTC",
    vendor: { constant: "any" },
    ...document,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.mapping;
}

const DAYS = mappingOf({
  kind: "totals",
  fields: { day: { column: "Day", format: "yyyy-MM-dd" }, program: { column: "Queue" } },
  totals: [
    { measure: "offered", column: "Calls" },
    { measure: "waitSeconds", column: "Wait" },
  ],
});

const total = (day: string, queue: string, measure: string, amount: number) => {
  return { vendorId: 1, externalId: `${day}||${queue}|#${measure}`, day, values: [null, queue, null, measure, amount] };
};

describe("the first rows of a file as they will be read", () => {
  it("show a day's amounts side by side, in the trade's words and without an id of our making", () => {
    const shown = gatherPreview(DAYS, 20);
    shown.add(2, [total("2026-01-01", "Care", "offered", 10), total("2026-01-01", "Care", "waitSeconds", 50)]);
    shown.add(3, [total("2026-01-02", "Care", "offered", 4)]);
    expect(shown.columns.map(({ label, type }) => [label, type])).toEqual([
      ["Program", "text"],
      ["Offered", "number"],
      ["Wait", "seconds"],
    ]);
    expect(shown.rows()).toEqual([
      { line: 2, externalId: null, day: "2026-01-01", values: ["Care", 10, 50] },
      { line: 3, externalId: null, day: "2026-01-02", values: ["Care", 4, null] },
    ]);
  });

  it("keep the days and slices of one wide line apart", () => {
    const shown = gatherPreview(DAYS, 20);
    shown.add(2, [total("2026-01-01", "Care", "offered", 10), total("2026-01-01", "Sales", "offered", 7)]);
    expect(shown.rows().map(({ values }) => values)).toEqual([
      ["Care", 10, null],
      ["Sales", 7, null],
    ]);
  });

  it("are no more than requested, with every amount of the last one", () => {
    const shown = gatherPreview(DAYS, 1);
    shown.add(2, [total("2026-01-01", "Care", "offered", 10)]);
    shown.add(3, [total("2026-01-02", "Care", "offered", 4)]);
    shown.add(2, [total("2026-01-01", "Care", "waitSeconds", 50)]);
    expect(shown.rows()).toEqual([{ line: 2, externalId: null, day: "2026-01-01", values: ["Care", 10, 50] }]);
  });

  it("show a row of a month with all of its days and amounts, and begin no further row beyond the number requested", () => {
    const shown = gatherPreview(DAYS, 20);
    const days = daysOfPeriod("2026-01-01", "month");
    const ofMonth = (queue: string) =>
      ["offered", "waitSeconds"].flatMap((measure) =>
        days.map((day) => {
          const record = total("2026-01-01", queue, measure, 3);
          return { ...record, externalId: `${record.externalId}@${day}`, day };
        }),
      );
    shown.add(2, ofMonth("Care"));
    shown.add(3, ofMonth("Sales"));
    expect(shown.rows()).toEqual(days.map((day) => ({ line: 2, externalId: null, day, values: ["Care", 3, 3] })));
  });

  it("show every amount of a row whose line holds more rows than requested", () => {
    const shown = gatherPreview(DAYS, 1);
    shown.add(2, [
      total("2026-01-01", "Care", "offered", 10),
      total("2026-01-01", "Sales", "offered", 7),
      total("2026-01-01", "Care", "waitSeconds", 50),
    ]);
    expect(shown.rows().map(({ values }) => values)).toEqual([["Care", 10, 50]]);
  });

  it("show what the mapping describes of a contact, under its id", () => {
    const contacts = mappingOf({
      kind: "contacts",
      externalId: { column: "Id" },
      fields: { openedAt: { column: "Opened", format: "yyyy-MM-dd" }, waitSeconds: { column: "Wait" } },
    });
    const shown = gatherPreview(contacts, 20);
    expect(shown.columns.map(({ label }) => label)).toEqual(["Opened at", "Wait"]);
  });
});
