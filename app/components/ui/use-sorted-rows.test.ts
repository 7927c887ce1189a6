import { describe, expect, test } from "vitest";
import { sortedBy } from "./use-sorted-rows";

describe("a sorted table", () => {
  const rows = [
    { name: "b10", n: 2 },
    { name: "B2", n: null },
    { name: "a", n: -1 },
    { name: "c", n: 2 },
  ];
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

  test("sorts numbers as numbers, with rows that have none last either way", () => {
    expect(names(sortedBy(rows, ({ n }) => n, false))).toEqual(["a", "b10", "c", "B2"]);
    expect(names(sortedBy(rows, ({ n }) => n, true))).toEqual(["b10", "c", "a", "B2"]);
  });

  test("sorts names as people do: in any case, numbers in them by their value", () => {
    expect(names(sortedBy(rows, ({ name }) => name, false))).toEqual(["a", "B2", "b10", "c"]);
  });
});
