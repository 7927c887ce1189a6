import fc from "fast-check";
import { expect, test } from "vitest";
import { gatherLines, hasLine } from "./line-set";

async function* inBatches(lines: readonly number[]): AsyncGenerator<number[]> {
  for (let at = 0; at < lines.length; at += 3) yield lines.slice(at, at + 3);
}

test("a set of lines holds exactly the lines put into it", async () => {
  const line = fc.integer({ min: 0, max: 100_000 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(line), async (put, others) => {
      const set = await gatherLines(inBatches(put));
      const held = [...put, ...others].map((one) => hasLine(set, one));
      expect(held).toEqual([...put, ...others].map((one) => put.includes(one)));
    }),
    { numRuns: 50 },
  );
});

test("the memory of a set of lines grows with the length of the file, not with the lines in it", async () => {
  async function* all(): AsyncGenerator<number[]> {
    for (let from = 0; from < 1_000_000; from += 10_000) yield Array.from({ length: 10_000 }, (_, at) => from + at);
  }
  expect((await gatherLines(all())).byteLength).toBeLessThan(300_000);
});
