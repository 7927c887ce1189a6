import { describe, expect, it } from "vitest";
import { readMapping } from "../mapping/mapping";
import { statusOf, withStatus } from "../parse/preliminary-values";
import { draftMapping } from "./draft/draft-mapping";
import { ABOUT, suggest, reading, targets } from "./test-suggestions";

const CALLS = (status: string, ...cells: string[]) =>
  [
    `Call ID,Start time,Talk time (s),${status}`,
    ...cells.map((cell, row) => `c-${row},2026-03-0${row + 1} 09:00,30,${cell}`),
  ].join("\n");

describe("a column that tells preliminary figures from final ones", () => {
  it.each([
    ["Status of figures", ["Preliminary", "final", "final"], ["preliminary"], ["final"]],
    ["Stand", ["vorläufig", "endgültig", "vorläufig"], ["vorläufig"], ["endgültig"]],
    ["Status", ["Provisional", "Confirmed", "Confirmed"], ["provisional"], ["confirmed"]],
    ["Estado de los datos", ["provisional", "definitivo", "definitivo"], ["provisional"], ["definitivo"]],
  ])("is found by its heading “%s” and its words", (heading, cells, yes, no) => {
    const made = suggest(CALLS(heading, ...cells));
    expect(targets(made)[heading]).toBe("preliminary");
    expect(reading(made, heading)).toMatchObject({ type: "boolean", trueValues: yes, falseValues: no });
    expect(made.questions).toEqual([]);
    expect(made.columns.find((column) => column.heading === heading)?.reason).toContain(
      `“${yes[0]}” means preliminary, “${no[0]}” means final`,
    );
    expect(draftMapping(made, ABOUT)).toMatchObject({
      open: [],
      document: { fields: { preliminary: { column: heading, trueValues: yes, falseValues: no } } },
    });
  });

  it("may say yes and no, of which yes means final under a heading that says so", () => {
    expect(reading(suggest(CALLS("Prelim", "Y", "N", "N")), "Prelim")).toEqual({ type: "boolean" });
    const made = suggest(CALLS("Is final", "yes", "no", "no"));
    expect(reading(made, "Is final")).toEqual({ type: "boolean", trueValues: ["no"], falseValues: ["yes"] });
    expect(made.columns.at(-1)?.reason).toContain("yes means final");
    expect(reading(suggest(CALLS("Is final", "yes", "yes", "yes")), "Is final")).toMatchObject({ trueValues: ["no"] });
  });

  it("that holds one word only is read with the usual words for the other", () => {
    const made = reading(suggest(CALLS("Data status", "preliminary", "preliminary", "preliminary")), "Data status");
    expect(made?.trueValues).toEqual(["preliminary"]);
    expect(made?.falseValues).toEqual(expect.arrayContaining(["final", "endgültig"]));
  });

  it.each(["Status", "Prelim"])(
    "that holds single letters below “%s” is asked about, and left out if it is something else",
    (heading) => {
      const file = CALLS(heading, "P", "F", "F");
      const requested = suggest(file);
      expect(requested.questions).toMatchObject([{ id: `status:${heading}`, columns: [heading] }]);
      expect(draftMapping(requested, ABOUT).open).toMatchObject([{ code: "question" }]);
      const answer = (value: string) => suggest(file, { answers: [{ id: `status:${heading}`, value }] });
      expect(answer("yes").questions).toEqual([]);
      expect(reading(answer("yes"), heading)).toMatchObject({ trueValues: ["p"], falseValues: ["f"] });
      expect(targets(answer("no"))).not.toHaveProperty(heading);
      expect(answer("no").questions).toEqual([]);
    },
  );

  it("asks for a word that is neither", () => {
    const made = suggest(CALLS("Data status", "preliminary", "final", "restated"));
    expect(made.questions).toMatchObject([
      { id: "state:Data status:restated", text: expect.stringContaining("preliminary?") },
    ]);
  });

  it("is not seen in a status of cases, nor in what an audit came to", () => {
    expect(targets(suggest(CALLS("Status", "open", "closed", "closed")))["Status"]).toBe("resolved");
    expect(targets(suggest(CALLS("Final result", "pass", "fail", "pass")))["Final result"]).not.toBe("preliminary");
  });

  it("tells rows of one id apart, so that nothing is asked of the id", () => {
    const rows = ["a,2026-03-01 09:00,30,preliminary", "a,2026-03-01 09:00,31,final", "b,2026-03-02 09:00,31,final"];
    const made = suggest(["Call ID,Start time,Talk time (s),Status of figures", ...rows].join("\n"));
    expect(made.idColumns).toEqual(["Call ID"]);
    expect(made.questions).toEqual([]);
    const doubled = suggest(["Call ID,Start time,Talk time (s),Status of figures", ...rows, rows[2]].join("\n"));
    expect(doubled.questions).toMatchObject([{ id: "repeated-id" }]);
  });

  it("of totals is no part of their name, though a day stands there twice", () => {
    const made = suggest(
      "Date,Queue,Calls offered,Calls answered,Status of figures,Note\n" +
        "2026-03-01,Billing,100,90,preliminary,early\n2026-03-01,Billing,101,91,final,late\n2026-03-02,Billing,50,40,preliminary,x",
    );
    expect(made.kind).toBe("totals");
    expect(targets(made)["Status of figures"]).toBe("preliminary");
    expect(made.idColumns).toEqual([]);
    const draft = draftMapping(made, ABOUT);
    expect(draft.open).toEqual([]);
    expect(readMapping(draft.document).ok).toBe(true);
  });
});

describe("what is stated of all rows of a file", () => {
  const { document } = draftMapping(suggest(CALLS("Status of figures", "Preliminary", "final", "final")), ABOUT);
  const stated = (status: Parameters<typeof withStatus>[1]) => {
    const read = readMapping(withStatus(document, status));
    return read.ok ? statusOf(read.mapping) : read.problems;
  };

  it("takes the place of what the mapping says, which nothing does", () => {
    expect(stated(null)).toEqual({ column: "Status of figures" });
    expect(stated("preliminary")).toEqual({ all: "preliminary" });
    expect(stated("final")).toEqual({ all: "final" });
    expect(stated("unstated")).toEqual({ all: "unstated" });
  });
});
