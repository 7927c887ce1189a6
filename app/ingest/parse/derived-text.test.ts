import { describe, expect, test } from "vitest";
import { compileText } from "./cell-readers";
import { compilePart, partSchema } from "../mapping/derived";
import { compileCondition, type Columns } from "../mapping/condition";

const HEADINGS = ["Queue", "State", "Note"];
const columns: Columns = { at: (heading) => HEADINGS.indexOf(heading), isBlank: (text) => text === "" || text === "-" };

describe("a part of a text", () => {
  test.each([
    [{ split: "_", index: 2 }, "IN_Voice_EN", "Voice"],
    [{ split: "_", index: -1 }, "IN_Voice_EN", "EN"],
    [{ split: "_", index: 4 }, "IN_Voice_EN", null],
    [{ split: "_", index: -4 }, "IN_Voice_EN", null],
    [{ split: ">", index: 2 }, "Apps > Billing > Refund", "Billing"],
    [{ after: "(", before: ")" }, "Ana Ruiz (4711)", "4711"],
    [{ before: " - " }, "3 - Moderate", "3"],
    [{ after: "site:" }, "lang:en site:Manila", "Manila"],
    [{ after: "(", before: ")" }, "Ana Ruiz", null],
    [{ before: " - " }, "Moderate", null],
  ])("%j of %j is %j", (part, text, found) => {
    expect(compilePart(partSchema.parse(part))(text)).toBe(found);
  });

  test("counts from 1, or from the end with -1, and asks for something", () => {
    expect(partSchema.safeParse({ split: "_", index: 0 }).success).toBe(false);
    expect(partSchema.safeParse({}).success).toBe(false);
  });

  test("that means blank, says nothing", () => {
    const read = compileText({ column: "Queue", part: { split: "/", index: 2 } }, columns);
    expect([read(["a/b", "", ""]), read(["a/-", "", ""]), read(["a/", "", ""]), read(["a", "", ""])]).toEqual([
      "b",
      null,
      null,
      null,
    ]);
  });
});

describe("cases", () => {
  const read = compileText(
    {
      cases: [
        { when: { column: "State", is: ["closed"] }, value: "done" },
        { when: { column: "Note", contains: ["escalat"] }, column: "Queue" },
        { when: { column: "State", blank: false }, value: "open" },
      ],
    },
    columns,
  );

  test.each([
    [["q", "Closed", "escalated"], "done"],
    [["q", "new", "was Escalated to L2"], "q"],
    [["-", "new", "escalated"], null],
    [["q", "new", ""], "open"],
    [["q", "-", ""], null],
  ])("of %j give %j: the first that holds", (cells, value) => {
    expect(read(cells)).toBe(value);
  });

  test("without a condition hold in every row, and their part is cut out like any other", () => {
    const otherwise = compileText({ cases: [{ column: "Queue" }], part: { split: "-", index: 1 } }, columns);
    expect(otherwise(["a-b", "", ""])).toBe("a");
  });
});

describe("conditions", () => {
  test.each([
    [{ column: "Note", endsWith: ["TOTAL", "sum"] }, "Grand total", true],
    [{ column: "Note", endsWith: ["total"] }, "Total calls", false],
    [{ column: "Note", contains: ["out of"] }, "Out of hours", true],
    [{ column: "Note", startsWith: ["out"] }, "Out of hours", true],
    [{ column: "Note", startsWith: ["Week "] }, "Week 10", true],
    [{ column: "Note", startsWith: ["Week "] }, "week", true],
    [{ column: "Note", startsWith: ["Week "] }, "Weekend support", false],
    [{ column: "Note", isNot: ["x"] }, "y", true],
    [{ column: "Note", blank: true }, "-", true],
  ])("%j of %j: %j", (condition, note, holds) => {
    expect(compileCondition(condition, columns)(["", "", note])).toBe(holds);
  });
});
