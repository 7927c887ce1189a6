import type { ReactNode } from "react";

type DefinitionListProps = {
  items: readonly { term: string; value: ReactNode }[];
  /** Beside the matter of a page, where there is little room. */
  narrow?: boolean | undefined;
};

/** Facts of one thing, name beside value; on a phone name above value. */
export function DefinitionList({ items, narrow = false }: DefinitionListProps) {
  const columns = narrow ? "sm:grid-cols-[6.5rem_1fr]" : "@sm:grid-cols-[minmax(6rem,11rem)_1fr]";
  return (
    <dl className="@container divide-y divide-line text-sm">
      {items.map((item) => (
        <div key={item.term} className={`grid gap-x-4 px-4 py-2.5 ${columns}`}>
          <dt className="text-ink-3">{item.term}</dt>
          <dd className="min-w-0 break-words text-ink">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
