/** Another address of the same page: parts changed, and left out where null; every other part stays. '' is kept as "not given". */
export function changedAddress(address: string, parts: Readonly<Record<string, string | null>>): string {
  const [path = "", query = ""] = address.split("?");
  const search = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parts)) {
    if (value === null) search.delete(name);
    else search.set(name, value);
  }
  const changed = search.toString();
  return changed === "" ? path : `${path}?${changed}`;
}
