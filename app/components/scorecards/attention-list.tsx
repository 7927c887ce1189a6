import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Verdict } from "~/domain/contracts/verdict";
import type { JudgedAgainst } from "~/wording/contracts/verdict-names";
import { VerdictMark } from "../marks/verdict-mark";

export type AttentionItem = {
  key: string;
  /** Null where the page leads nowhere else. */
  href: string | null;
  /** The partner. */
  who: string;
  /** The metric and its slice: "CSAT · buyer support". */
  what: string;
  /** What happened, against what. */
  sentence: ReactNode;
  sparkline: ReactNode;
  verdict: Verdict;
  against: JudgedAgainst;
  detail?: string | null | undefined;
};

/** Results that need someone, the most urgent first. */
export function AttentionList({ items }: { items: readonly AttentionItem[] }) {
  return (
    <ul className="card divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
      {items.map((item) => (
        <li
          key={item.key}
          className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-3 first:rounded-t-lg last:rounded-b-lg hover:bg-sunken/45 lg:grid-cols-[12rem_minmax(0,1fr)_auto_8rem]"
        >
          <div className="max-lg:col-start-1 max-lg:row-start-1">
            <h3 className="font-semibold">
              {item.href === null ? (
                item.who
              ) : (
                <Link to={item.href} prefetch="intent" className="after:absolute after:inset-0">
                  {item.who}
                </Link>
              )}
            </h3>
            <p className="text-2xs wrap-anywhere text-ink-3">{item.what}</p>
          </div>
          <p className="max-w-[44rem] text-sm text-pretty text-ink-2 max-lg:order-3 max-lg:col-span-full">
            {item.sentence}
          </p>
          <div className="max-lg:hidden">{item.sparkline}</div>
          <div className="max-lg:col-start-2 max-lg:row-start-1 max-lg:text-end">
            <VerdictMark verdict={item.verdict} against={item.against} detail={item.detail} />
          </div>
        </li>
      ))}
    </ul>
  );
}
