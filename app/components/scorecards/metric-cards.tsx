import type { ReactNode } from "react";
import type { Verdict } from "~/domain/contracts/verdict";
import type { JudgedAgainst } from "~/wording/contracts/verdict-names";
import { Facts } from "../ui/fact-list";
import { VerdictMark } from "../marks/verdict-mark";

export type MetricCard = {
  key: string;
  name: string;
  /** "expected 85.0 · min 80.0 · n 3,717". */
  detail: string;
  /** A `Figure`. */
  figure: ReactNode;
  verdict: Verdict;
  against: JudgedAgainst;
  /** Where it is shown how the verdict comes about. */
  verdictHref: string | null;
  n?: number | null | undefined;
  /** "third in a row". */
  note?: string | null | undefined;
  /** A `Bullet` of size `wide`; nothing where there is no target. */
  bullet: ReactNode;
};

/** Results one under the other, as a phone shows them. */
export function MetricCards({ items }: { items: readonly MetricCard[] }) {
  return (
    <ul className="card divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
      {items.map((item) => (
        <li key={item.key} className="px-4 pt-3 pb-3.5">
          <div className="mb-2 flex items-start justify-between gap-3">
            <div className="min-w-0">
              <p className="text-base font-semibold">{item.name}</p>
              <p className="figures text-xs text-ink-3">
                <Facts of={item.detail} />
              </p>
            </div>
            <div className="shrink-0 text-end">
              <div className="text-lead">{item.figure}</div>
              {item.verdict !== "no-data" && (
                <VerdictMark
                  verdict={item.verdict}
                  against={item.against}
                  n={item.n}
                  detail={item.note}
                  href={item.verdictHref}
                />
              )}
            </div>
          </div>
          {item.bullet}
        </li>
      ))}
    </ul>
  );
}
