import type { DateOrder } from "../profile/date-form";
import type { ColumnProfile } from "../profile/column-profile";
import type { FormProfile } from "../profile/instant-profile";

/** What all columns together prove about how dates and decimals are written in the file. */
export type FileEvidence = {
  /** The orders that every column with dates of the family allows, and the cell that proves the one that is left. */
  orderOf(form: FormProfile): { orders: DateOrder[]; proof: { text: string; heading: string } | null };
  /** The decimal sign that some column proves, if none proves the other. */
  decimal: "." | "," | null;
};

export function gatherEvidence(columns: readonly ColumnProfile[]): FileEvidence {
  const families = new Map<string, { orders: Set<DateOrder>; proof: { text: string; heading: string } | null }>();
  for (const { instant, heading } of columns) {
    for (const form of instant?.forms ?? []) {
      if (form.orders.length === 0) continue;
      const proof = form.proof === null ? null : { text: form.proof, heading };
      const known = families.get(form.family);
      if (!known) families.set(form.family, { orders: new Set(form.orders), proof });
      else {
        known.orders = new Set([...known.orders].filter((order) => form.orders.includes(order)));
        if (proof && (!known.proof || proof.heading < known.proof.heading)) known.proof = proof;
      }
    }
  }
  return {
    orderOf(form) {
      const shared = families.get(form.family);
      const agreed = form.orders.filter((order) => shared?.orders.has(order));
      // Columns that contradict each other prove nothing about a third.
      if (!shared || shared.orders.size === 0 || agreed.length === 0) {
        const own = form.orders.length > 0 ? form.orders : form.readings.map(({ order }) => order);
        return { orders: own, proof: null };
      }
      return { orders: agreed, proof: agreed.length === 1 ? shared.proof : null };
    },
    decimal: provenDecimal(columns),
  };
}

function provenDecimal(columns: readonly ColumnProfile[]): "." | "," | null {
  const proven = new Set<"." | ",">();
  for (const { number, spelled } of columns) {
    const [only, other] = (number ?? spelled)?.decimals ?? [];
    if (only !== undefined && other === undefined && !(number?.whole && only === ".")) proven.add(only);
  }
  const [first, second] = [...proven];
  return second === undefined ? (first ?? null) : null;
}
