import { describe, expect, it } from "vitest";
import { compileInstant } from "../parse/cell-readers";
import { draftMapping } from "../suggest/draft/draft-mapping";
import type { SuggestionChoices } from "../suggest/suggestion";
import { ABOUT, suggest } from "../suggest/test-suggestions";

const iso = (text: string, format = "yyyy-MM-dd HH:mm:ss zzz", zones?: Record<string, string>) => {
  const read = compileInstant({ format, ...(zones ? { zones } : {}) }, "Asia/Tokyo")(text);
  return read.ok ? new Date(read.ms).toISOString().slice(0, 16) : read.code;
};

describe("a zone behind a time", () => {
  it.each([
    ["2026-01-05 10:00:00 CET", "2026-01-05T09:00"],
    ["2026-07-06 10:00:00 CEST", "2026-07-06T08:00"],
    ["2026-01-05 10:00:00 EST", "2026-01-05T15:00"],
    ["2026-07-05 10:00:00 PDT", "2026-07-05T17:00"],
    ["2026-01-05 10:00:00 UTC", "2026-01-05T10:00"],
    ["2026-01-05 10:00:00 UTC+2", "2026-01-05T08:00"],
    ["2026-01-05 10:00:00 GMT-03:30", "2026-01-05T13:30"],
    ["2026-01-05 10:00:00 +0530", "2026-01-05T04:30"],
    ["2026-01-05 10:00:00 AEDT", "2026-01-04T23:00"],
  ])("%s is %s in UTC", (text, instant) => {
    expect(iso(text)).toBe(instant);
  });

  it.each(["IST", "CST", "PST", "BST", "AST"])("that may be one of several, %s, is not suggested", (letters) => {
    expect(iso(`2026-01-05 10:00:00 ${letters}`)).toBe("unclear-zone");
  });

  it.each([
    ["2026-01-05 10:00:00 XYZ", "not-a-date"],
    ["2026-01-05 10:00:00 UTC+19", "not-a-date"],
    ["2026-01-05 10:00:00", "not-a-date"],
    ["2026-13-05 10:00:00 IST", "not-a-date"],
  ])("%s is %s", (text, code) => {
    expect(iso(text)).toBe(code);
  });

  it("means what the mapping says of its letters", () => {
    expect(iso("2026-01-05 10:00:00 IST", undefined, { IST: "+05:30" })).toBe("2026-01-05T04:30");
    expect(iso("2026-01-05 10:00:00 CST", undefined, { CST: "+08:00" })).toBe("2026-01-05T02:00");
  });

  it("may be hours alone behind seconds, as PostgreSQL writes them, but not behind minutes, where a span may end", () => {
    expect(iso("2026-01-05 10:00:00.123+00", "iso")).toBe("2026-01-05T10:00");
    expect(iso("2026-01-05 10:00:00-05", "iso")).toBe("2026-01-05T15:00");
    expect(iso("2026-01-05 10:00-11", "iso")).toBe("not-a-date");
  });
});

const file = (heading: string, ...times: readonly string[]) =>
  `Ticket ID,${heading},Handle time (s)${times.map((time, index) => `\n${index + 1},${time},300`).join("")}`;
const drafted = (text: string, choices: SuggestionChoices = {}) => draftMapping(suggest(text, choices), ABOUT);

