import type { Viewer } from "./viewer";

/** What may be imported, by keys of sources and of vendors; `"all"` sets no limit, an empty list lets nothing in. */
export type ImportLimits = {
  readonly sources: readonly string[] | "all";
  readonly vendors: readonly string[] | "all";
};

/** Which rows a file brings: those of one vendor, or (null) of whichever its rows name. */
export type FileToImport = { readonly source: string; readonly vendor: string | null };

/** What stands against this viewer's import of a file, in words; null: nothing does. Only keys are limited. */
export function importBarrier(viewer: Viewer, { source, vendor }: FileToImport): string | null {
  const limits = viewer.kind === "key" ? viewer.imports : undefined;
  if (limits === undefined) return null;
  if (limits.sources !== "all" && !limits.sources.includes(source))
    return `This key may not import the source ${source}.`;
  if (limits.vendors === "all") return null;
  if (vendor === null) return "This key imports for certain partners only, and here each row says whose it is.";
  return limits.vendors.includes(vendor) ? null : `This key may not import files of ${vendor}.`;
}
