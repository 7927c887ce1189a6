import { afterEach, describe, expect, it, vi } from "vitest";
import { readMapping } from "../mapping/mapping";
import { foldHeading, plainHeading } from "./synonyms/heading-fold";
import { matchRemembered, type Remembered } from "./remembered";

vi.mock("./synonyms/heading-fold", { spy: true });
afterEach(() => vi.clearAllMocks());

const COLUMNS = 2_000;
const MAPPINGS = 50;

const heading = (column: number, of: string) => `Measure ${of} ${column} of the week`;

/** A mapping that reads so many columns, the first of which are in the file. */
function remembered(columns: readonly string[]): Remembered {
  const read = readMapping({
    key: "wide",
    name: "Wide",
    kind: "totals",
    source: "wide",
    file: { format: "csv" },
    timeZone: "UTC",
    unpivot: { columns: columns.slice(1), headingAs: "measure", valueAs: "value" },
    fields: { day: { column: columns[0], format: "iso" } },
    totals: [{ measure: "offered", column: "value" }],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { mapping: read.mapping, sourceLimited: false };
}

/** How often a heading was reduced to what it says, and how often a part of one was looked for in another. */
function counted(file: readonly string[], mappings: readonly Remembered[]) {
  let looks = 0;
  const { has } = Set.prototype;
  const spy = vi.spyOn(Set.prototype, "has").mockImplementation(function (this: Set<unknown>, value) {
    looks += 1;
    return has.call(this, value);
  });
  const match = matchRemembered(file, mappings);
  spy.mockRestore();
  const folds = vi.mocked(foldHeading).mock.calls.length + vi.mocked(plainHeading).mock.calls.length;
  return { match, looks, folds };
}

describe("comparing a file with what is remembered", () => {
  const file = Array.from({ length: COLUMNS }, (_, at) => heading(at, "here"));

  it("costs little where half of many columns has other names in each of fifty mappings", () => {
    const mappings = Array.from({ length: MAPPINGS }, (_, of) =>
      remembered(Array.from({ length: 400 }, (_column, at) => heading(at, at < 200 ? "here" : `then ${of}`))),
    );
    const { match, looks, folds } = counted(file, mappings);
    expect(match).toMatchObject({ index: 0, status: "missing", renames: [] });
    expect(folds).toBeLessThan(2 * COLUMNS + MAPPINGS * 400 * 2);
    expect(looks).toBeLessThan(2_000_000);
  });

  it("reduces each heading once however many columns lack", () => {
    const wanted = Array.from({ length: 30 }, (_, at) => heading(at, at < 20 ? "here" : "then"));
    const { match, folds } = counted(file, [remembered(wanted), remembered(wanted)]);
    expect(match).toMatchObject({ index: 0, status: "renamed" });
    expect(folds).toBeLessThan(6 * COLUMNS);
  });

  it("ends with the first columns where more than half of them lack", () => {
    const { match, folds } = counted(file, [
      remembered(Array.from({ length: 400 }, (_, at) => heading(at, "elsewhere"))),
    ]);
    expect(match).toBeNull();
    expect(folds).toBeLessThan(COLUMNS + 250);
  });
});
