import type { ImportLimits } from "~/domain/access/import-limits";

/** What a key's imports are limited to; null without limits. */
export function importLimitText({ sources, vendors }: ImportLimits): string | null {
  const parts = [
    ...(sources === "all" ? [] : [sources.join(", ")]),
    ...(vendors === "all" ? [] : [`for ${vendors.length === 0 ? "no partner" : vendors.join(", ")}`]),
  ];
  return parts.length === 0 ? null : `Imports only ${parts.join(" ")}`;
}
