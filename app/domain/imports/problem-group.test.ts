import { describe, expect, it } from "vitest";
import { gatherProblems, MAX_TEXTS } from "./problem-group";

const problem = (line: number, text: string, column = "Created at", code = "not-a-date") => {
  return { line, column, code, text };
};

describe("problems of rows, by what would fix them", () => {
  it("are counted in rows: a cell that feeds two fields is one row", () => {
    const gathered = gatherProblems();
    gathered.add(problem(2, "soon"));
    gathered.add(problem(2, "soon"));
    gathered.add(problem(3, "soon"));
    expect(gathered.groups()).toEqual([{ ...problem(2, "soon"), rows: 2, texts: [{ text: "soon", rows: 2 }] }]);
  });

  it("are apart by column and by code, the most frequent first", () => {
    const gathered = gatherProblems();
    gathered.add(problem(2, "x", "Wait", "not-a-duration"));
    for (const line of [3, 4]) gathered.add(problem(line, "soon"));
    gathered.add(problem(5, "x", "Talk", "not-a-duration"));
    expect(gathered.groups().map(({ column, rows }) => [column, rows])).toEqual([
      ["Created at", 2],
      ["Wait", 1],
      ["Talk", 1],
    ]);
  });

  it("name the most frequent texts however many there are", () => {
    const gathered = gatherProblems();
    for (let line = 1; line <= 20_000; line += 1)
      gathered.add(problem(line, line % 2 === 0 ? "often" : `once ${line}`));
    const [group] = gathered.groups();
    expect(group?.rows).toBe(20_000);
    expect(group?.texts[0]).toEqual({ text: "often", rows: 10_000 });
    expect(group?.texts).toHaveLength(MAX_TEXTS);
  });
});
