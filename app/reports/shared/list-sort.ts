/** What a list that is paged on the server is sorted by. */
export type ListSort<Key extends string> = { readonly key: Key; readonly isDescending: boolean };

/** `sort=-file`; null where the address names nothing that the list can be sorted by, so that its usual order stands. */
export function readListSort<Key extends string>(address: URLSearchParams, keys: readonly Key[]): ListSort<Key> | null {
  const requested = address.get("sort") ?? "";
  const isDescending = requested.startsWith("-");
  const key = keys.find((known) => known === (isDescending ? requested.slice(1) : requested));
  return key === undefined ? null : { key, isDescending };
}
