import { type TargetScope, SCOPE_PARTS } from "~/domain/metrics/row-scope";

/** `program Buyer support · site Manila`; `everywhere` for a scope that names nothing. */
export function scopeText(scope: TargetScope): string {
  const parts = SCOPE_PARTS.flatMap((part) => (scope[part] === undefined ? [] : [`${part} ${scope[part]}`]));
  return parts.length === 0 ? "everywhere" : parts.join(" · ");
}
