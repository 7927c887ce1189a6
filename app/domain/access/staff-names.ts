import { isOutside, type Viewer } from "./viewer";

const ADDRESS = /[^\s<>()[\]",;:@]+@[^\s<>()[\]",;:@]+/g;
const WITHHELD = "address withheld";

/** Who did something, as this viewer may read it: external viewers get names, never the e-mail address of anybody. */
export function shownPerson(viewer: Viewer, person: string): string {
  return isOutside(viewer) ? person.replaceAll(ADDRESS, WITHHELD) : person;
}

/** How external viewers refer to an import: stable, and no clue to how many imports there are. `id` is the import's random UUID. */
export function importReference(id: string): string {
  return id.slice(0, 8);
}
