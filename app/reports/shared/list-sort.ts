/** What a list that is paged on the server is sorted by. */
export type ListSort<Key extends string> = { readonly key: Key; readonly isDescending: boolean };

/** `sort=-file`; null where the address names nothing that the list can be sorted by, so that its usual order stands. */
export function readListSort<Key extends string>(address: URLSearchParams, keys: readonly Key[]): ListSort<Key> | null {
  const asked = address.get("sort") ?? "";
  const isDescending = asked.startsWith("-");
  const key = keys.find((known) => known === (isDescending ? asked.slice(1) : asked));
  return key === undefined ? null : { key, isDescending };
}
