import type { ReactNode } from "react";

/** Facts of one thing, name beside value; on a phone name above value. */
export function DefinitionList({ items }: { items: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line text-sm">
      {items.map((item) => (
        <div key={item.term} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[11rem_1fr]">
          <dt className="text-ink-3">{item.term}</dt>
          <dd className="min-w-0 break-words text-ink">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
