import { useLocation } from "@remix-run/react";
import { changedAddress } from "./changed-address";
import type { Column } from "./data-table";
import type { ColumnSort } from "./use-sorted-rows";

type ListSort = { readonly key: string; readonly isDescending: boolean };

/** Headings that sort a list on the server, where only a page of it is here. A change of order begins at the first page. */
export function useListSort<Row>(
  columns: readonly Column<Row>[],
  keys: readonly string[],
  current: ListSort | null,
): readonly Column<Row>[] {
  const { pathname, search } = useLocation();
  const sortOf = ({ key, sortsDown = false }: Column<Row>): ColumnSort => {
    const isCurrent = key === current?.key;
    const isNextDown = isCurrent ? !current.isDescending : sortsDown;
    return {
      href: changedAddress(`${pathname}${search}`, { sort: isNextDown ? `-${key}` : key, page: null }),
      direction: isCurrent ? (current.isDescending ? "descending" : "ascending") : null,
    };
  };
  return columns.map((column) => (keys.includes(column.key) ? { ...column, sort: sortOf(column) } : column));
}
