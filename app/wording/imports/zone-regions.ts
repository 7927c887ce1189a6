/** Regions whose time zones share an abbreviation with another. */
export const ZONE_REGIONS = {
  india: "India",
  israel: "Israel",
  ireland: "Ireland in summer",
  central: "Central time (North America)",
  china: "China",
  pacific: "Pacific time (North America)",
  philippines: "Philippines",
  britain: "United Kingdom in summer",
  bangladesh: "Bangladesh",
  atlantic: "Atlantic time (North America)",
  arabia: "Arabia",
} as const;

export type ZoneRegion = keyof typeof ZONE_REGIONS;
