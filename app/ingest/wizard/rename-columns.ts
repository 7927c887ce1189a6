/** A mapping document that names columns by their new headings, wherever in it they stand. */
export function renameColumns(document: unknown, renames: readonly { from: string; to: string }[]): unknown {
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  const renamed = (name: unknown) => (typeof name === "string" ? (names.get(name) ?? name) : name);
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]): [string, unknown] => {
        if (name === "values") return [name, part];
        if (name === "column" || name === "times")
          return [name, typeof part === "string" ? renamed(part) : visit(part)];
        if (name === "columns" && Array.isArray(part))
          return [name, part.map((one) => (typeof one === "string" ? renamed(one) : visit(one)))];
        return [name, visit(part)];
      }),
    );
  };
  return names.size === 0 ? document : visit(document);
}
