import { describe, expect, it } from "vitest";
import { parseClock } from "./delivery-schedule";
import { compareSow } from "~/wording/contracts/sow-changes";
import { CSAT_TARGET, documentWith, readSow } from "./test-documents";
import { validateSow } from "./validate";

const owing = (deliveries: unknown) => {
  const document = documentWith([]);
  return { ...document, versions: [{ version: 1, effectiveFrom: "2026-01-01", targets: [CSAT_TARGET], deliveries }] };
};
const problems = (deliveries: unknown) => {
  const reading = validateSow(owing(deliveries));
  return reading.ok ? [] : reading.problems.map(({ code, path, message }) => `${code} at ${path}: ${message}`);
};
const words = (deliveries: unknown) => {
  const [version] = compareSow(readSow(owing([])), readSow(owing(deliveries))).versions;
  return version?.fields.find(({ field }) => field === "expected files")?.after;
};

describe("the files that a version says are expected", () => {
  it("have their defaults filled in, and are none where the document is silent", () => {
    expect(readSow(documentWith([CSAT_TARGET])).versions[0]?.deliveries).toEqual([]);
    expect(readSow(owing([{ every: "day", kind: "contacts" }])).versions[0]?.deliveries).toEqual([
      {
        name: "",
        kind: "contacts",
        source: null,
        cadence: { every: "day", weekdays: [1, 2, 3, 4, 5, 6, 7] },
        dueMinutes: 540,
        graceDays: 0,
        incompletePercent: 60,
      },
    ]);
  });

  it("are read from documents that still use the former name of a field", () => {
    const delivery = (share: object) =>
      readSow(owing([{ every: "day", kind: "contacts", ...share }])).versions[0]?.deliveries;
    expect(delivery({ shortPercent: 35 })).toEqual(delivery({ incompletePercent: 35 }));
    expect(delivery({ shortPercent: 35 })).not.toEqual(delivery({}));
  });

  it("are read aloud where a contract is compared with the one before", () => {
    expect(
      words([{ every: "day", weekdays: [5, 1, 2, 3, 4, 4], kind: "contacts", source: "five9", dueTime: "8:30" }]),
    ).toBe("contacts from five9, daily, Mon–Fri, due 08:30 the next day, incomplete below 60% of typical rows");
    expect(words([{ every: "day", weekdays: [1, 3], kind: "reviews", incompletePercent: 0 }])).toBe(
      "reviews from any source, daily, Mon, Wed, due 09:00 the next day",
    );
    expect(
      words([
        { every: "week", dueOn: 2, kind: "totals", name: "Forecast", graceDays: 1, incompletePercent: 0 },
        { every: "month", dueOn: 23, kind: "totals", source: "invoices", graceDays: 2, incompletePercent: 0 },
      ]),
    ).toBe(
      "Forecast, weekly, due Tuesday 09:00 (grace period 1 day); totals from invoices, monthly, due on the 23rd at 09:00 (grace period 2 days)",
    );
    const days = [1, 2, 3, 4, 11, 12, 13, 21, 22, 28].map((dueOn) =>
      words([{ every: "month", dueOn, kind: "totals" }]),
    );
    expect(days.map((text) => /on the (\w+) at/.exec(text ?? "")?.[1])).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "22nd",
      "28th",
    ]);
  });

  it("are refused where they make no sense, each at its field", () => {
    const at = "versions[0].deliveries[0]";
    expect(problems([{ every: "hour", kind: "contacts" }])).toEqual([
      `not-allowed at ${at}.every: Must be one of day, week, month`,
    ]);
    expect(problems([{ every: "week", kind: "contacts" }])).toEqual([
      expect.stringContaining(`missing at ${at}.dueOn`),
    ]);
    expect(problems([{ every: "month", dueOn: 29, kind: "contacts" }])).toEqual([
      `not-allowed at ${at}.dueOn: Must be 28 or less`,
    ]);
    expect(problems([{ every: "day", kind: "roster" }])).toEqual([
      expect.stringContaining(`not-allowed at ${at}.kind`),
    ]);
    expect(problems([{ every: "day", kind: "contacts", dueTime: "24:00" }])).toEqual([
      `not-allowed at ${at}.dueTime: Must be a time of the day such as 09:00`,
    ]);
    expect(problems([{ every: "day", kind: "contacts", weekdays: [] }])).toEqual([
      expect.stringContaining(`${at}.weekdays`),
    ]);
    expect(problems([{ every: "day", kind: "contacts", due: "soon" }])).toEqual([
      expect.stringContaining(`unknown-field at ${at}.due`),
    ]);
  });
});

it("a time of the day is read from what clocks show, and from nothing else", () => {
  expect(["00:00", "9:05", "09:05", "23:59"].map(parseClock)).toEqual([0, 545, 545, 1439]);
  expect(["", "9", "24:00", "12:60", "-1:00", "1:5", "12:00:00", "noon"].map(parseClock)).toEqual(Array(8).fill(null));
});
