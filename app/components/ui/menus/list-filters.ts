import type { FilterOption } from "./filter-chip";

type Choice = { readonly value: string; readonly label: string };
/** What a `FilterChip` over a list shows. */
export type ListFilter = { name: string; label: string; active: boolean; options: FilterOption[] };

/** A list whose address carries its filters: every choice changes one part, keeps the others and begins at the first page. */
export type ListAddress = {
  readonly path: string;
  readonly address: URLSearchParams;
  /** Parts that do not survive another choice, besides the page. */
  readonly passing?: readonly string[];
};

export function listHref({ path, address, passing = [] }: ListAddress, name: string, value: string | null): string {
  const next = new URLSearchParams(address);
  for (const key of ["page", ...passing, name]) next.delete(key);
  if (value !== null) next.set(name, value);
  return next.size === 0 ? path : `${path}?${next}`;
}

/** A filter that is off until something is chosen. */
export function listFilter(
  list: ListAddress,
  {
    key,
    name,
    all,
    chosen,
    choices,
  }: {
    key: string;
    name: string;
    all: string;
    chosen: string | undefined;
    choices: readonly Choice[];
  },
): ListFilter {
  return {
    name,
    label: choices.find(({ value }) => value === chosen)?.label ?? all,
    active: chosen !== undefined,
    options: [
      { label: all, href: listHref(list, key, null), current: chosen === undefined },
      ...choices.map(({ value, label }) => ({ label, href: listHref(list, key, value), current: value === chosen })),
    ],
  };
}
