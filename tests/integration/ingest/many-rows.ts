import type { TestRow } from "./apply-rows";

/** As many as make a first load build its indexes at the end. */
export const ROWS = 21_000;

/** Every hundredth row is stated twice alike, and every thousandth id again with other contents. */
export function manyRows(): TestRow[] {
  const row = (index: number, talkSeconds: number): TestRow => {
    const day = `2026-01-${String(1 + (index % 28)).padStart(2, "0")}`;
    return {
      id: `R${index}`,
      day,
      fields: { openedAt: `${day}T10:00:00Z`, site: index % 3 ? "Cebu" : "Lisbon", talkSeconds },
    };
  };
  const rows = Array.from({ length: ROWS }, (_, index) => row(index, index % 600));
  const repeated = rows.filter((_, index) => index % 100 === 1);
  const conflicting = rows.flatMap((_, index) => (index % 1_000 === 0 ? [row(index, 999)] : []));
  return [...rows, ...repeated, ...conflicting];
}
