import { LONG_NAMES, SHORT_NAMES } from "./month-words";

/** Names written out → 0 for January to 11; in lower case, without accents. */
export const LONG_MONTHS = monthsByName(LONG_NAMES);
/** The same of names cut short, among them those that are too short to be cut. */
export const SHORT_MONTHS = monthsByName(SHORT_NAMES);

function monthsByName(lists: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    lists.flatMap((list) =>
      list.split(" ").flatMap((name, month): [string, number][] => (name === "-" ? [] : [[foldName(name), month]])),
    ),
  );
}

/** A name in lower case, without accents. */
export function foldName(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
