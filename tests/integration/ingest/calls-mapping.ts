/** Reads calls from a file of Id, Opened, Site and Wait. */
export const CALLS_MAPPING = {
  key: "calls",
  name: "Calls",
  kind: "contacts",
  source: "calls",
  file: { format: "csv" },
  timeZone: "UTC",
  vendor: { constant: "acme" },
  externalId: { column: "Id" },
  fields: { openedAt: { column: "Opened", format: "iso" }, site: { column: "Site" }, waitSeconds: { column: "Wait" } },
};