describe("a file with zones behind its times", () => {
  it.each([
    ["offsets from UTC", ["2026-01-05 10:00:00 UTC+2", "2026-01-06 10:00:00 UTC-10"]],
    ["summer and winter", ["2026-01-05 10:00:00 CET", "2026-07-06 10:00:00 CEST"]],
    ["hours alone", ["2026-01-05 10:00:00+01", "2026-07-06 10:00:00.5+02"]],
    ["am and pm", ["05 Jan 2026 10:00 AM EST", "06 Jan 2026 01:00 PM EST"]],
  ])("is read without a question: %s", (_case, times) => {
    const made = suggest(file("Created at", ...times));
    expect(made).toMatchObject({ kind: "contacts", questions: [], missing: [] });
    expect(draftMapping(made, ABOUT).open).toEqual([]);
  });

  it("is asked which zone IST is, and keeps the answer", () => {
    const text = file("Created at", "2026-01-05 10:00:00 IST", "2026-01-06 10:00:00 IST");
    expect(suggest(text).questions).toMatchObject([
      {
        id: "zone-of-times:IST",
        options: [{ label: "India" }, { label: "Israel" }, { label: "Ireland in summer" }],
      },
    ]);
    expect(drafted(text, { answers: [{ id: "zone-of-times:IST", value: "+05:30" }] })).toMatchObject({
      open: [],
      document: { fields: { openedAt: { column: "Created at", zones: { IST: "+05:30" } } } },
    });
  });

  it.each([
    ["PST", "PDT", "-08:00"],
    ["CST", "CDT", "-06:00"],
    ["BST", "GMT", "+01:00"],
    ["IST", "IDT", "+02:00"],
  ])("takes %s beside %s for %s", (letters, beside, offset) => {
    const text = file("Created at", `2026-01-05 10:00:00 ${letters}`, `2026-07-06 10:00:00 ${beside}`);
    expect(drafted(text)).toMatchObject({
      open: [],
      document: { fields: { openedAt: { zones: { [letters]: offset } } } },
    });
  });

  it("of letters that nobody knows stops, and says which cells", () => {
    const made = suggest(file("Created at", "2026-01-05 10:00:00 QQQ", "2026-01-06 10:00:00 QQQ"));
    expect(made.missing.map(({ target }) => target)).toEqual(["openedAt"]);
    expect(made.columns.find(({ heading }) => heading === "Created at")?.reason).toContain("QQQ");
  });
});

describe("a heading that names the clocks of its times", () => {
  const times = ["2026-01-05 10:00:00", "2026-07-06 10:00:00"];

  it.each([
    ["Created at (UTC)", "UTC"],
    ["created_at_UTC", "UTC"],
    ["Created at GMT", "UTC"],
    ["Created at [PHT]", "Asia/Manila"],
  ])("in one way only, %s, is believed", (heading, timeZone) => {
    expect(drafted(file(heading, ...times))).toMatchObject({
      open: [],
      document: { fields: { openedAt: { timeZone } } },
    });
  });

  it("in letters for a place with summer time, or for several, is asked", () => {
    const text = file("Created at (PST)", ...times);
    expect(suggest(text).questions).toMatchObject([
      {
        id: "zone-of-heading:PST",
        options: [{ value: "America/Los_Angeles" }, { value: "Etc/GMT+8" }, { value: "Asia/Manila" }],
      },
    ]);
    for (const value of ["America/Los_Angeles", "Etc/GMT+8", "Asia/Manila"])
      expect(drafted(text, { answers: [{ id: "zone-of-heading:PST", value }] })).toMatchObject({
        open: [],
        document: { fields: { openedAt: { timeZone: value } } },
      });
  });

  it("says nothing where the times say it themselves, or are days", () => {
    expect(drafted(file("Created at (EST)", "2026-01-05T10:00:00Z", "2026-01-06T10:00:00Z")).open).toEqual([]);
    expect(drafted("Date (EST),Offered,Answered\n2026-01-05,10,9\n2026-01-06,12,11").open).toEqual([]);
  });

  it("is heard of a time of day in a column of its own", () => {
    const text = "Call ID,Call Date,Call Time (UTC),Talk time (s)\n1,2026-01-05,10:00:00,60\n2,2026-01-06,11:30:00,90";
    expect(drafted(text)).toMatchObject({
      open: [],
      document: { fields: { openedAt: { columns: ["Call Date", "Call Time (UTC)"], timeZone: "UTC" } } },
    });
  });
});
