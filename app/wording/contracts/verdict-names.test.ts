import { describe, expect, it } from "vitest";
import { VERDICTS } from "~/domain/contracts/verdict";
import { minimumLabel, missedText, verdictText, verdictLabel, type Sense } from "./verdict-names";

const SENSES: readonly Sense[] = [">=", ">", "<=", "<", "band"];

describe("the words for a verdict", () => {
  it("are the same whether a high or a low figure is good, but for the name of the level", () => {
    for (const verdict of VERDICTS) {
      if (verdict === "missed") continue;
      const words = SENSES.map((sense) => verdictText(verdict, { sense, hasMinimum: true }).word);
      expect(new Set(words).size).toBe(1);
    }
    const missed = (sense: Sense) => verdictLabel("missed", { sense, hasMinimum: true });
    expect([missed(">="), missed("<="), missed("band")]).toEqual([
      "minimum missed",
      "limit exceeded",
      "outside limits",
    ]);
    for (const sense of SENSES) expect(verdictLabel("missed", { sense, hasMinimum: false })).toBe("target missed");
  });

  it("call a result off target that still meets its minimum or limit, and never below or met", () => {
    expect(verdictText("below", { sense: "<=", hasMinimum: true })).toEqual({
      word: "Off target",
      meaning: "Off target, limit met",
    });
    for (const verdict of VERDICTS)
      for (const sense of SENSES)
        expect(verdictLabel(verdict, { sense, hasMinimum: true })).not.toMatch(/^(below|met|missed)$/);
  });

  it("name the level in sentences by the way in which the figure is bad", () => {
    expect(SENSES.map((sense) => minimumLabel(sense))).toEqual(["minimum", "minimum", "limit", "limit", "limits"]);
    expect(missedText({ sense: "<=", hasMinimum: true })).toBe("exceeded its limit");
    expect(missedText({ sense: "<=", hasMinimum: false })).toBe("missed its target");
  });
});
