/** Lines of a file, one bit for each from the first on: a million lines take 125 kB, however many of them are in the set. */
export type LineSet = Uint8Array;

export async function gatherLines(batches: AsyncIterable<readonly number[]>): Promise<LineSet> {
  let bits = new Uint8Array(1_024);
  for await (const batch of batches)
    for (const line of batch) {
      const at = line >>> 3;
      if (at >= bits.length) {
        const longer = new Uint8Array(Math.max(at + 1, bits.length * 2));
        longer.set(bits);
        bits = longer;
      }
      bits[at] = (bits[at] ?? 0) | (1 << (line & 7));
    }
  return bits;
}

export function hasLine(lines: LineSet, line: number): boolean {
  return ((lines[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0;
}
