import { describe, expect, it } from "vitest";
import { draftMapping } from "./draft/draft-mapping";
import { suggestMapping } from "./suggest-mapping";

const ABOUT = { key: "desk", name: "Desk", source: "desk", file: { format: "csv" }, vendor: "atlas" };
const HEADINGS = ["Ticket ID", "Created at", "Agent", "Answered"];
const ROWS = Array.from({ length: 12 }, (_, at) => [`T-${at}`, `2026-01-05 10:${10 + at}`, `Ana ${at % 3}`, "yes"]);
const LOOKUP = { lookup: { roster: "agent" } };

function fieldsOf(headings: string[], rows: string[][], context: Partial<Parameters<typeof suggestMapping>[1]>) {
  const suggestion = suggestMapping({ headings, rows }, { zone: "UTC", ...context });
  const { document, open } = draftMapping(suggestion, ABOUT);
  expect(open).toEqual([]);
  return document;
}

describe("the fields that a partner's roster knows", () => {
  it("are asked of it by the agent, where the file does not say them", () => {
    const suggestion = suggestMapping({ headings: HEADINGS, rows: ROWS }, { zone: "UTC", roster: true });
    expect(suggestion.derived.map(({ target }) => target)).toEqual(["site", "team", "tenureDays"]);
    expect(suggestion.derived[0]?.reason).toBe("Site: from the partner’s roster, by the agent in “Agent”.");
    expect(fieldsOf(HEADINGS, ROWS, { roster: true })).toMatchObject({
      fields: { site: LOOKUP, team: LOOKUP, tenureDays: LOOKUP },
    });
  });

  it("are left to the file's own column and to what is stated of all rows", () => {
    const rows = ROWS.map((row, at) => [...row, at % 2 === 0 ? "Cebu" : "Davao"]);
    const choices = { constants: [{ target: "team", value: "Night" }] };
    expect(fieldsOf([...HEADINGS, "Site"], rows, { roster: true, choices })).toMatchObject({
      fields: { site: { column: "Site" }, team: { constant: "Night" }, tenureDays: LOOKUP },
    });
  });

  it("are asked of nobody without a roster, or without a column of agents", () => {
    expect(JSON.stringify(fieldsOf(HEADINGS, ROWS, {}))).not.toContain("lookup");
    const nameless = ROWS.map(([id = "", at = "", , answered = ""]) => [id, at, answered]);
    const document = fieldsOf(["Ticket ID", "Created at", "Answered"], nameless, { roster: true });
    expect(JSON.stringify(document)).not.toContain("lookup");
  });
});
