/** What may be imported, by keys of sources and of vendors; `"all"` sets no limit, an empty list lets nothing in. */
export type ImportLimits = {
  readonly sources: readonly string[] | "all";
  readonly vendors: readonly string[] | "all";
};

/** Which rows a file brings: those of one vendor, or (null) of whichever its rows name. */
export type FileToImport = { readonly source: string; readonly vendor: string | null };

/**
 * A mapping that an import would save: the source read by the mapping that it would replace or be used instead of (null: no mapping has
 * its key), and whether it is one vendor's own.
 */
export type MappingToSave = { readonly source: string | null; readonly ownedByVendor: boolean };

export const NO_LIMITS: ImportLimits = { sources: "all", vendors: "all" };

/** How far this viewer's imports are limited. Only keys are. */
export function importLimitsOf({
  imports,
}: {
  readonly kind: string;
  readonly imports?: ImportLimits | undefined;
}): ImportLimits {
  return imports ?? NO_LIMITS;
}

/** What stands against the import of a file, as text; null: nothing does. */
export function importBarrier({ sources, vendors }: ImportLimits, { source, vendor }: FileToImport): string | null {
  if (sources !== "all" && !sources.includes(source)) return `This key may not import the source ${source}.`;
  if (vendors === "all") return null;
  if (vendor === null) return "This key imports for certain partners only, and here each row says whose it is.";
  return vendors.includes(vendor) ? null : `This key may not import files of ${vendor}.`;
}

/**
 * What stands against saving a mapping, as text; null: nothing does. One of the vendor whose file it is may be saved by whoever may
 * import for that vendor the source of the mapping that is there, be it the vendor's or nobody's; one of nobody by those alone whose
 * imports have no limit.
 */
export function mappingBarrier(
  { sources, vendors }: ImportLimits,
  { source, ownedByVendor }: MappingToSave,
): string | null {
  if (source !== null && sources !== "all" && !sources.includes(source))
    return `The mapping with this key reads the source ${source}, which this key may not import. Give the mapping a key of its own.`;
  if (ownedByVendor || (sources === "all" && vendors === "all")) return null;
  if (source === null)
    return "A mapping by which each row says whose it is belongs to no partner, so only those may create it whose imports have no limit.";
  return "The mapping with this key belongs to no partner, so only those may change it whose imports have no limit. Send it as it is, or give the mapping a key of its own.";
}

/** Whether imports are limited to certain sources: what such an import says of a file holds for files of these sources alone. */
export function isSourceLimited({ sources }: ImportLimits): boolean {
  return sources !== "all";
}

/** Whether a remembered mapping of this vendor (null: of nobody) may be used. */
export function mayUseMappingOf({ vendors }: ImportLimits, vendor: string | null): boolean {
  return vendor === null || vendors === "all" || vendors.includes(vendor);
}
