import { describe, expect, it } from "vitest";
import { draftMapping } from "../draft/draft-mapping";
import { ABOUT, targets } from "../test-suggestions";
import { suggestMapping } from "../suggest-mapping";

const OF_CALLS = {
  "Case opened": "openedAt",
  "Case answered or abandoned": "answeredAt",
  "Case answered": "answered",
  "Case abandoned": "abandoned",
};

/** The suggestion for a table without headings, whose columns are called by their places. */
function suggest(rows: readonly (readonly string[])[], answers: Record<string, string> = {}) {
  const width = Math.max(...rows.map((row) => row.length));
  const headings = Array.from({ length: width }, (_, at) => `#${at + 1}`);
  const given = Object.entries(answers).map(([id, value]) => ({ id, value }));
  return suggestMapping({ headings, rows }, { zone: "UTC", choices: { answers: given } });
}
const cut = (text: string, delimiter: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split(delimiter));

const FIVE_EVENTS = cut(
  `1772442000|1772442000.1|billing|NONE|ENTERQUEUE||5551|1
1772442010|1772442000.1|billing|Agent/101|CONNECT|10|1772442000.2|3
1772442020|1772442020.3|billing|NONE|ENTERQUEUE||5552|2
1772442030|1772442020.3|billing|NONE|ABANDON|1|1|10
1772442130|1772442000.1|billing|Agent/101|COMPLETEAGENT|10|120|1`,
  "|",
);

/** A queue log of so many calls, every data field filled. */
function queueLog(calls: number): string[][] {
  const events = Array.from({ length: calls }, (_, call) => {
    const [start, wait, talk] = [1_772_442_000 + call * 37, 3 + ((call * 7) % 50), 40 + ((call * 53) % 300)];
    const id = `${start}.${call + 100}`;
    const at = (seconds: number, agent: string, event: string, ...data: (number | string)[]) =>
      [start + seconds, id, "support", agent, event, ...data].map(String);
    const agent = `SIP/${101 + (call % 4)}`;
    return call % 5 === 0
      ? [at(0, "NONE", "ENTERQUEUE", "", `555${call}`, 1), at(wait, "NONE", "ABANDON", 1, 1, wait)]
      : [
          at(0, "NONE", "ENTERQUEUE", "", `555${call}`, 1),
          at(wait, agent, "CONNECT", wait, `${id}9`, 4),
          at(wait + talk, agent, call % 2 ? "COMPLETEAGENT" : "COMPLETECALLER", wait, talk, 1),
        ];
  });
  return events.flat().toSorted((a, b) => Number(a[0]) - Number(b[0]));
}

describe("an event log without headings", () => {
  it.each([
    ["five events", FIVE_EVENTS],
    ["thirty calls", queueLog(30)],
    ["two hundred calls", queueLog(200)],
  ])("is a contact per call in a queue log with %s", (_, rows) => {
    const made = suggest(rows);
    expect(made).toMatchObject({ kind: "contacts", idColumns: ["#2"], questions: [], missing: [] });
    expect(targets(made)).toMatchObject({ ...OF_CALLS, "#3": "program", "Case talk seconds": "talkSeconds" });
    expect(made.collapse).toMatchObject({ order: ["#1"] });
    expect(made.collapse?.events).toContainEqual(
      expect.objectContaining({
        as: "Case talk seconds",
        column: "#7",
        when: [{ column: "#5", is: ["completeagent", "completecaller"] }],
      }),
    );
  });

  it("is recognized with other columns first, local times and German names", () => {
    const log = `K-1;eingereiht;02.03.2026 09:00:00
K-1;angenommen;02.03.2026 09:00:30
K-2;eingereiht;02.03.2026 09:01:00
K-2;abgebrochen;02.03.2026 09:01:45
K-1;beendet;02.03.2026 09:04:00
K-3;eingereiht;13.03.2026 09:05:00
K-3;angenommen;13.03.2026 09:05:12
K-3;beendet;13.03.2026 09:06:12`;
    const made = suggest(cut(log, ";"));
    expect(made).toMatchObject({ idColumns: ["#1"], questions: [], collapse: { order: ["#3"] } });
    expect(targets(made)).toMatchObject(OF_CALLS);
  });

  it("asks which column names the case where two columns could", () => {
    const rows = FIVE_EVENTS.map(([at = "", id = "", , , event = ""]) => [
      at,
      id,
      id === "1772442000.1" ? "A" : "B",
      event,
    ]);
    const requested = suggest(rows).questions;
    expect(requested).toMatchObject([
      { id: "case-column", text: "Each row is an event of a case. Which column identifies the case?" },
    ]);
    expect(requested[0]?.options.map(({ value }) => value)).toEqual(["#2", "#3", "none"]);
    expect(suggest(rows, { "case-column": "#3" })).toMatchObject({ idColumns: ["#3"], questions: [] });
  });

  it("never takes the time of an event for the id of a row", () => {
    const rows = FIVE_EVENTS.map(([at = "", , queue = ""], line) => [at, queue, String(line % 2)]);
    const made = suggest(rows);
    expect(targets(made)["#1"]).not.toBe("externalId");
    expect(
      made.questions.find(({ id }) => id === "column:externalId")?.options.map(({ value }) => value),
    ).not.toContain("#1");
    expect(draftMapping(made, ABOUT).open).not.toEqual([]);
  });

  it("is none where each row was stated to be a contact, and the id of a row is requested", () => {
    const rows = FIVE_EVENTS.map(([at = "", id = "", , , event = ""]) => [
      at,
      id === "1772442000.1" ? "A" : "B",
      event === "CONNECT" ? "E2" : event === "ENTERQUEUE" ? "E1" : "E3",
    ]);
    expect(suggest(rows).questions.map(({ id }) => id)).toContain("case-column");
    const made = suggest(rows, { "case-column": "none" });
    expect(made.collapse).toBeNull();
    expect(made.idColumns).toEqual([]);
    expect(draftMapping(made, ABOUT).open).toContainEqual(expect.objectContaining({ id: "column:externalId" }));
  });

  it("leaves a list of contacts without headings alone", () => {
    const rows = Array.from({ length: 8 }, (_, at) => [
      `T-${at}`,
      `2026-03-02 09:0${at}`,
      at % 2 ? "Closed" : "Open",
      at % 3 ? "ann" : "bob",
    ]);
    const made = suggest(rows);
    expect(made).toMatchObject({ idColumns: ["#1"], collapse: null });
    expect(made.questions.map(({ id }) => id)).not.toContain("case-column");
  });
});
