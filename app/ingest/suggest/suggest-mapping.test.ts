import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMapping } from "../mapping/mapping";
import { draftMapping } from "./draft/draft-mapping";
import type { MappingSuggestion } from "./suggestion";
import { suggestMapping } from "./suggest-mapping";
import { ABOUT, suggest, targets } from "./test-suggestions";

describe("what the analyst chooses", () => {
  it("is kept, and the rest is worked out around it", () => {
    const text = "Ticket ID,Order ID,Created at,Category\nT1,O1,2024-03-01,A\nT2,O2,2024-03-02,B";
    const made = suggest(text, {
      columns: [
        { heading: "Order ID", target: "externalId" },
        { heading: "Category", target: null },
      ],
    });
    expect(made.idColumns).toEqual(["Order ID"]);
    expect(targets(made)).toEqual({ "Order ID": "externalId", "Created at": "openedAt" });
    expect(made.columns.map(({ confidence }) => confidence)).toEqual([0, 1, expect.any(Number), 1]);
  });

  it("a kind chosen is kept, and what it lacks is named with what was found", () => {
    const made = suggest("Date,Calls offered\n2024-03-01,100\n2024-03-02,120", { kind: "contacts" });
    expect(made.kind).toBe("contacts");
    expect(made.missing.map(({ target }) => target)).toEqual(["externalId"]);
    expect(draftMapping(made, ABOUT).open[0]?.message).toContain("Which column is “ID of the row”");
  });
});

describe("a column", () => {
  it("with the time of day of another's date is as certain as that date", () => {
    const rows = Array.from({ length: 30 }, (_, at) => `C${at},2026-01-${10 + (at % 20)},9.${10 + at}.05`);
    const made = suggest(["Call Id,Date,Time", ...rows].join("\n"));
    const [, date, time] = made.columns;
    expect(time).toMatchObject({ target: "openedAt", reason: expect.stringContaining("Time of day for “Date”") });
    expect(date?.confidence).toBeGreaterThanOrEqual(0.75);
    expect(time?.confidence).toBe(date?.confidence);
  });

  it("of moments needs no format of its own for those at midnight, nor for days without a time", () => {
    const rows = Array.from({ length: 30 }, (_, at) => `C${at},2026-01-05 ${at === 4 ? "00:00:00" : "10:20:30"}`);
    const formats = (text: string) => suggest(text).columns[1]?.reading.format;
    expect(formats(["Call Id,Opened", ...rows].join("\n"))).toEqual(["iso"]);
    expect(formats(["Call Id,Opened", ...rows, "C30,2026-01-06"].join("\n"))).toEqual(["iso"]);
    const days = rows.map((row) => row.replace("10:20:30", "00:00:00"));
    expect(formats(["Call Id,Opened", ...days].join("\n"))).toEqual(["yyyy-MM-dd' 00:00:00'"]);
  });

  it("that says one thing only is refused with a reason", () => {
    const rows = Array.from({ length: 30 }, (_, at) => `C${at},2026-01-${10 + (at % 20)},Phone`);
    const made = suggest(["Call Id,Date,Channel", ...rows].join("\n"));
    expect(made.columns[2]).toMatchObject({
      target: "channel",
      reason: expect.stringContaining("the same value in every row"),
    });
  });
});

describe("any table", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "",
      "-",
      "2024-03-01",
      "03/04/2024 10:00",
      "00:04:30",
      "0.02.23",
      "85%",
      "1.234,5",
      "Y",
      "N",
      "__proto__",
      "voice",
      "#DIV/0!",
    ),
    fc.string({ maxLength: 12 }),
    fc.integer().map(String),
  );
  const heading = fc.oneof(
    fc.constantFrom(
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "",
      "Date",
      "Time",
      "Ticket ID",
      "Status",
      "Talk time",
      "Calls offered",
      "Service level",
      "AHT",
    ),
    fc.string({ maxLength: 20 }),
  );
  const tables = fc.array(heading, { maxLength: 8 }).chain((headings) =>
    fc.record({
      headings: fc.constant(headings),
      rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
    }),
  );

  /** Every heading stays a column, but for those that become rows. */
  const longHeadings = (headings: readonly string[], { wide }: MappingSuggestion) => {
    if (!wide?.taken) return headings;
    const turned = new Set(wide.turned.map((column) => column.heading));
    const figures = wide.figures.map((figure) => figure.heading);
    return [...headings.filter((name) => !turned.has(name)), wide.headingAs, ...figures];
  };
  const byHeading = (columns: MappingSuggestion["columns"]) =>
    columns.toSorted((a, b) => (a.heading < b.heading ? -1 : a.heading > b.heading ? 1 : 0));

  it("gives a suggestion, whose draft is a mapping or says what is open", () => {
    fc.assert(
      fc.property(tables, (sample) => {
        const made = suggestMapping(sample, { zone: "UTC" });
        expect(made.columns.map((column) => column.heading)).toEqual(longHeadings(sample.headings, made));
        const { document, open } = draftMapping(made, ABOUT);
        expect(readMapping(document).ok || open.length > 0).toBe(true);
        if (open.length === 0) expect(readMapping(document).ok).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("is suggested alike whatever the order of its columns", () => {
    const permuted = tables.chain((sample) =>
      fc.record({
        sample: fc.constant(sample),
        order: fc.shuffledSubarray([...sample.headings.keys()], { minLength: sample.headings.length }),
      }),
    );
    fc.assert(
      fc.property(permuted, ({ sample, order }) => {
        const moved = {
          headings: order.map((at) => sample.headings[at] ?? ""),
          rows: sample.rows.map((row) => order.map((at) => row[at] ?? "")),
        };
        const [one, other] = [suggestMapping(sample, { zone: "UTC" }), suggestMapping(moved, { zone: "UTC" })];
        expect(draftMapping(other, ABOUT)).toEqual(draftMapping(one, ABOUT));
        if (one.wide?.taken) expect(byHeading(one.columns)).toEqual(byHeading(other.columns));
        else expect(order.map((at) => one.columns[at])).toEqual(other.columns);
      }),
      { numRuns: 150 },
    );
  });

  it("headings that are properties of every object are columns like others", () => {
    const made = suggest("__proto__,constructor,Created at\na,1,2024-03-01\nb,2,2024-03-02", {
      columns: [{ heading: "__proto__", target: "externalId" }],
    });
    expect(made.idColumns).toEqual(["__proto__"]);
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });
});
