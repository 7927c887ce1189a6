import type { ImportLimits } from "~/domain/access/import-limits";

/** What a key's imports are limited to; null where nothing limits them. */
export function importLimitWords({ sources, vendors }: ImportLimits): string | null {
  const parts = [
    ...(sources === "all" ? [] : [sources.join(", ")]),
    ...(vendors === "all" ? [] : [`files of ${vendors.length === 0 ? "nobody" : vendors.join(", ")}`]),
  ];
  return parts.length === 0 ? null : `Imports only ${parts.join("; only ")}`;
}
