import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import type { MappingSuggestion } from "./suggestion";
import { suggest } from "./test-suggestions";
import { suggestMapping } from "./suggest-mapping";

const ROWS = 40;

/** A desk's export in which one cell of one column says something else. */
function suggestWith(heading: string, stray: string, rows = ROWS): MappingSuggestion {
  const headings = ["Ticket ID", "Created at", "Agent", "Answered", "Talk time", "Wait time (s)", "Satisfaction score"];
  const cells = Array.from({ length: rows }, (_, at) => [
    `T-${at}`,
    `2026-01-05 10:${10 + at}`,
    `Ana ${at % 4}`,
    at % 5 === 0 ? "no" : "yes",
    `00:0${1 + (at % 8)}:11`,
    `${5 + at}`,
    `${1 + (at % 5)}`,
  ]);
  const row = cells[7];
  if (row) row[headings.indexOf(heading)] = stray;
  return suggestMapping({ headings, rows: cells }, { zone: "UTC" });
}

const FEW = `Ticket ID,Created at,Talk time (s),Wait time (s)
T-1,2026-01-05 10:00,40,31
T-2,2026-01-06 10:00,60,33
T-3,2026-01-07 10:00,70,30`;

const column = (made: MappingSuggestion, heading: string) => made.columns.find((one) => one.heading === heading);

describe("a column with one stray word", () => {
  it.each([
    ["Talk time", "n.n.", "talkSeconds", { type: "seconds", unit: "hh:mm:ss" }],
    ["Wait time (s)", "-4", "waitSeconds", { type: "seconds" }],
    ["Wait time (s)", "long", "waitSeconds", { type: "seconds" }],
    ["Satisfaction score", "five", "csatScore", { type: "number" }],
    ["Answered", "maybe", "answered", { type: "boolean" }],
    ["Created at", "yesterday", "openedAt", { type: "instant" }],
  ])("%s stays suggested, less surely, and says which rows it costs", (heading, stray, target, reading) => {
    const found = column(suggestWith(heading, stray), heading);
    expect(found).toMatchObject({ target, reading });
    expect(found?.confidence).toBeLessThanOrEqual(0.7);
    expect(found?.reason).toContain(`rows with “${stray}” are rejected`);
    const plain = column(suggestWith(heading, "", ROWS), heading);
    expect(plain?.target).toBe(target);
    expect(plain?.confidence).toBeGreaterThan(0.75);
    expect(plain?.reason).not.toContain("could not be used");
    expect(found?.reading).toEqual(plain?.reading);
  });

  it("makes a mapping that can be applied", () => {
    const made = suggestWith("Talk time", "n.n.");
    const about = { key: "desk", name: "Desk", source: "desk", file: { format: "csv" }, vendor: "atlas" };
    expect(draftMapping(made, about).open).toEqual([]);
  });

  it("is another column where the words are more than a few", () => {
    const found = column(suggest(FEW.replace("60,33", "long,33").replace("40,31", "short,31")), "Talk time (s)");
    expect(found).toMatchObject({ target: null });
    expect(found?.reason).toContain("values such as “short” and “long” don’t match");
  });

  it.each([
    ["Talk time (s)", "60,33", "abc,33", "abc"],
    ["Wait time (s)", "60,33", "60,soon", "soon"],
    ["Created at", "2026-01-06 10:00", "2026-02-31 10:00", "2026-02-31 10:00"],
    ["Created at", "2026-01-06 10:00", "yesterday", "yesterday"],
  ])("names the one wrong value of %s in a file of three rows", (heading, from, to, wrong) => {
    const found = column(suggest(FEW.replace(from, to)), heading);
    const sound = column(suggest(FEW), heading);
    expect(found?.reason).toContain(`rows with “${wrong}” are rejected`);
    expect(found?.target).toBe(sound?.target);
    expect(found?.reading).toEqual(sound?.reading);
  });

  it("names the one wrong value of a total in a file of three days", () => {
    const made = suggest("Date,Offered,Answered\n2026-01-05,12,10\n2026-01-06,abc,12\n2026-01-07,44,40");
    expect(column(made, "Offered")?.target).toBe("offered");
    expect(column(made, "Offered")?.reason).toContain("rows with “abc” are rejected");
  });
});
