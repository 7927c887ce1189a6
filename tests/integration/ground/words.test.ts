import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkedFiles, findRetired, list } from "../../checks/retired-words.mjs";

const FILE = "app/domain/anything.ts";
const upper = (word: string) => (word[0] ?? "").toUpperCase() + word.slice(1);

describe("the check of words", () => {
  it.each(list.words.flatMap(({ retired, use }) => retired.map((word) => [word, use] as const)))(
    "refuses %s in names of every form, in texts and in names of files",
    (word, use) => {
      const forms = [word, `load${upper(word)}`, `${word}Line`, `MAX_${word.toUpperCase()}_ROWS`, `rows_${word}`];
      for (const form of [...forms, `"One ${word} more."`])
        expect(findRetired(FILE, `a;\n${form}`)).toMatchObject([{ use, line: 2 }]);
      expect(findRetired(FILE, `x${word}ly`)).toEqual([]);
    },
  );

  it.each([
    ["Two rows were passed over.", "passed over"],
    ["No import in your sight", "in your sight"],
    ["const MOST_ROWS = 3;", "MOST_R"],
  ])("refuses a phrase: %s", (text, word) => {
    expect(findRetired(FILE, text).map((one) => one.word)).toEqual([word]);
  });

  it("leaves no exception that nothing needs", () => {
    const files = checkedFiles();
    const unused = [...list.words, ...list.phrases].flatMap(({ retired, except = {} }) => {
      const words = [retired].flat().join("|");
      return Object.keys(except)
        .filter((part) => {
          return !files.some((file) => file.includes(part) && new RegExp(words, "i").test(readFileSync(file, "utf8")));
        })
        .map((part) => `${words}: ${part}`);
    });
    expect(unused).toEqual([]);
  });
});
