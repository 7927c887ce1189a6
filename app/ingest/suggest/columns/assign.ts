/**
 * The pairing of rows with columns, each at most once, whose scores add up highest; scores of 0 are never paired.
 * Returns for each row the paired column or -1. (Hungarian method with potentials; rows × rows × columns steps.)
 */
export function assignBest(scores: readonly (readonly number[])[], columnCount: number): number[] {
  const rowCount = scores.length;
  // As many columns again as rows, worth nothing, so that a row may stay without one.
  const width = columnCount + rowCount;
  const cost = (row: number, column: number) => (column < columnCount ? -(scores[row]?.[column] ?? 0) : 0);
  const rowPotential = new Float64Array(rowCount + 1);
  const columnPotential = new Float64Array(width + 1);
  // Rows and columns count from 1; 0 stands for none.
  const rowOf = new Int32Array(width + 1);
  const before = new Int32Array(width + 1);
  for (let row = 1; row <= rowCount; row += 1) {
    rowOf[0] = row;
    let at = 0;
    const least = new Float64Array(width + 1).fill(Infinity);
    const used = new Uint8Array(width + 1);
    do {
      used[at] = 1;
      const current = rowOf[at] ?? 0;
      let step = Infinity;
      let next = 0;
      for (let column = 1; column <= width; column += 1) {
        if (used[column]) continue;
        const reduced = cost(current - 1, column - 1) - (rowPotential[current] ?? 0) - (columnPotential[column] ?? 0);
        if (reduced < (least[column] ?? 0)) {
          least[column] = reduced;
          before[column] = at;
        }
        if ((least[column] ?? 0) < step) {
          step = least[column] ?? 0;
          next = column;
        }
      }
      for (let column = 0; column <= width; column += 1) {
        if (used[column]) {
          const paired = rowOf[column] ?? 0;
          rowPotential[paired] = (rowPotential[paired] ?? 0) + step;
          columnPotential[column] = (columnPotential[column] ?? 0) - step;
        } else least[column] = (least[column] ?? 0) - step;
      }
      at = next;
    } while (rowOf[at] !== 0);
    while (at !== 0) {
      const previous = before[at] ?? 0;
      rowOf[at] = rowOf[previous] ?? 0;
      at = previous;
    }
  }
  const paired = Array.from({ length: rowCount }, () => -1);
  for (let column = 1; column <= columnCount; column += 1) {
    const row = (rowOf[column] ?? 0) - 1;
    if (row >= 0 && (scores[row]?.[column - 1] ?? 0) > 0) paired[row] = column - 1;
  }
  return paired;
}
